package org.meterbook.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The audit log and change feed. Numbers are given last thing before commit, under the lock of the
 * tenant's counter: so they are in the order of commit, and a reader that saw number n has seen
 * everything up to n.
 */
final class ChangeLog {
  private static final int BLOCK = 500;

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
    List<Change> block = new ArrayList<>();
    for (Change change : changes) {
      if (change.range() || block.size() == BLOCK) {
        number = writeBlock(sql, block, number);
      }
      if (change.range()) {
        writeRange(sql, change, number);
        number += change.count();
      } else {
        block.add(change);
      }
    }
    writeBlock(sql, block, number);
  }

  /** Writes lines in one statement and empties the block; answers the last number. */
  private static long writeBlock(Sql sql, List<Change> block, long before) {
    if (block.isEmpty()) {
      return before;
    }
    Map<String, @Nullable Object> parameters = stamps(sql, before);
    parameters.put("resources", block.stream().map(Change::table).toList());
    parameters.put("ids", block.stream().map(Change::firstId).toList());
    parameters.put("kinds", block.stream().map(change -> change.kind().code()).toList());
    parameters.put("befores", texts(block, Change::before));
    parameters.put("afters", texts(block, Change::after));
    sql.execute(
        """
        INSERT INTO change (tenant_id, change_number, resource, entity_id, kind, user_id, made_at, before, after)
        SELECT :tenant, :number + c.place, c.resource, c.id, c.kind, :user::int, :now, c.before::jsonb, c.after::jsonb
        FROM unnest(:resources::text[], :ids::int[], :kinds::text[], :befores::text[], :afters::text[])
          WITH ORDINALITY AS c(resource, id, kind, before, after, place)
        """,
        parameters);
    long last = before + block.size();
    block.clear();
    return last;
  }

  /** Unlike a stream's, this list may hold null. */
  private static List<@Nullable String> texts(
      List<Change> block, Function<Change, @Nullable String> text) {
    List<@Nullable String> texts = new ArrayList<>();
    block.forEach(change -> texts.add(text.apply(change)));
    return texts;
  }

  private static Map<String, @Nullable Object> stamps(Sql sql, long before) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("number", before);
    parameters.put("user", sql.author().userId());
    parameters.put("now", sql.now());
    return parameters;
  }

  private static void writeRange(Sql sql, Change change, long before) {
    Map<String, @Nullable Object> parameters = stamps(sql, before);
    parameters.put("resource", change.table());
    parameters.put("first", change.firstId());
    parameters.put("last", change.lastId());
    sql.execute(
        """
        INSERT INTO change (tenant_id, change_number, resource, entity_id, kind, user_id, made_at, after)
        SELECT t.tenant_id, :number + row_number() OVER (ORDER BY t.%2$s), :resource, t.%2$s, 'create', :user::int, :now, to_jsonb(t)
        FROM %1$s t WHERE t.tenant_id = :tenant AND t.%2$s BETWEEN :first AND :last
        """
            .formatted(change.table(), change.table() + "_id"),
        parameters);
  }
}
