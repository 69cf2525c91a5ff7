package org.meterbook.ledger.billimport;

import java.util.List;
import org.meterbook.files.DelimitedFile;
import org.meterbook.ledger.billimport.Result.Refusal;

/** The refused rows of a file: the first are kept, all are handed on as they stand in the file. */
final class Rejects {
  private static final int FIRST = 20;
  private static final int LONGEST_TEXT = 1 << 16;

  /** Takes refused rows. */
  interface Taker extends AutoCloseable {
    /** Takes the headings of a file, before its rows. */
    default void head(String file, List<String> headings) {}

    /**
     * Takes a row.
     *
     * @param cut there is more of it
     */
    void add(long line, Reason reason, DelimitedFile file, long offset, int length, boolean cut);

    @Override
    void close();
  }

  private final Taker taker;
  private final DelimitedFile file;
  private final String name;
  private final List<Refusal> first;

  Rejects(Taker taker, DelimitedFile file, String name, List<Refusal> first) {
    this.taker = taker;
    this.file = file;
    this.name = name;
    this.first = first;
  }

  void head(List<String> headings) {
    taker.head(name, headings);
  }

  void add(long line, long offset, int length, Reason reason) {
    if (first.size() < FIRST) {
      first.add(new Refusal(line, reason.text()));
    }
    taker.add(line, reason, file, offset, Math.min(length, LONGEST_TEXT), length > LONGEST_TEXT);
  }
}
