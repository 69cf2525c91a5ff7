package org.meterbook.files;

import java.util.Optional;

/** The rows of a file, streamed. */
public interface RowSource extends AutoCloseable {
  /** The next row, if there is one. */
  Optional<TextRow> next();

  @Override
  void close();

  /** The rows of a text file. */
  static RowSource of(DelimitedFile file) {
    return new RowSource() {
      @Override
      public Optional<TextRow> next() {
        return file.next();
      }

      @Override
      public void close() {
        file.close();
      }
    };
  }
}
