package org.meterbook.files;

import java.util.List;
import java.util.Optional;

/**
 * A row of a delimited file, mostly one line of it.
 *
 * @param line number of its first line, from 1
 * @param offset its first byte, from 0
 * @param length its bytes, without the line's end; of a row that is too long only the first ones
 * @param cells what it says, without quotes; none where it has a fault
 * @param ended false where the file stops before the line does: the last cell may be cut off
 * @param fault why it cannot be read
 */
public record TextRow(
    long line, long offset, int length, List<String> cells, boolean ended, Optional<String> fault) {
  public TextRow {
    cells = List.copyOf(cells);
  }

  /** A row that cannot be read. */
  static TextRow faulty(long line, long offset, int length, String fault) {
    return new TextRow(line, offset, length, List.of(), true, Optional.of(fault));
  }

  /** Says nothing: an empty line, or delimiters only. */
  public boolean isBlank() {
    return fault.isEmpty() && cells.stream().allMatch(String::isBlank);
  }
}
