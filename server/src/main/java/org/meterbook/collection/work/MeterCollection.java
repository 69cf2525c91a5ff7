package org.meterbook.collection.work;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterbook.collection.Consent;
import org.meterbook.collection.Notes;
import org.meterbook.collection.Told;
import org.meterbook.collection.connector.Found;
import org.meterbook.collection.connector.Interruption;
import org.meterbook.collection.connector.Session;
import org.meterbook.job.Job;
import org.meterbook.job.Jobs;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.webhook.EventType;

/**
 * Collects a meter's bills and interval data. What is stored is readable at once; whoever goes on
 * after a crash begins behind it.
 */
final class MeterCollection {
  /** So often what was fetched is stored. */
  private static final Duration STORED_EACH = Duration.ofMillis(500);

  private static final int DAYS_AT_ONCE = 62;

  /** A bill that begins before a collection's span may reach into it. */
  private static final Period LONGEST_BILL = Period.ofMonths(3);

  private final Database database;
  private final SignIn signIn;

  MeterCollection(Database database, SignIn signIn) {
    this.database = database;
    this.signIn = signIn;
  }

  /** What a job is about. */
  private record Task(Job job, Run run, Authorization authorization) {}

  void run(Job job) {
    Optional<Task> found =
        database.read(
            job.tenant(),
            Scope.UNBOUNDED,
            sql ->
                Run.open(sql, job.subject())
                    .flatMap(run ->
                        Authorization.find(sql, run.authorization())
                            .map(authorization -> new Task(job, run, authorization))));
    if (found.isEmpty() || found.get().authorization().isOver()) {
      database.write(job.tenant(), sql -> giveUp(sql, job, found));
      return;
    }
    Task task = found.get();
    try (Session session = signIn.open(job, task.authorization())) {
      int bills = bills(task, session);
      int days = intervals(task, session);
      database.write(
          job.tenant(),
          sql -> RunEnd.success(sql, task.job(), task.run(), task.authorization(), bills, days));
    } catch (RuntimeException e) {
      Interruption why = Faults.interruption(e, job);
      database.write(
          job.tenant(),
          sql ->
              interrupted(
                  sql, task, Outcome.of(why, job, sql.now(), task.authorization().isTest())));
    }
  }

  // Bills
  // ---------------------------------------------------------------------------------------------------------------------

  private int bills(Task task, Session session) {
    Run run = task.run();
    BillRows.Known known =
        database.read(
            task.job().tenant(),
            Scope.UNBOUNDED,
            sql -> BillRows.known(sql, run.meter(), run.zone()));
    // Bills that are here already are listed too: the utility may have corrected one.
    List<Found.BillEntry> all =
        session
            .bills(run.utilityKey(), known.first().orElse(run.begins().minus(LONGEST_BILL)))
            .stream()
            .filter(entry ->
                known.revisions().containsKey(entry.key()) || entry.end().isAfter(run.begins()))
            .toList();
    int number = 0;
    int changed = run.stored();
    Instant stored = Instant.EPOCH;
    Map<Found.BillEntry, Found.Bill> fetched = new LinkedHashMap<>();
    for (Found.BillEntry entry : all) {
      number++;
      if (known.has(entry)) {
        continue;
      }
      if (isAfterEnd(task, entry.end())) {
        continue;
      }
      fetched.put(entry, session.bill(run.utilityKey(), entry.key()));
      Instant now = Instant.now();
      if (Duration.between(stored, now).compareTo(STORED_EACH) > 0) {
        changed +=
            store(task, fetched, "Found bill %d of %d! Parsing...".formatted(number, all.size()));
        fetched.clear();
        stored = now;
      }
    }
    return changed
        + store(task, fetched, "Found bill %d of %d! Parsing...".formatted(number, all.size()));
  }

  /** The consent may end before the data does. */
  private static boolean isAfterEnd(Task task, LocalDate end) {
    Instant last = task.authorization().ongoingEnd();
    return last != null && end.atStartOfDay(task.run().zone()).toInstant().isAfter(last);
  }

  private int store(Task task, Map<Found.BillEntry, Found.Bill> bills, String message) {
    if (bills.isEmpty()) {
      return 0;
    }
    return database.write(
        task.job().tenant(),
        Scope.UNBOUNDED,
        null,
        sql -> {
          hold(sql, task);
          progress(sql, task.run());
          int count = BillRows.save(sql, task.run(), bills);
          sql.execute(
              "UPDATE collection_run SET bills_found = bills_found + :count WHERE tenant_id = :tenant AND collection_run_id = :run",
              Map.of("count", count, "run", task.run().id()));
          sql.execute(
              "UPDATE collection_meter SET bill_count = (SELECT count(*) FROM collection_bill b WHERE b.tenant_id = :tenant AND b.collection_meter_id = :meter) WHERE tenant_id = :tenant AND collection_meter_id = :meter",
              Map.of("meter", task.run().meter()));
          say(sql, task, message);
          return count;
        });
  }

  // Intervals
  // -----------------------------------------------------------------------------------------------------------------

