package org.meterbook.ledger.billimport;

import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.Caller;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;

/**
 * Who imports.
 *
 * @param userId named as the author
 * @param caller with permissions and bounds; empty: whoever runs the command may do everything
 */
record Actor(long tenant, int userId, Optional<Caller> caller) {
  static Actor of(Caller caller) {
    return new Actor(caller.tenant(), caller.userId(), Optional.of(caller));
  }

  Scope scope() {
    return caller.map(Caller::scope).orElse(Scope.UNBOUNDED);
  }

  boolean may(String permission) {
    return caller.map(each -> each.may(permission)).orElse(true);
  }

  /** The conditions that keep rows of a table within the bounds; see {@link Call#within}. */
  String within(Sql sql, Table table, String alias) {
    return caller
        .map(each -> new Call(each, sql, Map.of(), Map.of(), Map.of()).within(table, alias))
        .orElse("");
  }
}
