package org.meterbook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A server in a process of its own, as a user starts it. */
final class Machine implements AutoCloseable {
  private final Process process;
  private final String url;
  private final double secondsToReady;

  private Machine(Process process, String url, double secondsToReady) {
    this.process = process;
    this.url = url;
    this.secondsToReady = secondsToReady;
  }

  /** Starts {@code ./meterbook serve} and waits until it answers. */
  static Machine start(Path checkout, Path data) {
    long before = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(
                  checkout.resolve("meterbook").toString(),
                  "serve",
                  "--port",
                  "0",
                  "--data",
                  data.toString(),
                  "--limit",
                  "READ=100000000",
                  "--limit",
                  "WRITE=100000000")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = lines.readLine();
      if (line == null) {
        throw new IllegalStateException("the server did not start");
      }
      String url = line.substring(line.indexOf("http"));
      first(url);
      return new Machine(process, url, (System.nanoTime() - before) / 1e9);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void first(String url) throws IOException {
    try (var in = java.net.URI.create(url + "/api/v3/environment").toURL().openStream()) {
      in.readAllBytes();
    }
  }

  String url() {
    return url;
  }

  /** From the command to the first answer. */
  double secondsToReady() {
    return secondsToReady;
  }

  /**
   * Resident memory of the server and of its database, in megabytes; pages that processes share
   * count once each.
   */
  long[] megabytes() {
    long java = resident(process.toHandle());
    List<ProcessHandle> database =
        Stream.concat(process.toHandle().children(), process.toHandle().descendants())
            .distinct()
            .toList();
    return new long[] {
      java / 1024, database.stream().mapToLong(Machine::proportional).sum() / 1024
    };
  }

  private static long resident(ProcessHandle handle) {
    return line(Path.of("/proc", String.valueOf(handle.pid()), "status"), "VmRSS:");
  }

  /**
   * Shared memory in proportion, so that the database's buffers are not counted once for each of
   * its processes.
   */
  private static long proportional(ProcessHandle handle) {
    return line(Path.of("/proc", String.valueOf(handle.pid()), "smaps_rollup"), "Pss:");
  }

  private static long line(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.replaceAll("\\D+", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException _) {
      return 0;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
