package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** Files in the Advanced format, sent over HTTP. */
@Timeout(120)
class AdvancedImportTest {
  private final FileImport file = new FileImport();

  @Test
  void rowsOfAnAccountAndItsDatesMakeABill() {
    JsonNode task =
        file.csv(
            "A1,20260901,20261001,A,E1,POWER,1200,150.25",
            "A1,20260901,20261001,A,,POWER,,4.75",
            ",,,,,,,",
            "A1,20261001,20261031,E,E1,,900,100");

    assertThat(task.path("status").asString()).isEqualTo("Completed");
    assertThat(file.bills())
        .containsExactly(
            "A1 2026-09-01 2026-10-01 202609 155.00",
            "A1 2026-10-01 2026-10-31 202610 100.00 estimated");
    assertThat(task.path("output").path("importedBills").asInt()).isEqualTo(2);
    assertThat(task.path("output").path("importedRows").asInt()).isEqualTo(3);
    assertThat(task.path("currentSuccessCount").asInt()).isEqualTo(2);
    assertThat(task.path("batch").path("batchCode").asString()).isEqualTo("Import of bills.csv");
    JsonNode lines =
        file.client
            .get("/api/v202208/bill/" + file.bill(0).path("billId").asInt() + "/bodyline")
            .expect(200)
            .json();
    assertThat(Ledger.each(lines, "caption").toString()).isEqualTo("[\"Use\", \"Cost\", \"Cost\"]");
    assertThat(lines.get(2).path("meter").isNull()).isTrue();
  }

  @Test
  void headingsComeInAnyOrderUnderTheirAliases() {
    JsonNode task =
        file.send(
            "bills.txt",
            "*remark,Cost:USDOLLARS:Total,meter,End Date,account number,begin_date,Note,Invoice,VPR\n"
                + "ignored,$12.50,e1,2026-10-01,a1,2026-09-01,=1+1,I-7,\n",
            "");

    assertThat(task.path("status").asString()).isEqualTo("Completed");
    assertThat(file.bill(0).path("invoiceNumber").asString()).isEqualTo("I-7");
    assertThat(file.bills()).containsExactly("A1 2026-09-01 2026-10-01 202609 12.50");
  }

  @Test
  void whatCannotBeBookedIsKickedOutWithLineColumnAndReason() throws IOException {
    JsonNode task =
        file.csv(
            "A1,20260901,20261001,A,E1,POWER,12x,150.25",
            "A9,20260901,20261001,A,E1,POWER,1,1",
            "A1,20261001,20261031,A,NONE,POWER,1,1",
            "A1,20261001,20261031,A,E1,GAS,1,1",
            "A1,20261101,20261130,A,E1,POWER,1,1.00");

    assertThat(task.path("status").asString()).isEqualTo("Completed with kickouts");
    assertThat(task.path("output").path("kickedOutRows").asInt()).isEqualTo(4);
    assertThat(file.bills()).containsExactly("A1 2026-11-01 2026-11-30 202611 1.00");
    assertThat(file.kickouts(task))
        .hasSize(4)
        .anyMatch(row ->
            row.startsWith(
                "2|TOTALUSE:KWH:Use|TOTALUSE:KWH:Use: '12x' is not an amount|A1|20260901"))
        .anyMatch(row -> row.startsWith("3||account 'A9' is unknown|"))
        .anyMatch(row -> row.startsWith("4||meter 'NONE' is unknown|"))
        .anyMatch(row -> row.startsWith("5||account 'A1' is not of the vendor 'GAS'|"));
  }

  @Test
  void aMeterIsFoundAmongThoseOfTheAccount() throws IOException {
    JsonNode one =
        file.csv("A1,20260901,20261001,A,!AUTO!,,7,70", "A1,20261001,20261101,A,!auto!,,,5");
    assertThat(one.path("status").asString()).isEqualTo("Completed");
    int rate = file.books.rate("Other", file.vendor);
    int second = file.books.meter("E2", file.books.building("ANNEX", Ledger.ROOT));
    file.books.link(file.account, second, rate);

    JsonNode two =
        file.csv(
            "A1,20261101,20261201,A,!AUTO!,,7,70", "A1,20261201,20270101,A,!AUTO!:NOTHING,,7,70");

    assertThat(file.kickouts(two))
        .satisfiesExactly(
            row -> assertThat(row).contains("the account has 2 meter in the bill's time"),
            row ->
                assertThat(row).contains("the account has no meter of NOTHING in the bill's time"));
    assertThat(file.bills()).hasSize(2);
  }

