package org.meterbook.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** A running PostgreSQL server that was proven to serve our cluster. */
record Postmaster(Path cluster, long processId, PostgresConnection connection) {
  private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(60);
  private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(10);

  /**
   * The server that {@code postmaster.pid} names, if it answers with our password and says that
   * this is its data directory. The process id alone proves nothing: ids are used again.
   */
  static Optional<Postmaster> running(DataDirectory directory) {
    return PostmasterFile.read(directory.cluster())
        .filter(PostmasterFile::ready)
        .filter(PostmasterFile::alive)
        .map(file -> named(file, directory))
        .filter(Postmaster::servesItsCluster);
  }

  private static Postmaster named(PostmasterFile file, DataDirectory directory) {
    var connection = PostgresConnection.local(file.port(), directory.password());
    return new Postmaster(directory.cluster(), file.processId(), connection);
  }

  private boolean servesItsCluster() {
    try {
      return Files.isSameFile(Path.of(connection.setting("data_directory")), cluster);
    } catch (SQLException | IOException _) {
      return false;
    }
  }

  /**
   * PostgreSQL's last act is to take its file away. The process may stay on as a zombie, if it is
   * not our child and its parent does not care.
   */
  boolean isRunning() {
    return PostmasterFile.read(cluster)
        .filter(file -> file.processId() == processId)
        .filter(PostmasterFile::alive)
        .isPresent();
  }

  boolean hasVersion(String version) {
    try {
      return connection.setting("server_version").equals(version);
    } catch (SQLException _) {
      return false;
    }
  }

  /**
   * Fast shutdown, which ends sessions and writes a checkpoint; a crash-safe stop if that hangs.
   */
  void stop() {
    if (signal("INT", FAST_SHUTDOWN) || signal("QUIT", IMMEDIATE_SHUTDOWN)) {
      return;
    }
    throw new PostgresException(
        "PostgreSQL (process %d) does not stop. See its log.".formatted(processId));
  }

  /** Java's own means are SIGTERM, which waits for every client to leave, and SIGKILL. */
  private boolean signal(String name, Duration limit) {
    Command.of("sh", "-c", "kill -s %s %d".formatted(name, processId)).run();
    return Waiting.until(limit, () -> !isRunning());
  }
}
