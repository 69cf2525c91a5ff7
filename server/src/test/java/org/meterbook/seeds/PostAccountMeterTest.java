package org.meterbook.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** POST /api/v3/accountmeter, as its page has it. */
class PostAccountMeterTest {
  private final TestServer.Datasource datasource = TestServer.datasource();
  private final Client client = datasource.client();
  private final int vendor =
      client
          .post(
              "/api/v3/vendor",
              """
              {"vendorCode": "V1", "vendorInfo": "Vendor One", "website": null, "vendorDescription": null}\
              """)
          .expect(200)
          .json()
          .get("vendorId")
          .intValue();
  private final int rate =
      client
          .post(
              "/api/v3/rate",
              """
              {"name": "Rate One", "vendorId": %d, "commodityId": 1}\
              """
                  .formatted(vendor))
          .expect(200)
          .json()
          .get("rateId")
          .intValue();

  private int account(String code, boolean active) {
    return client
        .post(
            "/api/v3/account",
            """
            {"accountCode": "%s", "accountInfo": "Account", "accountTypeId": 1, "costCenterId": 1, "vendorId": %d, "active": %s,
             "country": "US", "postalCode": "16801"}\
            """
                .formatted(code, vendor, active))
        .expect(200)
        .json()
        .get("accountId")
        .intValue();
  }

  private int meter(String code, int commodity, String units) {
    return client
        .post(
            "/api/v3/meter",
            """
            {"meterCode": "%s", "meterInfo": "Meter", "commodityId": %d, "placeId": 1, "meterTypeId": 1, %s
             "address": {"country": "US", "postalCode": "16801"}}\
            """
                .formatted(code, commodity, units))
        .expect(200)
        .json()
        .get("meterId")
        .intValue();
  }

  private String item(int account, int meter, String more) {
    return "{\"accountId\": %d, \"meterId\": %d, \"rateId\": %d%s}"
        .formatted(account, meter, rate, more);
  }

  private JsonNode link(String item) {
    return client.post("/api/v3/accountmeter", "[" + item + "]").expect(200).json().get(0);
  }

  @Test
  void theExampleRequestIsAnsweredAsPrinted() {
    int account = account("A1", true);
    int meter = meter("M1", 1, "");
    JsonNode response =
        client
            .post(
                "/api/v3/accountmeter",
                """
                [{"accountId": %d, "beginDate": "2026-03-30", "deregulated": false, "endDate": "2027-03-30", "meterId": %d, "rateId": %d,
                  "templateId": 1, "vendorTypeId": 1}]\
                """
                    .formatted(account, meter, rate))
            .expect(200)
            .json();
    assertThat(response.isArray()).isTrue();
    JsonNode link = response.get(0);
    assertThat(link.propertyNames())
        .containsExactly(
            "account",
            "accountMeterId",
            "beginDate",
            "deregulated",
            "endDate",
            "formTemplates",
            "generalLedger",
            "meter",
            "rates",
            "vendorType");
    assertThat(link.get("account").propertyNames())
        .containsExactlyInAnyOrder(
            "accountCode",
            "accountId",
            "accountInfo",
            "active",
            "hasCalculatedMeter",
            "hasSplitChildMeter",
            "hasSplitParentMeter",
            "hasSubAccount",
            "isSubAccount",
            "vendor");
    assertThat(link.get("account").get("vendor").propertyNames())
        .containsExactlyInAnyOrder("vendorCode", "vendorId", "vendorInfo");
    assertThat(link.get("formTemplates").get(0).propertyNames())
        .containsExactly("beginDate", "displayOrder", "endDate", "formTemplateId", "template");
    assertThat(link.get("formTemplates").get(0).get("template").get("templateId").intValue())
        .isEqualTo(1);
    assertThat(link.get("generalLedger").propertyNames())
        .containsExactlyInAnyOrder("generalLedgerCode", "generalLedgerId", "generalLedgerInfo");
    assertThat(link.get("meter").propertyNames())
        .containsExactlyInAnyOrder(
            "active",
            "commodity",
            "isCalculatedMeter",
            "isEsaCalculatedMeter",
            "isSplitChildMeter",
            "isSplitParentMeter",
            "meterCode",
            "meterId",
            "meterInfo",
            "meterType",
            "serialNumber");
    assertThat(link.get("meter").get("commodity").propertyNames())
        .containsExactlyInAnyOrder(
            "commodityCode", "commodityIcon", "commodityId", "commodityInfo");
    assertThat(link.get("rates").get(0).propertyNames())
        .containsExactly("endDate", "rate", "startDate");
    assertThat(link.get("rates").get(0).get("startDate").stringValue())
        .isEqualTo("2026-03-30T00:00:00");
    assertThat(link.get("rates").get(0).get("endDate").stringValue())
        .isEqualTo("2027-03-30T00:00:00");
    assertThat(link.get("vendorType").get("vendorTypeId").intValue()).isEqualTo(1);
    assertThat(link.get("beginDate").stringValue()).isEqualTo("2026-03-30T00:00:00");
  }

  @Test
  void datesDefaultToAllTime() {
    JsonNode link = link(item(account("A2", true), meter("M2", 1, ""), ""));
    assertThat(link.get("beginDate").stringValue()).isEqualTo("1899-01-01T00:00:00");
    assertThat(link.get("endDate").stringValue()).isEqualTo("3000-01-01T00:00:00");
    assertThat(link.get("deregulated").booleanValue()).isFalse();
    assertThat(link.get("vendorType").isNull()).isTrue();
    assertThat(link.get("generalLedger").get("generalLedgerId").isNull()).isTrue();
  }

