package org.meterbook.testing;

import java.nio.file.Path;
import java.util.function.Function;
import org.meterbook.identity.Datasources;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.postgres.EmbeddedPostgres;

/**
 * A database of one test class, without a server: for what looks after all datasources by itself,
 * and by a clock that the test moves.
 */
public final class OwnDatabase implements AutoCloseable {
  private final SettableClock clock = new SettableClock(TestServer.START);
  private final EmbeddedPostgres postgres;
  private final Database database;
  private int datasources;

  public OwnDatabase(Path directory) {
    postgres = EmbeddedPostgres.start(directory);
    database =
        Database.open(
            new Database.Settings(postgres.jdbcUrl(), postgres.user(), postgres.password(), 4),
            clock);
  }

  public Database database() {
    return database;
  }

  public SettableClock clock() {
    return clock;
  }

  /** The code of the newest datasource. */
  public String code() {
    return "own" + datasources;
  }

  /** A new datasource; answers its tenant. */
  public long datasource() {
    datasources++;
    return Datasources.create(database, code(), code(), TestServer.ZONE, 7);
  }

  public <T> T write(long tenant, Function<Sql, T> work) {
    return database.write(tenant, Scope.UNBOUNDED, null, work);
  }

  @Override
  public void close() {
    database.close();
    postgres.close();
  }
}
