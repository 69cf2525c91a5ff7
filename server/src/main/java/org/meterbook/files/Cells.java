package org.meterbook.files;

import java.util.ArrayList;
import java.util.List;

/** Splits a row into cells. A quote counts only as the first character of a cell. */
final class Cells {
  private static final char QUOTE = '"';

  /** How splitting ended: all well, within a quoted cell, or with text after a closing quote. */
  enum Outcome {
    WHOLE,
    OPEN,
    BROKEN
  }

  private final char delimiter;
  private final List<String> cells = new ArrayList<>();
  private final StringBuilder quoted = new StringBuilder();
  private boolean lastQuoted;

  Cells(char delimiter) {
    this.delimiter = delimiter;
  }

  List<String> cells() {
    return cells;
  }

  /** The last cell was closed by a quote, so nothing of it can be missing. */
  boolean lastQuoted() {
    return lastQuoted;
  }

  Outcome split(String text) {
    cells.clear();
    int at = 0;
    while (true) {
      lastQuoted = at < text.length() && text.charAt(at) == QUOTE;
      int end = lastQuoted ? quoted(text, at + 1) : plain(text, at);
      if (end < 0) {
        return Outcome.OPEN;
      }
      if (end == text.length()) {
        return Outcome.WHOLE;
      }
      if (text.charAt(end) != delimiter) {
        return Outcome.BROKEN;
      }
      at = end + 1;
    }
  }

  private int plain(String text, int from) {
    int found = text.indexOf(delimiter, from);
    int end = found < 0 ? text.length() : found;
    cells.add(text.substring(from, end));
    return end;
  }

  private int quoted(String text, int from) {
    quoted.setLength(0);
    for (int at = from; ; ) {
      int quote = text.indexOf(QUOTE, at);
      if (quote < 0) {
        return -1;
      }
      quoted.append(text, at, quote);
      if (quote + 1 == text.length() || text.charAt(quote + 1) != QUOTE) {
        cells.add(quoted.toString());
        return quote + 1;
      }
      quoted.append(QUOTE);
      at = quote + 2;
    }
  }
}
