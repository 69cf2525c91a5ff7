package org.meterbook.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The audit log and change feed. Numbers are given last thing before commit, under the lock of the
 * tenant's counter: so they are in the order of commit, and a reader that saw number n has seen
 * everything up to n.
 */
final class ChangeLog {
  private ChangeLog() {}

  static void write(Sql sql) {
    List<Change> changes = sql.changes();
    if (changes.isEmpty()) {
      return;
    }
    long count = changes.stream().mapToLong(Change::count).sum();
    long last =
        sql.first(
                """
                INSERT INTO tenant_counter (tenant_id, name, value) VALUES (:tenant, 'change', :count)
                ON CONFLICT (tenant_id, name) DO UPDATE SET value = tenant_counter.value + :count RETURNING value
                """,
                Map.of("count", count),
                row -> row.number(1))
            .orElseThrow();
    long number = last - count;
    for (Change change : changes) {
      write(sql, change, number);
      number += change.count();
    }
  }

  private static void write(Sql sql, Change change, long before) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("number", before);
    parameters.put("resource", change.table());
    parameters.put("user", sql.author().userId());
    parameters.put("now", sql.now());
    parameters.put("first", change.firstId());
    if (change.range()) {
      parameters.put("last", change.lastId());
      sql.execute(
          """
          INSERT INTO change (tenant_id, change_number, resource, entity_id, kind, user_id, made_at, after)
          SELECT t.tenant_id, :number + row_number() OVER (ORDER BY t.%2$s), :resource, t.%2$s, 'create', :user::int, :now, to_jsonb(t)
          FROM %1$s t WHERE t.tenant_id = :tenant AND t.%2$s BETWEEN :first AND :last
          """
              .formatted(change.table(), change.table() + "_id"),
          parameters);
      return;
    }
    parameters.put("kind", change.kind().code());
    parameters.put("before", change.before());
    parameters.put("after", change.after());
    sql.execute(
        """
        INSERT INTO change (tenant_id, change_number, resource, entity_id, kind, user_id, made_at, before, after)
        VALUES (:tenant, :number + 1, :resource, :first, :kind, :user::int, :now, :before::jsonb, :after::jsonb)
        """,
        parameters);
  }
}
