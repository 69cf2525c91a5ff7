package org.meterbook.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Month;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Caller;
import org.meterbook.api.Permission;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all imports share: into whose books, and who is named as the author. */
final class ImportBooks {
  /** Whoever may run commands on the database may do what an import does. */
  private static final Set<Permission> PERMISSIONS =
      Stream.of(
              "IntervalData (Manage)",
              "Meters (Create)",
              "Meters (Edit)",
              "BillsAndBatches (Create)",
              "BillsAndBatches (Manage)")
          .map(Permission::of)
          .collect(Collectors.toUnmodifiableSet());

  @Mixin private final Where where = new Where();

  @Option(
      names = "--datasource",
      required = true,
      paramLabel = "CODE",
      description = "Whose books.")
  private String datasource = "";

  @Option(
      names = "--user",
      paramLabel = "CODE",
      description = "Who is the author (default: the datasource's first user).")
  private @Nullable String user;

  Store open() {
    return where.open();
  }

  long tenant(Database database) {
    return Where.tenant(database, datasource);
  }

  int author(Database database, long tenant) {
    return user == null ? firstUser(database, tenant) : Where.user(database, tenant, user);
  }

  /** The author, as the business rules know those who call. */
  Caller caller(Database database) {
    long tenant = tenant(database);
    int author = author(database, tenant);
    return database
        .read(
            tenant,
            Scope.UNBOUNDED,
            sql ->
                sql.first(
                    """
                    SELECT u.user_code, d.time_zone, d.fiscal_year_start_month FROM app_user u JOIN datasource d ON d.tenant_id = u.tenant_id
                    WHERE u.tenant_id = :tenant AND u.user_id = :id
                    """,
                    Map.of("id", author),
                    row ->
                        new Caller(
                            tenant,
                            datasource,
                            author,
                            row.text(1),
                            PERMISSIONS,
                            Scope.UNBOUNDED,
                            ZoneId.of(row.text(2)),
                            Month.of(row.integer(3)),
                            "command line")))
        .orElseThrow();
  }

  static void requireFile(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new Main.UserError("There is no file that can be read at " + file);
    }
  }

  /** Where rejects may go: into a folder that is there, and over none of what is read. */
  static void requireRejects(Path rejects, Path... read) throws IOException {
    for (Path each : read) {
      if (Files.exists(rejects) && Files.isSameFile(each, rejects)) {
        throw new Main.UserError("The rejects would overwrite %s itself.".formatted(each));
      }
    }
    Path folder = rejects.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(rejects)) {
      throw new Main.UserError("The rejects cannot be written to " + rejects);
    }
  }

  private static int firstUser(Database database, long tenant) {
    return database
        .read(
            tenant,
            Scope.UNBOUNDED,
            sql ->
                sql.first(
                    "SELECT user_id FROM app_user WHERE tenant_id = :tenant ORDER BY user_id LIMIT 1",
                    Map.of(),
                    row -> row.integer(1)))
        .orElseThrow(() ->
            new Main.UserError(
                "The datasource has no user yet. Make one with: meterbook user create"));
  }
}
