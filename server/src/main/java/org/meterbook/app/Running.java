package org.meterbook.app;

import java.util.concurrent.CountDownLatch;

/** A server that runs in this process until somebody stops it. */
final class Running {
  private Running() {}

  /** Waits for Ctrl-C or SIGTERM, and then closes in order: first the server, last the database. */
  static void untilStopped(AutoCloseable server) {
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
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
