package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meterbook.store.Scope;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Which batch takes imported bills, and what becomes of it. */
@Timeout(120)
class BatchModesTest {
  private static final String ROW = "\nA1,20260901,20261001,A,E1,,7,70\n";
  private static final String BAD = "NONE,20260901,20261001,A,E1,,7,70\n";

  private final FileImport file = new FileImport();

  private JsonNode send(String settings) {
    return send(settings, ROW);
  }

  private JsonNode send(String settings, String rows) {
    return file.send(
        "bills.csv", FileImport.HEADINGS + rows, "{\"batchSettings\": {%s}}".formatted(settings));
  }

  private int open(String code) {
    return file.books.id("/api/v3/batch", "{\"batchCode\": \"%s\"}".formatted(code), "batchId");
  }

  private String batches() {
    StringBuilder text = new StringBuilder();
    for (JsonNode batch :
        file.client.get("/api/v3/batch", "orderBy", "batchId").expect(200).json()) {
      text.append(batch.path("batchCode").asString())
          .append(' ')
          .append(batch.path("batchStatus").asString())
          .append(' ')
          .append(batch.path("billCount").asInt())
          .append('\n');
    }
    return text.toString().strip();
  }

  @Test
  void aSelfContainedBatchIsFilledAndClosed() {
    open("Mine");
    send("\"batchMode\": \"new self-contained batch\", \"newBatchCode\": \"October\"");
    assertThat(batches()).isEqualTo("Mine open 0\nOctober closed 1");
  }

  @Test
  void aNewBatchClosesTheOpenOneAndStaysOpen() {
    open("Mine");
    send("\"batchMode\": \"new batch\", \"newBatchCode\": \"October\"");
    assertThat(batches()).isEqualTo("Mine closed 0\nOctober open 1");
  }

  @Test
  void aNewBatchIsRefusedBesideSeveralOpenOnes() {
    open("Mine");
    open("Other");
    String settings = "{\"batchSettings\": {\"batchMode\": \"new batch\"%s}}";
    Client.Response refused =
        FileImport.begin(file.client, "a.csv", new byte[] {1}, settings.formatted(""));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(Ledger.fault(refused, "batchSettings.leaveExistingBatchesOpen"))
        .contains("2 open batches");

    send("\"batchMode\": \"new batch\", \"leaveExistingBatchesOpen\": true");
    assertThat(batches()).isEqualTo("Mine open 0\nOther open 0\nImport of bills.csv open 1");
  }

  @Test
  void aNewBatchClosesTheOneThatItsUserHoldsWhoeverMadeIt() {
    open("Mine");
    Client other = file.books.granted("BillsAndBatches.View", "BillsAndBatches.Create");
    set(
        "UPDATE batch SET opened_by = (SELECT max(u.user_id) FROM app_user u WHERE u.tenant_id = :tenant) WHERE tenant_id = :tenant");
    send("\"batchMode\": \"new batch\", \"newBatchCode\": \"October\"");
    assertThat(batches()).isEqualTo("Mine open 0\nOctober open 1");

    FileImport.send(
        other,
        "bills.csv",
        (FileImport.HEADINGS + "\nA1,20261001,20261101,A,E1,,7,70\n")
            .getBytes(StandardCharsets.UTF_8),
        "{\"batchSettings\": {\"batchMode\": \"new batch\", \"newBatchCode\": \"November\"}}");
    assertThat(batches()).isEqualTo("Mine closed 0\nOctober open 1\nNovember open 1");
  }

  @Test
  void anOpenBatchIsUsedAndGivesItsHeaders() {
    int batch =
        file.books.id(
            "/api/v3/batch",
            "{\"batchCode\": \"Mine\", \"controlCode\": \"C-1\", \"dueDate\": \"2026-12-01\"}",
            "batchId");
    send("\"batchMode\": \"use existing batch\", \"existingOpenBatchId\": " + batch);
    assertThat(batches()).isEqualTo("Mine open 1");
    assertThat(file.bill(0).path("controlCode").asString()).isEqualTo("C-1");
    assertThat(file.bill(0).path("dueDate").asString()).startsWith("2026-12-01");
  }

  @Test
  void billsOfAPendingBatchAreVoid() {
    int batch = open("Mine");
    set("UPDATE batch SET batch_status = 'pending' WHERE tenant_id = :tenant");
    send("\"batchMode\": \"use pending batch\", \"pendingBatchId\": " + batch);
    assertThat(batches()).isEqualTo("Mine pending 1");
    assertThat(voids()).isOne();
    Client.Response missing =
        FileImport.begin(
            file.client,
            "a.csv",
            new byte[] {1},
            "{\"batchSettings\": {\"batchMode\": \"use pending batch\"}}");
    assertThat(Ledger.fault(missing, "batchSettings.pendingBatchId")).isNotEmpty();
  }

  @Test
  void aSmartBatchIsFoundByItsCode() {
    open("October");
    send("\"batchMode\": \"smart batch\", \"newBatchCode\": \"october\"");
    assertThat(batches()).isEqualTo("October open 1");
    set("UPDATE batch SET batch_status = 'closed' WHERE tenant_id = :tenant");
    JsonNode task =
        send(
            "\"batchMode\": \"smart batch\", \"newBatchCode\": \"October\"",
            "\nA1,20261001,20261101,A,E1,,7,70\n");
    assertThat(task.path("settings").path("batchMode").asString()).isEqualTo("new batch");
    assertThat(task.path("batch").path("batchCode").asString()).startsWith("October ").hasSize(44);
  }

  @Test
  void theWorkflowMayMakeABatchWithKickoutsPending() {
    set(
        "UPDATE setting SET workflow = '{\"billImport\": {\"errorHandling\": \"MarkBatchPending\"}}' WHERE tenant_id = :tenant");
    send("\"newBatchCode\": \"October\"", ROW + BAD);
    assertThat(batches()).isEqualTo("October pending 1");
    assertThat(voids()).isOne();
    JsonNode batch = file.client.get("/api/v3/batch").expect(200).json().get(0);
    assertThat(batch.path("hasImportsWithKickout").asBoolean()).isTrue();
  }

  private int voids() {
    return TestServer.server()
        .database()
        .read(
            file.books.tenant(),
            Scope.UNBOUNDED,
            sql ->
                sql.list(
                        "SELECT count(*)::int FROM bill WHERE tenant_id = :tenant AND void",
                        Map.of(),
                        row -> row.integer(1))
                    .getFirst());
  }

  private void set(String statement) {
    TestServer.server()
        .database()
        .write(file.books.tenant(), sql -> sql.execute(statement, Map.of()));
  }
}
