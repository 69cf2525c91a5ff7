package org.meterbook.collection;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.prepaid.Prepaid;
import org.meterbook.job.Jobs;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.webhook.EventType;

/** Begins collections of meters and watches them, as asked for. */
public final class Collecting {
  /** The job that collects a meter. */
  public static final String COLLECT = "collect";

  /** The job that begins a monitored meter's next collection. */
  public static final String MONITOR = "monitor";

  /** The job that books what was collected of a meter. */
  public static final String BOOK = "book";

  /** As far back as a collection may look, in months. */
  public static final int MOST_MONTHS = 36;

  private static final Duration LOOKED_AT_AGAIN = Duration.ofMinutes(1);

  private Collecting() {}

  /**
   * A meter that may be collected: its authorization is neither over nor declined.
   *
   * @param free nothing is charged: a test, the simulated utility, or what was handed over
   */
  record Usable(int meter, int authorization, boolean free, ZoneId zone, String frequency) {}

  /** Nothing is charged for tests, for the simulated utility and for what was handed over. */
  public static boolean isFree(boolean test, String utility) {
    return test || utility.equals("DEMO") || utility.equals(Inbox.UTILITY);
  }

  /** The meters among these that may be collected, in the order given; others are left out. */
  static List<Usable> usable(Sql sql, List<Integer> meters) {
    return sql.list(
        """
        SELECT m.collection_meter_id, m.collection_authorization_id, a.is_test, a.utility, m.zone, m.frequency
        FROM collection_meter m JOIN collection_authorization a
          ON a.tenant_id = m.tenant_id AND a.collection_authorization_id = m.collection_authorization_id
        WHERE m.tenant_id = :tenant AND m.collection_meter_id = ANY(:meters) AND a.revoked IS NULL AND a.declined IS NULL
          AND (a.expires IS NULL OR a.expires >= :now) ORDER BY array_position(:meters, m.collection_meter_id)
        """,
        Map.of("meters", meters, "now", sql.now()),
        row ->
            new Usable(
                row.integer(1),
                row.integer(2),
                isFree(row.bool(3), row.text(4)),
                ZoneId.of(row.text(5)),
                row.text(6)));
  }

  /**
   * Begins a historical collection of a meter, unless one is under way: as many months back as
   * asked for the first time, and later from the last bill's end.
   *
   * @param zone the datasource's, in which charges are counted by month
   */
  static void historical(Sql sql, Usable meter, int months, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(sql.now(), meter.zone());
    Optional<LocalDate> last = lastBill(sql, meter.meter());
    LocalDate begins = last.orElse(today.minusMonths(months));
    begin(sql, meter.meter(), meter.authorization(), "historical", begins, today)
        .ifPresent(run -> {
          if (!meter.free()) {
            Prepaid.begin(sql, run, meter.meter(), span(begins, today), zone);
          }
        });
  }

  /** Begins historical collections of all that may be collected of these meters. */
  public static void all(Sql sql, List<Integer> meters, int months, ZoneId zone) {
    usable(sql, meters).forEach(meter -> historical(sql, meter, months, zone));
  }

  /** Begins the collection of a monitored meter whose time has come. */
  public static void refresh(Sql sql, int meter, int authorization, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(sql.now(), zone);
    LocalDate begins = lastBill(sql, meter).orElse(today.minusMonths(1));
    begin(sql, meter, authorization, "monitoring", begins, today);
  }

  /**
   * Begins the collection of a meter of which files were handed over; where one is under way, they
   * are looked at again after it.
   *
   * @param key the meter's, within its authorization
   * @param from the first day that is not collected yet
   */
  public static void handedOver(Sql sql, int authorization, String key, LocalDate from) {
    sql.first(
            "SELECT collection_meter_id, zone FROM collection_meter WHERE tenant_id = :tenant AND collection_authorization_id = :authorization AND utility_key = :key",
            Map.of("authorization", authorization, "key", key),
            row -> Map.entry(row.integer(1), ZoneId.of(row.text(2))))
        .filter(meter -> {
          LocalDate today = LocalDate.ofInstant(sql.now(), meter.getValue());
          return begin(sql, meter.getKey(), authorization, "historical", from, today).isEmpty();
        })
        .ifPresent(_ ->
            Jobs.schedule(sql, Consent.DISCOVER, authorization, sql.now().plus(LOOKED_AT_AGAIN)));
  }

  /** The months that a span touches, from 1. */
  private static int span(LocalDate begins, LocalDate today) {
    long months = java.time.temporal.ChronoUnit.MONTHS.between(begins, today);
    return Math.clamp(months, 1, MOST_MONTHS);
  }

  private static Optional<LocalDate> lastBill(Sql sql, int meter) {
    return sql.first(
        """
        SELECT (max(b.ends) AT TIME ZONE m.zone)::timestamp FROM collection_bill b
        JOIN collection_meter m ON m.tenant_id = b.tenant_id AND m.collection_meter_id = b.collection_meter_id
        WHERE b.tenant_id = :tenant AND b.collection_meter_id = :meter GROUP BY m.zone
        """,
        Map.of("meter", meter),
        row -> row.local(1).toLocalDate());
  }

