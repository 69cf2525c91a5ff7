package org.meterbook.ledger.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meterbook.energy.audit.BillCase;
import org.meterbook.energy.audit.BillFacts;
import org.meterbook.energy.audit.Imported;
import org.meterbook.energy.audit.LineFacts;
import org.meterbook.energy.audit.MeterCase;
import org.meterbook.energy.audit.MeterFacts;
import org.meterbook.store.Column;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;

/**
 * What is known of bills that are audited together: read by the same few statements however many
 * there are.
 */
final class Facts {
  /** How far audits look back: two years, and the month that the first of them is compared with. */
  private static final int MONTHS = 25;

  private static final int ACCRUAL = 5;
  private static final String BILL =
      "b.bill_id, b.begin_date, b.end_date, b.billing_period, b.total_cost, b.estimated, b.statement_date, b.due_date,"
          + " b.control_code, b.invoice_number";

  private static final String AUDITABLE =
      " AND NOT b.void AND a.audit_enabled AND b.reversed_bill_id IS NULL AND b.observation_method_id <> "
          + ACCRUAL;

  /** A bill and its reversal add up to nothing: no other bill is compared with them. */
  private static final String COUNTS =
      "(b.reversed_bill_id IS NULL AND NOT EXISTS (SELECT 1 FROM bill r"
          + " WHERE r.tenant_id = b.tenant_id AND r.reversed_bill_id = b.bill_id AND NOT r.void))";

  /**
   * A bill to be audited.
   *
   * @param overrides the account's, as stored
   * @param fromVendor came from the vendor, not from a split or a calculation
   * @param imported came from a file
   */
  record Subject(
      BillFacts facts, int account, String overrides, boolean fromVendor, boolean imported) {}

  /**
   * What a bill says of a meter.
   *
   * @param counts other bills are compared with it
   */
  private record Metered(
      int meter, String useUnit, String demandUnit, MeterFacts facts, boolean counts) {}

  private record Known(@Nullable String serial, @Nullable String rate) {}

  private final Sql sql;
  private final Options options;
  private final LocalDate today;
  private final Map<Integer, Subject> subjects = new LinkedHashMap<>();
  private final Map<Integer, List<BillFacts>> ofAccount = new HashMap<>();
  private final Map<Integer, List<Metered>> ofMeter = new HashMap<>();
  private final Map<Integer, List<Metered>> ofBill = new HashMap<>();
  private final Map<Integer, List<LineFacts>> lines = new HashMap<>();
  private final Map<Integer, List<Alert>> alerts = new HashMap<>();
  private final Map<String, Known> known = new HashMap<>();

  private record Alert(LocalDate begin, LocalDate end, String message) {}

  private Facts(Sql sql, Options options, LocalDate today) {
    this.sql = sql;
    this.options = options;
    this.today = today;
  }

  /** Reads what is known of those of the bills that can be audited. */
  static Facts of(Sql sql, Collection<Integer> bills, Options options, LocalDate today) {
    Facts facts = new Facts(sql, options, today);
    facts.subjects(bills, AUDITABLE);
    if (!facts.subjects.isEmpty()) {
      facts.read();
    }
    return facts;
  }

  /** Reads what is known of bills whether they can be audited or not. */
  static Facts ofAll(Sql sql, Collection<Integer> bills, LocalDate today) {
    Facts facts = new Facts(sql, Options.of(Options.Why.AGAIN), today);
    facts.subjects(bills, "");
    if (!facts.subjects.isEmpty()) {
      facts.read();
    }
    return facts;
  }

  Collection<Subject> subjects() {
    return subjects.values();
  }

  private void subjects(Collection<Integer> bills, String condition) {
    sql.list(
        """
        SELECT %s, b.account_id, a.audits::text, b.from_vendor, b.import_key IS NOT NULL FROM bill b
        JOIN account a ON a.tenant_id = b.tenant_id AND a.account_id = b.account_id
        WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills)%s ORDER BY b.bill_id
        """
            .formatted(BILL, condition),
        Map.of("bills", List.copyOf(bills)),
        row -> {
          BillFacts facts = bill(row);
          return subjects.put(
              facts.id(),
              new Subject(facts, row.integer(11), row.text(12), row.bool(13), row.bool(14)));
        });
  }

  private static BillFacts bill(Row row) {
    return new BillFacts(
        row.integer(1),
        row.local(2).toLocalDate(),
        row.local(3).toLocalDate(),
        row.integer(4),
        row.decimal(5),
        row.bool(6),
        day(row.localOrNull(7)),
        day(row.localOrNull(8)),
        row.textOrNull(9),
        row.textOrNull(10));
  }

