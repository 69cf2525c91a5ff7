package org.meterbook.collection.work;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import org.meterbook.collection.Collecting;
import org.meterbook.collection.Consent;
import org.meterbook.collection.CredentialStore;
import org.meterbook.collection.Told;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.collection.prepaid.Prepaid;
import org.meterbook.job.Job;
import org.meterbook.job.Jobs;
import org.meterbook.store.Database;
import org.meterbook.store.Sql;
import org.meterbook.webhook.EventType;

/** All that collection does in the background, by the kind of job. */
public final class Workers {
  private final Database database;
  private final Discovery discovery;
  private final MeterCollection collection;

  public Workers(Database database, Connectors connectors, CredentialStore credentials) {
    SignIn signIn = new SignIn(database, connectors, credentials);
    this.database = database;
    this.discovery = new Discovery(database, signIn);
    this.collection = new MeterCollection(database, signIn);
  }

  /** The handlers. */
  public Map<String, Consumer<Job>> handlers() {
    return Map.of(
        Consent.DISCOVER,
        discovery::run,
        Collecting.COLLECT,
        collection::run,
        Collecting.MONITOR,
        job -> database.write(job.tenant(), sql -> monitor(sql, job)),
        Consent.EXPIRE,
        job -> database.write(job.tenant(), sql -> expire(sql, job)));
  }

  /** A monitored meter's time has come: it is collected, and the next time is set. */
  private static void monitor(Sql sql, Job job) {
    Jobs.hold(sql, job);
    sql.first(
        """
        SELECT m.collection_authorization_id, m.zone FROM collection_meter m
        JOIN collection_authorization a ON a.tenant_id = m.tenant_id AND a.collection_authorization_id = m.collection_authorization_id
        WHERE m.tenant_id = :tenant AND m.collection_meter_id = :meter AND m.frequency <> 'off' AND a.revoked IS NULL
          AND (a.expires IS NULL OR a.expires >= :now) AND a.status <> 'errored'
        """,
        Map.of("meter", job.subject(), "now", sql.now()),
        row -> {
          int authorization = row.integer(1);
          boolean free =
              Authorization.find(sql, authorization).map(Authorization::isFree).orElse(false);
          // What could not be paid is not begun; the next time it may be.
          if (free || Prepaid.allows(sql)) {
            Collecting.refresh(sql, job.subject(), authorization, ZoneId.of(row.text(2)));
          }
          return true;
        });
    Jobs.done(sql, job);
    Collecting.next(sql, job.subject());
  }

  /** Warns of the end a day before, and then ends. */
  private static void expire(Sql sql, Job job) {
    Jobs.hold(sql, job);
    Authorization authorization = Authorization.find(sql, job.subject()).orElse(null);
    Instant end = authorization == null ? null : authorization.expires();
    if (end == null) {
      Jobs.done(sql, job);
    } else if (end.isBefore(sql.now())) {
      Jobs.done(sql, job);
      Consent.expire(sql, job.subject());
    } else {
      int first =
          sql.execute(
              "UPDATE collection_authorization SET expiry_told = true WHERE tenant_id = :tenant AND collection_authorization_id = :id AND NOT expiry_told AND expires <= :soon",
              Map.of("id", job.subject(), "soon", sql.now().plus(Consent.WARNING)));
      if (first > 0) {
        Told.authorization(sql, EventType.AUTHORIZATION_EXPIRING_SOON, job.subject());
      }
      Instant warning = end.minus(Consent.WARNING);
      Jobs.again(sql, job, sql.now().isBefore(warning) ? warning : end.plusMillis(1));
    }
  }
}
