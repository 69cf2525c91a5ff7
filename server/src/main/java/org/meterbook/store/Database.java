package org.meterbook.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postgresql.ds.PGSimpleDataSource;

/** A pool of connections to one migrated database. Thread-safe. */
public final class Database implements AutoCloseable {
  private static final int ATTEMPTS = 6;

  /**
   * Where the database is.
   *
   * @param url {@code jdbc:postgresql://host:port/name}; may carry user and password itself
   * @param user may be empty where the URL says it
   * @param password may be empty where the URL says it
   * @param poolSize connections, at least 2; measured best at two per core
   */
  public record Settings(String url, String user, String password, int poolSize) {
    public Settings {
      if (poolSize < 2) {
        throw new IllegalArgumentException("poolSize must be at least 2, not " + poolSize);
      }
    }
  }

  private final HikariDataSource pool;
  private final Ids ids;
  private final Clock clock;
  private final int share;
  private final ConcurrentHashMap<Long, Semaphore> shares = new ConcurrentHashMap<>();
  private final List<BiConsumer<Long, Set<String>>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Sql>> lastWork = new CopyOnWriteArrayList<>();

  private Database(HikariDataSource pool, Ids ids, Clock clock, int share) {
    this.pool = pool;
    this.ids = ids;
    this.clock = clock;
    this.share = share;
  }

  /**
   * Connects, migrates the schema and loads the shared catalogues where they are older than the
   * program's.
   */
  public static Database open(Settings settings, Clock clock) {
    PGSimpleDataSource unpooled = new PGSimpleDataSource();
    unpooled.setReWriteBatchedInserts(true);
    if (!settings.url().contains("prepareThreshold=")) {
      // Prepared on the server at once: the engine's statements are few, long and used again. The
      // URL says otherwise behind an old transaction pool, which cannot keep them.
      unpooled.setPrepareThreshold(1);
    }
    unpooled.setPreparedStatementCacheQueries(1024);
    unpooled.setApplicationName("meterbook");
    unpooled.setUrl(settings.url());
    if (!settings.user().isEmpty()) {
      unpooled.setUser(settings.user());
      unpooled.setPassword(settings.password());
    }
    Migration.run(unpooled);
    HikariConfig config = new HikariConfig();
    config.setDataSource(unpooled);
    config.setMaximumPoolSize(settings.poolSize());
    config.setPoolName("meterbook");
    config.setConnectionTimeout(5_000);
    HikariDataSource pool = new HikariDataSource(config);
    // One tenant may not take the last quarter of the pool from the others.
    int share = Math.max(1, settings.poolSize() * 3 / 4);
    Database database = new Database(pool, new Ids(unpooled), clock, share);
    Catalogues.loadShared(database);
    return database;
  }

  /** The clock of everything that is written. */
  public Clock clock() {
    return clock;
  }

  /**
   * Tells a listener of every commit: the tenant, and the tables in which a change was recorded or
   * that were touched.
   */
  public void onCommit(BiConsumer<Long, Set<String>> listener) {
    listeners.add(listener);
  }

  /**
   * Adds work to the end of every writing transaction, within it: what is derived from what was
   * changed. {@link Sql#tables} and {@link Sql#changed} say what that was.
   */
  public void beforeCommit(Consumer<Sql> work) {
    lastWork.add(work);
  }

  /** Reads; each statement sees the database as it is then. */
  public <T> T read(long tenant, Scope scope, Function<Sql, T> work) {
    return borrow(tenant, connection -> work.apply(sql(connection, tenant, scope, null)));
  }

  /** Reads within one snapshot, so that a cursor may be fetched in pieces. */
  public <T> T snapshot(long tenant, Scope scope, Function<Sql, T> work) {
    return borrow(
        tenant,
        connection ->
            transaction(connection, () -> work.apply(sql(connection, tenant, scope, null))));
  }

  /**
   * Writes in one transaction, together with its lines in the change log. Tried again where it lost
   * against another one, so {@code work} must do nothing outside the database.
   */
  public <T> T write(
      long tenant,
      Scope scope,
      @org.jspecify.annotations.Nullable Integer userId,
      Function<Sql, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return borrow(tenant, connection -> writeOnce(connection, tenant, scope, userId, work));
      } catch (StoreException.Conflict e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Writes on behalf of nobody: what the server does by itself. */
  public void write(long tenant, Consumer<Sql> work) {
    int _ =
        write(
            tenant,
            Scope.UNBOUNDED,
            null,
            sql -> {
              work.accept(sql);
              return 0;
            });
  }

  private <T> T writeOnce(
      Connection connection,
      long tenant,
      Scope scope,
      @org.jspecify.annotations.Nullable Integer userId,
      Function<Sql, T> work) {
    Sql sql = sql(connection, tenant, scope, userId);
    T result =
        transaction(
            connection,
            () -> {
              T done = work.apply(sql);
              if (!sql.tables().isEmpty()) {
                lastWork.forEach(each -> each.accept(sql));
              }
              ChangeLog.write(sql);
              return done;
            });
    Set<String> tables = sql.tables();
    if (!tables.isEmpty()) {
      listeners.forEach(listener -> listener.accept(tenant, tables));
    }
    return result;
  }

  private Sql sql(
      Connection connection,
      long tenant,
      Scope scope,
      @org.jspecify.annotations.Nullable Integer userId) {
    return new Sql(connection, tenant, scope, ids, new Author(userId, clock.instant()));
  }

  private <T> T borrow(long tenant, Function<Connection, T> work) {
    Semaphore mine = shares.computeIfAbsent(tenant, _ -> new Semaphore(share, true));
    mine.acquireUninterruptibly();
    try (Connection connection = pool.getConnection()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw StoreException.of(e);
    } finally {
      mine.release();
    }
  }

  /** Lends a connection as it is, of all tenants; for backups. */
  <T> T raw(Backup.RawWork<T> work) {
    return borrow(0, connection -> Backup.checked(work, connection));
  }

  private static <T> T transaction(Connection connection, java.util.function.Supplier<T> work) {
    try {
      connection.setAutoCommit(false);
      try {
        T result = work.get();
        connection.commit();
        return result;
      } catch (RuntimeException | Error e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  @Override
  public void close() {
    ids.close();
    pool.close();
  }
}