  @Test
  void theAccountMustBeActive() {
    JsonNode problem =
        client
            .post(
                "/api/v3/accountmeter",
                "[" + item(account("A3", false), meter("M3", 1, ""), "") + "]")
            .expect(400)
            .json();
    assertThat(problem.get("errors").propertyNames()).containsExactly("[0].accountId");
  }

  @Test
  void allOrNothingAndEveryViolationInOneAnswer() {
    int account = account("A4", true);
    int meter = meter("M4", 1, "");
    String good = item(account, meter, "");
    JsonNode problem =
        client
            .post(
                "/api/v3/accountmeter",
                "[%s, {\"accountId\": 999999, \"meterId\": null}, {}]".formatted(good))
            .expect(400)
            .json();
    assertThat(problem.get("errors").propertyNames())
        .containsExactlyInAnyOrder(
            "[1].accountId",
            "[1].meterId",
            "[1].rateId",
            "[2].accountId",
            "[2].meterId",
            "[2].rateId");
    assertThat(client.get("/api/v3/meter/" + meter).json().get("accounts").size()).isZero();
  }

  @Test
  void overlappingRelationsOfAPairAreRefused() {
    int account = account("A5", true);
    int meter = meter("M5", 1, "");
    link(item(account, meter, ", \"beginDate\": \"2025-01-01\", \"endDate\": \"2026-01-01\""));
    client
        .post(
            "/api/v3/accountmeter",
            "[" + item(account, meter, ", \"beginDate\": \"2025-12-31\"") + "]")
        .expect(400);
    link(item(account, meter, ", \"beginDate\": \"2026-01-01\""));
    String twice = item(account("A6", true), meter, "");
    client.post("/api/v3/accountmeter", "[%s, %s]".formatted(twice, twice)).expect(400);
  }

  @Test
  void templatesDefaultDownTheLadder() {
    int electricity = meter("L1", 1, "\"useUnitId\": 2, \"demandUnitId\": 22,");
    int useOnly = meter("L2", 1, "\"useUnitId\": 2,");
    int oddUnit = meter("L3", 1, "\"useUnitId\": 52,");
    assertThat(template(electricity, 2)).as("supplier, S_ and use unit").isEqualTo("S_KWH");
    assertThat(template(oddUnit, 2)).as("supplier, any S_").startsWith("S_");
    assertThat(template(meter("L4", 3, ""), 2))
        .as("supplier of a commodity without S_ falls through")
        .startsWith("FD_");
    assertThat(template(electricity, 1)).as("use and demand unit").isEqualTo("FD_ELEC_KWH_KW");
    assertThat(template(useOnly, 1)).as("use unit").isEqualTo("FD_ELEC_KWH");
    assertThat(template(oddUnit, 1)).as("first use-only of the commodity").isEqualTo("FD_ELEC_KWH");
    int commodity =
        client
            .post(
                "/api/v202304/commodity",
                """
                {"commodityInfo": "Ice", "abbreviation": "ICE", "commodityRollupUnitId": 97}\
                """)
            .expect(200)
            .json()
            .get("commodityId")
            .intValue();
    JsonNode none = link(item(account("ice", true), meter("L5", commodity, ""), ""));
    assertThat(none.get("formTemplates").size()).as("no template of the commodity: none").isZero();
  }

  private String template(int meter, int vendorType) {
    JsonNode link =
        link(
            item(
                account("T" + meter + "-" + vendorType, true),
                meter,
                ", \"vendorTypeId\": " + vendorType));
    return link.get("formTemplates").get(0).get("template").get("templateCode").stringValue();
  }

  @Test
  void idsOutsideOfTheTopmostAreRefusedLikeIdsThatAreNotThere() {
    int place =
        client
            .post(
                "/api/v3/place",
                """
                {"placeCode": "P1", "placeInfo": "Place", "parentPlaceId": 1, "placeTypeId": 2}\
                """)
            .expect(200)
            .json()
            .get("placeId")
            .intValue();
    int costCenter =
        client
            .post(
                "/api/v3/costcenter",
                """
                {"costCenterCode": "C1", "costCenterInfo": "Center", "parentCostCenterId": 1}\
                """)
            .expect(200)
            .json()
            .get("costCenterId")
            .intValue();
    client
        .post(
            "/api/v202406/user",
            """
            {"userCode": "bounded", "fullName": "Bounded", "password": "secret-secret", "email": "b@example.org", "topmostPlaceIds": [%d],
             "topmostCostCenterIds": [%d], "topmostCollectionIds": [1], "passwordExpirationInterval": 0, "strongPassword": false,
             "forcePasswordChange": false, "userRoleId": 1}\
            """
                .formatted(place, costCenter))
        .expect(200);
    int account = account("A7", true);
    int meter = meter("M7", 1, "");
    String token =
        new Client(java.util.Map.of())
            .post(
                "/api/v3/login",
                """
                {"dataSource": "%s", "username": "bounded", "password": "secret-secret"}\
                """
                    .formatted(datasource.code()))
            .expect(200)
            .json()
            .get("token")
            .stringValue();
    Client bounded = new Client(java.util.Map.of("Authorization", "Bearer " + token));
    JsonNode problem =
        bounded
            .post("/api/v3/accountmeter", "[" + item(account, meter, "") + "]")
            .expect(400)
            .json();
    assertThat(problem.get("errors").propertyNames())
        .containsExactly("[0].accountId", "[0].meterId");
    assertThat(
            List.of(
                bounded.get("/api/v3/meter/" + meter).status(),
                bounded.get("/api/v3/account/" + account).status()))
        .containsExactly(404, 404);
  }
}
