package org.meterbook.ledger.flag;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is done to flags. */
enum FlagAction {
  FLAGGED(1, "Flagged"),
  UPDATED(2, "Updated"),
  ASSIGNED(3, "Assigned"),
  RESOLVED(4, "Resolved"),
  ISSUES_CHANGED(5, "Issues changed"),
  REOPENED(6, "Reopened");

  private final int id;
  private final String info;

  FlagAction(int id, String info) {
    this.id = id;
    this.info = info;
  }

  int id() {
    return id;
  }

  /** An SQL expression of the name of the action whose id a column holds. */
  static String named(String column) {
    return Stream.of(values())
        .map(action -> "WHEN %d THEN '%s'".formatted(action.id, action.info))
        .collect(Collectors.joining(" ", "CASE " + column + " ", " END"));
  }
}
