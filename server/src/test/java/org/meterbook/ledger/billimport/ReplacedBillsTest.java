package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterbook.store.Scope;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** What becomes of bills that are there: A/C/E and V/P/R. */
@Timeout(120)
class ReplacedBillsTest {
  private static final String HEADINGS =
      "ACCOUNT,STARTDATE,ENDDATE,ACE,VPR,METERCODE,TOTALUSE:KWH:Use,COST:USDOLLARS:Cost\n";

  private final FileImport file = new FileImport();

  private JsonNode replace(String ace, String vpr, int cost) {
    return file.send("again.csv", row(ace, vpr, cost), "");
  }

  private static String row(String ace, String vpr, int cost) {
    return HEADINGS + "A1,20260901,20261001,%s,%s,E1,7,%d\n".formatted(ace, vpr, cost);
  }

  @ParameterizedTest
  @CsvSource({
    "A, '', '80'",
    "'', '', '80'",
    "E, '', '80e'",
    "C, '', '70 80'",
    "A, V, '70v 80'",
    "E, V, '70v 80e'",
    "C, V, '70v 80'",
    "A, P, '70 80'",
    "E, P, '70 80e'",
    "C, p, '70 80'",
    "A, R, '70'",
    "E, reject, '70'",
    "C, R, '70'"
  })
  void theTableIsAsDocumented(String ace, String vpr, String expected) {
    file.csv("A1,20260901,20261001,A,E1,,7,70");

    replace(ace, vpr, 80);

    assertThat(there()).isEqualTo(expected);
  }

  /** The bills' costs, v for void, e for estimated. */
  private String there() {
    return TestServer.server()
        .database()
        .read(
            file.books.tenant(),
            Scope.UNBOUNDED,
            sql ->
                String.join(
                    " ",
                    sql.list(
                        """
                        SELECT b.total_cost::int::text || CASE WHEN b.void THEN 'v' ELSE '' END || CASE WHEN b.estimated THEN 'e' ELSE '' END
                        FROM bill b WHERE b.tenant_id = :tenant ORDER BY b.total_cost, b.bill_id
                        """,
                        Map.of(),
                        row -> row.text(1))));
  }

  @Test
  void whatIsReplacedGoesWithItsLinesAndKeepsThePeriod() {
    file.csv("A1,20260901,20261001,A,E1,,7,70");

    JsonNode task = replace("A", "", 80);

    assertThat(task.path("output").path("replacedBills").asInt()).isOne();
    assertThat(file.bills()).containsExactly("A1 2026-09-01 2026-10-01 202609 80.00");
    assertThat(file.client.get("/api/v3/bill/bodyline").expect(200).json()).hasSize(2);
  }

  @Test
  void aVoidedBillThatComesAgainIsBookedAnew() {
    file.csv("A1,20260901,20261001,A,E1,,7,70");
    replace("A", "V", 80);
    file.csv("A1,20260901,20261001,A,E1,,7,70");

    assertThat(there()).isEqualTo("70v 70");
  }

  @Test
  void approvedAndExportedBillsNeedThePermission() throws IOException {
    file.csv("A1,20260901,20261001,A,E1,,7,70");
    Client clerk =
        file.books.granted(
            "BillsAndBatches.View", "BillsAndBatches.Create", "BillsAndBatches.Delete");
    set("approved = true");

    JsonNode task =
        FileImport.send(clerk, "a.csv", row("A", "", 80).getBytes(StandardCharsets.UTF_8), "");

    assertThat(file.kickouts(task))
        .singleElement()
        .asString()
        .contains("approved")
        .contains("UpdateApprovedBills (Delete)");
    assertThat(there()).isEqualTo("70");
    replace("A", "", 80);
    assertThat(there()).as("an administrator may").isEqualTo("80");
  }

  @Test
  void whoMayOnlyCreateReplacesNothing() throws IOException {
    file.csv("A1,20260901,20261001,A,E1,,7,70");
    Client clerk = file.books.granted("BillsAndBatches.View", "BillsAndBatches.Create");

    JsonNode task =
        FileImport.send(clerk, "a.csv", row("A", "", 80).getBytes(StandardCharsets.UTF_8), "");

    assertThat(file.kickouts(task)).singleElement().asString().contains("BillsAndBatches (Delete)");
    assertThat(there()).isEqualTo("70");
  }

