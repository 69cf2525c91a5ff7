package org.meterbook.ledger.billimport;

import java.util.List;
import java.util.Map;
import org.meterbook.store.Sql;

/**
 * Statistics of tables that have had none, or had them when they were all but empty. Without them
 * PostgreSQL takes any index that begins with the tenant for as good as the primary key, and keeps
 * to that in its checks of foreign keys: a first import was six times as slow, getting slower.
 */
final class Statistics {
  private static final List<String> TABLES =
      List.of(
          "place",
          "account",
          "meter",
          "account_meter",
          "form_template",
          "bill",
          "body_line",
          "bill_account_meter",
          "change");

  /** A table that had fewer rows when it was looked at is looked at again. */
  private static final int FEW = 2_000;

  private Statistics() {}

  /** Looks at the tables that nobody has looked at since they had rows; answers how many. */
  static int gather(Sql sql) {
    List<String> unknown =
        sql.list(
            "SELECT relname::text FROM pg_class WHERE oid = ANY(SELECT to_regclass(t) FROM"
                + " unnest(:tables) t) AND reltuples < "
                + FEW
                + " AND pg_relation_size(oid) > 65536 ORDER BY 1",
            Map.of("tables", TABLES),
            row -> row.text(1));
    unknown.forEach(table -> sql.execute("ANALYZE " + table, Map.of()));
    return unknown.size();
  }
}
