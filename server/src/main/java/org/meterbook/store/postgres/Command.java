package org.meterbook.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program of the operating system, run with next to no environment. */
record Command(List<String> words) {
  record Result(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }
  }

  static Command of(String... words) {
    return new Command(List.of(words));
  }

  /** Our environment may hold secrets, and PG* variables that mean another server: pass none. */
  ProcessBuilder builder() {
    var builder = new ProcessBuilder(words).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    builder.environment().put("LC_ALL", "C");
    return builder.redirectErrorStream(true);
  }

  Result run() {
    try {
      Process process = builder().start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      return new Result(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static PostgresException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new PostgresException("Interrupted while working with PostgreSQL.", e);
  }
}
