package org.meterbook.ledger.billimport;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.files.FileFormatException;

/** Another format brought into text with commas, so that one importer reads them all. */
final class Spool implements AutoCloseable {
  /** A file with more of them is none that anybody wants mended row by row. */
  private static final int MOST_FAULTS = 10_000;

  private final CsvWriter writer;
  private final int width;
  private final Map<Long, String> faults = new HashMap<>();
  private long line;

  /** Begins with the headings. */
  Spool(Path path, List<String> headings) {
    try {
      writer = CsvWriter.builder().build(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    width = headings.size();
    write(headings);
  }

  /** Adds a row after the last one. */
  void add(List<String> cells) {
    add(line + 1, cells);
  }

  /** Adds a row in a line of its own, after empty ones if need be. */
  void add(long at, List<String> cells) {
    while (line + 1 < at) {
      write(List.of(""));
    }
    List<String> row = new ArrayList<>(cells);
    while (row.size() > width && row.getLast().isBlank()) {
      row.removeLast();
    }
    while (row.size() < width) {
      row.add("");
    }
    write(row);
  }

  /** Says of the row added last that it is refused, whatever it says. */
  void refuse(String fault) {
    faults.merge(line, fault, (one, other) -> one + "; " + other);
    if (faults.size() > MOST_FAULTS) {
      throw new FileFormatException(
          "More than %,d rows of the file cannot be read.".formatted(MOST_FAULTS));
    }
  }

  private void write(List<String> cells) {
    writer.writeRecord(cells.stream().map(Spool::onOneLine).toList());
    line++;
  }

  private static String onOneLine(String cell) {
    return cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0 && cell.indexOf('\0') < 0
        ? cell
        : cell.replaceAll("[\r\n\0]+", " ");
  }

  /** What is wrong with rows, by their lines. */
  Map<Long, String> faults() {
    return faults;
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