  private static Optional<Integer> begin(
      Sql sql, int meter, int authorization, String kind, LocalDate begins, LocalDate today) {
    sql.lock(Tables.COLLECTION_METER, List.of(meter));
    boolean underWay =
        sql.exists(
            "SELECT 1 FROM collection_run WHERE tenant_id = :tenant AND collection_meter_id = :meter AND ended IS NULL",
            Map.of("meter", meter));
    if (underWay) {
      return Optional.empty();
    }
    int run = sql.nextId(Tables.COLLECTION_RUN);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", run);
    values.put("meter", meter);
    values.put("kind", kind);
    values.put("now", sql.now());
    values.put("months", span(begins, today));
    values.put("begins", begins);
    sql.execute(
        """
        INSERT INTO collection_run (tenant_id, collection_run_id, collection_meter_id, kind, started, months, begins)
        VALUES (:tenant, :id, :meter, :kind, :now, :months, :begins)
        """,
        values);
    sql.execute(
        """
        UPDATE collection_meter SET status = 'pending', status_message = 'Waiting to be collected ...', status_ts = :now, is_activated = true
        WHERE tenant_id = :tenant AND collection_meter_id = :meter
        """,
        Map.of("now", sql.now(), "meter", meter));
    Told.meter(sql, EventType.METER_HISTORICAL_COLLECTION_STARTED, authorization, meter);
    Jobs.schedule(sql, COLLECT, meter, sql.now());
    return Optional.of(run);
  }

  /** Ends the collections that are under way: what they found is charged, and the end is told. */
  static void abandon(Sql sql, int authorization) {
    record Open(int run, int meter) {}
    List<Open> open =
        sql.list(
            """
            SELECT r.collection_run_id, r.collection_meter_id FROM collection_run r
            JOIN collection_meter m ON m.tenant_id = r.tenant_id AND m.collection_meter_id = r.collection_meter_id
            WHERE r.tenant_id = :tenant AND m.collection_authorization_id = :id AND r.ended IS NULL
            """,
            Map.of("id", authorization),
            row -> new Open(row.integer(1), row.integer(2)));
    for (Open each : open) {
      Prepaid.end(sql, each.run(), each.meter(), months(sql, each.run()));
      sql.execute(
          "UPDATE collection_run SET ended = :now, outcome = 'errored' WHERE tenant_id = :tenant AND collection_run_id = :run",
          Map.of("now", sql.now(), "run", each.run()));
      Told.meter(
          sql, EventType.METER_HISTORICAL_COLLECTION_FINISHED_ERRORED, authorization, each.meter());
    }
  }

  /**
   * The months of bills that a collection found, however long its bills are; one that was corrected
   * is none.
   */
  public static int months(Sql sql, int run) {
    return sql.first(
            """
            SELECT least(r.months, round(coalesce((SELECT sum(extract(epoch FROM b.ends - b.begins)) FROM collection_bill b
              WHERE b.tenant_id = r.tenant_id AND b.collection_meter_id = r.collection_meter_id AND b.created >= r.started), 0) / (86400 * 30.436875)))::int
            FROM collection_run r WHERE r.tenant_id = :tenant AND r.collection_run_id = :run
            """,
            Map.of("run", run),
            row -> row.integer(1))
        .orElse(0);
  }

  /** Watches a meter, or ceases to. */
  static void monitor(Sql sql, Usable meter, String frequency, @Nullable Integer fixedDay) {
    if (frequency.equals("off")) {
      sql.execute(
          "UPDATE collection_meter SET frequency = 'off', next_refresh = NULL, fixed_refresh_day = NULL, monitored_since = NULL WHERE tenant_id = :tenant AND collection_meter_id = :meter",
          Map.of("meter", meter.meter()));
      Jobs.cancel(sql, MONITOR, meter.meter());
      return;
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("meter", meter.meter());
    values.put("frequency", frequency);
    values.put("day", fixedDay);
    values.put("now", sql.now());
    values.put(
        "next", RefreshCalendar.next(sql.now(), frequency, fixedDay, sql.now(), meter.zone()));
    sql.execute(
        """
        UPDATE collection_meter SET frequency = :frequency, fixed_refresh_day = :day::int, monitored_since = :now, next_refresh = :next, is_activated = true
        WHERE tenant_id = :tenant AND collection_meter_id = :meter
        """,
        values);
    Jobs.schedule(
        sql,
        MONITOR,
        meter.meter(),
        (java.time.Instant) java.util.Objects.requireNonNull(values.get("next")));
  }

  /** Sets a monitored meter's next refresh, and asks for it. */
  public static void next(Sql sql, int meter) {
    sql.first(
            "SELECT frequency, fixed_refresh_day, monitored_since, zone FROM collection_meter WHERE tenant_id = :tenant AND collection_meter_id = :meter AND frequency <> 'off'",
            Map.of("meter", meter),
            row ->
                RefreshCalendar.next(
                    sql.now(),
                    row.text(1),
                    row.integerOrNull(2),
                    row.instant(3),
                    ZoneId.of(row.text(4))))
        .ifPresent(next -> {
          sql.execute(
              "UPDATE collection_meter SET next_refresh = :next WHERE tenant_id = :tenant AND collection_meter_id = :meter",
              Map.of("next", next, "meter", meter));
          Jobs.schedule(sql, MONITOR, meter, next);
        });
  }
}
