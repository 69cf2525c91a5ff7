package org.meterbook.ledger.billimport;

import java.util.List;
import java.util.Optional;
import org.meterbook.files.DelimitedFile;
import org.meterbook.files.TextRow;

/** Reads the rows of a file, all at once or piece by piece. */
final class FileReader {
  private static final int ROWS_BETWEEN_REPORTS = 5_000;

  /** Rows of a piece, and more only where the next ones are of the same account. */
  private static final int PIECE = 20_000;

  /** A piece ends here in any case. */
  private static final int LARGEST_PIECE = 100_000;

  private final DelimitedFile file;
  private final Source source;
  private final Profile profile;
  private final Catalogue catalogue;
  private final Rejects rejects;
  private final Progress progress;
  private final Columns columns;
  private final Measures measures;
  private Optional<TextRow> next;
  private long count;

  FileReader(
      DelimitedFile file,
      Source source,
      Profile profile,
      Catalogue catalogue,
      Rejects rejects,
      Progress progress) {
    this.file = file;
    this.source = source;
    this.profile = profile;
    this.catalogue = catalogue;
    this.rejects = rejects;
    this.progress = progress;
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
    columns = new Columns(profile, header ? first.get().cells() : List.of(), width);
    measures = new Measures(profile, columns, catalogue);
    if (header) {
      rejects.head(first.get().cells());
    }
    next = header ? file.next() : first;
  }

  /** Is there another piece? The first one is there even if it is empty. */
  boolean hasMore() {
    return next.isPresent();
  }

  /** Reads the next piece; the whole file where its rows depend on each other. */
  Intake read() {
    Rows rows = new Rows(measures.slots());
    Parties parties = new Parties();
    Texts texts = new Texts();
    RowParser parser = new RowParser(profile, columns, measures, catalogue, rows, parties, texts);
    Tally refused = new Tally();
    long before = count;
    for (; next.isPresent() && !isFull(rows, parties); next = file.next()) {
      TextRow row = next.get();
      if (row.isBlank()) {
        continue;
      }
      count++;
      Optional<String> fault = row.fault().or(() -> source.fault(row.line()));
      if (fault.isPresent()) {
        refused.add();
        rejects.add(row.line(), row.offset(), row.length(), Reason.of(fault.get()));
      } else {
        parser
            .add(row, refused)
            .ifPresent(reason -> rejects.add(row.line(), row.offset(), row.length(), reason));
      }
      if (count % ROWS_BETWEEN_REPORTS == 0) {
        progress.report(Progress.Stage.READING, file.position(), file.size());
      }
    }
    if (next.isEmpty()) {
      progress.report(Progress.Stage.READING, file.size(), file.size());
    }
    return new Intake(rows, parties, texts, measures, catalogue, count - before, refused);
  }

  /** A piece ends between two accounts, so that no bill is torn. */
  private boolean isFull(Rows rows, Parties parties) {
    int size = rows.size();
    return profile.streams()
        && size >= PIECE
        && (size >= LARGEST_PIECE || begins(parties.account(rows.account(size - 1)).code()));
  }

  private boolean begins(String lastAccount) {
    TextRow row = next.orElseThrow();
    Columns.Cell account = columns.of(Field.ACCOUNT).orElseThrow();
    return row.fault().isEmpty() && !row.isBlank() && !account.of(row.cells()).equals(lastAccount);
  }
}
