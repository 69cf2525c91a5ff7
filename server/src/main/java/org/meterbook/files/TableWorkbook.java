package org.meterbook.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A small table as a workbook of one sheet. */
public final class TableWorkbook {
  private TableWorkbook() {}

  /**
   * The workbook.
   *
   * @param rows as many cells as the head has; few enough to be held
   */
  public static byte[] of(String sheet, List<String> head, Stream<List<String>> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "Meterbook", "1.0")) {
      Worksheet written = workbook.newWorksheet(sheet);
      write(written, 0, head);
      written.range(0, 0, 0, head.size() - 1).style().bold().set();
      List<List<String>> all = rows.toList();
      for (int row = 0; row < all.size(); row++) {
        write(written, row + 1, all.get(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Worksheet sheet, int row, List<String> cells) {
    for (int column = 0; column < cells.size(); column++) {
      sheet.value(row, column, cells.get(column));
    }
  }
}
