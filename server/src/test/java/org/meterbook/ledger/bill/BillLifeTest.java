package org.meterbook.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** What becomes of bills after they were entered. */
class BillLifeTest {
  /** US dollars, in the catalogue of units. */
  private static final int DOLLARS = 58;

  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();
  private final int vendor = ledger.vendor("POWERCO");
  private final int rate = ledger.rate("GS-1", vendor);
  private final int account = ledger.account("A-1", 1, vendor);
  private final int meter = meter("M-1", account);
  private final int batch = openBatch("B-1");

  private int meter(String code, int of) {
    int made = ledger.meter(code, 1);
    ledger.link(of, made, rate);
    return made;
  }

  private int openBatch(String code) {
    return ledger.id("/api/v3/batch", "{\"batchCode\": \"%s\"}".formatted(code), "batchId");
  }

  private static String lines(int meter, String use, String cost) {
    return """
    "meters": [{"meterId": %d, "bodyLines": [
      {"observationTypeId": 1, "caption": "Use", "value": %s, "valueUnitId": 2, "cost": %s, "costUnitId": %d}]}]\
    """
        .formatted(meter, use, cost, DOLLARS);
  }

  private int bill(String begin, String end, String use, String cost) {
    return bill(account, meter, begin, end, use, cost, "");
  }

  private int bill(int of, int on, String begin, String end, String use, String cost, String more) {
    return ledger.id(
        "/api/v3/bill",
        """
        {"accountId": %d, "batchId": %d, "beginDate": "%s", "endDate": "%s", "manualEntry": true, %s%s}\
        """
            .formatted(of, batch, begin, end, lines(on, use, cost), more),
        "billId");
  }

  private JsonNode read(int bill) {
    return client.get("/api/v3/bill/" + bill).expect(200).json();
  }

  private JsonNode act(String action, String body) {
    return client.put("/api/v3/bill/" + action, body).expect(200).json();
  }

  private static String ids(Integer... ids) {
    return List.of(ids).toString();
  }

  private static void counts(JsonNode result, int selected, int updated) {
    assertThat(List.of(result.get("selected").intValue(), result.get("updated").intValue()))
        .containsExactly(selected, updated);
  }

  private String edit(int bill, String use, String cost) {
    JsonNode now = read(bill);
    return """
    {"accountId": %d, "beginDate": %s, "endDate": %s, "billingPeriod": %s, "accountPeriod": null, "estimated": false, "statementDate": null,
     "dueDate": null, "nextReading": null, "controlCode": null, "invoiceNumber": "I-7", "setToUnapproved": null, "note": "mended",
     "accountBodyLines": null, "meters": [{"meterId": %d, "bodyLines": [{"bodyLineId": null, "observationTypeId": 1, "caption": "Use",
     "value": %s, "valueUnitId": 2, "cost": %s, "costUnitId": %d}]}]}\
    """
        .formatted(
            now.get("account").get("accountId").intValue(),
            now.get("beginDate"),
            now.get("endDate"),
            now.get("billingPeriod"),
            meter,
            use,
            cost,
            DOLLARS);
  }

  @Test
  void anEditReplacesHeadersAndLines() {
    int bill = bill("2026-09-01", "2026-10-01", "100", "50.25");
    client.put("/api/v3/bill/" + bill, edit(bill, "120", "60.10")).expect(200);
    assertThat(read(bill).get("totalCost").decimalValue()).isEqualByComparingTo("60.10");
    assertThat(read(bill).get("invoiceNumber").stringValue()).isEqualTo("I-7");
    JsonNode sums =
        client.get("/api/v3/bill/" + bill + "/billaccountmeter/actual").expect(200).json();
    assertThat(sums).hasSize(1);
    assertThat(sums.get(0).get("nativeUse").doubleValue()).isEqualTo(120);
    assertThat(sums.get(0).get("nativeUsePerDay").doubleValue()).isEqualTo(4);
    assertThat(client.get("/api/v202208/bill/" + bill + "/bodyline").expect(200).json()).hasSize(1);
  }

