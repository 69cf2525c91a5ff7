package org.meterbook.collection;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A CSV file as it is written. A text of a customer's never becomes a spreadsheet's formula. */
final class CsvFile {
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d*\\.?\\d+([eE][-+]?\\d+)?");
  private static final String STARTS_FORMULA = "=+-@\t\r\n";

  private final BufferedWriter text;
  private final CsvWriter csv;

  CsvFile(OutputStream out) {
    this.text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.csv = CsvWriter.builder().bufferSize(0).build(text);
  }

  void row(List<@Nullable String> cells) {
    csv.writeRecord(cells.stream().map(CsvFile::safe).toList());
  }

  /** Leaves the stream open. */
  void finish() {
    try {
      text.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String safe(@Nullable String cell) {
    if (cell == null || cell.isEmpty()) {
      return "";
    }
    boolean formula =
        STARTS_FORMULA.indexOf(cell.charAt(0)) >= 0 && !NUMBER.matcher(cell).matches();
    return formula ? "'" + cell : cell;
  }

  /** A value of a block; a number without an exponent, a list with commas, null as nothing. */
  static String cell(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue().toPlainString();
    }
    return value.isArray()
        ? String.join(", ", value.valueStream().map(CsvFile::cell).toList())
        : value.asString("");
  }

  /** The day of a time of a utility's. */
  static String day(JsonNode time) {
    String text = time.asString("");
    return text.length() < 10 ? text : text.substring(0, 10);
  }
}