  @Test
  void aBillThatBeginsTheDayAfterTheOneBeforeBeginsOnItsEnd() {
    file.csv("A1,20260901,20260930,A,E1,,7,70", "A1,20261001,20261031,A,E1,,8,80");

    assertThat(file.bills())
        .containsExactly(
            "A1 2026-09-01 2026-09-30 202609 70.00", "A1 2026-09-30 2026-10-31 202610 80.00");
    assertThat(file.bill(1).path("billNote").asString())
        .contains("2026-10-01 of the file was brought");
  }

  @Test
  void theSameFileAgainChangesNothing() {
    file.csv("A1,20260901,20261001,A,E1,,7,70");
    int before = file.bill(0).path("billId").asInt();

    JsonNode again = file.csv("A1,20260901,20261001,A,E1,,7,70");

    assertThat(again.path("output").path("alreadyImportedRows").asInt()).isOne();
    assertThat(again.path("batch").isNull()).as("an empty batch goes again").isTrue();
    assertThat(file.bill(0).path("billId").asInt()).isEqualTo(before);
  }

  @Test
  void anAlertOfTheAccountIsNotedOrKeepsOut() throws IOException {
    alert("2026-09-01", "2026-10-15", "Rate case pending", true);
    alert("2026-10-16", "2026-12-31", "Sold", false);

    JsonNode task = file.csv("A1,20260901,20261001,A,E1,,7,70", "A1,20261001,20261101,A,E1,,7,70");

    assertThat(file.bill(0).path("billNote").asString()).isEqualTo("Rate case pending");
    assertThat(file.kickouts(task)).singleElement().asString().contains("keeps bills out: Sold");
  }

  private void alert(String begin, String end, String message, boolean allow) {
    file.client
        .post(
            "/api/v3/account/" + file.account + "/alert",
            "{\"beginDate\": \"%s\", \"endDate\": \"%s\", \"message\": \"%s\", \"allowBillProcessing\": %s}"
                .formatted(begin, end, message, allow))
        .expect(200);
  }

  @Test
  void aFileOfAnotherLayoutIsRefusedWhole() {
    JsonNode task = file.send("bills.csv", "Konto,Von,Bis\nA1,1,2\n", "");

    assertThat(task.path("status").asString()).isEqualTo("Failed");
    assertThat(task.path("message").asString())
        .contains("'Konto' is no heading of the format")
        .contains("ACCOUNT is missing");
    assertThat(task.path("batch").isNull()).isTrue();
  }

  @Test
  void aRequestThatCannotBeMetBeginsNothing() {
    byte[] bytes = new byte[] {1};
    assertFault(FileImport.begin(file.client, "bills.doc", bytes, ""), "fileName");
    assertFault(
        FileImport.begin(file.client, "bills.csv", bytes, "{\"profileCode\": \"none\"}"),
        "profileCode");
    assertFault(FileImport.begin(file.client, "bills.csv", new byte[0], ""), "data");
    assertFault(
        file.client.post(
            "/api/v3/import/bill", "{\"fileName\": \"a.csv\", \"data\": \"no base64!\"}"),
        "data");
    for (String broken :
        java.util.List.of("{\"fileName\": \"a.csv\", \"data\": \"QUFB", "[]", "{} {}", "")) {
      file.client.post("/api/v3/import/bill", broken).expect(400);
    }
    file.books.granted("BillsAndBatches.View").post("/api/v3/import/bill", "{}").expect(401);
  }

  private static void assertFault(Client.Response response, String property) {
    assertThat(response.status()).isEqualTo(400);
    assertThat(Ledger.fault(response, property)).isNotEmpty();
  }

  @Test
  void nobodyImportsBeyondTheirBounds() throws IOException {
    int elsewhere = file.books.costCenter("ELSEWHERE", Ledger.ROOT);
    Client bounded = file.books.bounded(Ledger.ROOT, elsewhere);

    JsonNode task =
        FileImport.send(
            bounded,
            "bills.csv",
            (FileImport.HEADINGS + "\nA1,20260901,20261001,A,E1,,7,70\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "");

    assertThat(file.kickouts(task)).singleElement().asString().contains("account 'A1' is unknown");
    assertThat(file.bills()).isEmpty();
  }
}
