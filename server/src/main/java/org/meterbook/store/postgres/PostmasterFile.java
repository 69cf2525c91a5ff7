package org.meterbook.store.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's {@code postmaster.pid}: read, never written, never deleted. It stays behind when the
 * server is killed, so the process it names may be gone or be somebody else.
 */
record PostmasterFile(long processId, int port, String status) {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /** Empty when there is none, or when its writer has not finished it. */
  static Optional<PostmasterFile> read(Path cluster) {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
      return lines.size() <= STATUS_LINE
          ? Optional.empty()
          : Optional.of(
              new PostmasterFile(
                  Long.parseLong(lines.getFirst().strip()),
                  Integer.parseInt(lines.get(PORT_LINE).strip()),
                  lines.get(STATUS_LINE).strip()));
    } catch (AccessDeniedException e) {
      throw new PostgresException(
          "The account %s may not read %s. Run Meterbook as the account that started it."
              .formatted(System.getProperty("user.name"), cluster),
          e);
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  boolean ready() {
    return status.equals("ready");
  }

  boolean alive() {
    return ProcessHandle.of(processId).isPresent();
  }
}