  @Test
  void anEditNamesALineThatIsNotTheBills() {
    int bill = bill("2026-09-01", "2026-10-01", "100", "50");
    String body = edit(bill, "1", "1").replace("\"bodyLineId\": null", "\"bodyLineId\": 424242");
    assertThat(client.put("/api/v3/bill/" + bill, body).expect(400).text())
        .contains("has no line 424242");
    assertThat(read(bill).get("totalCost").decimalValue()).isEqualByComparingTo("50");
  }

  @Test
  void marksCountOnlyWhatTheyChange() {
    int one = bill("2026-09-01", "2026-10-01", "1", "1");
    int other = bill("2026-10-01", "2026-11-01", "1", "1");
    counts(act("void", "{\"ids\": %s, \"void\": true}".formatted(ids(one, one, other))), 2, 2);
    counts(act("void", "{\"ids\": %s, \"void\": true}".formatted(ids(one))), 1, 0);
    counts(act("approve", "{\"ids\": %s, \"approve\": true}".formatted(ids(one))), 1, 0);
    client.put("/api/v3/bill/" + one, edit(one, "2", "2")).expect(400);
    counts(act("void", "{\"ids\": %s, \"void\": false}".formatted(ids(one, other))), 2, 2);
    counts(act("approve", "{\"ids\": %s, \"approve\": true}".formatted(ids(one))), 1, 1);
    assertThat(read(one).get("approvedBy").get("userId").intValue()).isEqualTo(ledger.userId());
    counts(act("exporthold", "{\"ids\": %s, \"exportHold\": true}".formatted(ids(one))), 1, 1);
    assertThat(read(one).get("exportHold").booleanValue()).isTrue();
    client.put("/api/v3/bill/approve", "{\"ids\": [], \"approve\": true}").expect(400);
    client
        .put("/api/v3/bill/approve", "{\"ids\": %s, \"approve\": null}".formatted(ids(one)))
        .expect(400);
  }

  @Test
  void approvedBillsAreChangedOnlyByWhoMay() {
    int bill = bill("2026-09-01", "2026-10-01", "1", "1");
    act("approve", "{\"ids\": %s, \"approve\": true}".formatted(ids(bill)));
    Client clerk =
        ledger.granted("BillsAndBatches.View", "BillsAndBatches.Edit", "BillsAndBatches.Delete");
    assertThat(clerk.put("/api/v3/bill/" + bill, edit(bill, "2", "2")).expect(403).text())
        .contains("UpdateApprovedBills (Edit)");
    counts(
        clerk
            .put("/api/v3/bill/void", "{\"ids\": %s, \"void\": true}".formatted(ids(bill)))
            .expect(200)
            .json(),
        1,
        0);
    assertThat(
            clerk
                .post("/api/v3/bill/delete", "{\"ids\": %s}".formatted(ids(bill)))
                .expect(200)
                .json()
                .get("deleted")
                .intValue())
        .isZero();
    clerk
        .put("/api/v3/bill/approve", "{\"ids\": %s, \"approve\": false}".formatted(ids(bill)))
        .expect(401);
  }

  @Test
  void aReversalLeavesZero() {
    int bill = bill("2026-09-01", "2026-10-01", "100", "50.25");
    counts(act("reverse", "{\"billIds\": %s}".formatted(ids(bill))), 1, 1);
    JsonNode bills =
        client
            .get("/api/v3/bill", "filter", "accountId equals '" + account + "'")
            .expect(200)
            .json();
    assertThat(bills).hasSize(2);
    assertThat(
            bills
                .get(0)
                .get("totalCost")
                .decimalValue()
                .add(bills.get(1).get("totalCost").decimalValue()))
        .isEqualByComparingTo("0");
    int reversal = bills.get(1).get("billId").intValue();
    assertThat(bills.get(0).get("reversalDetails").get("referenceType").stringValue())
        .isEqualTo("Reversal");
    assertThat(bills.get(1).get("reversalDetails").get("referenceBillId").intValue())
        .isEqualTo(bill);
    assertThat(
            client
                .get("/api/v3/bill/" + reversal + "/billaccountmeter/actual")
                .json()
                .get(0)
                .get("nativeUse")
                .doubleValue())
        .isEqualTo(-100);
    counts(act("reverse", "{\"billIds\": %s}".formatted(ids(bill, reversal))), 2, 0);
    client.put("/api/v3/bill/" + bill, edit(bill, "1", "1")).expect(400);
    assertThat(
            client
                .post("/api/v3/bill/delete", "{\"ids\": %s}".formatted(ids(bill)))
                .expect(400)
                .text())
        .contains("delete it first");
  }

