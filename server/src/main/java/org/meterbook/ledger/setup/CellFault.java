package org.meterbook.ledger.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong with a cell, or with a row because of it. */
final class CellFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String heading;

  /**
   * @param heading of the column; empty where it is the row as a whole
   * @param reason for whoever filled in the sheet
   */
  CellFault(String heading, String reason) {
    super(reason, null, false, false);
    this.heading = heading;
  }

  /** Several faults of one row as one. */
  static CellFault of(Map<String, String> faults) {
    if (faults.size() == 1) {
      Map.Entry<String, String> only = faults.entrySet().iterator().next();
      return new CellFault(only.getKey(), only.getValue());
    }
    List<String> reasons = new ArrayList<>();
    faults.forEach(
        (heading, reason) -> reasons.add(heading.isEmpty() ? reason : heading + ": " + reason));
    return new CellFault(
        String.join("; ", faults.keySet().stream().filter(each -> !each.isEmpty()).toList()),
        String.join("; ", reasons));
  }

  String heading() {
    return heading;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
