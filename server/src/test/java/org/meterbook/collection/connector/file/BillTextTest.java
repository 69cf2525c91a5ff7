package org.meterbook.collection.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterbook.collection.connector.Found;

class BillTextTest {
  private static final List<String> PLAIN =
      List.of(
          "Account number: 3819204756-1",
          "Service identifier: 3-000-1111-22",
          "Meter number: EM10457781",
          "Rate schedule: E1 XB Residential Service",
          "Service address: 12 Example Lane, Oakland, CA 94601",
          "Billing period: 2026-01-07 to 2026-02-05",
          "Statement date: 2026-02-06",
          "Tier 1 Usage 1,327.0 kWh at $0.1617 $214.58",
          "Energy Commission Tax $0.24",
          "Late Credit -$14.82",
          "Total amount due: $200.00",
          "Usage: 1,327.0 kWh");

  private static byte[] pdf(List<String> lines) {
    return pdf(lines, false);
  }

  private static byte[] pdf(List<String> lines, boolean locked) {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream text = new PDPageContentStream(document, page)) {
        text.beginText();
        text.setFont(new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN), 11);
        text.setLeading(15);
        text.newLineAtOffset(50, 700);
        for (String line : lines) {
          text.showText(line);
          text.newLine();
        }
        text.endText();
      }
      if (locked) {
        document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static BillText.Result read(byte[] bytes) {
    return BillText.read(new Found.Document("bill.pdf", "application/pdf", bytes));
  }

  private static Found.Bill bill(List<String> lines) {
    BillText.Result result = read(pdf(lines));
    assertThat(result).isInstanceOf(BillText.Result.Read.class);
    return ((BillText.Result.Read) result).bill();
  }

  private static String reason(byte[] bytes) {
    BillText.Result result = read(bytes);
    assertThat(result).isInstanceOf(BillText.Result.Unreadable.class);
    return ((BillText.Result.Unreadable) result).reason();
  }

  private static List<String> with(String from, String to) {
    return PLAIN.stream().map(line -> line.startsWith(from) ? to : line).toList();
  }

  @Test
  void aPlainBillIsReadInAnyOrder() {
    for (List<String> lines : List.of(PLAIN, PLAIN.reversed())) {
      Found.Bill bill = bill(lines);
      assertThat(bill.key()).isEqualTo("3-000-1111-22-2026-01-07");
      assertThat(bill.service())
          .isEqualTo(
              new Found.Service(
                  "3-000-1111-22",
                  "E1 XB Residential Service",
                  "res-electric",
                  "12 Example Lane, Oakland, CA 94601",
                  List.of("EM10457781"),
                  null,
                  null,
                  "3819204756-1"));
      assertThat(bill.end()).isEqualTo("2026-02-05");
      assertThat(bill.statement()).isEqualTo("2026-02-06");
      assertThat(bill.totalCost()).isEqualTo("200.00");
      assertThat(bill.totalVolume()).isEqualTo(1327.0);
      assertThat(bill.totalUnit()).isEqualTo("kwh");
      assertThat(bill.lineItems()).hasSize(3);
      assertThat(bill.lineItems())
          .filteredOn(line -> line.name().equals("Tier 1 Usage"))
          .singleElement()
          .satisfies(line -> assertThat(line.rate()).isEqualTo(0.1617));
      assertThat(bill.document()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Billing period: 01/07/2026 - 02/05/2026",
        "Service dates 1/7/26 to 2/5/26",
        "For service from Jan 7, 2026 to Feb. 5, 2026",
        "Billing Period January 7, 2026 through February 5, 2026",
        "Period: 7 Jan 2026 - 5 Feb 2026"
      })
  void datesAreWrittenInManyWays(String line) {
    Found.Bill bill = bill(with("Billing period", line));
    assertThat(bill.start()).isEqualTo("2026-01-07");
    assertThat(bill.end()).isEqualTo("2026-02-05");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Total amount due: $1,234.56 | 1234.56",
        "TOTAL DUE 1,234,567.00 | 1234567.00",
        "Amount due by Feb 20 -$12.30 | -12.30",
        "Total Charges ($0.99) | -0.99",
        "Total: $ 45.00 CR | -45.00"
      })
  void amountsAreWrittenInManyWays(String line, String total) {
    assertThat(bill(with("Total", line)).totalCost()).isEqualTo(total);
  }

  @Test
  void linesThatDoNotAddUpAreNotTheLineItems() {
    Found.Bill bill = bill(with("Total", "Total amount due: $210.00"));
    assertThat(bill.totalCost()).isEqualTo("210.00");
    assertThat(bill.lineItems()).isEmpty();
  }

  @Test
  void whatIsLeftOutIsLeftOpen() {
    Found.Bill bill =
        bill(List.of("Account # 77-1234", "Billing period 2026-01-07 2026-02-05", "Total $5.00"));
    assertThat(bill.service().serviceIdentifier()).isEqualTo("77-1234");
    assertThat(bill.service().serviceClass()).isEqualTo("unknown");
    assertThat(bill.totalVolume()).isNull();
    assertThat(bill.statement()).isEqualTo(bill.end());
  }

  @ParameterizedTest
  @CsvSource({
    "Account, account number",
    "Billing period, billing period",
    "Total, total",
  })
  void whatMustBeThereIsNamed(String label, String named) {
    assertThat(reason(pdf(with(label, "Something else")))).contains(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30 to 2026-03-05",
        "2026-02-05 to 2026-01-07",
        "2020-01-01 to 2026-01-01"
      })
  void aPeriodThatCannotBeIsRefused(String dates) {
    assertThat(reason(pdf(with("Billing period", "Billing period: " + dates)))).contains("period");
  }

  @Test
  void aPdfWithoutTextIsRefused() {
    assertThat(reason(pdf(List.of()))).isEqualTo("The PDF has no text layer.");
  }

  @Test
  void aLockedPdfIsRefused() {
    assertThat(reason(pdf(PLAIN, true))).contains("not a PDF that can be read");
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    assertThat(reason(new byte[21 << 20])).contains("larger than 20 MiB");
  }

  @ParameterizedTest
  @CsvSource({"' ', 100", "'BT (x) Tj ET ', 20", "'q ', 4"})
  void aFileThatUnpacksToTooMuchIsRefused(String drawing, int mebibytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream packing = new DeflaterOutputStream(packed)) {
      byte[] mebibyte =
          drawing.repeat((1 << 20) / drawing.length()).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < mebibytes; i++) {
        packing.write(mebibyte);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(ascii("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"));
    file.writeBytes(ascii("2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"));
    file.writeBytes(ascii("3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"));
    file.writeBytes(
        ascii("4 0 obj<</Filter/FlateDecode/Length %d>>stream\n".formatted(packed.size())));
    file.writeBytes(packed.toByteArray());
    file.writeBytes(ascii("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
    assertThat(reason(file.toByteArray())).contains("too much");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void garbageIsRefusedAndNeverThrows() {
    assertThat(reason(new byte[0])).isNotEmpty();
    assertThat(reason(ascii("%PDF-1.7\n%%EOF"))).isNotEmpty();
    byte[] sound = pdf(PLAIN);
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      byte[] broken = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
      for (int j = random.nextInt(30); j > 0; j--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      assertThat(read(broken)).isNotNull();
    }
  }
}
