package org.meterbook.interval;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** Where readings come from. */
final class Sources {
  static final String API = "API";
  static final String MANUAL = "Manual";
  static final String IMPORT = "Import";
  static final String GREEN_BUTTON = "Green Button";
  static final String CALCULATED = "Calculated";

  private Sources() {}

  /** The author's own source for a way of sending, made when it is first needed. */
  static int of(Sql sql, String method) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("user", method.equals(CALCULATED) ? null : sql.author().userId());
    parameters.put("method", method);
    return sql.first(
            """
            SELECT min(reading_source_id) FROM reading_source WHERE tenant_id = :tenant AND coalesce(user_id, 0) = coalesce(:user::int, 0)
              AND creation_method = :method AND task_guid IS NULL HAVING count(*) > 0
            """,
            parameters,
            row -> row.integer(1))
        .orElseGet(() -> make(sql, parameters));
  }

  /**
   * A source of its own for a file.
   *
   * @param name the file's name
   * @param task names the import
   */
  static int ofFile(Sql sql, String method, String name, String task, @Nullable String note) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("user", sql.author().userId());
    parameters.put("method", method);
    parameters.put("name", name);
    parameters.put("task", task);
    parameters.put("note", note);
    return make(sql, parameters);
  }

  private static int make(Sql sql, Map<String, @Nullable Object> parameters) {
    int id = sql.nextId(Tables.READING_SOURCE);
    Map<String, @Nullable Object> all = new HashMap<>(parameters);
    for (String name : new String[] {"name", "task", "note"}) {
      all.putIfAbsent(name, null);
    }
    all.put("id", id);
    all.put("now", sql.now());
    sql.execute(
        """
        INSERT INTO reading_source (tenant_id, reading_source_id, creation_method, user_id, name, task_guid, note, created_date)
        VALUES (:tenant, :id, :method, :user::int, :name, :task, :note, :now)
        """,
        all);
    return id;
  }
}
