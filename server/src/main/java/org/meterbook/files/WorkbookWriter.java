package org.meterbook.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook (XLSX), sheet after sheet and row by row; what is written is not kept. A text
 * is a text, whatever it begins with: there are no formulas.
 */
public final class WorkbookWriter implements AutoCloseable {
  /** The media type of workbooks. */
  public static final String MEDIA =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** A cell takes no more characters. */
  public static final int LONGEST = 32_767;

  /** Before it a workbook has no dates: they are written as text. */
  private static final int FIRST_YEAR = 1901;

  private static final int FLUSHED = 500;

  private final Workbook workbook;
  private Worksheet sheet;
  private int row;

  /**
   * Begins.
   *
   * @param heads the first row
   */
  public WorkbookWriter(OutputStream out, String sheetName, List<String> heads) {
    this.workbook = new Workbook(out, "Meterbook", null);
    this.sheet = workbook.newWorksheet(sheetName);
    heads(heads);
  }

  /** Ends the sheet and begins another one. */
  public void next(String sheetName, List<String> heads) throws IOException {
    sheet.finish();
    sheet = workbook.newWorksheet(sheetName);
    row = 0;
    heads(heads);
  }

  /** Adds a row of headings. */
  public void heads(List<String> heads) {
    for (int column = 0; column < heads.size(); column++) {
      sheet.value(row, column, heads.get(column));
      sheet.style(row, column).bold().set();
    }
    row++;
  }

  /** A small table as a workbook that is held. */
  public static byte[] table(
      String sheetName, List<String> heads, Stream<? extends List<? extends Object>> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WorkbookWriter writer = new WorkbookWriter(bytes, sheetName, heads)) {
      for (List<? extends Object> row : rows.toList()) {
        writer.row(List.copyOf(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Adds a row of texts, booleans, numbers and times; null is an empty cell. */
  public void row(List<@Nullable Object> values) throws IOException {
    for (int column = 0; column < values.size(); column++) {
      switch (values.get(column)) {
        case null -> {}
        case Boolean truth -> sheet.value(row, column, truth);
        case Number number -> sheet.value(row, column, number);
        case LocalDateTime time when time.getYear() >= FIRST_YEAR -> {
          sheet.value(row, column, time);
          sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
        }
        case Object text -> sheet.value(row, column, cut(text.toString()));
      }
    }
    if (++row % FLUSHED == 0) {
      sheet.flush();
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  @Override
  public void close() throws IOException {
    workbook.finish();
  }
}