  @Test
  void aFileDoesNotReplaceItsOwnBills() throws IOException {
    JsonNode task =
        file.csv(
            "A1,20260901,20261001,A,E1,,7,70",
            "A1,20261001,20261101,A,E1,,7,71",
            "A1,20260901,20261001,A,E1,,8,72");

    assertThat(task.path("output").path("importedBills").asInt())
        .as("rows of one bill are found within a piece of the file")
        .isEqualTo(2);
    assertThat(there()).isEqualTo("71 142");
  }

  @Test
  void aBillThatWasMovedIsStillBooked() {
    file.csv("A1,20260901,20261001,A,E1,,7,70", "A1,20261001,20261101,A,E1,,7,71");
    int target = file.books.account("A2", Ledger.ROOT, file.vendor);
    file.books.link(
        target,
        file.books.meter("E2", file.books.building("ANNEX", Ledger.ROOT)),
        file.books.rate("Other", file.vendor));
    move(target);

    JsonNode task =
        file.csv(
            "A1,20260901,20261001,A,E1,,7,70",
            "A1,20261001,20261101,A,E1,,7,71",
            "A1,20261101,20261201,A,E1,,7,72",
            "A2,20260901,20261001,A,E2,,7,73");

    assertThat(task.path("status").asString()).isEqualTo("Completed");
    assertThat(task.path("output").path("alreadyImportedRows").asInt()).isEqualTo(2);
    assertThat(there()).isEqualTo("71 72 73");
  }

  private void move(int target) {
    int bill = file.bill(0).path("billId").asInt();
    JsonNode found =
        file.client
            .put("/api/v3/bill/possibleDestinationAccounts", "{\"ids\": [%d]}".formatted(bill))
            .expect(200)
            .json();
    int link =
        found
            .get("accounts")
            .valueStream()
            .filter(each -> each.get("accountId").asInt() == target)
            .findFirst()
            .orElseThrow()
            .at("/meters/0/accountMeterId")
            .asInt();
    file.client
        .put(
            "/api/v3/bill/moveBills",
            """
            {"ids": [%d], "accountId": %d, "accountMeterIds": [%d], "updateAccountGLs": true, "updateMeterGLs": true,
             "updateRecordScopeAndFactor": false}\
            """
                .formatted(bill, target, link))
        .expect(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"approved = true", "void = true", "import_key = import_key"})
  void nothingMakesRoomThatHasChangedSinceItWasPlanned(String change) {
    file.csv("A1,20260901,20261001,A,E1,,7,70");
    set(change);

    if (change.startsWith("import_key")) {
      makeRoom();
      assertThat(there()).isEmpty();
    } else {
      assertThatThrownBy(this::makeRoom).isInstanceOf(Room.Changed.class);
    }
  }

  @Test
  void aBillThatWasReversedSinceItWasPlannedStays() {
    file.csv("A1,20260901,20261001,A,E1,,7,70");
    Outcome outcome = outcome();
    outcome.unprotected.addAll(outcome.deleted);
    file.client
        .put(
            "/api/v3/bill/reverse",
            "{\"billIds\": [%d]}".formatted(outcome.deleted.iterator().next()))
        .expect(200);

    assertThatThrownBy(() -> makeRoom(outcome)).isInstanceOf(Room.Changed.class);
  }

  private Outcome outcome() {
    Outcome outcome = new Outcome();
    outcome.deleted.add(file.bill(0).path("billId").asInt());
    return outcome;
  }

  private void makeRoom() {
    makeRoom(outcome());
  }

  private void makeRoom(Outcome outcome) {
    TestServer.server().database().write(file.books.tenant(), sql -> new Room(sql, outcome).make());
  }

  private void set(String assignment) {
    TestServer.server()
        .database()
        .write(
            file.books.tenant(),
            sql ->
                sql.execute(
                    "UPDATE bill SET " + assignment + " WHERE tenant_id = :tenant", Map.of()));
  }
}
