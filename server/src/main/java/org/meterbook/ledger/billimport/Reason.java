package org.meterbook.ledger.billimport;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a row is refused.
 *
 * @param column where that is to be seen; empty: in no one column
 */
record Reason(String column, String text) {
  static Reason of(String text) {
    return new Reason("", text);
  }

  /** All of them as one, at the column of the first that has one. */
  static Reason of(List<Reason> all) {
    return new Reason(
        all.stream().map(Reason::column).filter(each -> !each.isEmpty()).findFirst().orElse(""),
        all.stream().map(Reason::text).collect(Collectors.joining("; ")));
  }
}