  @Test
  void headersChangeWhereTheyFit() {
    int bill = bill("2026-09-01", "2026-10-01", "10", "10");
    int later = bill("2026-10-01", "2026-11-01", "10", "10");
    String body =
        """
        {"billIds": %s, "billHeader": {"beginDate": {"beginDate": "2026-10-05", "update": true}, "endDate": {"update": false},
          "dueDate": {"dueDate": null, "update": false}, "statementDate": {"statementDate": null, "update": false},
          "controlCode": {"controlCode": "C-9", "update": true}, "invoiceNumber": {"invoiceNumber": null, "update": false},
          "accountPeriod": {"accountPeriod": null, "update": false}, "billingPeriod": {"update": false}, "estimated": {"update": false}}}\
        """
            .formatted(ids(bill, later));
    counts(act("billHeaders", body), 2, 1);
    assertThat(read(bill).get("controlCode").isNull()).isTrue();
    assertThat(read(later).get("beginDate").stringValue()).startsWith("2026-10-05");
    assertThat(
            client
                .get("/api/v3/bill/" + later + "/billaccountmeter/actual")
                .json()
                .get(0)
                .get("days")
                .intValue())
        .isEqualTo(27);
  }

  @Test
  void accountChargesAreDistributedToTheCent() {
    int second = meter("M-2", account);
    int third = meter("M-3", account);
    int bill =
        ledger.id(
            "/api/v3/bill",
            """
            {"accountId": %d, "batchId": %d, "beginDate": "2026-09-01", "endDate": "2026-10-01", "manualEntry": true,
             "accountBodyLines": [{"observationTypeId": 49, "caption": "Service", "cost": 100.00, "costUnitId": %d}],
             "meters": [%s, %s, %s]}\
            """
                .formatted(
                    account,
                    batch,
                    DOLLARS,
                    one(meter, "10", "1.00"),
                    one(second, "20", "1.00"),
                    one(third, "30", "1.00")),
            "billId");
    counts(
        client
            .put("/api/v202104/batch/" + batch + "/distributeAccountCharges", "{}")
            .expect(200)
            .json(),
        1,
        1);
    assertThat(read(bill).get("totalCost").decimalValue()).isEqualByComparingTo("103.00");
    List<String> shares = new ArrayList<>();
    client
        .get("/api/v202208/bill/" + bill + "/bodyline")
        .json()
        .forEach(line -> {
          if (line.get("caption").stringValue().equals("Service")) {
            shares.add(line.get("cost").decimalValue().toPlainString());
            assertThat(line.get("meter").isNull()).isFalse();
          }
        });
    assertThat(shares).containsExactlyInAnyOrder("33.33", "33.34", "33.33");
    counts(
        client
            .put("/api/v202104/batch/" + batch + "/distributeAccountCharges", "{}")
            .expect(200)
            .json(),
        1,
        0);
  }

  private static String one(int meter, String use, String cost) {
    String lines = lines(meter, use, cost);
    return lines.substring(lines.indexOf('[') + 1, lines.lastIndexOf(']'));
  }

