package org.meterbook.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that runs in this process until somebody stops it. */
final class Running {
  private Running() {}

  /** Waits for Ctrl-C or SIGTERM, and then closes in order: first the server, last the database. */
  static void untilStopped(Server server) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.close();
                  } catch (Exception e) {
                    System.err.println("Stopping failed: " + e.getMessage());
                  } finally {
                    stopped.countDown();
                  }
                },
                "stop"));
    try {
      while (!stopped.await(1, TimeUnit.SECONDS)) {
        if (!server.isAlive()) {
          System.err.println(
              "The database has stopped; so does the server. Its log in the data directory says why.");
          System.exit(1);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