  private static @Nullable LocalDate day(@Nullable LocalDateTime time) {
    return time == null ? null : time.toLocalDate();
  }

  private void read() {
    List<Integer> bills = List.copyOf(subjects.keySet());
    LocalDate from =
        subjects.values().stream()
            .map(subject -> subject.facts().begin())
            .min(LocalDate::compareTo)
            .orElseThrow()
            .minusMonths(MONTHS);
    accounts(from);
    meters(bills, from);
    lines(bills);
    alerts();
    if (options.imported().values().stream()
        .anyMatch(each -> !each.serialNumbers().isEmpty() || !each.rateCodes().isEmpty())) {
      known(bills);
    }
  }

  private void accounts(LocalDate from) {
    Set<Integer> accounts = new TreeSet<>();
    subjects.values().forEach(subject -> accounts.add(subject.account()));
    sql.list(
        """
        SELECT %s, b.account_id FROM bill b WHERE b.tenant_id = :tenant AND b.account_id = ANY(:accounts) AND b.begin_date >= :from
          AND NOT b.void AND b.observation_method_id <> :accrual AND %s ORDER BY b.account_id, b.begin_date, b.bill_id
        """
            .formatted(BILL, COUNTS),
        Map.of("accounts", List.copyOf(accounts), "from", from, "accrual", ACCRUAL),
        row -> ofAccount.computeIfAbsent(row.integer(11), _ -> new ArrayList<>()).add(bill(row)));
  }

  private void meters(List<Integer> bills, LocalDate from) {
    List<Integer> meters =
        sql.list(
            "SELECT DISTINCT m.meter_id FROM bill_account_meter m WHERE m.tenant_id = :tenant AND m.bill_id = ANY(:bills)",
            Map.of("bills", bills),
            row -> row.integer(1));
    if (meters.isEmpty()) {
      return;
    }
    Temperatures temperatures = Temperatures.of(sql, meters, from);
    sql.list(
            """
            SELECT m.meter_id, m.bill_id, m.begin_date, m.end_date, m.billing_period, m.native_use,
              coalesce(m.billed_demand, m.actual_demand), m.direct_cost, b.estimated, coalesce(u.unit_info, ''), coalesce(d.unit_info, ''), %s
            FROM bill_account_meter m JOIN bill b ON b.tenant_id = m.tenant_id AND b.bill_id = m.bill_id
            LEFT JOIN unit u ON u.unit_id = m.use_unit_id LEFT JOIN unit d ON d.unit_id = m.demand_unit_id
            WHERE m.tenant_id = :tenant AND m.meter_id = ANY(:meters) AND m.begin_date >= :from AND NOT b.void
              AND b.observation_method_id <> :accrual ORDER BY m.meter_id, m.begin_date DESC, m.bill_id DESC
            """
                .formatted(COUNTS),
            Map.of("meters", meters, "from", from, "accrual", ACCRUAL),
            row -> metered(row, temperatures))
        .forEach(each -> {
          if (each.counts()) {
            ofMeter.computeIfAbsent(each.meter(), _ -> new ArrayList<>()).add(each);
          }
          if (subjects.containsKey(each.facts().billId())) {
            ofBill.computeIfAbsent(each.facts().billId(), _ -> new ArrayList<>()).add(each);
          }
        });
  }

  private static Metered metered(Row row, Temperatures temperatures) {
    int meter = row.integer(1);
    LocalDate begin = row.local(3).toLocalDate();
    LocalDate end = row.local(4).toLocalDate();
    return new Metered(
        meter,
        row.text(10),
        row.text(11),
        new MeterFacts(
            row.integer(2),
            begin,
            end,
            row.integer(5),
            row.numberOrNaN(6),
            row.numberOrNaN(7),
            row.decimal(8),
            row.bool(9),
            temperatures.mean(meter, begin, end)),
        row.bool(12));
  }

  private void lines(List<Integer> bills) {
    sql.list(
        """
        SELECT l.bill_id, coalesce(l.meter_id, 0), t.observation_type_code, t.noun_code = 'USE', t.credit, l.caption, l.value,
          coalesce(l.value_unit_id, 0), l.cost FROM body_line l JOIN observation_type t ON t.observation_type_id = l.observation_type_id
        WHERE l.tenant_id = :tenant AND l.bill_id = ANY(:bills) ORDER BY l.bill_id, l.display_order
        """,
        Map.of("bills", bills),
        row ->
            lines
                .computeIfAbsent(row.integer(1), _ -> new ArrayList<>())
                .add(
                    new LineFacts(
                        row.integer(2),
                        row.text(3),
                        row.bool(4),
                        row.integer(5),
                        row.text(6),
                        row.numberOrNaN(7),
                        row.integer(8),
                        (BigDecimal) row.get(9, Column.DECIMAL))));
  }

