package org.meterbook.ledger.billimport;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterbook.files.DelimitedFile;
import org.meterbook.ledger.billimport.Result.Refusal;

/** The file of refused rows: line number, reason, and the row as it stands in the file. */
final class Rejects implements AutoCloseable {
  private static final int FIRST = 20;
  private static final int LONGEST_TEXT = 4096;

  private final Optional<Path> path;
  private final DelimitedFile file;
  private final List<Refusal> first = new ArrayList<>();
  private Optional<CsvWriter> writer = Optional.empty();

  Rejects(Optional<Path> path, DelimitedFile file) {
    this.path = path;
    this.file = file;
  }

  /** Removes those of an earlier run, which would tell of rows that may be good by now. */
  void clear() {
    try {
      if (path.isPresent()) {
        Files.deleteIfExists(path.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(long line, long offset, int length, String reason) {
    if (first.size() < FIRST) {
      first.add(new Refusal(line, reason));
    }
    if (path.isPresent()) {
      String text = file.original(offset, Math.min(length, LONGEST_TEXT));
      writer().writeRecord(String.valueOf(line), reason, length > LONGEST_TEXT ? text + "…" : text);
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

  /** The first ones. */
  List<Refusal> first() {
    return first;
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
