package org.meterbook.collection.work;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.meterbook.collection.Collecting;
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

/** Signs in for the first time, or again, and finds the customer's meters. */
public final class Discovery {
  private final Database database;
  private final SignIn signIn;

  Discovery(Database database, SignIn signIn) {
    this.database = database;
    this.signIn = signIn;
  }

  void run(Job job) {
    Authorization authorization =
        database
            .read(job.tenant(), Scope.UNBOUNDED, sql -> Authorization.find(sql, job.subject()))
            .orElse(null);
    if (authorization == null || authorization.isOver()) {
      database.write(job.tenant(), sql -> Jobs.done(sql, job));
      return;
    }
    try (Session session = signIn.open(job, authorization)) {
      List<Found.Meter> meters = session.meters();
      List<Found.Account> accounts = session.accounts();
      Map<String, LocalDate> handedOver = session.handedOver();
      database.write(
          job.tenant(),
          sql -> {
            found(sql, job, authorization, meters, accounts);
            handedOver.forEach(
                (key, from) -> Collecting.handedOver(sql, authorization.id(), key, from));
            Jobs.done(sql, job);
          });
    } catch (RuntimeException e) {
      Interruption why = Faults.interruption(e, job);
      database.write(
          job.tenant(),
          sql -> interrupted(sql, job, Outcome.of(why, job, sql.now(), authorization.isTest())));
    }
  }

  private void found(
      Sql sql,
      Job job,
      Authorization authorization,
      List<Found.Meter> meters,
      List<Found.Account> accounts) {
    Jobs.hold(sql, job);
    Told.authorization(sql, EventType.AUTHORIZATION_UPDATE_PROGRESS, authorization.id());
    for (Found.Meter meter : meters) {
      MeterRows.save(sql, authorization.id(), meter);
    }
    BillingAccounts.save(sql, authorization.id(), accounts);
    Notes notes =
        Notes.at(sql.now())
            .with("access_valid", "Signed in at the utility.")
            .with(
                "meters_full",
                meters.isEmpty() ? "The customer has no meters." : "Found all meters available.");
    notes.set(
        sql,
        Tables.COLLECTION_AUTHORIZATION,
        authorization.id(),
        "updated",
        meters.isEmpty() ? "No meters found." : "Meters found!");
    Told.authorization(sql, EventType.AUTHORIZATION_UPDATE_FINISHED_SUCCESSFUL, authorization.id());
  }

  private static void interrupted(Sql sql, Job job, Outcome outcome) {
    int id = job.subject();
    switch (outcome) {
      case Outcome.Failed failed -> {
        set(
            sql,
            id,
            Notes.at(sql.now()).with(failed.note(), failed.message()),
            "errored",
            failed.message());
        Told.authorization(sql, EventType.AUTHORIZATION_UPDATE_FINISHED_ERRORED, id);
        Jobs.done(sql, job);
      }
      case Outcome.Retry retry -> {
        set(
            sql,
            id,
            Notes.at(sql.now()).with("retrying", retry.message(), retry.eta()),
            "pending",
            retry.message());
        Told.authorization(sql, EventType.AUTHORIZATION_UPDATE_RETRYING, id);
        Jobs.again(sql, job, retry.eta());
      }
      case Outcome.Wait wait -> {
        set(
            sql,
            id,
            Notes.at(sql.now()).with(wait.note(), wait.message(), wait.eta()),
            "pending",
            wait.message());
        Told.authorization(sql, EventType.AUTHORIZATION_UPDATE_DELAYED, id);
        Jobs.later(sql, job, wait.eta());
      }
      case Outcome.Revoked _ -> {
        Jobs.done(sql, job);
        Consent.revoke(sql, id);
      }
    }
  }

  private static void set(Sql sql, int id, Notes notes, String status, String message) {
    notes.set(sql, Tables.COLLECTION_AUTHORIZATION, id, status, message);
  }
}
