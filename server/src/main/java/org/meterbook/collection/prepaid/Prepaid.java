package org.meterbook.collection.prepaid;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Problem;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/**
 * The account that collections are paid from: charges belong to a collection, so none is charged
 * twice. All in the transaction of what is paid for.
 */
public final class Prepaid {
  private static final int ONLY = 1;

  private Prepaid() {}

  /** Plan and balance, in US dollars. */
  public record Account(Plan plan, BigDecimal balance) {}

  /** A line of the usage history; what is paid in is positive, what is charged negative. */
  public record Entry(
      Instant ts, String kind, BigDecimal amount, @Nullable Integer meter, String description) {}

  /** The account as it is; a datasource that never chose a plan is unmetered. */
  public static Account account(Sql sql) {
    return sql.first(
            "SELECT plan, balance FROM prepaid_account WHERE tenant_id = :tenant",
            Map.of(),
            row -> new Account(Plan.parse(row.text(1)), row.decimal(2)))
        .orElse(new Account(Plan.UNMETERED, BigDecimal.ZERO));
  }

  /** The account, which nobody else changes until the commit. */
  private static Account locked(Sql sql) {
    return sql.first(
            "SELECT plan, balance FROM prepaid_account WHERE tenant_id = :tenant FOR UPDATE",
            Map.of(),
            row -> new Account(Plan.parse(row.text(1)), row.decimal(2)))
        .orElse(new Account(Plan.UNMETERED, BigDecimal.ZERO));
  }

  /**
   * Lets nothing begin that could not be paid.
   *
   * @throws Problem 402
   */
  public static void require(Sql sql) {
    obstacle(sql)
        .ifPresent(message -> {
          throw Problem.named(ErrorCode.PAYMENT_REQUIRED, "payment_required", message);
        });
  }

  /** May something be begun that costs? */
  public static boolean allows(Sql sql) {
    return obstacle(sql).isEmpty();
  }

  /** Why nothing may be begun that costs. */
  private static Optional<String> obstacle(Sql sql) {
    Account account = account(sql);
    if (account.plan() == Plan.PAY_AS_YOU_GO) {
      return Optional.of("Collections over the API need a prepaid account with at least $50.");
    }
    return account.balance().signum() < 0
        ? Optional.of(
            "The prepaid balance is negative ($%s). Top it up to collect more."
                .formatted(account.balance()))
        : Optional.empty();
  }

  /** Sets the plan. */
  public static void choose(Sql sql, Plan plan) {
    sql.execute(
        """
        INSERT INTO prepaid_account (tenant_id, prepaid_account_id, plan, balance) VALUES (:tenant, :only, :plan, 0)
        ON CONFLICT (tenant_id, prepaid_account_id) DO UPDATE SET plan = excluded.plan
        """,
        Map.of("only", ONLY, "plan", plan.text()));
    sql.recordEdit(Tables.PREPAID_ACCOUNT, ONLY, "{\"plan\": \"%s\"}".formatted(plan.text()));
  }

  /** Pays in; enough of it opens a prepaid plan, or a better one. Answers the account after it. */
  public static Account topUp(Sql sql, BigDecimal amount) {
    Account before = locked(sql);
    Plan plan =
        before.plan() == Plan.UNMETERED
            ? Plan.PAY_AS_YOU_GO.after(amount)
            : before.plan().after(amount);
    choose(sql, plan);
    enter(sql, "top_up", amount, null, null, "Top-up");
    return account(sql);
  }

  /**
   * Charges a collection that begins, for as many months as it may find.
   *
   * @param zone in which months are counted: the first collection of a month is free
   */
  public static void begin(Sql sql, int run, int meter, int months, ZoneId zone) {
    if (locked(sql).plan() == Plan.UNMETERED) {
      return;
    }
    Instant month = beginOfMonth(sql, zone);
    boolean free =
        !sql.exists(
            "SELECT 1 FROM prepaid_entry WHERE tenant_id = :tenant AND ts >= :month AND kind IN ('temporary_charge', 'free') LIMIT 1",
            Map.of("month", month));
    if (free) {
      enter(sql, "free", BigDecimal.ZERO, run, meter, "FREE (first collection per month): 1 Meter");
    } else {
      enter(
          sql,
          "temporary_charge",
          PriceList.historical(months).negate(),
          run,
          meter,
          "Historical collection, up to %d months: 1 Meter".formatted(months));
    }
  }

  /** Puts the final charge of a collection in place of its temporary one; done again, nothing. */
  public static void end(Sql sql, int run, int meter, int months) {
    Optional<BigDecimal> temporary =
        sql.first(
            """
            SELECT sum(e.amount) FROM prepaid_entry e WHERE e.tenant_id = :tenant AND e.collection_run_id = :run
            HAVING bool_or(e.kind = 'temporary_charge') AND NOT bool_or(e.kind = 'final_charge')
            """,
            Map.of("run", run),
            row -> row.decimal(1));
    temporary.ifPresent(charged -> {
      enter(sql, "refund", charged.negate(), run, meter, "Temporary charge given back");
      enter(
          sql,
          "final_charge",
          PriceList.historical(months).negate(),
          run,
          meter,
          "Historical collection, %d months found: 1 Meter".formatted(months));
    });
  }

  /** Charges a month of monitoring, once a month and meter. */
  public static void monitored(Sql sql, int meter, String frequency, ZoneId zone) {
    Account account = locked(sql);
    BigDecimal price = PriceList.monitoring(account.plan(), frequency);
    Instant month = beginOfMonth(sql, zone);
    if (price.signum() > 0
        && !sql.exists(
            "SELECT 1 FROM prepaid_entry WHERE tenant_id = :tenant AND ts >= :month AND kind = 'monitoring' AND collection_meter_id = :meter LIMIT 1",
            Map.of("month", month, "meter", meter))) {
      enter(
          sql, "monitoring", price.negate(), null, meter, "Monitoring, " + frequency + ": 1 Meter");
    }
  }

  private static Instant beginOfMonth(Sql sql, ZoneId zone) {
    return sql.now().atZone(zone).toLocalDate().withDayOfMonth(1).atStartOfDay(zone).toInstant();
  }

  private static void enter(
      Sql sql,
      String kind,
      BigDecimal amount,
      @Nullable Integer run,
      @Nullable Integer meter,
      String description) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", sql.nextId(Tables.PREPAID_ENTRY));
    values.put("now", sql.now());
    values.put("kind", kind);
    values.put("amount", amount);
    values.put("run", run);
    values.put("meter", meter);
    values.put("description", description);
    sql.execute(
        """
        INSERT INTO prepaid_entry (tenant_id, prepaid_entry_id, ts, kind, amount, collection_run_id, collection_meter_id, description)
        VALUES (:tenant, :id, :now, :kind, :amount, :run::int, :meter::int, :description)
        """,
        values);
    sql.execute(
        "UPDATE prepaid_account SET balance = balance + :amount WHERE tenant_id = :tenant",
        Map.of("amount", amount));
  }

  /** The usage history, newest first. */
  public static List<Entry> history(Sql sql) {
    return sql.list(
        "SELECT ts, kind, amount, collection_meter_id, description FROM prepaid_entry WHERE tenant_id = :tenant ORDER BY ts DESC, prepaid_entry_id DESC",
        Map.of(),
        row ->
            new Entry(
                row.instant(1), row.text(2), row.decimal(3), row.integerOrNull(4), row.text(5)));
  }
}
