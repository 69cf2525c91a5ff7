package org.meterbook.store;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a round of work on a thread of its own whenever a table was written to, and at least once a
 * second: for what another process wrote, and for what has become due meanwhile. Thread-safe.
 */
public final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Semaphore bell = new Semaphore(0);
  private final Set<String> tables;
  private final Runnable round;
  private final Thread thread;
  private volatile boolean closed;

  /** Watches a table; {@link #start} begins. */
  public Watch(Database database, Table table, Runnable round) {
    this(database, Set.of(table), round);
  }

  /** Watches tables; {@link #start} begins. */
  public Watch(Database database, Set<Table> watched, Runnable round) {
    this.tables = watched.stream().map(Table::name).collect(Collectors.toUnmodifiableSet());
    this.round = round;
    this.thread = Thread.ofVirtual().name("watch " + tables).unstarted(this::run);
    database.onCommit((_, touched) -> {
      if (touched.stream().anyMatch(tables::contains)) {
        ring();
      }
    });
  }

  /** Begins with a round; to be called once. */
  public void start() {
    thread.start();
  }

  /** Asks for a round soon. */
  public void ring() {
    bell.release();
  }

  /** Is the watch over? Whoever works in a round stops then. */
  public boolean isClosed() {
    return closed;
  }

  private void run() {
    try {
      while (!closed) {
        try {
          round.run();
        } catch (RuntimeException e) {
          if (!closed) {
            LOG.warn("A round of {} failed and is tried again: {}", tables, e.getMessage());
          }
        }
        boolean _ = bell.tryAcquire(1, TimeUnit.SECONDS);
        bell.drainPermits();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends; waits three seconds for a round that is under way. */
  @Override
  public void close() {
    closed = true;
    ring();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
