package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** A new utility account, from nothing to its first bill. */
class NewAccountTest {
  private final Client client = TestServer.datasource().client();

  private int id(String path, String body, String name) {
    return client.post(path, body).expect(200).json().get(name).intValue();
  }

  @Test
  void fromNothingToTheFirstBill() {
    int building =
        id(
            "/api/v3/place",
            """
            {"placeCode": "HQ", "placeInfo": "Headquarters", "parentPlaceId": 1, "placeTypeId": 2}\
            """,
            "placeId");
    assertThat(
            client
                .get("/api/v3/place/" + building)
                .json()
                .get("primaryUse")
                .get("primaryUseId")
                .intValue())
        .as("a building without a use is Unknown")
        .isEqualTo(55);
    int vendor =
        id(
            "/api/v3/vendor",
            """
            {"vendorCode": "POWERCO", "vendorInfo": "Power Company", "website": null, "vendorDescription": null}\
            """,
            "vendorId");
    int rate =
        id(
            "/api/v3/rate",
            "{\"name\": \"GS-1\", \"vendorId\": %d, \"commodityId\": 1}".formatted(vendor),
            "rateId");
    int account =
        id(
            "/api/v3/account",
            """
            {"accountCode": "100-200", "accountInfo": "Headquarters power", "accountTypeId": 1, "costCenterId": 1, "vendorId": %d,
             "country": "United States", "postalCode": "16801", "serviceStart": "2026-09-01"}\
            """
                .formatted(vendor),
            "accountId");
    int meter =
        id(
            "/api/v3/meter",
            """
            {"meterCode": "E-1", "meterInfo": "Main meter", "commodityId": 1, "placeId": %d, "meterTypeId": 1, "demandUnitId": 22,
             "address": {"country": "US", "postalCode": "16801"}}\
            """
                .formatted(building),
            "meterId");

    String bill =
        """
        {"accountId": %d, "beginDate": "2026-09-12", "endDate": "2026-10-14", "manualEntry": true, "invoiceNumber": "INV-1",
         "meters": [{"meterId": %d, "bodyLines": [
           {"observationTypeId": 1, "value": 12345.5, "valueUnitId": 2, "caption": "Use"},
           {"observationTypeId": 41, "cost": 1234.56, "costUnitId": 58, "caption": "Energy"}]}],
         "accountBodyLines": [
           {"observationTypeId": 70, "cost": 98.765, "costUnitId": 58, "caption": "Tax"},
           {"observationTypeId": 81, "cost": 10, "costUnitId": 58, "caption": "Credit"},
           {"observationTypeId": 86, "cost": 500, "costUnitId": 58, "caption": "Prior balance"}]}\
        """
            .formatted(account, meter);
    JsonNode refused = client.post("/api/v3/bill", bill).expect(400).json();
    assertThat(refused.get("errors").get("meters[0].meterId").get(0).stringValue())
        .contains("accountmeter");

    client
        .post(
            "/api/v3/accountmeter",
            "[{\"accountId\": %d, \"meterId\": %d, \"rateId\": %d, \"beginDate\": \"2026-09-01\"}]"
                .formatted(account, meter, rate))
        .expect(200);
    int batch =
        id(
            "/api/v3/batch",
            "{\"batchCode\": \"October\", \"controlCode\": \"CC-7\", \"accountPeriodNumber\": 4, \"accountPeriodYear\": 2027}",
            "batchId");
    int id = id("/api/v3/bill", bill, "billId");

    JsonNode stored = client.get("/api/v3/bill/" + id).expect(200).json();
    assertThat(stored.get("totalCost").decimalValue())
        .as("1234.56 + 98.77 - 10")
        .isEqualByComparingTo("1323.33");
    assertThat(stored.get("billingPeriod").intValue())
        .as("the middle is 28 September")
        .isEqualTo(202609);
    assertThat(stored.get("accountPeriod").intValue()).isEqualTo(202704);
    assertThat(stored.get("controlCode").stringValue()).as("the batch's").isEqualTo("CC-7");
    assertThat(stored.get("invoiceNumber").stringValue()).isEqualTo("INV-1");
    assertThat(stored.get("observationMethod").get("observationMethodInfo").stringValue())
        .isEqualTo("Manual");
    JsonNode lines = client.get("/api/v202208/bill/%d/bodyline".formatted(id)).expect(200).json();
    assertThat(lines.valueStream().map(line -> line.get("caption").stringValue()))
        .containsExactly("Use", "Energy", "Tax", "Credit", "Prior balance");
    assertThat(lines.get(0).get("unit").get("unitCode").stringValue()).isEqualTo("KWH");
    JsonNode stands = client.get("/api/v3/batch/" + batch).expect(200).json();
    assertThat(stands.get("billCount").intValue()).isEqualTo(1);
    assertThat(stands.get("runningTotal").decimalValue()).isEqualByComparingTo("1323.33");

    assertThat(
            client
                .get(
                    "/api/v3/account/%d/billingPeriod?startDate=2026-10-14&endDate=2026-11-12"
                        .formatted(account))
                .expect(200)
                .json()
                .get("value")
                .intValue())
        .isEqualTo(202610);
    assertThat(
            client
                .delete("/api/v3/account/" + account)
                .expect(400)
                .json()
                .get("errors")
                .get("deleteBills")
                .get(0)
                .stringValue())
        .contains("1 bills");
    client.delete("/api/v3/account/%d?deleteBills=true".formatted(account)).expect(204);
    client.get("/api/v3/bill/" + id).expect(404);
  }

  @Test
  void severalOpenBatchesNeedAChoiceAndAClosedOneTakesNothing() {
    int vendor =
        id(
            "/api/v3/vendor",
            "{\"vendorCode\": \"V\", \"vendorInfo\": \"V\", \"website\": null, \"vendorDescription\": null}",
            "vendorId");
    int account =
        id(
            "/api/v3/account",
            """
            {"accountCode": "A", "accountInfo": "A", "accountTypeId": 1, "costCenterId": 1, "vendorId": %d, "country": "DE"}\
            """
                .formatted(vendor),
            "accountId");
    int first = id("/api/v3/batch", "{\"batchCode\": \"one\"}", "batchId");
    int second = id("/api/v3/batch", "{\"batchCode\": \"two\"}", "batchId");
    String bill =
        """
        {"accountId": %d, "beginDate": "2026-09-12", "endDate": "2026-10-14", "manualEntry": false%s,
         "accountBodyLines": [{"observationTypeId": 40, "cost": 5, "costUnitId": 58, "caption": "Cost"}]}\
        """;
    client.post("/api/v3/bill", bill.formatted(account, "")).expect(400);
    client.post("/api/v3/bill", bill.formatted(account, ", \"batchId\": " + second)).expect(200);
    int third =
        id("/api/v3/batch", "{\"batchCode\": \"three\", \"closeExistingBatch\": true}", "batchId");
    JsonNode problem =
        client
            .post("/api/v3/bill", bill.formatted(account, ", \"batchId\": " + first))
            .expect(400)
            .json();
    assertThat(problem.get("errors").get("batchId").get(0).stringValue()).contains("closed");
    int id = id("/api/v3/bill", bill.formatted(account, ""), "billId");
    assertThat(client.get("/api/v3/bill/" + id).json().get("batch").get("batchId").intValue())
        .isEqualTo(third);
  }
}
