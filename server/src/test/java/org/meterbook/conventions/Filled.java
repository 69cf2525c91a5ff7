package org.meterbook.conventions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.meterbook.api.Shape;
import org.meterbook.app.demo.DemoData;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Users;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** Datasources of this suite's own, filled like the demo, and users with less than all rights. */
final class Filled {
  /** The ids of {@link #far} are above it, those of all other datasources below. */
  static final int FAR = 900_000;

  /** Views, and what is numbered by nature. */
  private static final String DERIVED = ".*_udf|.*_sub_code";

  /** The tables of which paths and lists show ids. */
  private static final List<Table> OWN =
      Stream.concat(
              Tables.REFERABLE.stream(),
              Registry.all().stream()
                  .flatMap(operation -> Registry.shape(operation).stream())
                  .map(Shape::table))
          .filter(table -> !table.shared() && !table.isWide() && !table.name().matches(DERIVED))
          .distinct()
          .toList();

  private static final class One {
    static final Datasource DATASOURCE = fill(TestServer.datasource());
    static final Client POWERLESS = powerless(DATASOURCE);
  }

  private static final class Far {
    static final Datasource DATASOURCE = far(TestServer.datasource());
  }

  private Filled() {}

  /** The one that this suite's tests share; they may add users to it. */
  static Datasource one() {
    return One.DATASOURCE;
  }

  /** A user of {@link #one} whose role permits nothing. */
  static Client powerless() {
    return One.POWERLESS;
  }

  /** A second one, with rows in every table whose ids exist nowhere else. */
  static Datasource far() {
    return Far.DATASOURCE;
  }

  /** A client that acts as a user. */
  static Client as(Datasource datasource, int user) {
    String key = write(datasource, sql -> ApiKeys.make(sql, user, "conventions"));
    return new Client(key);
  }

  private static Datasource fill(Datasource datasource) {
    DemoData.fill(
        TestServer.server().database(),
        datasource.tenant(),
        datasource.userId(),
        TestServer.ZONE,
        2);
    write(
        datasource,
        sql -> {
          Collected.fill(sql, datasource.userId());
          MasterData.fill(sql);
          return true;
        });
    return datasource;
  }

  private static Client powerless(Datasource datasource) {
    Values role =
        Values.none()
            .with("system_user_role_name", "Nothing")
            .with("description", "May do nothing")
            .with("permissions", List.of());
    int roleId =
        write(
            datasource,
            sql ->
                sql.insert(Tables.USER_ROLE, role.with("read_only", false).with("hidden", false)));
    int user =
        Users.create(
            TestServer.server().database(),
            datasource.tenant(),
            "nobody",
            "Norbert Nobody",
            TestServer.PASSWORD,
            roleId);
    return as(datasource, user);
  }

  private static Datasource far(Datasource datasource) {
    write(
        datasource,
        sql -> {
          OWN.forEach(table -> sql.startIdsAfter(table, FAR));
          return true;
        });
    fill(datasource);
    // A postal code names a place, and this one no place of another datasource.
    write(
        datasource,
        sql ->
            sql.execute(
                "UPDATE place SET postal_code = '90210' WHERE tenant_id = :tenant AND postal_code IS NOT NULL",
                Map.of()));
    OWN.forEach(table ->
        Paths.row(datasource, table)
            .filter(row -> row.path(table.key()).intValue() < FAR)
            .ifPresent(row -> repeat(datasource, table, row)));
    return datasource;
  }

  /** Adds a row that differs from another in its id and its codes. */
  private static void repeat(Datasource datasource, Table table, JsonNode row) {
    Map<String, Object> cells = new LinkedHashMap<>();
    row.properties()
        .forEach(cell -> cells.put(cell.getKey(), other(cell.getKey(), cell.getValue())));
    cells.put(table.key(), FAR + 1);
    cells.remove("tenant_id");
    String columns = String.join(", ", cells.keySet());
    String text =
        "INSERT INTO %s (tenant_id, %s) SELECT :tenant, %2$s FROM jsonb_populate_record(NULL::%1$s, :row::jsonb)"
            .formatted(table.name(), columns);
    write(
        datasource, sql -> sql.execute(text, Map.of("row", Client.JSON.writeValueAsString(cells))));
  }

  private static Object other(String column, JsonNode value) {
    if (column.matches(".*_(code|name|info)")) {
      return value.asString() + "~";
    }
    return column.equals("period_number") ? value.intValue() + 1 : value;
  }

  private static <T> T write(Datasource datasource, Function<Sql, T> work) {
    return TestServer.server()
        .database()
        .write(datasource.tenant(), Scope.UNBOUNDED, datasource.userId(), work);
  }
}
