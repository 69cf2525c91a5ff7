package org.meterbook.ledger.billimport;

import java.util.Optional;

/**
 * An import at work.
 *
 * @param fileName what was sent
 * @param task its task; 0 for none
 * @param batch the batch that takes the bills; empty: one is made, and closed
 * @param resolved what audits find is resolved at once
 * @param comment on that
 */
record Run(
    Actor actor,
    String fileName,
    int task,
    Optional<Integer> batch,
    boolean resolved,
    Optional<String> comment) {
  private static final int LONGEST_FILE_NAME = 200;

  Run {
    fileName = fileName.substring(0, Math.min(fileName.length(), LONGEST_FILE_NAME));
  }

  /** Of the command line. */
  static Run of(Actor actor, String fileName) {
    return new Run(actor, fileName, 0, Optional.empty(), false, Optional.empty());
  }
}
