package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** A meter is swapped in the middle of a bill, which has lines of both. */
class SwappedMeterTest {
  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();
  private final int vendor = ledger.vendor("POWERCO");
  private final int rate = ledger.rate("GS-1", vendor);
  private final int account = ledger.account("A-1", 1, vendor);

  private int swappedIn(String from, String code) {
    int meter = ledger.meter("M " + code, 1);
    int general =
        ledger.id(
            "/api/v3/generalledger",
            "{\"generalLedgerCode\": \"%s\", \"subCodes\": []}".formatted(code),
            "generalLedgerId");
    client
        .post(
            "/api/v3/accountmeter",
            "[{\"accountId\": %d, \"meterId\": %d, \"rateId\": %d, \"beginDate\": \"%s\", \"generalLedgerId\": %d}]"
                .formatted(account, meter, rate, from, general))
        .expect(200);
    return meter;
  }

  @Test
  void bothMetersCostsGoWhereTheirLinksSay() {
    String line =
        """
        {"meterId": %d, "bodyLines": [{"observationTypeId": 41, "caption": "Energy", "cost": %d, "costUnitId": 58}]}\
        """;
    int bill =
        ledger.id(
            "/api/v3/bill",
            """
            {"accountId": %d, "beginDate": "2026-09-01", "endDate": "2026-10-01", "manualEntry": true, "meters": [%s, %s]}\
            """
                .formatted(
                    account,
                    line.formatted(swappedIn("2026-08-01", "OLD"), 10),
                    line.formatted(swappedIn("2026-09-14", "NEW"), 20)),
            "billId");
    assertThat(
            client
                .get("/api/v202208/bill/" + bill + "/bodyline")
                .expect(200)
                .json()
                .valueStream()
                .map(each -> each.at("/generalLedger/generalLedgerCode").asString("none")))
        .containsExactly("OLD", "NEW");
    for (JsonNode meter : client.get("/api/v3/billView/" + bill).expect(200).json().get("meters")) {
      assertThat("M " + meter.at("/generalLedger/generalLedgerCode").asString("none"))
          .isEqualTo(meter.get("meterCode").stringValue());
      assertThat(meter.at("/rate/rateId").intValue()).isEqualTo(rate);
    }
    assertThat(
            client
                .put(
                    "/api/v3/bill/export",
                    "{\"billIds\": null, \"exportMode\": \"ap\", \"markAsExported\": false, \"exportNote\": null}")
                .expect(200)
                .text())
        .contains("L4G/L@,%d,NEW,20.00".formatted(bill), "L4G/L@,%d,OLD,10.00".formatted(bill));
  }
}
