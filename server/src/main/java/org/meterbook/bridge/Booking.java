package org.meterbook.bridge;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Caller;
import org.meterbook.api.Problem;
import org.meterbook.job.Job;
import org.meterbook.job.Jobs;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.ledger.bill.BillBooking;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The job that books a collected meter: each bill in a transaction of its own, so that one that the
 * rules refuse keeps no other from the books, and what is booked is not booked again.
 */
public final class Booking {
  private static final JsonMapper JSON = new JsonMapper();

  /** What the import keys of booked bills begin with. */
  private static final String KEY = "collected|";

  private final Database database;
  private final Users users;

  /** Who a user is, as the business rules know those who call. */
  public interface Users {
    Optional<Caller> find(long tenant, int user);
  }

  public Booking(Database database, Users users) {
    this.database = database;
    this.users = users;
  }

  /** A collected bill that is not booked as it is. */
  private record Due(int id, int version, JsonNode blocks, @Nullable Integer bill, String key) {}

  public void run(Job job) {
    Optional<CollectedMeter> found =
        database.read(
            job.tenant(), Scope.UNBOUNDED, sql -> CollectedMeter.find(sql, job.subject()));
    Optional<Caller> caller = found.flatMap(meter -> users.find(job.tenant(), meter.user()));
    if (found.isEmpty() || !found.get().booked() || caller.isEmpty()) {
      database.write(
          job.tenant(),
          Scope.UNBOUNDED,
          null,
          sql -> {
            Jobs.done(sql, job);
            return true;
          });
      return;
    }
    CollectedMeter meter = found.get();
    Link link = write(caller.get(), call -> link(call, job, meter));
    if (link.isLinked()) {
      bills(caller.get(), job, meter, link);
      write(
          caller.get(),
          call -> {
            Jobs.hold(call.sql(), job);
            int of = java.util.Objects.requireNonNull(link.meter());
            call.sql().lock(Tables.METER, List.of(of));
            BookedReadings.store(call.sql(), meter.id(), of);
            return true;
          });
    }
    write(
        caller.get(),
        call -> {
          Jobs.done(call.sql(), job);
          return true;
        });
  }

  /** The meter's place in the books: as it was found before, or by the rules. */
  private static Link link(Call call, Job job, CollectedMeter meter) {
    Jobs.hold(call.sql(), job);
    Optional<Link> known = Link.find(call.sql(), meter.id());
    if (known.isPresent() && !known.get().status().equals("asking")) {
      return known.get();
    }
    // Who looks for the same at the same time, waits, and then finds it.
    call.sql().lock(Tables.BRIDGE_METER, List.of(0));
    BridgeRules rules = BridgeRules.of(call.sql());
    Link link =
        Matcher.find(call.sql(), rules, meter)
            .orElseGet(() ->
                rules.creates()
                    ? new CollectedBooks(call, meter).make()
                    : Link.asking("no meter of the books fits"));
    if (!known.equals(Optional.of(link))) {
      link.save(call.sql(), meter.id());
    }
    return link;
  }

  // Bills
  // ---------------------------------------------------------------------------------------------------------------------

  private void bills(Caller caller, Job job, CollectedMeter meter, Link link) {
    List<Due> due =
        database.read(
            job.tenant(),
            Scope.UNBOUNDED,
            sql ->
                sql.list(
                    """
                    SELECT b.collection_bill_id, b.version, b.blocks, k.bill_id, b.utility_key FROM collection_bill b
                    LEFT JOIN bridge_bill k ON k.tenant_id = b.tenant_id AND k.bridge_bill_id = b.collection_bill_id
                    WHERE b.tenant_id = :tenant AND b.collection_meter_id = :meter
                      AND (k.bridge_bill_id IS NULL OR k.version < b.version OR k.status = 'refused') ORDER BY b.begins
                    """,
                    Map.of("meter", meter.id()),
                    row ->
                        new Due(
                            row.integer(1),
                            row.integer(2),
                            JSON.readTree(row.text(3)),
                            row.integerOrNull(4),
                            row.text(5))));
    if (due.isEmpty()) {
      return;
    }
    Optional<Integer> batch = Optional.empty();
    for (Due bill : due) {
      try {
        Optional<Integer> open = batch;
        batch =
            Optional.of(
                write(
                    caller,
                    call -> {
                      Jobs.hold(call.sql(), job);
                      int into = open.orElseGet(() -> batch(call, meter));
                      book(call, meter, link, bill, into);
                      return into;
                    }));
      } catch (Problem problem) {
        write(
            caller,
            call -> {
              Jobs.hold(call.sql(), job);
              note(call, meter, bill, bill.bill(), "refused", problem.detail());
              return true;
            });
      }
    }
    batch.ifPresent(opened ->
        write(
            caller,
            call -> {
              Batches.close(call.sql(), opened);
              return true;
            }));
  }