  private int intervals(Task task, Session session) {
    LocalDate from = firstDay(task);
    LocalDate to = LocalDate.ofInstant(database.clock().instant(), task.run().zone());
    int stored = 0;
    List<Found.Day> days = new ArrayList<>();
    if (!from.isBefore(to)) {
      return 0;
    }
    try (Stream<Found.Day> found = session.intervals(task.run().utilityKey(), from, to)) {
      for (Found.Day day : (Iterable<Found.Day>) found::iterator) {
        if (isAfterEnd(task, day.day())) {
          continue;
        }
        days.add(day);
        if (days.size() == DAYS_AT_ONCE) {
          stored += keep(task, days);
          days.clear();
        }
      }
    }
    return stored + keep(task, days);
  }

  /** The run's beginning, or the last stored day: it may have been incomplete. */
  private LocalDate firstDay(Task task) {
    return database.read(
        task.job().tenant(),
        Scope.UNBOUNDED,
        sql ->
            sql.first(
                    "SELECT max(i.day)::timestamp FROM collection_interval i WHERE i.tenant_id = :tenant AND i.collection_meter_id = :meter HAVING max(i.day) IS NOT NULL",
                    Map.of("meter", task.run().meter()),
                    row -> row.local(1).toLocalDate())
                .filter(day -> day.isAfter(task.run().begins()))
                .orElse(task.run().begins()));
  }

  private int keep(Task task, List<Found.Day> days) {
    if (days.isEmpty()) {
      return 0;
    }
    int[] changed = {0};
    database.write(
        task.job().tenant(),
        sql -> {
          hold(sql, task);
          changed[0] = IntervalRows.save(sql, task.run(), days);
          Tallies.refresh(sql, task.run().meter(), task.run().zone());
          sql.execute(
              "UPDATE collection_run SET intervals_found = intervals_found + :count WHERE tenant_id = :tenant AND collection_run_id = :run",
              Map.of("count", changed[0], "run", task.run().id()));
          say(sql, task, "Found interval data up to %s!".formatted(days.getLast().day()));
        });
    return changed[0];
  }

  // State
  // ---------------------------------------------------------------------------------------------------------------------

  /** Nothing is stored once the job is another's or the consent is over. */
  private static void hold(Sql sql, Task task) {
    Jobs.hold(sql, task.job());
    if (Authorization.find(sql, task.authorization().id())
        .map(Authorization::isOver)
        .orElse(true)) {
      throw Interruption.of(Interruption.Kind.BAD_LOGIN, "The authorization has ended.");
    }
  }

  /** Told once, when a collection has signed in and knows what there is. */
  static void progress(Sql sql, Run run) {
    int first =
        sql.execute(
            "UPDATE collection_run SET progress_told = true WHERE tenant_id = :tenant AND collection_run_id = :run AND NOT progress_told",
            Map.of("run", run.id()));
    if (first > 0) {
      tell(sql, EventType.METER_HISTORICAL_COLLECTION_PROGRESS, run);
    }
  }

  private static void say(Sql sql, Task task, String message) {
    sql.execute(
        "UPDATE collection_meter SET status_message = :message, status_ts = :now WHERE tenant_id = :tenant AND collection_meter_id = :meter",
        Map.of("message", message, "now", sql.now(), "meter", task.run().meter()));
  }

  static void tell(Sql sql, EventType type, Run run) {
    Told.meter(sql, type, run.authorization(), run.meter());
  }

  private static void giveUp(Sql sql, Job job, Optional<Task> task) {
    task.ifPresent(
        over -> RunEnd.failure(sql, over.run(), "access_invalid", "The authorization has ended."));
    Jobs.done(sql, job);
  }

  private static void interrupted(Sql sql, Task task, Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed failed -> {
        RunEnd.failure(sql, task.run(), failed.note(), failed.message());
        if (failed.note().startsWith("access_")) {
          // It is the authorization that is broken: nobody signs in with it again until it is
          // renewed.
          Notes.at(sql.now())
              .with(failed.note(), failed.message())
              .set(
                  sql,
                  Tables.COLLECTION_AUTHORIZATION,
                  task.authorization().id(),
                  "errored",
                  failed.message());
        }
        Jobs.done(sql, task.job());
      }
      case Outcome.Retry retry -> {
        set(
            sql,
            task.run(),
            Notes.at(sql.now()).with("retrying", retry.message(), retry.eta()),
            retry.message());
        tell(sql, EventType.METER_HISTORICAL_COLLECTION_RETRYING, task.run());
        Jobs.again(sql, task.job(), retry.eta());
      }
      case Outcome.Wait wait -> {
        set(
            sql,
            task.run(),
            Notes.at(sql.now()).with(wait.note(), wait.message(), wait.eta()),
            wait.message());
        tell(sql, EventType.METER_HISTORICAL_COLLECTION_DELAYED, task.run());
        Jobs.later(sql, task.job(), wait.eta());
      }
      case Outcome.Revoked _ -> {
        Jobs.done(sql, task.job());
        Consent.revoke(sql, task.authorization().id());
      }
    }
  }

  private static void set(Sql sql, Run run, Notes notes, String message) {
    notes.set(sql, Tables.COLLECTION_METER, run.meter(), "pending", message);
  }
}
