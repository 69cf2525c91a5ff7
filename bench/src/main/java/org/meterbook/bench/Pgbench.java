package org.meterbook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterbook.store.postgres.PostgresConnection;

/** PostgreSQL's own load generator, running the same SQL on the same server: the limit. */
final class Pgbench {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
  private static final Pattern URL = Pattern.compile("//([^:/]+):(\\d+)/(\\w+)");

  private final PostgresConnection connection;

  Pgbench(PostgresConnection connection) {
    this.connection = connection;
  }

  /** Is it installed? */
  static boolean installed() {
    try {
      return new ProcessBuilder("pgbench", "--version").redirectErrorStream(true).start().waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Statements a second over some connections; the script is pgbench's. */
  double run(int connections, int seconds, String script) {
    Matcher url = URL.matcher(connection.jdbcUrl());
    if (!url.find()) {
      throw new IllegalStateException("not understood: " + connection.jdbcUrl());
    }
    try {
      Path file = Files.createTempFile("bench", ".sql");
      Files.writeString(file, script);
      ProcessBuilder builder =
          new ProcessBuilder(
              List.of(
                  "pgbench",
                  "-n",
                  "-M",
                  "prepared",
                  "-c",
                  String.valueOf(connections),
                  "-j",
                  "2",
                  "-T",
                  String.valueOf(seconds),
                  "-f",
                  file.toString(),
                  "-h",
                  url.group(1),
                  "-p",
                  url.group(2),
                  "-U",
                  connection.user(),
                  url.group(3)));
      builder.environment().put("PGPASSWORD", connection.password());
      Process process = builder.redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      Files.delete(file);
      return Optional.of(RATE.matcher(output))
          .filter(Matcher::find)
          .map(found -> Double.parseDouble(found.group(1)))
          .orElseThrow(() -> new IllegalStateException("pgbench said: " + output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
