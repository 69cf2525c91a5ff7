package org.meterbook.ledger.billimport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.files.DelimitedFile;
import org.meterbook.files.WorkbookBytes;
import org.meterbook.files.WorkbookWriter;

/**
 * The refused rows as a workbook with a sheet for each file, in which they can be mended and sent
 * again: columns whose heading begins with a star are skipped.
 */
final class Kickout implements Rejects.Taker {
  /** What stands before the columns of the file. */
  static final List<String> HEADINGS = List.of("*LINE", "*COLUMN", "*REASON");

  /** More are counted, but not repeated. */
  private static final int MOST_ROWS = 20_000;

  private static final int MOST_CHARACTERS = 16 << 20;
  private static final int LONGEST_SHEET_NAME = 31;

  private final WorkbookBytes workbook = new WorkbookBytes();
  private List<String> headings = HEADINGS;
  private String file = "";
  private boolean begun;
  private int sheets;
  private int rows;
  private int characters;

  @Override
  public void head(String name, List<String> columns) {
    file = name;
    begun = false;
    List<String> all = new ArrayList<>(HEADINGS);
    columns.stream().filter(column -> !HEADINGS.contains(column)).forEach(all::add);
    headings = List.copyOf(all);
  }

  @Override
  public void add(
      long line, Reason reason, DelimitedFile from, long offset, int length, boolean cut) {
    if (rows >= MOST_ROWS || characters >= MOST_CHARACTERS) {
      return;
    }
    rows++;
    List<@Nullable Object> row = new ArrayList<>();
    row.add(line);
    row.add(reason.column());
    row.add(reason.text());
    for (String cell : from.cells(offset, length)) {
      characters += cell.length();
      row.add(
          cell.length() > WorkbookWriter.LONGEST
              ? cell.substring(0, WorkbookWriter.LONGEST)
              : cell);
    }
    try {
      sheet().row(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WorkbookWriter sheet() throws IOException {
    boolean first = workbook.isEmpty();
    WorkbookWriter writer = workbook.writer(out -> new WorkbookWriter(out, name(), headings));
    if (!first && !begun) {
      writer.next(name(), headings);
    }
    begun = true;
    return writer;
  }

  private String name() {
    sheets++;
    String plain = (sheets + " " + file).replaceAll("[\\[\\]:*?/\\\\']", "_");
    return plain.substring(0, Math.min(plain.length(), LONGEST_SHEET_NAME));
  }

  /** The workbook, where there is something in it. */
  Optional<byte[]> content() {
    return workbook.content();
  }

  @Override
  public void close() {
    workbook.close();
  }
}