  /** Kept open no longer than the job: the clerk's own default batch stays the only open one. */
  private static int batch(Call call, CollectedMeter meter) {
    String code = "Collected %s, meter %d".formatted(call.today(), meter.id());
    return Batches.insert(
        call.sql(), call.caller().userId(), Values.none().with("batch_code", code), true);
  }

  private static void book(Call call, CollectedMeter meter, Link link, Due due, int batch) {
    call.sql().lock(Tables.METER, List.of(java.util.Objects.requireNonNull(link.meter())));
    JsonNode base = due.blocks().path("base");
    BillBooking.Entry entry =
        new BillBooking.Entry(
            java.util.Objects.requireNonNull(link.account()),
            java.util.Objects.requireNonNull(link.meter()),
            day(base, "bill_start_date"),
            day(base, "bill_end_date"),
            day(base, "bill_statement_date"),
            false,
            "Collected from " + meter.utility(),
            new BookedLines(call.sql()).of(due.blocks()),
            batch,
            KEY + "%d|%s".formatted(link.meter(), due.key()));
    int bill = place(call, due, entry);
    note(call, meter, due, bill, "booked", null);
  }

  /**
   * Puts a bill where it belongs: in the place of what was booked of it, by this authorization or
   * by another of the same customer, or into the books for the first time.
   */
  private static int place(Call call, Due due, BillBooking.Entry entry) {
    Optional<Integer> own = Optional.ofNullable(due.bill()).filter(bill -> exists(call, bill));
    Optional<Integer> before = own.or(() -> BillBooking.find(call, entry.key()));
    if (before.isPresent()) {
      if (own.isPresent() || differs(call, before.get(), entry)) {
        BillBooking.replace(call, before.get(), entry);
      }
      return before.get();
    }
    return BillBooking.twin(call, entry, KEY)
        .map(twin -> {
          if (twin.getValue().compareTo(BillBooking.total(entry)) != 0) {
            throw Problem.invalid(
                "",
                "bill %d of the same account, meter and dates is in the books already, with %s"
                    .formatted(twin.getKey(), twin.getValue()));
          }
          return twin.getKey();
        })
        .orElseGet(() -> BillBooking.book(call, entry));
  }

  private static boolean exists(Call call, int bill) {
    return call.sql()
        .exists(
            "SELECT 1 FROM bill b WHERE b.tenant_id = :tenant AND b.bill_id = :id AND b.import_key LIKE :prefix || '%'",
            Map.of("id", bill, "prefix", KEY));
  }

  private static boolean differs(Call call, int bill, BillBooking.Entry entry) {
    return call.sql()
        .exists(
            "SELECT 1 FROM bill b WHERE b.tenant_id = :tenant AND b.bill_id = :id AND b.total_cost <> :total",
            Map.of("id", bill, "total", BillBooking.total(entry)));
  }

  private static LocalDateTime day(JsonNode base, String key) {
    return OffsetDateTime.parse(base.path(key).asString()).toLocalDate().atStartOfDay();
  }

  private static void note(
      Call call,
      CollectedMeter meter,
      Due due,
      @Nullable Integer bill,
      String status,
      @Nullable String reason) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", due.id());
    values.put("meter", meter.id());
    values.put("bill", bill);
    values.put("version", due.version());
    values.put("status", status);
    values.put("reason", reason);
    values.put("now", call.now());
    call.sql()
        .execute(
            """
            INSERT INTO bridge_bill (tenant_id, bridge_bill_id, collection_meter_id, bill_id, version, status, reason, booked)
            VALUES (:tenant, :id, :meter, :bill::int, :version, :status, :reason, :now)
            ON CONFLICT (tenant_id, bridge_bill_id) DO UPDATE SET bill_id = excluded.bill_id, version = excluded.version,
              status = excluded.status, reason = excluded.reason, booked = excluded.booked
            """,
            values);
  }

  private <T> T write(Caller caller, Function<Call, T> work) {
    return database.write(
        caller.tenant(),
        Scope.UNBOUNDED,
        caller.userId(),
        sql -> work.apply(new Call(caller, sql, Map.of(), Map.of(), Map.of())));
  }
}
