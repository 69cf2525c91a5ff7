package org.meterbook.collection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a workbook with one sheet of texts. */
final class Sheet {
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private Sheet() {}

  static byte[] of(List<List<String>> rows) {
    StringBuilder sheet = new StringBuilder("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    for (int row = 0; row < rows.size(); row++) {
      sheet.append("<row r=\"%d\">".formatted(row + 1));
      for (int cell = 0; cell < rows.get(row).size(); cell++) {
        sheet.append(
            "<c r=\"%c%d\" t=\"inlineStr\"><is><t>%s</t></is></c>"
                .formatted('A' + cell, row + 1, rows.get(row).get(cell)));
      }
      sheet.append("</row>");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      member(
          zip,
          "[Content_Types].xml",
          "<Types xmlns=\"%scontent-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"%ssheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"%2$sstyles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"%2$ssharedStrings+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"%2$sworksheet+xml\"/></Types>"
              .formatted(PACKAGE, KIND));
      member(
          zip,
          "_rels/.rels",
          "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"r1\" Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
              .formatted(PACKAGE, OFFICE));
      member(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
              .formatted(MAIN, OFFICE));
      member(
          zip,
          "xl/_rels/workbook.xml.rels",
          "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"r1\" Type=\"%s/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"%2$s/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"%2$s/styles\" Target=\"styles.xml\"/></Relationships>"
              .formatted(PACKAGE, OFFICE));
      member(
          zip,
          "xl/styles.xml",
          "<styleSheet xmlns=\"%s\"><cellXfs><xf numFmtId=\"0\"/></cellXfs></styleSheet>"
              .formatted(MAIN));
      member(zip, "xl/sharedStrings.xml", "<sst xmlns=\"%s\"></sst>".formatted(MAIN));
      member(zip, "xl/worksheets/sheet1.xml", sheet.append("</sheetData></worksheet>").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void member(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
    zip.closeEntry();
  }
}
