package org.meterbook.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Vault;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import picocli.CommandLine.Option;

/** The options that say which database a command works on. */
final class Where {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the data lives (default: under the user's data directory).")
  private @Nullable Path data;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description =
          "A PostgreSQL of your own, jdbc:postgresql://host/name?user=…&password=…; or the variable METERBOOK_DATABASE_URL.")
  private @Nullable String databaseUrl;

  Path data() {
    return data == null ? DataDirectory.byDefault() : data;
  }

  Optional<String> databaseUrl() {
    return Optional.ofNullable(databaseUrl)
        .or(() -> Optional.ofNullable(System.getenv("METERBOOK_DATABASE_URL")))
        .filter(url -> !url.isBlank());
  }

  /** For commands that make no sense on an empty directory, such as a mistyped one. */
  void requireDatabase() {
    if (databaseUrl().isEmpty() && !Files.isDirectory(data().resolve("postgres"))) {
      throw new Main.UserError(
          "There is no database in %s. Say where with --data.".formatted(data()));
    }
  }

  /** The database, beside a server that may be running on it. */
  Store open() {
    return Store.join(data(), databaseUrl(), Clock.systemUTC());
  }

  /** What seals secrets, under a key that is kept with the data. */
  Vault vault() {
    return Vault.open(data().resolve("vault.key"));
  }

  static long tenant(Database database, String datasource) {
    return Datasources.find(database, datasource)
        .orElseThrow(() ->
            new Main.UserError(
                "There is no datasource '%s'. Make it with: meterbook datasource create %1$s"
                    .formatted(datasource)));
  }

  static int user(Database database, long tenant, String code) {
    return database
        .read(
            tenant,
            Scope.UNBOUNDED,
            sql ->
                sql.first(
                    "SELECT user_id FROM app_user WHERE tenant_id = :tenant AND lower(user_code) = lower(:code)",
                    Map.of("code", code),
                    row -> row.integer(1)))
        .orElseThrow(() ->
            new Main.UserError(
                "There is no user '%s' in this datasource. Make one with: meterbook user create %1$s"
                    .formatted(code)));
  }
}
