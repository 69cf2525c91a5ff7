package org.meterbook.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A workbook in memory that is there only once something is written to it. */
public final class WorkbookBytes implements AutoCloseable {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable WorkbookWriter writer;

  /** Is nothing written yet? */
  public boolean isEmpty() {
    return writer == null;
  }

  /** The workbook; begun by {@code open} where it is not there yet. */
  public WorkbookWriter writer(Function<OutputStream, WorkbookWriter> open) {
    WorkbookWriter there = writer;
    if (there == null) {
      there = open.apply(bytes);
      writer = there;
    }
    return there;
  }

  /** Ends the workbook and answers it, where there is something in it. */
  public Optional<byte[]> content() {
    if (isEmpty()) {
      return Optional.empty();
    }
    close();
    return Optional.of(bytes.toByteArray());
  }

  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
        writer = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
