package org.meterbook.ledger.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.meterbook.energy.audit.Audit;
import org.meterbook.energy.audit.BillCase;
import org.meterbook.energy.audit.Finding;
import org.meterbook.energy.audit.Status;
import org.meterbook.ledger.flag.Audited;
import org.meterbook.ledger.flag.FlagBook;
import org.meterbook.ledger.flag.Issue;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/**
 * Audits bills and flags those at which something is found. Void bills, accruals, reversals and the
 * bills of accounts that are not audited are passed over. May be run again: an issue is never there
 * twice.
 */
public final class Audits {
  /** Bills whose facts are held at once. */
  private static final int BLOCK = 2500;

  /** What a bill is audited for that a split or a calculation made. */
  private static final Set<Audit> OF_MADE =
      EnumSet.of(
          Audit.ABNORMAL_BILL_COST_WITH_OUTLIER_ANALYSIS,
          Audit.ABNORMAL_BILL_USE_WITH_OUTLIER_ANALYSIS,
          Audit.ABNORMAL_BILL_DEMAND_WITH_OUTLIER_ANALYSIS);

  private final Sql sql;
  private final Options options;
  private final Map<Audit, AuditRun> runs;
  private final Set<Integer> users;

  private Audits(Sql sql, Options options) {
    this.sql = sql;
    this.options = options;
    this.runs = AuditStore.read(sql);
    Set<Integer> assignees = new HashSet<>();
    runs.values().forEach(run -> assignees.addAll(run.assignees()));
    this.users = AuditStore.known(sql, assignees);
  }

  /**
   * Audits bills within the transaction that wrote them, after their sums were refreshed.
   *
   * @param bills those that cannot be audited are passed over
   */
  public static void run(Sql sql, Collection<Integer> bills, Options options) {
    if (bills.isEmpty()) {
      return;
    }
    Audits audits = new Audits(sql, options);
    if (audits.isOff()) {
      return;
    }
    List<Integer> all = bills.stream().distinct().toList();
    if (options.why() != Options.Why.ENTRY) {
      // Two who audit the same bill at once would give it two flags; a new bill only its maker
      // knows.
      sql.lock(Tables.FLAG, all);
    }
    for (int from = 0; from < all.size(); from += BLOCK) {
      audits.block(all.subList(from, Math.min(all.size(), from + BLOCK)));
    }
  }

  /** Is nothing audited at all? */
  private boolean isOff() {
    return runs.values().stream().allMatch(run -> run.setting().status() == Status.SKIP)
        && !sql.exists(
            "SELECT 1 FROM account a WHERE a.tenant_id = :tenant AND a.audits <> '{}' LIMIT 1",
            Map.of());
  }

  private void block(List<Integer> bills) {
    LocalDate today = today(sql);
    Facts facts = Facts.of(sql, bills, options, today);
    List<Audited> audited = new ArrayList<>();
    for (Facts.Subject subject : facts.subjects()) {
      audited.add(audit(facts, subject));
    }
    FlagBook.write(sql, audited, options.resolve(), options.comment());
  }

  /** The day in the datasource's time zone. */
  static LocalDate today(Sql sql) {
    return sql.first(
            "SELECT (:now::timestamptz AT TIME ZONE d.time_zone)::timestamp FROM datasource d WHERE d.tenant_id = :tenant",
            Map.of(),
            row -> row.local(1).toLocalDate())
        .orElseThrow();
  }

  private Audited audit(Facts facts, Facts.Subject subject) {
    BillCase bill = facts.of(subject);
    Map<Audit, Status> statuses = statuses(subject);
    Set<Integer> ran = new HashSet<>();
    Set<Integer> assignees = new HashSet<>();
    List<Issue> issues = new ArrayList<>();
    boolean hold = false;
    for (Map.Entry<Audit, Status> each : statuses.entrySet()) {
      Audit audit = each.getKey();
      AuditRun run = Objects.requireNonNull(runs.get(audit));
      ran.add(audit.id());
      for (Finding finding : audit.find(bill, run.setting())) {
        issues.add(new Issue(audit.id(), finding.meterId().orElse(0), finding.words()));
        run.assignees().stream().filter(users::contains).forEach(assignees::add);
        hold |= each.getValue() == Status.HOLD;
      }
    }
    return new Audited(subject.facts().id(), ran, issues, assignees, hold);
  }

  /** The audits that are due, the account's own wishes before the datasource's. */
  private Map<Audit, Status> statuses(Facts.Subject subject) {
    Map<Audit, Status> own = AuditStore.overrides(subject.overrides());
    Map<Audit, Status> statuses = new EnumMap<>(Audit.class);
    runs.forEach((audit, run) -> {
      boolean due =
          (options.why() != Options.Why.RERUN || audit.dependsOnHistory())
              && (options.why() != Options.Why.ENTRY
                  || subject.fromVendor()
                  || OF_MADE.contains(audit));
      Status status = own.getOrDefault(audit, run.setting().status());
      if (due && status != Status.SKIP) {
        statuses.put(audit, status);
      }
    });
    return statuses;
  }
}
