package org.meterbook.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.meterbook.ledger.group.AutomaticGroups;
import org.meterbook.store.Database;
import org.meterbook.store.postgres.EmbeddedPostgres;
import org.meterbook.store.postgres.PostgresConnection;

/** An open database, with the embedded server behind it if it is ours to stop. */
final class Store implements AutoCloseable {
  /**
   * Two connections a core: measured best; but never so few that a writer and a reader wait for
   * each other.
   */
  private static final int POOL = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  private final Database database;
  private final Optional<EmbeddedPostgres> embedded;

  private Store(Database database, Optional<EmbeddedPostgres> embedded) {
    this.database = database;
    this.embedded = embedded;
    AutomaticGroups.keep(database, Api::describe);
  }

  /** Starts the embedded database, or connects to the one of the URL. */
  static Store start(Path data, Optional<String> url, Clock clock) {
    if (url.isPresent()) {
      return new Store(
          Database.open(new Database.Settings(url.get(), "", "", POOL), clock), Optional.empty());
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
    try {
      return new Store(
          Database.open(settings(postgres.connection()), clock), Optional.of(postgres));
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** The same, but takes part in a database that a server has already started on the directory. */
  static Store join(Path data, Optional<String> url, Clock clock) {
    Optional<PostgresConnection> running =
        url.isPresent() ? Optional.empty() : EmbeddedPostgres.running(data);
    return running.isPresent()
        ? new Store(Database.open(settings(running.get()), clock), Optional.empty())
        : start(data, url, clock);
  }

  private static Database.Settings settings(PostgresConnection connection) {
    return new Database.Settings(
        connection.jdbcUrl(), connection.user(), connection.password(), POOL);
  }

  /** Is the embedded database there? One's own is not ours to watch. */
  boolean isAlive() {
    return embedded.map(EmbeddedPostgres::isAlive).orElse(true);
  }

  Database database() {
    return database;
  }

  @Override
  public void close() {
    database.close();
    embedded.ifPresent(EmbeddedPostgres::close);
  }
}
