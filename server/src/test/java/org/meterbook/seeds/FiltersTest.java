package org.meterbook.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** The guide "Filters": its real-world examples, encoded as it says. */
class FiltersTest {
  private final Client client = TestServer.demo().client().with("Content-Type", "application/json");

  private List<JsonNode> list(String path, String filter) {
    return client
        .get(path, "filter", filter, "pageSize", "1000")
        .expect(200)
        .json()
        .valueStream()
        .toList();
  }

  @Test
  void getAllBillsForASpecificAccount() {
    int account = client.get("/api/v3/account").json().get(0).get("accountId").intValue();
    List<JsonNode> bills = list("/api/v3/bill", "accountId equals '%d'".formatted(account));
    assertThat(bills)
        .hasSize(36)
        .allMatch(bill -> bill.get("account").get("accountId").intValue() == account);
    assertThat(list("/api/v3/bill", "accountId equals '1234'")).isEmpty();
  }

  @Test
  void getAccountsMatchingANamePattern() {
    assertThat(list("/api/v3/account", "accountInfo like 'Main Campus'")).isEmpty();
    assertThat(list("/api/v3/account", "accountInfo like 'main library'"))
        .hasSize(3)
        .allMatch(account -> account.get("accountInfo").stringValue().startsWith("Main Library"));
  }

  @Test
  void encodedAsTheGuideShows() {
    JsonNode accounts =
        client
            .get("/api/v3/account?filter=accountInfo%20like%20%27Main%20Library%27")
            .expect(200)
            .json();
    assertThat(accounts.size()).isEqualTo(3);
  }

  @Test
  void getBillsForMultipleAccounts() {
    JsonNode accounts = client.get("/api/v3/account").json();
    int first = accounts.get(0).get("accountId").intValue();
    int second = accounts.get(1).get("accountId").intValue();
    assertThat(list("/api/v3/bill", "accountId one of '%d'|'%d'|'9012'".formatted(first, second)))
        .hasSize(72);
  }

  @Test
  void getBillsWithinACostRangeForASpecificVendor() {
    assertThat(
            list(
                "/api/v3/bill",
                "totalCost between '100'|'500' and vendorCode equals 'DUKE_ENERGY'"))
        .isEmpty();
    List<JsonNode> bills =
        list("/api/v3/bill", "totalCost between '100'|'500' and vendorCode equals 'CITY_WATER'");
    assertThat(bills)
        .isNotEmpty()
        .allMatch(bill ->
            bill.get("totalCost").doubleValue() >= 100
                && bill.get("totalCost").doubleValue() <= 500)
        .allMatch(bill ->
            bill.get("account").get("vendor").get("vendorCode").stringValue().equals("CITY_WATER"));
  }

  @Test
  void getAccountsWithServiceStartingInTheLast30Days() {
    Client admin = TestServer.datasource().client();
    int vendor =
        admin
            .post(
                "/api/v3/vendor",
                """
                {"vendorCode": "V001", "vendorInfo": "Vendor", "website": null, "vendorDescription": null}\
                """)
            .expect(200)
            .json()
            .get("vendorId")
            .intValue();
    for (String start : List.of("2026-10-21", "2026-10-22", "2026-11-21", "2026-11-22")) {
      admin
          .post(
              "/api/v3/account",
              """
              {"accountCode": "%1$s", "accountInfo": "Account", "accountTypeId": 1, "costCenterId": 1, "vendorId": %2$d,
               "country": "US", "postalCode": "16801", "serviceStart": "%1$s"}\
              """
                  .formatted(start, vendor))
          .expect(200);
    }
    JsonNode accounts =
        admin.get("/api/v3/account", "filter", "serviceBegin last 30 days").expect(200).json();
    assertThat(accounts.valueStream().map(account -> account.get("accountCode").stringValue()))
        .containsExactly("2026-10-22", "2026-11-21");
  }

  @Test
  void getBatchesCreatedBetweenTwoDates() {
    assertThat(list("/api/v3/batch", "endDate between '2025-01-01'|'2025-06-30'")).isEmpty();
    assertThat(list("/api/v3/batch", "endDate between '2026-01-01'|'2026-11-21'")).hasSize(36);
  }

  @Test
  void getInactiveBillsForASpecificMeterGroup() {
    assertThat(
            list("/api/v3/bill", "active equals 'false' and meterGroupCode equals 'CAMPUS_NORTH'"))
        .isEmpty();
  }

  @Test
  void escapingSpecialCharacters() {
    assertThat(list("/api/v3/account", "accountInfo like 'O\\'Brien'")).isEmpty();
    Client admin = TestServer.datasource().client();
    admin
        .post(
            "/api/v3/costcenter",
            """
            {"costCenterCode": "OB", "costCenterInfo": "O'Brien Center", "parentCostCenterId": 1}\
            """)
        .expect(200);
    JsonNode found =
        admin
            .get("/api/v3/costcenter", "filter", "costCenterInfo like 'O\\'Brien'")
            .expect(200)
            .json();
    assertThat(found.size()).isEqualTo(1);
  }

  @Test
  void booleansOnlySupportEquals() {
    assertThat(list("/api/v3/account", "active equals 'true'")).hasSize(36);
    Client.Response refused =
        client.get("/api/v3/account", "filter", "active not equals 'true'").expect(400);
    assertThat(refused.json().get("errors").get("filter").get(0).stringValue())
        .contains("character 8", "active", "equals", "accountCode");
  }
}
