package org.meterbook.ledger.setup;

import org.meterbook.store.Table;

/**
 * By which text sheets name the rows of a table.
 *
 * @param table whose rows are named
 * @param code an SQL expression of the row {@code t}
 * @param noun what such a row is called
 * @param listed whether the instructions list all of them: of catalogues only
 */
record Lookup(Table table, String code, String noun, boolean listed) {
  /** By a column. */
  static Lookup of(Table table, String column) {
    return new Lookup(table, "t." + column, table.name().replace('_', ' '), false);
  }

  /** By a column of a catalogue. */
  static Lookup listed(Table table, String column) {
    return new Lookup(table, "t." + column, table.name().replace('_', ' '), true);
  }

  /** The condition that ties its rows to the tenant. */
  String tenant() {
    return table.shared() ? "" : "t.tenant_id = :tenant AND";
  }
}
