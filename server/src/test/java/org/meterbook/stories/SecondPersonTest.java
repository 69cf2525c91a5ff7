package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;

/** Whoever had a hand in what a bill says does not approve it. */
class SecondPersonTest {
  private final Ledger ledger = new Ledger();
  private final Client entering = ledger.client();
  private final Client other =
      ledger.granted(
          "BillsAndBatches.View",
          "BillsAndBatches.Edit",
          "MoveExistingBills.Manage",
          "ApproveBills.Manage");
  private final int vendor = ledger.vendor("POWERCO");
  private final int rate = ledger.rate("GS-1", vendor);
  private final int account = ledger.account("A-1", 1, vendor);
  private final int meter = ledger.meter("M-1", 1);

  @BeforeEach
  void settle() {
    ledger.link(account, meter, rate);
    entering
        .put(
            "/api/v202410/workflow",
            """
            {"batch": {"dueDate": {}, "statementDate": {}, "invoiceNumber": {}, "controlCode": {}, "nextReading": {}, "accountPeriodName": {},
              "accountPeriodYear": {}}, "approval": {"confirmEditDelete": true, "secondPerson": true}}\
            """)
        .expect(200);
  }

  private int enter() {
    return ledger.id(
        "/api/v3/bill",
        """
        {"accountId": %d, "beginDate": "2026-09-14", "endDate": "2026-10-12", "manualEntry": true,
         "meters": [{"meterId": %d, "bodyLines": [{"observationTypeId": 41, "caption": "Energy", "cost": 3, "costUnitId": 58}]}],
         "accountBodyLines": [{"observationTypeId": 49, "caption": "Service", "cost": 1, "costUnitId": 58}]}\
        """
            .formatted(account, meter),
        "billId");
  }

  private static int approved(Client by, int bill) {
    return by.put("/api/v3/bill/approve", "{\"ids\": [%d], \"approve\": true}".formatted(bill))
        .expect(200)
        .json()
        .get("updated")
        .intValue();
  }

  @Test
  void whoMovedABillDoesNotApproveIt() {
    int bill = enter();
    int there = ledger.account("A-2", 1, vendor);
    int link =
        entering
            .post(
                "/api/v3/accountmeter",
                "[{\"accountId\": %d, \"meterId\": %d, \"rateId\": %d}]"
                    .formatted(there, meter, rate))
            .expect(200)
            .json()
            .get(0)
            .get("accountMeterId")
            .intValue();
    other
        .put(
            "/api/v3/bill/moveBills",
            """
            {"ids": [%d], "accountId": %d, "accountMeterIds": [%d], "updateAccountGLs": null, "updateMeterGLs": null,
             "updateRecordScopeAndFactor": null}\
            """
                .formatted(bill, there, link))
        .expect(204);
    assertThat(approved(other, bill)).isZero();
    assertThat(approved(entering, bill)).isZero();
    assertThat(approved(ledger.granted("ApproveBills.Manage"), bill)).isOne();
  }

  @Test
  void whoDistributedItsChargesDoesNotApproveIt() {
    int bill = enter();
    other
        .put("/api/v202104/bill/distributeAccountCharges", "{\"billIds\": [%d]}".formatted(bill))
        .expect(200);
    assertThat(approved(other, bill)).isZero();
    assertThat(approved(ledger.granted("ApproveBills.Manage"), bill)).isOne();
  }

  @Test
  void whoOnlyReadItMayApproveIt() {
    assertThat(approved(other, enter())).isOne();
  }
}
