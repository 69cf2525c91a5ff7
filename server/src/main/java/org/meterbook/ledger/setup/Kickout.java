package org.meterbook.ledger.setup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.files.WorkbookBytes;
import org.meterbook.files.WorkbookWriter;

/**
 * The rows of a sheet that were refused, each with the reason, as a sheet that can be mended and
 * sent again. Secrets are left out.
 */
final class Kickout implements AutoCloseable {
  /** What stands before the columns of the sheet; read over when the sheet is sent again. */
  static final List<String> HEADINGS = List.of("Row", "Column", "Reason");

  private final String type;
  private final List<String> headings;
  private final List<Boolean> secret;
  private final WorkbookBytes workbook = new WorkbookBytes();

  /**
   * @param headings of the sheet that was sent
   * @param secret which of the columns are not repeated
   */
  Kickout(String type, List<String> headings, List<Boolean> secret) {
    this.type = type;
    this.headings = headings;
    this.secret = secret;
  }

  /** Adds a row. */
  void add(long line, CellFault why, List<String> cells) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(line);
    row.add(why.heading());
    row.add(why.reason());
    for (int n = 0; n < headings.size(); n++) {
      row.add(n >= cells.size() || secret.get(n) || cells.get(n).isEmpty() ? null : cells.get(n));
    }
    try {
      workbook.writer(this::begin).row(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WorkbookWriter begin(OutputStream out) {
    WorkbookWriter writer = new WorkbookWriter(out, "Kickout", List.of(type));
    List<String> all = new ArrayList<>(HEADINGS);
    all.addAll(headings);
    writer.heads(all);
    return writer;
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
