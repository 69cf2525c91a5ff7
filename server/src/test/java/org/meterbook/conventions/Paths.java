package org.meterbook.conventions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Operation;
import org.meterbook.store.Scope;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** Paths of operations, with ids of rows that a datasource has in place of their variables. */
final class Paths {
  /** No table has so many rows. */
  static final int UNKNOWN_ID = 2_000_000_000;

  private Paths() {}

  /** The path to rows that are there. */
  static String of(Operation operation, Datasource datasource) {
    return of(operation, ids(operation, datasource));
  }

  static String of(Operation operation, Map<String, ?> ids) {
    String path = operation.path();
    for (var id : ids.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", String.valueOf(id.getValue()));
    }
    return path;
  }

  /**
   * Ids for the variables: of a row of the last one's table, and of the rows above it that it names
   * itself.
   */
  static Map<String, Integer> ids(Operation operation, Datasource datasource) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    List<String> variables = operation.variables();
    for (String variable : variables.reversed()) {
      JsonNode row =
          row(datasource, table(operation, variable))
              .orElseThrow(() -> new AssertionError("no row for {" + variable + "}"));
      for (String each : ids.isEmpty() ? variables : List.of(variable)) {
        if (row.path(Values.column(each)).isInt()) {
          ids.putIfAbsent(each, row.path(Values.column(each)).intValue());
        }
      }
    }
    return ids;
  }

  /** The table whose ids a variable takes. */
  static Table table(Operation operation, String variable) {
    if (operation.action() instanceof Operation.Single single
        && variable.equals(operation.variables().getLast())) {
      return single.shape().table();
    }
    return Tables.REFERABLE.stream()
        .filter(table -> table.key().equals(Values.column(variable)))
        .findFirst()
        .orElseThrow();
  }

  /** The row of a table with the highest id, its columns by name. */
  static Optional<JsonNode> row(Datasource datasource, Table table) {
    String where = table.shared() ? "" : "WHERE t.tenant_id = :tenant";
    String text =
        "SELECT to_jsonb(t)::text FROM %s t %s ORDER BY t.%s DESC LIMIT 1"
            .formatted(table.name(), where, table.key());
    return TestServer.server()
        .database()
        .read(
            datasource.tenant(),
            Scope.UNBOUNDED,
            sql -> sql.first(text, Map.of(), row -> row.text(1)))
        .map(Client.JSON::readTree);
  }
}
