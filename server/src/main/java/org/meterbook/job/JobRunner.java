package org.meterbook.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Tables;
import org.meterbook.store.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due, of all datasources, some jobs at a time. A handler that throws is tried again
 * with back-off. Thread-safe.
 */
public final class JobRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final int CLAIMED = 64;
  private static final Duration LONGEST_BACK_OFF = Duration.ofHours(6);

  private final Database database;
  private final Map<String, Consumer<Job>> handlers;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  /** How many jobs of a datasource this process is at; guarded by the lock. */
  private final Map<Long, Integer> underWay = new HashMap<>();

  private final Watch watch;
  private volatile boolean closed;

  /**
   * A runner; {@link #start} begins.
   *
   * @param handlers by kind; each ends its job in its last transaction, or leaves that to the
   *     runner
   * @param atOnce jobs at a time
   */
  public JobRunner(Database database, Map<String, Consumer<Job>> handlers, int atOnce) {
    this.database = database;
    this.handlers = Map.copyOf(handlers);
    this.room = new Semaphore(atOnce);
    this.watch = new Watch(database, Tables.JOB, this::round);
  }

  /**
   * Begins to look for work: at every request, and each second because the clock goes on and other
   * processes ask too. There is one server on a database, so leases of others are of the dead.
   */
  public JobRunner start() {
    tenants().forEach(tenant -> database.write(tenant, Jobs::releaseAll));
    watch.start();
    return this;
  }

  /**
   * Does everything of a datasource that is due by now, what comes of it included, and waits for
   * its end; for tests and commands.
   */
  public void settle(long tenant) {
    while (begin(tenant) > 0 || running(tenant)) {
      awaitEnd(tenant);
    }
  }

  private boolean running(long tenant) {
    lock.lock();
    try {
      return underWay.containsKey(tenant);
    } finally {
      lock.unlock();
    }
  }

  private void awaitEnd(long tenant) {
    lock.lock();
    try {
      while (underWay.containsKey(tenant)) {
        ended.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void round() {
    for (long tenant : tenants()) {
      begin(tenant);
    }
  }

  private List<Long> tenants() {
    return database.read(
        0,
        Scope.UNBOUNDED,
        sql -> sql.list("SELECT tenant_id FROM datasource", Map.of(), row -> row.number(1)));
  }

  /** Begins what is due and finds room; answers how many jobs that are. One thread at a time. */
  private int begin(long tenant) {
    lock.lock();
    try {
      int most = Math.min(room.availablePermits(), CLAIMED);
      if (most == 0 || !database.read(tenant, Scope.UNBOUNDED, Jobs::anyDue)) {
        return 0;
      }
      List<Job> jobs =
          database.write(
              tenant,
              Scope.UNBOUNDED,
              null,
              // A lease of its own: who was silent for too long, in this process too, lost the job.
              sql -> Jobs.claim(sql, UUID.randomUUID().toString(), most));
      for (Job job : jobs) {
        room.acquireUninterruptibly();
        underWay.merge(tenant, 1, Integer::sum);
        workers.execute(() -> work(job));
      }
      return jobs.size();
    } finally {
      lock.unlock();
    }
  }

  private void work(Job job) {
    try {
      run(job);
    } finally {
      room.release();
      lock.lock();
      try {
        underWay.computeIfPresent(job.tenant(), (_, count) -> count == 1 ? null : count - 1);
        ended.signalAll();
      } finally {
        lock.unlock();
      }
      watch.ring();
    }
  }

  private void run(Job job) {
    try {
      Consumer<Job> handler = handlers.get(job.kind());
      if (handler == null) {
        throw new IllegalStateException("nobody does jobs of kind " + job.kind());
      }
      handler.accept(job);
    } catch (Jobs.Lost e) {
      LOG.info("{}", e.getMessage());
    } catch (RuntimeException e) {
      if (closed) {
        return;
      }
      LOG.error("job {} {} of datasource {} failed", job.kind(), job.subject(), job.tenant(), e);
      putOff(job);
    }
  }

  private void putOff(Job job) {
    Duration backOff = Duration.ofSeconds(30L << Math.min(job.attempts() - 1, 10));
    try {
      database.write(
          job.tenant(),
          sql ->
              Jobs.again(
                  sql,
                  job,
                  sql.now()
                      .plus(backOff.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff)));
    } catch (RuntimeException e) {
      LOG.error("job {} {} stays as it is until its lease ends", job.kind(), job.subject(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    watch.close();
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.info("jobs are left in the middle; they go on at the next start");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