  private void alerts() {
    Set<Integer> accounts = new HashSet<>();
    subjects.values().stream()
        .filter(subject -> imported(subject).isPresent())
        .forEach(subject -> accounts.add(subject.account()));
    if (accounts.isEmpty()) {
      return;
    }
    sql.list(
        """
        SELECT a.account_id, a.begin_date, a.end_date, a.message FROM account_alert a
        WHERE a.tenant_id = :tenant AND a.account_id = ANY(:accounts) ORDER BY a.alert_id
        """,
        Map.of("accounts", List.copyOf(accounts)),
        row ->
            alerts
                .computeIfAbsent(row.integer(1), _ -> new ArrayList<>())
                .add(
                    new Alert(
                        row.local(2).toLocalDate(), row.local(3).toLocalDate(), row.text(4))));
  }

  private void known(List<Integer> bills) {
    sql.list(
        """
        SELECT m.bill_id, m.meter_id, r.serial_number, (SELECT n.name FROM account_meter l
          JOIN account_meter_rate x ON x.tenant_id = l.tenant_id AND x.account_meter_id = l.account_meter_id
          JOIN rate n ON n.tenant_id = x.tenant_id AND n.rate_id = x.rate_id
          WHERE l.tenant_id = m.tenant_id AND l.account_id = m.account_id AND l.meter_id = m.meter_id AND x.start_date < m.end_date
          ORDER BY x.start_date DESC LIMIT 1)
        FROM bill_account_meter m JOIN meter r ON r.tenant_id = m.tenant_id AND r.meter_id = m.meter_id
        WHERE m.tenant_id = :tenant AND m.bill_id = ANY(:bills)
        """,
        Map.of("bills", bills),
        row ->
            known.put(
                row.integer(1) + " " + row.integer(2),
                new Known(row.textOrNull(3), row.textOrNull(4))));
  }

  private Optional<Imported> imported(Subject subject) {
    return Optional.ofNullable(options.imported().get(subject.facts().id()))
        .or(() -> subject.imported() ? Optional.of(Imported.PLAIN) : Optional.empty());
  }

  // Put together
  // --------------------------------------------------------------------------------------------------------------

  /** A bill with all around it. */
  BillCase of(Subject subject) {
    BillFacts facts = subject.facts();
    LocalDate from = facts.begin().minusMonths(MONTHS);
    List<BillFacts> others =
        ofAccount.getOrDefault(subject.account(), List.of()).stream()
            .filter(other -> other.id() != facts.id() && !other.begin().isBefore(from))
            .toList();
    List<BillFacts> contenders =
        others.stream()
            .filter(other -> other.id() < facts.id() || !subjects.containsKey(other.id()))
            .toList();
    return new BillCase(
        facts,
        lines.getOrDefault(facts.id(), List.of()),
        meters(facts.id(), from),
        others,
        contenders,
        alerts.getOrDefault(subject.account(), List.of()).stream()
            .filter(
                alert -> !facts.end().isBefore(alert.begin()) && !facts.end().isAfter(alert.end()))
            .map(Alert::message)
            .toList(),
        imported(subject),
        today,
        options.why() == Options.Why.RERUN || options.why() == Options.Why.AGAIN);
  }

  /** A meter of a bill; empty where the bill does not count. */
  Optional<MeterCase> meter(int bill, int meter) {
    return Optional.ofNullable(subjects.get(bill))
        .flatMap(subject ->
            meters(bill, subject.facts().begin().minusMonths(MONTHS)).stream()
                .filter(each -> each.meterId() == meter)
                .findFirst());
  }

  private List<MeterCase> meters(int bill, LocalDate from) {
    List<MeterCase> cases = new ArrayList<>();
    for (Metered now : ofBill.getOrDefault(bill, List.of())) {
      List<MeterFacts> earlier =
          ofMeter.getOrDefault(now.meter(), List.of()).stream()
              .map(Metered::facts)
              .filter(each -> isEarlier(each, now.facts()) && !each.begin().isBefore(from))
              .toList();
      Known own = known.getOrDefault(bill + " " + now.meter(), new Known(null, null));
      cases.add(
          new MeterCase(
              now.meter(),
              now.facts(),
              earlier,
              now.useUnit(),
              now.demandUnit(),
              own.serial(),
              own.rate()));
    }
    return cases;
  }

  private static boolean isEarlier(MeterFacts each, MeterFacts now) {
    return each.begin().isBefore(now.begin())
        || each.begin().equals(now.begin()) && each.billId() < now.billId();
  }
}
