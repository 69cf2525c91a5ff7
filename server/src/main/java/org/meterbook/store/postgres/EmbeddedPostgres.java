package org.meterbook.store.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that Meterbook brings along, running on a data directory of its own.
 *
 * <p>It listens on 127.0.0.1 only, on a port the operating system chose, with a generated password
 * that is kept in the data directory. It is a process beside ours: it survives when we are killed,
 * and the next start takes it over.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final DirectoryLock lock;
  private final Postmaster postmaster;

  private EmbeddedPostgres(DirectoryLock lock, Postmaster postmaster) {
    this.lock = lock;
    this.postmaster = postmaster;
  }

  /**
   * Starts the database, creating directory and database if need be.
   *
   * @throws PostgresException if it cannot run here, is in use, or is of another major version
   */
  public static EmbeddedPostgres start(Path dataDirectory) {
    var directory = DataDirectory.open(dataDirectory);
    var lock = DirectoryLock.acquire(directory);
    try {
      return new EmbeddedPostgres(lock, start(directory));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Postmaster start(DataDirectory directory) {
    var privileges = DropPrivileges.on(directory);
    privileges.requireReachable(directory.root());
    var binaries = PostgresBinaries.of(directory);
    privileges.requireReachable(Path.of(binaries.program("postgres")));
    if (directory.hasCluster()) {
      directory.requireMajorVersion(binaries.majorVersion());
    } else {
      log.info("Creating the database in {}", directory.root());
      new NewCluster(directory, binaries, privileges).create();
    }
    return new PostmasterStart(directory, binaries, privileges).start();
  }

  /**
   * The database another process of ours runs on this directory, for commands that only need to
   * connect. Empty if there is none, or if it is not ready.
   */
  public static Optional<PostgresConnection> running(Path dataDirectory) {
    return Files.isDirectory(dataDirectory)
        ? Postmaster.running(new DataDirectory(dataDirectory)).map(Postmaster::connection)
        : Optional.empty();
  }

  public PostgresConnection connection() {
    return postmaster.connection();
  }

  public String jdbcUrl() {
    return connection().jdbcUrl();
  }

  public String user() {
    return connection().user();
  }

  public String password() {
    return connection().password();
  }

  /** For tests that end it the hard way. */
  /** Is the database's process there? */
  public boolean isAlive() {
    return ProcessHandle.of(postmaster.processId()).filter(ProcessHandle::isAlive).isPresent();
  }

  long processId() {
    return postmaster.processId();
  }

  /** Stops the database and lets go of the data directory; a second call does nothing. */
  @Override
  public void close() {
    try {
      if (postmaster.isRunning()) {
        postmaster.stop();
      }
    } finally {
      lock.close();
    }
  }
}
