package org.meterbook.ledger.billimport;

/**
 * Is told how far an import is. What it throws ends the import; what was reported as booked stays.
 */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (_, _, _) -> {};

  /** What is being done, and in what it is counted. */
  enum Stage {
    /** Bytes of the file. */
    READING,
    /** Rows that {@code strict} checks before it books the first. */
    CHECKING,
    /** Rows that are done for good: committed, already booked or refused. */
    BOOKING
  }

  void report(Stage stage, long done, long total);
}
