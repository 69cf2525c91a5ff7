package org.meterbook.ledger.billimport;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.meterbook.files.DelimitedFile;

/** A text file of refused rows: line number, reason, and the row as it stands in the file. */
final class RejectsFile implements Rejects.Taker {
  private static final int LONGEST_TEXT = 4096;

  private final Optional<Path> path;
  private Optional<CsvWriter> writer = Optional.empty();

  /** Removes those of an earlier run, which would tell of rows that may be good by now. */
  RejectsFile(Optional<Path> path) {
    this.path = path;
    try {
      if (path.isPresent()) {
        Files.deleteIfExists(path.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void add(
      long line, Reason reason, DelimitedFile file, long offset, int length, boolean cut) {
    if (path.isPresent()) {
      String text = file.original(offset, Math.min(length, LONGEST_TEXT));
      writer()
          .writeRecord(
              String.valueOf(line),
              reason.text(),
              cut || length > LONGEST_TEXT ? text + "…" : text);
    }
  }

  private CsvWriter writer() {
    if (writer.isEmpty()) {
      try {
        writer = Optional.of(CsvWriter.builder().build(path.orElseThrow()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      writer.get().writeRecord("line", "reason", "row");
    }
    return writer.get();
  }

  @Override
  public void close() {
    try {
      if (writer.isPresent()) {
        writer.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
