package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;

/** A bill late in its month was wrong; the right one is not pushed into the next month. */
class CorrectedMonthTest {
  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();
  private final int account = ledger.account("A-1", 1, ledger.vendor("POWERCO"));
  private final int wrong = enter(10);

  private int enter(int cost) {
    return ledger.id(
        "/api/v3/bill",
        """
        {"accountId": %d, "beginDate": "2026-09-14", "endDate": "2026-10-12", "manualEntry": true, "accountBodyLines": [
          {"observationTypeId": 40, "caption": "Cost", "cost": %d, "costUnitId": 58}]}\
        """
            .formatted(account, cost),
        "billId");
  }

  private int period(int bill) {
    return client.get("/api/v3/bill/" + bill).expect(200).json().get("billingPeriod").intValue();
  }

  @Test
  void aSecondBillOfTheMonthCountsForTheNext() {
    assertThat(period(wrong)).isEqualTo(202609);
    assertThat(period(enter(11))).isEqualTo(202610);
  }

  @Test
  void aVoidBillLeavesItsMonth() {
    client.put("/api/v3/bill/void", "{\"ids\": [%d], \"void\": true}".formatted(wrong)).expect(200);
    assertThat(period(enter(11))).isEqualTo(202609);
  }

  @Test
  void aReversedBillAndItsReversalLeaveTheirMonth() {
    client.put("/api/v3/bill/reverse", "{\"billIds\": [%d]}".formatted(wrong)).expect(200);
    assertThat(period(enter(11))).isEqualTo(202609);
  }

  @Test
  void theSameHoldsForAFile() {
    client.put("/api/v3/bill/reverse", "{\"billIds\": [%d]}".formatted(wrong)).expect(200);
    String file =
        "ACCOUNT,STARTDATE,ENDDATE,ACE,METERCODE,COST:USDOLLARS:Cost\nA-1,20260914,20261012,C,,11\n";
    String task =
        client
            .post(
                "/api/v3/import/bill",
                "{\"fileName\": \"bills.csv\", \"data\": \"%s\"}"
                    .formatted(
                        Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8))))
            .expect(200)
            .json()
            .get("taskGUId")
            .stringValue();
    while (client
        .get("/api/v3/task/" + task)
        .json()
        .get("status")
        .stringValue()
        .equals("Running")) {
      Thread.onSpinWait();
    }
    assertThat(
            Ledger.each(
                    client.get("/api/v3/bill", "filter", "totalCost equals '11'").json(),
                    "billingPeriod")
                .toString())
        .isEqualTo("[202609]");
  }
}