  @Test
  void aBillMovesWithItsLines() {
    int bill = bill("2026-09-01", "2026-10-01", "10", "10");
    int target = ledger.account("A-2", 1, vendor);
    int there = meter("M-9", target);
    JsonNode destinations =
        client
            .put("/api/v3/bill/possibleDestinationAccounts", "{\"ids\": %s}".formatted(ids(bill)))
            .expect(200)
            .json();
    JsonNode found =
        destinations
            .get("accounts")
            .valueStream()
            .filter(each -> each.get("accountId").intValue() == target)
            .findFirst()
            .orElseThrow();
    int link = found.get("meters").get(0).get("accountMeterId").intValue();
    String move =
        """
        {"ids": %s, "accountId": %d, "accountMeterIds": [%s], "updateAccountGLs": true, "updateMeterGLs": true,
         "updateRecordScopeAndFactor": false}\
        """;
    assertThat(
            client
                .put("/api/v3/bill/moveBills", move.formatted(ids(bill), target, ""))
                .expect(400)
                .text())
        .contains("names no meter of commodity");
    client.put("/api/v3/bill/moveBills", move.formatted(ids(bill), target, link)).expect(204);
    assertThat(read(bill).get("account").get("accountId").intValue()).isEqualTo(target);
    assertThat(client.get("/api/v3/meter/" + there + "/bill").expect(200).json()).hasSize(1);
    assertThat(client.get("/api/v3/meter/" + meter + "/bill").expect(200).json()).isEmpty();
    assertThat(
            client
                .get("/api/v202509/batch/" + batch + "/log")
                .expect(200)
                .json()
                .get(0)
                .get("description")
                .stringValue())
        .isEqualTo("Moved to account A-2");
  }

  @Test
  void paymentsAreNotedRecordByRecord() {
    int bill = bill("2026-09-01", "2026-10-01", "10", "10");
    JsonNode answer =
        client
            .put(
                "/api/v202108/bill/billPaymentDetails",
                """
                [{"billId": %d, "checkNumber": "20015", "checkDate": "2026-10-05", "payStatus": "PAID", "clearedDate": null,
                  "accountingPeriod": 202610, "comment": null},
                 {"billId": 987654, "checkNumber": "1", "checkDate": "2026-10-05", "payStatus": "PAID", "clearedDate": null,
                  "accountingPeriod": null, "comment": null}]\
                """
                    .formatted(bill))
            .expect(200)
            .json();
    assertThat(answer.get("success").intValue()).isEqualTo(1);
    assertThat(answer.get("billPaymentDetailsItems").get(0).get("comment").stringValue())
        .contains("987654");
    assertThat(read(bill).get("accountPeriod").intValue()).isEqualTo(202610);
    var file =
        client
            .with("Content-Type", "application/octet-stream")
            .send(
                "PUT",
                "/api/v202108/bill/billPaymentDetailsFile",
                BodyPublishers.ofString(
                    bill + ",20016,20261009,SENT,,,any text\n" + bill + ",20017,2026-10-09,SENT\n"),
                false)
            .expect(200)
            .json();
    assertThat(file.get("success").intValue()).isEqualTo(1);
    assertThat(
            new String(
                java.util.Base64.getDecoder().decode(file.get("kickoutStream").stringValue()),
                java.nio.charset.StandardCharsets.UTF_8))
        .contains("must be a date as YYYYMMDD");
    assertThat(read(bill).get("checkNumber").stringValue()).isEqualTo("20016");
  }

  @Test
  void aPendingBatchMakesItsBillsVoidAndAClosedOneStays() {
    int bill = bill("2026-09-01", "2026-10-01", "10", "10");
    String path = "/api/v202206/batch/" + batch + "/status";
    client.put(path, "{\"batchStatus\": \"Pending\", \"note\": \"wait\"}").expect(204);
    assertThat(read(bill).get("void").booleanValue()).isTrue();
    counts(act("void", "{\"ids\": %s, \"void\": false}".formatted(ids(bill))), 1, 0);
    client.put(path, "{\"batchStatus\": \"Pending\", \"note\": null}").expect(400);
    client.put("/api/v3/batch/close/" + batch, "").expect(200);
    assertThat(read(bill).get("void").booleanValue()).isFalse();
    client.put(path, "{\"batchStatus\": \"Open\", \"note\": null}").expect(400);
    JsonNode closed = client.get("/api/v3/batch/" + batch).json();
    assertThat(closed.get("batchStatus").stringValue()).isEqualTo("closed");
    assertThat(closed.get("note").stringValue()).isEqualTo("wait");
    client.delete("/api/v3/batch/" + batch).expect(400);
    act("void", "{\"ids\": %s, \"void\": true}".formatted(ids(bill)));
    client.post("/api/v3/bill/delete", "{\"ids\": %s}".formatted(ids(bill))).expect(200);
    client.delete("/api/v3/batch/" + batch).expect(204);
  }

