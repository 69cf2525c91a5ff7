package org.meterbook.ledger.billimport;

import java.util.List;
import java.util.Optional;
import org.meterbook.files.DelimitedFile;
import org.meterbook.files.TextRow;

/**
 * A whole file, read once: its good rows as numbers, the others counted and in the rejects.
 *
 * @param rowCount all rows, good or not
 */
record Intake(
    Rows rows,
    Parties parties,
    Texts texts,
    Measures measures,
    Catalogue catalogue,
    long rowCount,
    Tally refused) {
  private static final int ROWS_BETWEEN_REPORTS = 5_000;

  static Intake read(
      DelimitedFile file,
      Profile profile,
      Catalogue catalogue,
      Rejects rejects,
      Progress progress) {
    Optional<TextRow> first = file.next();
    if (first.isEmpty() || first.get().fault().isPresent()) {
      throw new ImportException(
          "The first row cannot be read: "
              + first.flatMap(TextRow::fault).orElse("there is none")
              + ".");
    }
    boolean header = profile.layout().header();
    int width = first.get().cells().size();
    file.expect(width);
    Columns columns = new Columns(profile, header ? first.get().cells() : List.of(), width);
    Measures measures = new Measures(profile, columns, catalogue);
    Rows rows = new Rows(measures.slots());
    Parties parties = new Parties();
    Texts texts = new Texts();
    RowParser parser = new RowParser(profile, columns, measures, catalogue, rows, parties, texts);
    Tally refused = new Tally();
    long count = 0;
    for (Optional<TextRow> next = header ? file.next() : first;
        next.isPresent();
        next = file.next()) {
      TextRow row = next.get();
      if (row.isBlank()) {
        continue;
      }
      count++;
      if (row.fault().isPresent()) {
        refused.add();
        rejects.add(row.line(), row.offset(), row.length(), row.fault().get());
      } else {
        parser
            .add(row, refused)
            .ifPresent(reason -> rejects.add(row.line(), row.offset(), row.length(), reason));
      }
      if (count % ROWS_BETWEEN_REPORTS == 0) {
        progress.report(Progress.Stage.READING, file.position(), file.size());
      }
    }
    progress.report(Progress.Stage.READING, file.size(), file.size());
    return new Intake(rows, parties, texts, measures, catalogue, count, refused);
  }
}
