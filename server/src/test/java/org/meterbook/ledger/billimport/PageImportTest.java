package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** Bills on pages, by the rules of their vendors. */
@Timeout(120)
class PageImportTest {
  private static final String RULE =
      """
      {"ruleCode": "Riverton Power", "recognize": ["Riverton Power & Light", "Billing details"], "vendorCode": "POWER",
       "dateFormat": "MMMM d, yyyy",
       "fields": {"account": "Account number:? *(\\\\S+)", "begin": "Service period (.+?) to", "end": "Service period .+ to (.+)",
         "total": "New charges (\\\\S+)", "meter": "Meter (\\\\S+)", "invoiceNumber": "Invoice (\\\\S+)", "dueDate": "Due (.+)"},
       "lines": [
         {"pattern": "Energy (?<use>[0-9,]+) kWh (?<cost>\\\\S+)", "caption": "Energy", "unitCode": "KWH", "costObservationTypeCode": "USECHARGE"},
         {"pattern": "(?<caption>[A-Z][a-z ]+ charge) (?<cost>\\\\S+)", "costObservationTypeCode": "CUSTOMERCHARGE"},
         {"pattern": "(?<caption>.* tax) (?<cost>\\\\S+)", "costObservationTypeCode": "TAX"}]}
      """;

  private static final String[] BILL = {
    "Riverton Power & Light",
    "Account number: A1",
    "Invoice R-77",
    "Service period September 1, 2026 to October 1, 2026",
    "Meter E1",
    "Billing details",
    "Energy 1,200 kWh $150.25",
    "Customer charge 4.75",
    "State tax 9.30",
    "New charges $164.30",
    "Due October 20, 2026"
  };

  private final FileImport file = new FileImport();

  private interface Finish {
    void on(PDDocument document) throws IOException;
  }

  private static byte[] pdf(Finish finish, String... lines) {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
        content.setLeading(18);
        content.newLineAtOffset(60, 700);
        for (String line : lines) {
          content.showText(line);
          content.newLine();
        }
        content.endText();
      }
      finish.on(document);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode send(byte[] pdf) {
    return FileImport.send(file.client, "bill.pdf", pdf, "");
  }

  private void know(String rule) {
    file.client.post("/api/v202611/import/bill/pageRule", rule).expect(200);
  }

  @Test
  void aBillIsReadByTheRuleOfItsVendor() {
    know(RULE);
    JsonNode task = send(pdf(_ -> {}, BILL));

    assertThat(task.path("status").asString()).as("%s", task).isEqualTo("Completed");
    assertThat(file.bills()).containsExactly("A1 2026-09-01 2026-10-01 202609 164.30");
    assertThat(file.bill(0).path("invoiceNumber").asString()).isEqualTo("R-77");
    assertThat(file.bill(0).path("dueDate").asString()).startsWith("2026-10-20");
    JsonNode lines = file.client.get("/api/v3/bill/bodyline").expect(200).json();
    assertThat(Ledger.each(lines, "caption").stream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("Energy", "Energy", "Customer charge", "State tax");
  }

  @Test
  void aBillWhoseTotalIsNotThatOfItsLinesIsKickedOut() throws IOException {
    know(RULE);
    String[] bill = BILL.clone();
    bill[9] = "New charges $170.00";

    JsonNode task = send(pdf(_ -> {}, bill));

    assertThat(file.kickouts(task))
        .singleElement()
        .asString()
        .contains("the bill says 170.00, but its lines add up to 164.30");
  }

  @Test
  void whatNoRuleKnowsIsRefused() {
    refused(pdf(_ -> {}, BILL), "No rule recognizes the bill");
    know(RULE);
    know(RULE.replace("\"Riverton Power\"", "\"Other\""));
    refused(pdf(_ -> {}, BILL), "Several rules recognize the bill: Other, Riverton Power");
  }

  @Test
  void filesThatMeanIllAreRefused() {
    know(RULE);
    refused(new byte[] {'%', 'P', 'D', 'F'}, "not a PDF that can be read");
    refused(pdf(_ -> {}), "no text layer");
    refused(
        pdf(
            document -> {
              for (int n = 0; n < 100; n++) {
                document.addPage(new PDPage());
              }
            },
            BILL),
        "more than 100 pages");
    refused(
        pdf(
            document ->
                document.protect(
                    new StandardProtectionPolicy("owner", "user", new AccessPermission())),
            BILL),
        "not a PDF that can be read");
  }

  @Test
  void anExpressionThatTakesTooLongIsStopped() {
    know(
        RULE.replace("New charges (\\\\S+)", "((a+)+)+b")
            .replace("\"Riverton Power & Light\", ", ""));
    String[] bill = BILL.clone();
    bill[0] = "a".repeat(60);
    refused(pdf(_ -> {}, bill), "takes too long");
  }

  private void refused(byte[] pdf, String reason) {
    JsonNode task = send(pdf);
    assertThat(task.path("status").asString()).as("%s", task).isEqualTo("Failed");
    assertThat(task.path("message").asString()).contains(reason);
    assertThat(file.bills()).isEmpty();
  }

  @Test
  void aRuleThatCannotWorkIsRefused() {
    Client.Response refused =
        file.client.post(
            "/api/v202611/import/bill/pageRule",
            RULE.replace("(?<use>[0-9,]+)", "([0-9")
                .replace("MMMM d, yyyy", "QQQ?")
                .replace("New charges (\\\\S+)", "New charges"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(Ledger.fault(refused, "lines[0].pattern")).contains("regular expression");
    assertThat(Ledger.fault(refused, "dateFormat")).isNotEmpty();
    assertThat(Ledger.fault(refused, "fields.total")).contains("group");
  }
}