  @Test
  void anExportHasWhatMayBeExportedOnce() {
    int bill = bill("2026-09-01", "2026-10-01", "10", "10.50");
    int held = bill("2026-10-01", "2026-11-01", "10", "10");
    act("exporthold", "{\"ids\": %s, \"exportHold\": true}".formatted(ids(held)));
    String sample =
        "{\"billIds\": null, \"exportMode\": \"ap\", \"markAsExported\": %s, \"exportNote\": null}";
    assertThat(client.put("/api/v3/bill/export", sample.formatted(false)).expect(200).text())
        .contains("L1Bill@," + bill)
        .doesNotContain("L1Bill@," + held)
        .contains("L0Export@")
        .contains("10.50");
    assertThat(read(bill).get("exported").booleanValue()).isFalse();
    var run = client.put("/api/v3/bill/export", sample.formatted(true)).expect(200);
    assertThat(read(bill).get("exported").booleanValue()).isTrue();
    client.put("/api/v3/bill/export", sample.formatted(true)).expect(204);
    Client clerk = ledger.granted("BillsAndBatches.View", "BillsAndBatches.Edit");
    clerk.put("/api/v3/bill/" + bill, edit(bill, "1", "1")).expect(403);
    String guid = run.header("Ec-Guid");
    counts(client.put("/api/v3/bill/unexport/" + guid, "").expect(200).json(), 1, 1);
    assertThat(read(bill).get("exported").booleanValue()).isFalse();
    client.put("/api/v3/bill/unexport/no-such-run", "").expect(404);
    assertThat(client.get("/api/v3/bill/exportProfile", "exportMode", "GL").expect(200).text())
        .contains("[L4G/L@]");
  }

  @Test
  void approvalByASecondPersonIsAskedForWhereTheWorkflowSaysSo() {
    int bill = bill("2026-09-01", "2026-10-01", "10", "10");
    String header = "{\"useField\": true, \"required\": false}";
    String workflow =
        """
        {"batch": {"dueDate": {"useField": true, "required": true}, "statementDate": %1$s, "invoiceNumber": %1$s, "controlCode": %1$s,
          "nextReading": %1$s, "accountPeriodName": %1$s, "accountPeriodYear": %1$s},
         "approval": {"confirmEditDelete": true, "secondPerson": true},
         "apExport": {"exportModeEnabled": true, "canExport": "after batch approval", "includeUdfs": false}}\
        """
            .formatted(header);
    client.put("/api/v202410/workflow", workflow).expect(200);
    counts(act("approve", "{\"ids\": %s, \"approve\": true}".formatted(ids(bill))), 1, 0);
    Client second = ledger.granted("ApproveBills.Manage");
    String export =
        "{\"billIds\": %s, \"exportMode\": \"ap\", \"markAsExported\": true, \"exportNote\": null}"
            .formatted(ids(bill));
    client.put("/api/v3/bill/export", export).expect(204);
    counts(
        second
            .put("/api/v3/bill/approve", "{\"ids\": %s, \"approve\": true}".formatted(ids(bill)))
            .expect(200)
            .json(),
        1,
        1);
    client.put("/api/v3/bill/export", export).expect(204);
    client.put("/api/v3/batch/close/" + batch, "").expect(200);
    client.put("/api/v3/bill/export", export).expect(200);
    assertThat(
            client
                .post(
                    "/api/v3/bill",
                    """
                    {"accountId": %d, "beginDate": "2026-10-01", "endDate": "2026-11-01", "manualEntry": true, %s}\
                    """
                        .formatted(account, lines(meter, "1", "1")))
                .expect(400)
                .text())
        .contains("dueDate");
    assertThat(
            client
                .get("/api/v3/workflow/approval")
                .json()
                .get("approvalModeEnabled")
                .booleanValue())
        .isTrue();
  }

