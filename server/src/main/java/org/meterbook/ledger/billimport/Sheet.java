package org.meterbook.ledger.billimport;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.files.FileFormatException;
import org.meterbook.files.RowSource;
import org.meterbook.files.TextRow;
import org.meterbook.files.WorkbookFile;

/** The first sheet of a workbook, as text. */
final class Sheet {
  private static final String MIDNIGHT = "T00:00:00";

  private Sheet() {}

  /** Writes it as text; answers what is wrong with rows, by their lines. */
  static Map<Long, String> spool(Path workbook, Path to) {
    try (RowSource rows = WorkbookFile.open(workbook)) {
      Optional<TextRow> head = rows.next();
      if (head.isEmpty() || head.get().fault().isPresent()) {
        throw new FileFormatException(
            "The headings of the first sheet cannot be read: %s."
                .formatted(head.flatMap(TextRow::fault).orElse("there are none")));
      }
      long before = head.get().line() - 1;
      try (Spool spool = new Spool(to, head.get().cells())) {
        for (Optional<TextRow> row = rows.next(); row.isPresent(); row = rows.next()) {
          long line = row.get().line() - before;
          if (row.get().fault().isPresent()) {
            spool.add(line, List.of("?"));
            spool.refuse(row.get().fault().get());
          } else {
            spool.add(line, row.get().cells().stream().map(Sheet::text).toList());
          }
        }
        return spool.faults();
      }
    }
  }

  /** Bills know days only. */
  private static String text(String cell) {
    return cell.endsWith(MIDNIGHT) ? cell.substring(0, cell.length() - MIDNIGHT.length()) : cell;
  }
}
