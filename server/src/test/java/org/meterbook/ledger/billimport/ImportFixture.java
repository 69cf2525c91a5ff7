package org.meterbook.ledger.billimport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.store.Database;
import org.meterbook.store.Row;
import org.meterbook.store.Scope;
import org.meterbook.store.postgres.EmbeddedPostgres;

/**
 * A database with as many empty datasources as a test class wants, and what tests ask of the books.
 */
final class ImportFixture implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  final Database database;
  private int datasources;

  ImportFixture(Path directory) {
    postgres = EmbeddedPostgres.start(directory);
    Database.Settings settings =
        new Database.Settings(postgres.jdbcUrl(), postgres.user(), postgres.password(), 4);
    database =
        Database.open(settings, Clock.fixed(Instant.parse("2026-05-04T10:00:00Z"), ZoneOffset.UTC));
  }

  /** Books of their own. */
  Ledger ledger() {
    String code = "city" + ++datasources;
    long tenant = Datasources.create(database, code, "City", ZoneId.of("America/Chicago"), 7);
    return new Ledger(
        database,
        tenant,
        Users.createAdministrator(database, tenant, "clerk", "Clerk", "correct horse battery"));
  }

  record Ledger(Database database, long tenant, int user) {
    Result run(Path file, Profile profile) {
      return run(file, profile, false, Progress.NONE);
    }

    Result run(Path file, Profile profile, boolean strict, Progress progress) {
      return BillImporter.run(
          database,
          tenant,
          user,
          file,
          profile,
          new Options(strict, Optional.of(rejects(file)), progress));
    }

    <T> List<T> list(String query, Function<Row, T> mapper) {
      return database.read(tenant, Scope.UNBOUNDED, sql -> sql.list(query, Map.of(), mapper));
    }

    String one(String query) {
      return list(query, row -> String.valueOf(row.textOrNull(1))).getFirst();
    }

    long count(String table) {
      return Long.parseLong(
          one("SELECT count(*)::text FROM %s WHERE tenant_id = :tenant".formatted(table)));
    }

    String money() {
      return one("SELECT coalesce(sum(total_cost), 0)::text FROM bill WHERE tenant_id = :tenant");
    }

    /** Bills as "account begin end period total", by account and time. */
    List<String> bills() {
      return list(
          """
          SELECT concat_ws(' ', a.account_code, b.begin_date::date, b.end_date::date, b.billing_period, b.total_cost) FROM bill b
          JOIN account a ON a.tenant_id = b.tenant_id AND a.account_id = b.account_id
          WHERE b.tenant_id = :tenant ORDER BY a.account_code, b.end_date, b.begin_date, b.bill_id
          """,
          row -> row.text(1));
    }
  }

  static Path rejects(Path file) {
    return file.resolveSibling(file.getFileName() + ".rejects.csv");
  }

  static List<String> rejected(Path file) throws IOException {
    return Files.exists(rejects(file)) ? Files.readAllLines(rejects(file)) : List.of();
  }

  /** From the checkout, wherever in it the tests run. */
  static Optional<Path> find(String relative) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(relative))) {
        return Optional.of(at.resolve(relative));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    database.close();
    postgres.close();
  }
}
