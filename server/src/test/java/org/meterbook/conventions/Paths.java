package org.meterbook.conventions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterbook.api.Operation;
import org.meterbook.store.Scope;
import org.meterbook.store.Table;
import org.meterbook.store.Values;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** Paths of operations, with ids of rows that a datasource has in place of their variables. */
final class Paths {
  /** No table has so many rows. */
  static final int UNKNOWN_ID = 2_000_000_000;

  /** What stands for the variables that are any text. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "udfType", "Account", "fileDataTypeId", "17", "subCodeIndex", "01", "entityType", "Bill");

  private Paths() {}

  /** Does a variable stand for a row, rather than for any text? */
  static boolean isId(String variable) {
    return !TEXTS.containsKey(variable);
  }

  /** The path to rows that are there. */
  static String of(Operation operation, Datasource datasource) {
    return of(operation, ids(operation, datasource), List.of(datasource));
  }

  /** The path to rows of these ids, of this suite's datasources. */
  static String of(Operation operation, Map<String, ?> ids) {
    return of(operation, ids, List.of(Filled.one(), Filled.far()));
  }

  private static String of(Operation operation, Map<String, ?> ids, List<Datasource> datasources) {
    String path = operation.path();
    for (var text : TEXTS.entrySet()) {
      path = path.replace("{" + text.getKey() + "}", text.getValue());
    }
    for (var id : ids.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", text(id.getKey(), id.getValue(), datasources));
    }
    return path;
  }

  /** What a path says of a row's id; what is no row's id is taken as it is. */
  private static String text(String variable, Object id, List<Datasource> datasources) {
    return TestServer.server()
        .operations()
        .named(variable)
        .flatMap(named ->
            datasources.stream()
                .flatMap(datasource -> rows(datasource, named.table()).stream())
                .filter(row -> id.equals(row.path(named.table().key()).longValue()))
                .map(row -> row.path(named.column()).asString())
                .findFirst())
        .orElseGet(id::toString);
  }

  /**
   * Ids for the variables: of a row of the last one's table, and of the rows above it that it names
   * itself.
   */
  static Map<String, Long> ids(Operation operation, Datasource datasource) {
    return ids(operation, datasource, Map.of());
  }

  /** The same of rows that name only these, by variable. */
  static Map<String, Long> ids(
      Operation operation, Datasource datasource, Map<String, Set<Integer>> among) {
    Map<String, Long> ids = new LinkedHashMap<>();
    List<String> variables =
        operation.variables().stream().filter(name -> !TEXTS.containsKey(name)).toList();
    for (String variable : variables.reversed()) {
      JsonNode row =
          row(
                  datasource,
                  table(operation, variable),
                  ids.isEmpty() ? variables : List.of(),
                  among.isEmpty() ? fitting(operation, variable, datasource) : among(among))
              .orElseThrow(() -> new AssertionError("no row for {" + variable + "}"));
      for (String each : ids.isEmpty() ? variables : List.of(variable)) {
        String column =
            each.equals(variable) ? table(operation, variable).key() : Values.column(each);
        if (row.path(column).isIntegralNumber()) {
          ids.putIfAbsent(each, row.path(column).longValue());
        }
      }
    }
    return ids;
  }

  private static String among(Map<String, Set<Integer>> among) {
    StringBuilder where = new StringBuilder();
    among.forEach((variable, ids) ->
        where.append(
            " AND coalesce((to_jsonb(t) ->> '%1$s')::int, %2$d) = ANY('{%3$s}')"
                .formatted(
                    Values.column(variable),
                    ids.iterator().next(),
                    ids.stream().map(String::valueOf).collect(Collectors.joining(",")))));
    return where.toString();
  }

  /** The table whose ids a variable takes. */
  static Table table(Operation operation, String variable) {
    return TestServer.server().operations().table(operation, variable).orElseThrow();
  }

  /** The row of a table with the highest id, its columns by name. */
  static Optional<JsonNode> row(Datasource datasource, Table table) {
    return row(datasource, table, List.of(), "");
  }

  /** What else a row must have to have an answer: a face shows only its own channels. */
  private static String fitting(Operation operation, String variable, Datasource datasource) {
    if (variable.equals("notificationId")) {
      return " AND t.user_id = " + datasource.userId();
    }
    boolean ofChannel = variable.equals("esaChannelId") || variable.equals("versionId");
    if (operation.path().contains("/esachannel/") && ofChannel) {
      return " AND t.channel_id IN (SELECT c.channel_id FROM channel c WHERE c.tenant_id = t.tenant_id AND c.data_point_id IS NOT NULL)";
    }
    return operation.path().endsWith("/child")
        ? " AND t.place_id IN (SELECT c.parent_place_id FROM place c WHERE c.tenant_id = t.tenant_id AND c.place_id > 12)"
        : "";
  }

  /** All rows of a table, their columns by name, by id. */
  static List<JsonNode> rows(Datasource datasource, Table table) {
    String text =
        "SELECT to_jsonb(t)::text FROM %s t WHERE t.tenant_id = :tenant ORDER BY t.%s"
            .formatted(table.name(), table.key());
    return TestServer.server()
        .database()
        .read(
            datasource.tenant(),
            Scope.UNBOUNDED,
            sql -> sql.list(text, Map.of(), row -> row.text(1)))
        .stream()
        .map(Client.JSON::readTree)
        .toList();
  }

  /** The same among the rows in which those columns, where there are such, are not empty. */
  private static Optional<JsonNode> row(
      Datasource datasource, Table table, List<String> variables, String fitting) {
    StringBuilder where =
        new StringBuilder(table.shared() ? "WHERE true" : "WHERE t.tenant_id = :tenant");
    for (String variable : variables) {
      where.append(
          " AND (to_jsonb(t) -> '%s') IS DISTINCT FROM 'null'".formatted(Values.column(variable)));
    }
    where.append(fitting);
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
