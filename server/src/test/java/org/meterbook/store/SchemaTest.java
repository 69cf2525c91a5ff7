package org.meterbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.TestServer;

/**
 * The rules of the schema, read from the catalog of a migrated database: tenants can be kept on
 * different machines.
 */
class SchemaTest {
  private static final String TABLES =
      """
      FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace AND n.nspname = current_schema()
      LEFT JOIN pg_catalog.pg_description d ON d.objoid = t.oid AND d.objsubid = 0
      """;

  private record Index(String table, String name, boolean primary, String firstColumn) {}

  private record ForeignKey(
      String table, String name, String firstColumn, String target, String firstTargetColumn) {}

  private final Set<String> shared =
      Set.copyOf(
          texts(
              "SELECT t.relname "
                  + TABLES
                  + " WHERE t.relkind IN ('r', 'p') AND d.description = 'shared'"));
  private final List<String> tenants =
      texts(
          "SELECT t.relname "
              + TABLES
              + " WHERE t.relkind IN ('r', 'p') AND d.description IS DISTINCT FROM 'shared' AND t.relname <> 'schema_version' ORDER BY 1");

  @Test
  void thereAreTablesOfBothKinds() {
    assertThat(shared).contains("unit", "datasource");
    assertThat(tenants).contains("bill", "tenant_counter", "change");
    assertThat(NamedSql.SHARED).containsAll(shared).doesNotContainAnyElementsOf(tenants);
  }

  @Test
  void everyTableOfATenantHasItsId() {
    assertThat(
            texts(
                "SELECT t.relname "
                    + TABLES
                    + " JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid WHERE a.attname = 'tenant_id' AND a.atttypid = 'bigint'::regtype AND a.attnotnull AND t.relkind IN ('r', 'p')"))
        .containsAll(tenants);
  }

  @Test
  void everyKeyOfATenantsTableBeginsWithItsId() {
    List<Index> unique =
        uniqueIndexes().stream().filter(index -> tenants.contains(index.table())).toList();
    assertThat(unique)
        .allSatisfy(
            index -> assertThat(index.firstColumn()).as(index.name()).isEqualTo("tenant_id"));
    assertThat(unique.stream().filter(Index::primary).map(Index::table))
        .containsExactlyInAnyOrderElementsOf(tenants);
  }

  @Test
  void everyForeignKeyStaysWithinTheTenant() {
    List<ForeignKey> keys =
        query(
            """
            SELECT t.relname, k.conname, a.attname, f.relname, b.attname
            """
                + TABLES
                + """
                JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f' JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
                JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
                JOIN pg_catalog.pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
                """,
            row -> new ForeignKey(row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)));
    assertThat(keys)
        .isNotEmpty()
        .allSatisfy(key -> {
          assertThat(tenants).as(key.name()).contains(key.table(), key.target());
          assertThat(key.firstColumn()).as(key.name()).isEqualTo("tenant_id");
          assertThat(key.firstTargetColumn()).as(key.name()).isEqualTo("tenant_id");
        });
  }

  /** The name tells which field of a request was not unique. */
  @Test
  void uniqueIndexesAreNamedForTheirColumn() {
    assertThat(uniqueIndexes().stream().filter(index -> !index.primary()))
        .isNotEmpty()
        .allSatisfy(index -> {
          assertThat(index.name()).startsWith(index.table() + "__");
          String column = index.name().substring(index.table().length() + 2);
          assertThat(
                  texts(
                      "SELECT a.attname "
                          + TABLES
                          + " JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 WHERE t.relname = '"
                          + index.table()
                          + "'"))
              .contains(column);
        });
  }

  @Test
  void nothingHappensByItself() {
    assertThat(texts("SELECT g.tgname FROM pg_catalog.pg_trigger g WHERE NOT g.tgisinternal"))
        .as("triggers")
        .isEmpty();
    assertThat(texts("SELECT t.relname " + TABLES + " WHERE t.relkind = 'S'"))
        .as("sequences")
        .isEmpty();
    assertThat(
            texts(
                "SELECT t.relname || '.' || a.attname "
                    + TABLES
                    + " JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid WHERE a.attidentity <> ''"))
        .as("identity columns")
        .isEmpty();
    assertThat(
            texts(
                    "SELECT pg_get_expr(e.adbin, e.adrelid) FROM pg_catalog.pg_attrdef e JOIN pg_catalog.pg_class t ON t.oid = e.adrelid WHERE t.relname <> 'schema_version'")
                .stream()
                .filter(text -> text.contains("(")))
        .as("computed defaults")
        .isEmpty();
  }

  private static List<Index> uniqueIndexes() {
    return query(
        "SELECT t.relname, i.relname, x.indisprimary, coalesce(a.attname, '') "
            + TABLES
            + """
            JOIN pg_catalog.pg_index x ON x.indrelid = t.oid AND x.indisunique JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
            WHERE t.relkind IN ('r', 'p') AND t.relname <> 'schema_version'
            """,
        row -> new Index(row.text(1), row.text(2), row.bool(3), row.text(4)));
  }

  private static List<String> texts(String sql) {
    return query(sql, row -> row.text(1)).stream().collect(Collectors.toList());
  }

  private static <T> List<T> query(String text, Function<Row, T> row) {
    return TestServer.server()
        .database()
        .read(0, Scope.UNBOUNDED, sql -> sql.list(text, Map.of(), row));
  }

  /** A counter of another name let the first new row take an id that was there. */
  @Test
  void theCountersThatMigrationsSetAreThoseThatIdsRead() throws Exception {
    Path migrations =
        Path.of(
            Objects.requireNonNull(Database.class.getResource("migration/V4__master_data.sql"))
                .toURI());
    try (Stream<Path> files = Files.list(migrations.getParent())) {
      for (Path file : files.toList()) {
        Matcher names = Pattern.compile("'(id\\W\\w+)'").matcher(Files.readString(file));
        while (names.find()) {
          String table = names.group(1).substring(3);
          assertThat(names.group(1)).as(file.toString()).isEqualTo(Ids.counter(table));
        }
      }
    }
  }
}
