package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Workbooks and archives, and files that mean ill. */
@Timeout(240)
class HostileFileTest {
  private static final String GOOD = FileImport.HEADINGS + "\nA1,20260901,20261001,A,E1,,7,70\n";

  private final FileImport file = new FileImport();

  private JsonNode send(String name, byte[] bytes) {
    return FileImport.send(file.client, name, bytes, "");
  }

  private void refused(String name, byte[] bytes, String reason) {
    JsonNode task = send(name, bytes);
    assertThat(task.path("status").asString()).as("%s", task).isEqualTo("Failed");
    assertThat(task.path("message").asString()).contains(reason);
    assertThat(file.bills()).isEmpty();
  }

  private interface Sheet {
    void fill(Worksheet sheet);
  }

  private static byte[] workbook(Sheet content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "Test", null)) {
      Worksheet sheet = book.newWorksheet("Bills");
      List<String> heads = Arrays.asList(FileImport.HEADINGS.split(",", -1));
      for (int n = 0; n < heads.size(); n++) {
        sheet.value(0, n, heads.get(n));
      }
      content.fill(sheet);
    }
    return bytes.toByteArray();
  }

  private static void row(Worksheet sheet, int row, Object... cells) {
    for (int n = 0; n < cells.length; n++) {
      switch (cells[n]) {
        case Number number -> sheet.value(row, n, number);
        case java.time.LocalDate date -> {
          sheet.value(row, n, date);
          sheet.style(row, n).format("yyyy-mm-dd").set();
        }
        default -> sheet.value(row, n, cells[n].toString());
      }
    }
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int n = 0; n < namesAndTexts.length; n += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[n]));
        zip.write(namesAndTexts[n + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void aWorkbookIsReadAsATextIs() throws IOException {
    byte[] book =
        workbook(sheet -> {
          row(
              sheet,
              1,
              "A1",
              java.time.LocalDate.of(2026, 9, 1),
              java.time.LocalDate.of(2026, 10, 1),
              "A",
              "E1",
              "",
              1200,
              150.25);
          row(
              sheet,
              3,
              "A1",
              java.time.LocalDate.of(2026, 10, 1),
              java.time.LocalDate.of(2026, 11, 1),
              "A",
              "E1",
              "",
              "x",
              1);
        });

    JsonNode task = send("bills.xlsx", book);

    assertThat(file.bills()).containsExactly("A1 2026-09-01 2026-10-01 202609 150.25");
    assertThat(file.kickouts(task)).singleElement().asString().startsWith("4|TOTALUSE:KWH:Use|");
  }

  @Test
  void theWorkbookOfKickoutsIsSentAgainWhenMended() throws IOException {
    byte[] book =
        workbook(sheet -> {
          sheet.value(0, 8, "*REASON");
          row(sheet, 1, "A1", 20260901, 20261001, "A", "E1", "", 7, 70, "was wrong");
        });
    assertThat(send("kickouts.xlsx", book).path("status").asString()).isEqualTo("Completed");
    assertThat(file.bills()).hasSize(1);
  }

  @Test
  void formulasAreNotCalculated() throws IOException {
    byte[] book =
        workbook(sheet -> {
          row(sheet, 1, "A1", 20260901, 20261001, "A", "E1", "", 7, 70);
          sheet.formula(1, 6, "HYPERLINK(\"http://example.org\")");
        });
    JsonNode task = send("bills.xlsx", book);
    assertThat(file.kickouts(task))
        .singleElement()
        .asString()
        .contains("formula without its result");

    JsonNode text = file.csv("A1,20260901,20261001,A,E1,,=1+1,70");
    assertThat(file.kickouts(text)).singleElement().asString().contains("'=1+1' is not an amount");
  }

  @Test
  void anArchiveHasSeveralFiles() throws IOException {
    byte[] zip =
        zip(
            "one.csv",
            GOOD,
            "sub/two.txt",
            GOOD.replace("20261001", "20261031").replace("20260901", "20261001"),
            "image.pdf",
            "no bill",
            "__MACOSX/._one.csv",
            "nothing");
    assertThat(send("bills.zip", zip).path("status").asString()).isEqualTo("Completed");
    assertThat(file.bills()).hasSize(2);
  }

  @Test
  void archivesThatMeanIllAreRefused() throws IOException {
    refused("a.zip", zip("inner.zip", "PK"), "another archive");
    refused("a.zip", zip("readme.md", "text"), "no file of bills");
    refused(
        "a.zip", "PK no archive".getBytes(StandardCharsets.UTF_8), "no archive that can be read");
    byte[] good = zip("../../evil.csv", GOOD);
    refused("a.zip", Arrays.copyOf(good, good.length - 30), "no archive that can be read");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int n = 0; n <= 1000; n++) {
        zip.putNextEntry(new ZipEntry(n + ".csv"));
      }
    }
    refused("a.zip", bytes.toByteArray(), "more than 1,000 members");
  }

  @Test
  void aBombIsRefusedWhileItIsUnpacked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bomb.csv"));
      byte[] zeros = new byte[1 << 20];
      for (int n = 0; n < 1030; n++) {
        zip.write(zeros);
      }
    }
    refused("bomb.zip", bytes.toByteArray(), "unpacks to more than 1,024 MiB");
  }

  @Test
  void workbooksThatMeanIllAreRefused() throws IOException {
    refused(
        "bomb.xlsx",
        zip(
            "xl/worksheets/sheet1.xml",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet>&a;</worksheet>"),
        "document type");
    refused("bills.xlsx", GOOD.getBytes(StandardCharsets.UTF_8), "no workbook that can be read");
    refused("bills.csv", zip("a", "b"), "not text");
  }

  @Test
  void textsThatAreNoneAreRefused() throws IOException {
    refused("bills.csv", GOOD.getBytes(StandardCharsets.UTF_16), "UTF-16");
    JsonNode task =
        send(
            "bills.csv",
            (FileImport.HEADINGS + "\nÄ1,20260901,20261001,A,E1,,7,70\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(file.kickouts(task)).singleElement().asString().contains("is not UTF-8");
    JsonNode endless =
        send(
            "bills.csv",
            (GOOD + "A1," + "x".repeat(8 << 20) + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(file.kickouts(endless))
        .singleElement()
        .asString()
        .contains("longer than 65,536 bytes");
    assertThat(file.bills()).hasSize(1);
  }
}
