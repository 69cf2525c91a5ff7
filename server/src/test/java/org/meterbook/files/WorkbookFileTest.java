package org.meterbook.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks that are broken or made to be too much. */
class WorkbookFileTest {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String KINDS =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  @TempDir Path folder;

  /** Something that is written many times. */
  private record Part(String text, int times) {}

  private static Part once(String text) {
    return new Part(text, 1);
  }

  private static String cell(String address, String text) {
    return "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(address, text);
  }

  private static String number(String address, String number) {
    return "<c r=\"%s\"><v>%s</v></c>".formatted(address, number);
  }

  private Path workbook(Part... sheet) throws IOException {
    return sharing(once(""), sheet);
  }

  private Path sharing(Part shared, Part... sheet) throws IOException {
    Path file = folder.resolve("book.xlsx");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      member(
          zip,
          "[Content_Types].xml",
          once(
              "<Types xmlns=\"%scontent-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"%ssheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"%2$sstyles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"%2$ssharedStrings+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"%2$sworksheet+xml\"/></Types>"
                  .formatted(PACKAGE, KINDS)));
      member(
          zip,
          "_rels/.rels",
          once(
              "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"r1\" Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                  .formatted(PACKAGE, OFFICE)));
      member(
          zip,
          "xl/workbook.xml",
          once(
              "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                  .formatted(MAIN, OFFICE)));
      member(
          zip,
          "xl/_rels/workbook.xml.rels",
          once(
              "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"r1\" Type=\"%s/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"%2$s/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"%2$s/styles\" Target=\"styles.xml\"/></Relationships>"
                  .formatted(PACKAGE, OFFICE)));
      member(
          zip,
          "xl/styles.xml",
          once(
              "<styleSheet xmlns=\"%s\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"00000\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"
                  .formatted(MAIN)));
      member(
          zip,
          "xl/sharedStrings.xml",
          once("<sst xmlns=\"%s\">".formatted(MAIN)),
          shared,
          once("</sst>"));
      List<Part> parts = new ArrayList<>(List.of(sheet));
      parts.addFirst(once("<worksheet xmlns=\"%s\"><sheetData>".formatted(MAIN)));
      parts.add(once("</sheetData></worksheet>"));
      member(zip, "xl/worksheets/sheet1.xml", parts.toArray(Part[]::new));
    }
    return file;
  }

  private static void member(ZipOutputStream zip, String name, Part... parts) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    for (Part part : parts) {
      byte[] bytes = part.text().getBytes(UTF_8);
      for (int i = 0; i < part.times(); i++) {
        zip.write(bytes);
      }
    }
    zip.closeEntry();
  }

  private static List<TextRow> rows(Path file) {
    List<TextRow> rows = new ArrayList<>();
    try (WorkbookFile book = WorkbookFile.open(file)) {
      for (Optional<TextRow> row = book.next(); row.isPresent(); row = book.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain(file.toString())
        .doesNotContain("null");
  }

  @Test
  void aSmallOneIsRead() throws Exception {
    Path file =
        sharing(
            once("<si><t>shared</t></si>"),
            once("<row r=\"1\">" + cell("A1", "text") + number("C1", "1.50") + "</row>"),
            once(
                "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" s=\"1\"><v>46111.25</v></c></row>"));
    assertThat(rows(file))
        .extracting(TextRow::line, TextRow::cells)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(1L, List.of("text", "", "1.50")),
            org.assertj.core.api.Assertions.tuple(3L, List.of("shared", "2026-03-30T06:00:00")));
  }

  private static String formula(String address, String type, String result) {
    return "<c r=\"%s\"%s><f>A1</f>%s</c>".formatted(address, type, result);
  }

  @Test
  void aFormulaThatWasNeverCalculatedIsNoEmptyCell() throws Exception {
    Path file =
        workbook(
            once("<row r=\"1\">" + cell("A1", "x") + formula("B1", "", "") + "</row>"),
            once("<row r=\"2\">" + formula("A2", "", "<v></v>") + "</row>"),
            once("<row r=\"3\">" + formula("A3", " t=\"e\"", "<v>#DIV/0!</v>") + "</row>"),
            once("<row r=\"4\">" + cell("A4", "good") + formula("B4", "", "<v>7</v>") + "</row>"));
    List<TextRow> rows = rows(file);
    assertThat(rows.get(0).fault().orElseThrow()).contains("B1", "without its result", "save");
    assertThat(rows.get(1).fault().orElseThrow()).contains("A2", "without its result");
    assertThat(rows.get(2).fault().orElseThrow()).contains("A3", "#DIV/0!", "mend it");
    assertThat(rows.get(3).cells()).containsExactly("good", "7");
  }

  @Test
  void aTextOfDigitsKeepsItsZeros() throws Exception {
    Path file =
        workbook(
            once(
                "<row r=\"1\">"
                    + formula("A1", " t=\"str\"", "<v>00123</v>")
                    + "<c r=\"B1\" s=\"2\"><v>123</v></c><c r=\"C1\" s=\"2\"><v>1234567</v></c><c r=\"D1\" s=\"2\"><v>1.5</v></c><c r=\"E1\" s=\"2\"><v>-7</v></c>"
                    + formula("F1", " t=\"str\"", "<v></v>")
                    + formula("G1", " s=\"2\"", "<v>42</v>")
                    + "</row>"));
    assertThat(rows(file).getFirst().cells())
        .containsExactly("00123", "00123", "1234567", "1.5", "-00007", "", "00042");
  }

  @Test
  void aHugeExponentIsNotWrittenOut() throws Exception {
    Path file =
        workbook(
            once(
                "<row r=\"1\">"
                    + number("A1", "1e999999999")
                    + number("B1", "1e-999999999")
                    + "<c r=\"C1\" s=\"1\"><v>1e300</v></c></row>"));
    assertThat(rows(file).getFirst().cells()).allMatch(cell -> cell.length() < 500);
  }

  @Test
  void whatIsBrokenIsRefusedInASentence() throws Exception {
    Path none = Files.write(folder.resolve("none.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 0});
    refused(none, "the archive is damaged or cut off");
    Path good = workbook(once("<row r=\"1\">" + cell("A1", "x") + "</row>"));
    byte[] bytes = Files.readAllBytes(good);
    refused(
        Files.write(good, java.util.Arrays.copyOf(bytes, bytes.length - 40)),
        "the archive is damaged or cut off");
    refused(workbook(once("<row r=\"1\"><c")), "its XML is broken");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(good))) {
      member(zip, "readme.txt", once("hello"));
    }
    refused(good, "a part is missing or broken");
  }

  @Test
  void aDocumentTypeIsRefused() throws Exception {
    Path file = folder.resolve("entities.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      member(
          zip,
          "xl/workbook.xml",
          once("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><x>&b;</x>"));
    }
    refused(file, "document type");
  }

  @Test
  void aWorkbookThatUnpacksToTooMuchIsRefused() throws Exception {
    refused(workbook(new Part(" ".repeat(1024), 520 << 10)), "unpacks to more than 512 MiB");
    refused(
        sharing(new Part("<si><t>abcdefghijklmnop</t></si>", 1_200_000), once("")),
        "its shared texts and formats unpack to more than 32 MiB");
    refused(
        sharing(once("<si><t>" + "x".repeat(1_000_000) + "</t></si>"), once("")),
        "a text of more than 262,136 characters");
  }

  @Test
  void tooManyRowsOrCellsAreRefused() throws Exception {
    refused(
        workbook(new Part("<row><c><v>1</v></c></row>", 1_048_577)), "more than 1,048,576 rows");
    refused(
        workbook(once("<row>"), new Part("<c><v>1</v></c>", 16_385), once("</row>")),
        "more than 16,384 cells in a row");
    refused(
        workbook(once("<row>" + number("ZZZZZZ1", "1") + "</row>")), "a cell beyond column 16,384");
    refused(
        workbook(new Part("<a>", 70), new Part("</a>", 70)),
        "more than 64 elements inside each other");
  }
}