  @Test
  void whatIsDoneAtOnceIsDoneOnce() throws Exception {
    List<Integer> bills = new ArrayList<>();
    for (int month = 1; month <= 9; month++) {
      bills.add(
          bill("2026-09-%02d".formatted(month), "2026-09-%02d".formatted(month + 1), "10", "10"));
    }
    String all = bills.toString();
    List<Future<Integer>> results = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        boolean export = i % 2 == 0;
        results.add(
            pool.submit(() ->
                export
                    ? lines(
                        client.put(
                            "/api/v3/bill/export",
                            "{\"billIds\": %s, \"exportMode\": \"ap\", \"markAsExported\": true, \"exportNote\": null}"
                                .formatted(all)))
                    : client
                        .put("/api/v3/bill/reverse", "{\"billIds\": %s}".formatted(all))
                        .expect(200)
                        .json()
                        .get("updated")
                        .intValue()));
      }
    }
    int exported = 0;
    int reversed = 0;
    for (int i = 0; i < 6; i++) {
      exported += i % 2 == 0 ? results.get(i).get() : 0;
      reversed += i % 2 == 0 ? 0 : results.get(i).get();
    }
    assertThat(exported).as("no bill is in two exports").isEqualTo(9);
    assertThat(reversed).as("no bill is reversed twice").isEqualTo(9);
  }

  private static int lines(Client.Response export) {
    return export.status() == 204
        ? 0
        : (int) export.expect(200).text().lines().filter(l -> l.startsWith("L1Bill@")).count();
  }

  @Test
  void billsThatArriveWhileTheirBatchClosesAreInItOrRefused() throws Exception {
    List<Future<Integer>> results = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(4)) {
      for (int day = 1; day <= 20; day++) {
        String begin = "2026-09-%02d".formatted(day);
        String end = "2026-09-%02d".formatted(day + 1);
        results.add(
            pool.submit(() ->
                client
                    .post(
                        "/api/v3/bill",
                        """
                        {"accountId": %d, "batchId": %d, "beginDate": "%s", "endDate": "%s", "manualEntry": true, %s}\
                        """
                            .formatted(account, batch, begin, end, lines(meter, "1", "1")))
                    .status()));
      }
      results.add(pool.submit(() -> client.put("/api/v3/batch/close/" + batch, "").status()));
    }
    int entered = 0;
    for (Future<Integer> result : results.subList(0, 20)) {
      assertThat(result.get()).isIn(200, 400);
      entered += result.get() == 200 ? 1 : 0;
    }
    assertThat(results.getLast().get()).isEqualTo(200);
    assertThat(client.get("/api/v3/batch/" + batch).json().get("billCount").intValue())
        .isEqualTo(entered);
  }

  @Test
  void listTwinsDoTheSameToAllBills() {
    bill("2026-09-01", "2026-10-01", "10", "10");
    bill("2026-10-01", "2026-11-01", "10", "10");
    String list = "/api/v3/account/" + account + "/list/bill";
    counts(client.put(list + "/approve", "{\"approve\": true}").expect(200).json(), 2, 2);
    counts(
        client
            .put("/api/v3/meter/" + meter + "/list/bill/exporthold", "{\"exportHold\": true}")
            .expect(200)
            .json(),
        2,
        2);
    int stored =
        ledger.id("/api/v3/list", "{\"listTypeId\": 1, \"listInfo\": \"Bills\"}", "listId");
    JsonNode own = client.get("/api/v3/list/" + stored + "/data").expect(200).json();
    assertThat(own.get("meta").get("TotalCount").intValue()).isEqualTo(2);
    counts(
        client
            .put("/api/v3/list/" + stored + "/exporthold", "{\"exportHold\": false}")
            .expect(200)
            .json(),
        2,
        2);
    assertThat(client.delete(list + "/data").expect(200).json().get("deleted").intValue())
        .isEqualTo(2);
  }

  @Test
  void theEntryScreenKnowsWhatComesNext() {
    int bill = bill("2026-09-01", "2026-10-01", "10", "10");
    JsonNode next = client.get("/api/v3/account/" + account + "/billEntry").expect(200).json();
    assertThat(next.get("beginDate").stringValue()).startsWith("2026-10-01");
    assertThat(next.get("needsToOpenBatch").booleanValue()).isFalse();
    assertThat(next.get("meters").get(0).get("meterId").intValue()).isEqualTo(meter);
    assertThat(next.get("meters").get(0).get("bodyLines")).isNotEmpty();
    JsonNode there = client.get("/api/v3/bill/" + bill + "/billEntry").expect(200).json();
    assertThat(
            there
                .get("meters")
                .get(0)
                .get("bodyLines")
                .get(0)
                .get("value")
                .get("value")
                .doubleValue())
        .isEqualTo(10);
    assertThat(there.get("days").intValue()).isEqualTo(30);
    int template =
        ledger.id(
            "/api/v3/bill/" + bill + "/meter/" + meter + "/template",
            "{\"templateCode\": \"MINE\", \"note\": null}",
            "templateId");
    assertThat(client.get("/api/v3/template/" + template).expect(200).json().get("versions"))
        .hasSize(1);
    JsonNode view = client.get("/api/v3/billView/" + bill).expect(200).json();
    assertThat(view.get("bodyLines")).hasSize(1);
    assertThat(view.get("meters").get(0).get("meterCode").stringValue()).isEqualTo("M-1");
    assertThat(client.get("/api/v3/bill/" + bill + "/billHistory").expect(200).json()).hasSize(1);
  }

  @Test
  void aReversedPairIsChangedByNobody() {
    int bill = bill("2026-09-01", "2026-10-01", "100", "50.25");
    act("reverse", "{\"billIds\": %s}".formatted(ids(bill)));
    counts(act("void", "{\"ids\": %s, \"void\": true}".formatted(ids(bill))), 1, 0);
    String path = "/api/v202206/batch/" + batch + "/status";
    client.put(path, "{\"batchStatus\": \"Pending\", \"note\": null}").expect(403);
    assertThat(read(bill).get("void").booleanValue()).isFalse();
  }

  @Test
  void aBillThatIsEditedWhileItIsReversedStaysWhatWasReversed() throws Exception {
    for (int round = 0; round < 5; round++) {
      int bill = bill("2026-09-01", "2026-10-01", "100", "50.25");
      String body = edit(bill, "1", "99.99");
      try (var pool = Executors.newFixedThreadPool(2)) {
        var edited = pool.submit(() -> client.put("/api/v3/bill/" + bill, body).status());
        var reversed =
            pool.submit(() ->
                client
                    .put("/api/v3/bill/reverse", "{\"billIds\": %s}".formatted(ids(bill)))
                    .status());
        assertThat(edited.get()).isIn(200, 400);
        assertThat(reversed.get()).isEqualTo(200);
      }
      JsonNode bills =
          client.get("/api/v3/bill", "filter", "accountId equals '" + account + "'").json();
      var sum = java.math.BigDecimal.ZERO;
      for (JsonNode each : bills) {
        sum = sum.add(each.get("totalCost").decimalValue());
      }
      assertThat(sum).isEqualByComparingTo("0");
    }
  }

  @Test
  void nobodyApprovesMoreThanTheirLargestAmount() {
    int small = bill("2026-09-01", "2026-10-01", "1", "1.00");
    int large = bill("2026-10-01", "2026-11-01", "1", "1.01");
    org.meterbook.testing.TestServer.server()
        .database()
        .write(
            ledger.tenant(),
            sql -> {
              int _ =
                  sql.execute(
                      "UPDATE app_user SET max_approval_amount = 1 WHERE tenant_id = :tenant",
                      java.util.Map.of());
            });
    counts(act("approve", "{\"ids\": %s, \"approve\": true}".formatted(ids(small, large))), 2, 1);
    assertThat(
            client.get("/api/v3/workflow/approval").json().get("maximumApprovalAmount").intValue())
        .isEqualTo(1);
  }

  @Test
  void aCreditOnOneMeterDoesNotTurnTheSharesOfTheOthers() {
    int second = meter("M-2", account);
    int bill =
        ledger.id(
            "/api/v3/bill",
            """
            {"accountId": %d, "batchId": %d, "beginDate": "2026-09-01", "endDate": "2026-10-01", "manualEntry": true,
             "accountBodyLines": [{"observationTypeId": 49, "caption": "Service", "cost": 6.67, "costUnitId": %d}],
             "meters": [%s, %s]}\
            """
                .formatted(
                    account,
                    batch,
                    DOLLARS,
                    one(meter, "10", "100.00"),
                    one(second, "20", "-99.99")),
            "billId");
    List<String> shares = new ArrayList<>();
    client
        .get("/api/v3/bill/" + bill + "/billaccountmeter/actual")
        .json()
        .forEach(row -> shares.add(row.get("proportionalCost").decimalValue().toPlainString()));
    assertThat(shares).containsExactlyInAnyOrder("106.67", "-99.99");
  }

  @Test
  void aStaleEditAfterADistributionIsRefused() {
    int bill =
        ledger.id(
            "/api/v3/bill",
            """
            {"accountId": %d, "batchId": %d, "beginDate": "2026-09-01", "endDate": "2026-10-01", "manualEntry": true,
             "accountBodyLines": [{"observationTypeId": 49, "caption": "Service", "cost": 5.00, "costUnitId": %d}], %s}\
            """
                .formatted(account, batch, DOLLARS, lines(meter, "10", "1.00")),
            "billId");
    String tag = client.get("/api/v3/bill/" + bill).header("ETag");
    String body = edit(bill, "10", "1.00");
    client.put("/api/v202104/batch/" + batch + "/distributeAccountCharges", "{}").expect(200);
    client.with("If-Match", tag).put("/api/v3/bill/" + bill, body).expect(412);
  }

  @Test
  void twoFirstBillsAtOnceOpenOneBatch() throws Exception {
    Client clerk =
        ledger.granted("BillsAndBatches.View", "BillsAndBatches.Create", "BillsAndBatches.Edit");
    List<Future<Integer>> results = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(4)) {
      for (int month = 1; month <= 4; month++) {
        String body =
            """
            {"accountId": %d, "beginDate": "2026-09-%02d", "endDate": "2026-09-%02d", "manualEntry": true, %s}\
            """
                .formatted(account, month, month + 1, lines(meter, "1", "1"));
        results.add(pool.submit(() -> clerk.post("/api/v3/bill", body).status()));
      }
    }
    for (Future<Integer> result : results) {
      assertThat(result.get()).isEqualTo(200);
    }
  }

  @Test
  void oddPaymentsAndDestinationsAreRefusedWithAReason() {
    int bill = bill("2026-09-01", "2026-10-01", "10", "10");
    client.put("/api/v3/bill/possibleDestinationAccounts", "{\"ids\": null}").expect(400);
    act("approve", "{\"ids\": %s, \"approve\": true}".formatted(ids(bill)));
    Client clerk = ledger.granted("BillsAndBatches.View", "BillsAndBatches.Edit");
    var answer =
        clerk
            .with("Content-Type", "application/octet-stream")
            .send(
                "PUT",
                "/api/v202108/bill/billPaymentDetailsFile",
                BodyPublishers.ofString(
                    "%1$d,a\0b,20240101,PAID\n%1$d,1,20240101,PAID,,202001\n".formatted(bill)),
                false)
            .expect(200)
            .json();
    assertThat(answer.get("failure").intValue()).isEqualTo(2);
  }
}
