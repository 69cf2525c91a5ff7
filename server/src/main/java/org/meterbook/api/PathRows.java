package org.meterbook.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;

/** The rows that paths name: each must exist within the caller's bounds. */
final class PathRows {
  private final Operations operations;

  PathRows(Operations operations) {
    this.operations = operations;
  }

  /**
   * The ids of a path.
   *
   * @param rows those of rows
   * @param wide those that are computed
   */
  record PathIds(Map<String, Integer> rows, Map<String, Long> wide) {}

  /** The path's ids, each of a row that exists within the caller's bounds. */
  PathIds ids(Request request, Sql sql) {
    return requireParents(request, sql, request.operation().variables());
  }

  PathIds requireParents(Request request, Sql sql, List<String> variables) {
    PathIds ids = new PathIds(new HashMap<>(), new HashMap<>());
    for (String variable : variables) {
      if (operations.isText(variable)) {
        continue;
      }
      Table table = operations.table(request.operation(), variable).orElseThrow();
      if (table.isWide()) {
        long wide =
            request
                .wideId(variable)
                .orElseThrow(() -> notFound(table, request.path().get(variable)));
        requireComputed(sql, table, wide);
        ids.wide().put(variable, wide);
        continue;
      }
      int id = rowId(request, sql, variable, table);
      String text =
          "SELECT 1 FROM %s t WHERE %s t.%s = :id%s"
              .formatted(
                  table.name(),
                  table.shared() ? "" : "t.tenant_id = :tenant AND",
                  table.key(),
                  Joins.bounds(table, "t", sql.scope().bounded()));
      if (!sql.exists(text, Map.of("id", id))) {
        throw notFound(table, request.path().get(variable));
      }
      ids.rows().put(variable, id);
    }
    return ids;
  }

  private static void requireComputed(Sql sql, Table view, long id) {
    String text =
        "SELECT 1 FROM %s t WHERE t.tenant_id = :tenant AND t.%s = :id AND %s%s"
            .formatted(
                view.name(),
                view.key(),
                view.view().orElseThrow().lookup().replace("$.", "t."),
                Joins.bounds(view, "t", sql.scope().bounded()));
    if (!sql.exists(text, Map.of("id", id))) {
      throw notFound(view, String.valueOf(id));
    }
  }

  static Problem notFound(Table table, @Nullable String id) {
    return Problem.notFound(
        "There is no %s %s."
            .formatted(table.name().replaceFirst("^collection_", "").replace('_', ' '), id));
  }

  /** The call of a request, with the rows and texts that its path names. */
  Call call(Request request, Caller caller, Sql sql) {
    PathIds ids = ids(request, sql);
    return new Call(caller, sql, ids.rows(), ids.wide(), request.query(), request.path());
  }

  /**
   * The id that a variable is, or of the row that it names; whether it is there is not looked at.
   */
  int rowId(Request request, Sql sql, String variable, Table table) {
    Optional<Operations.Named> named = operations.named(variable);
    if (named.isEmpty()) {
      return request.id(variable).orElseThrow(() -> notFound(table, request.path().get(variable)));
    }
    String text = request.path().getOrDefault(variable, "");
    return sql.first(
            "SELECT t.%1$s FROM %2$s t WHERE t.tenant_id = :tenant AND lower(t.%3$s) = lower(:text)%4$s ORDER BY t.%1$s LIMIT 1"
                .formatted(
                    table.key(),
                    table.name(),
                    named.get().column(),
                    Joins.bounds(table, "t", sql.scope().bounded())),
            Map.of("text", text),
            row -> row.integer(1))
        .orElseThrow(() -> notFound(table, text));
  }
}
