package org.meterbook.ledger.flag;

import java.util.List;
import java.util.Set;

/**
 * What audits said of a bill.
 *
 * @param ran the audits that were run, by identifier: what they found before and do not find now is
 *     no longer so
 * @param issues what they found
 * @param assignees who gets the flag
 * @param hold the bill is to be held from export
 */
public record Audited(
    int billId, Set<Integer> ran, List<Issue> issues, Set<Integer> assignees, boolean hold) {
  public Audited {
    ran = Set.copyOf(ran);
    issues = List.copyOf(issues);
    assignees = Set.copyOf(assignees);
  }
}
