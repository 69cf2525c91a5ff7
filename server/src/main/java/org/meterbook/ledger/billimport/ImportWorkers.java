package org.meterbook.ledger.billimport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Problem;
import org.meterbook.ledger.task.Task;
import org.meterbook.store.Database;
import org.meterbook.store.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does imports in the background, two at a time. A server that stops leaves its tasks to be ended
 * by the next one; what was booked by then is there, and is recognized when the file is sent again.
 */
final class ImportWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(ImportWorkers.class);
  private static final int AT_ONCE = 2;

  /** Imports of a datasource that wait, each with a file on the disk. */
  private static final int WAITING = 20;

  /** When somebody waits no longer is not known; asked for again this soon it costs little. */
  private static final String SECONDS_TO_WAIT = "30";

  private static final int ROWS_BETWEEN_REPORTS = 10_000;

  private final Supplier<Database> database;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Map<Long, Integer> waiting = new ConcurrentHashMap<>();

  ImportWorkers(Supplier<Database> database) {
    this.database = database;
  }

  /**
   * What is to be done.
   *
   * @param profile what the columns are; empty: the file says so itself
   * @param rules by which pages are read
   */
  record Work(
      Run run,
      Task task,
      BatchChoice batch,
      BillFormat format,
      Optional<Function<Catalogue, Profile>> profile,
      List<PageRule> rules) {}

  /**
   * Takes a place among those that wait, which {@link #start} or {@link #leave} gives back.
   *
   * @throws Problem 429: there is none
   */
  void queue(long tenant) {
    waiting.compute(
        tenant,
        (_, count) -> {
          int others = count == null ? 0 : count;
          if (others >= WAITING) {
            throw Problem.of(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "%d imports of this datasource are waiting; send it when one of them is done."
                        .formatted(others))
                .with("Retry-After", SECONDS_TO_WAIT);
          }
          return others + 1;
        });
  }

  /** Gives a place back. */
  void leave(long tenant) {
    waiting.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
  }

  /** Begins when it is its turn, by a place that was taken; the file is deleted at the end. */
  void start(Work work, Path file) {
    Thread.ofVirtual()
        .name("bill import " + work.task().id())
        .start(() -> {
          room.acquireUninterruptibly();
          leave(work.run().actor().tenant());
          try {
            run(work, file);
          } finally {
            room.release();
            delete(file);
          }
        });
  }

  private void run(Work work, Path file) {
    try (Kickout kickout = new Kickout()) {
      try {
        Result result = read(work, file, kickout);
        write(work, sql -> end(sql, work, result, kickout));
      } catch (ImportException e) {
        LOG.info("task {}: {}", work.task().id(), e.getMessage());
        fail(work, String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error("task {} failed", work.task().id(), e);
        fail(work, "It failed for a reason that lies in the server; its log says more.");
      }
    } catch (RuntimeException e) {
      LOG.error("task {} is left as it is", work.task().id(), e);
    }
  }

  private Result read(Work work, Path file, Kickout kickout) {
    try (BillFiles files =
        BillFiles.open(file, work.run().fileName(), work.format(), work.profile(), work.rules())) {
      return BillImporter.run(
          database.get(),
          work.run(),
          files,
          new Options(false, Optional.empty(), new Reports(work)),
          kickout);
    }
  }

  /** Tells the task how far it is, now and then. */
  private final class Reports implements Progress {
    private final Work work;
    private long last;

    Reports(Work work) {
      this.work = work;
    }

    @Override
    public void report(Stage stage, long done, long total) {
      if (stage == Stage.BOOKING && done - last >= ROWS_BETWEEN_REPORTS) {
        last = done;
        write(work, sql -> work.task().report(sql, "%,d rows are done".formatted(done)));
      } else if (done < last) {
        last = 0;
      }
    }
  }

  private static void end(Sql sql, Work work, Result result, Kickout kickout) {
    ImportEnd end = new ImportEnd(sql, work.batch());
    boolean flawless = result.refused().rows() == 0;
    end.batch(flawless, result.bills() > 0);
    Map<String, Object> output = output(work, result);
    String message =
        "%,d bills of %,d rows imported, %,d rows refused"
            .formatted(result.bills(), result.rows(), result.refused().rows());
    if (flawless) {
      work.task().complete(sql, message, output);
      return;
    }
    kickout
        .content()
        .ifPresent(content ->
            work.task()
                .keep(
                    sql, new Task.ErrorFile("kickouts-" + work.task().guid() + ".xlsx", content)));
    work.task().completeWithKickouts(sql, message, output);
  }

  private static Map<String, Object> output(Work work, Result result) {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("rows", result.rows());
    output.put("importedRows", result.booked().rows());
    output.put("importedBills", result.bills());
    output.put("totalCost", result.booked().money());
    output.put("alreadyImportedRows", result.alreadyBooked().rows());
    output.put("replacedBills", result.replaced());
    output.put("kickedOutRows", result.refused().rows());
    output.put("kickouts", result.refusals());
    output.put("batchId", result.bills() > 0 ? work.batch().batchId() : null);
    output.put("seconds", result.seconds());
    return output;
  }

  private void fail(Work work, String reason) {
    write(
        work,
        sql -> {
          long bills = ImportEnd.bills(sql, work.task().id());
          new ImportEnd(sql, work.batch()).batch(false, bills > 0);
          work.task()
              .fail(
                  sql,
                  bills == 0
                      ? reason
                      : "%s %,d bills were imported before; sent again, they are recognized."
                          .formatted(reason, bills));
        });
  }

  private void write(Work work, Consumer<Sql> step) {
    Actor actor = work.run().actor();
    database
        .get()
        .write(
            actor.tenant(),
            actor.scope(),
            actor.userId(),
            sql -> {
              step.accept(sql);
              return work;
            });
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
