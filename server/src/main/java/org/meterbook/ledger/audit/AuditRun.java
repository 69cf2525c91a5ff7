package org.meterbook.ledger.audit;

import java.util.Set;
import org.meterbook.energy.audit.Setting;

/**
 * How an audit is run in a datasource.
 *
 * @param assignees users who get the flag
 */
record AuditRun(Setting setting, Set<Integer> assignees) {
  AuditRun {
    assignees = Set.copyOf(assignees);
  }
}
