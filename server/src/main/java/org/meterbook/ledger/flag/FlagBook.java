package org.meterbook.ledger.flag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/**
 * Writes what audits found into the flags of bills, each bill's into its one flag, with the same
 * few statements however many bills there are. Writing the same again changes nothing.
 */
public final class FlagBook {
  static final int AUDIT_EXCEPTION = 1;
  static final int UNRESOLVED = 1;
  static final int RESOLVED = 2;

  /** An issue as it is stored. */
  private record Stored(int id, int type, int meter, int status, String words) {}

  /** A flag as it is stored. */
  private record Flag(int id, int status, List<Stored> issues) {}

  private final Sql sql;
  private final boolean resolve;
  private final @Nullable String comment;
  private final Events events;

  private final List<Audited> fresh = new ArrayList<>();
  private final IssueRows added = new IssueRows();
  private final IssueRows changed = new IssueRows();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final Map<Integer, Set<Integer>> assignees = new TreeMap<>();
  private final Set<Integer> held = new HashSet<>();
  private final Set<Integer> released = new HashSet<>();

  /** Rows of issues, column by column. */
  private static final class IssueRows {
    final List<Integer> ids = new ArrayList<>();
    final List<Integer> flags = new ArrayList<>();
    final List<Integer> types = new ArrayList<>();
    final List<Integer> meters = new ArrayList<>();
    final List<Integer> statuses = new ArrayList<>();
    final List<String> words = new ArrayList<>();

    void add(int id, int flag, Issue issue, int status) {
      ids.add(id);
      flags.add(flag);
      types.add(issue.type());
      meters.add(issue.meterId());
      statuses.add(status);
      words.add(issue.words());
    }

    Map<String, Object> parameters(Sql sql) {
      return Map.of(
          "ids",
          ids,
          "flags",
          flags,
          "types",
          types,
          "meters",
          meters,
          "statuses",
          statuses,
          "words",
          words,
          "now",
          sql.now());
    }
  }

  private FlagBook(Sql sql, boolean resolve, Optional<String> comment) {
    this.sql = sql;
    this.resolve = resolve;
    this.comment = comment.orElse(null);
    this.events = new Events(sql);
  }

  /**
   * Writes what audits said of bills; those at which nothing is wrong and nothing was are passed
   * over.
   *
   * @param resolve what is found is resolved at once, and the bill released for export
   * @param comment on the resolution
   */
  public static void write(
      Sql sql, Collection<Audited> bills, boolean resolve, Optional<String> comment) {
    new FlagBook(sql, resolve, comment).write(bills);
  }

  private void write(Collection<Audited> bills) {
    Map<Integer, Flag> flags = stored(bills);
    for (Audited bill : bills) {
      Flag flag = flags.get(bill.billId());
      if (flag != null) {
        merge(bill, flag);
      } else if (!bill.issues().isEmpty()) {
        fresh.add(bill);
      }
      if (resolve && !bill.issues().isEmpty()) {
        released.add(bill.billId());
      } else if (bill.hold()) {
        held.add(bill.billId());
      }
    }
    create();
    issues();
    edit();
    assign();
    events.write();
    export(held, true);
    export(released, false);
  }

  private Map<Integer, Flag> stored(Collection<Audited> bills) {
    Map<Integer, Flag> flags = new HashMap<>();
    sql.list(
        """
        SELECT f.bill_id, f.flag_id, f.flag_status_id, coalesce(i.flag_issue_id, 0), coalesce(i.flag_issue_type_id, 0),
          coalesce(i.meter_id, 0), coalesce(i.flag_issue_status_id, 0), coalesce(i.message, '')
        FROM flag f LEFT JOIN flag_issue i ON i.tenant_id = f.tenant_id AND i.flag_id = f.flag_id
        WHERE f.tenant_id = :tenant AND f.bill_id = ANY(:bills)
        """,
        Map.of("bills", bills.stream().map(Audited::billId).toList()),
        row -> {
          Flag flag =
              flags.computeIfAbsent(
                  row.integer(1), _ -> new Flag(row.integer(2), row.integer(3), new ArrayList<>()));
          return row.integer(4) > 0
              && flag.issues()
                  .add(
                      new Stored(
                          row.integer(4),
                          row.integer(5),
                          row.integer(6),
                          row.integer(7),
                          row.text(8)));
        });
    return flags;
  }

  /** Adds what is new, reopens what is there again, resolves what is no longer so. */
  private void merge(Audited bill, Flag flag) {
    int wanted = resolve ? RESOLVED : UNRESOLVED;
    List<String> news = new ArrayList<>();
    boolean open = false;
    for (Issue issue : bill.issues()) {
      Optional<Stored> known =
          flag.issues().stream().filter(each -> issue.isOf(each.type(), each.meter())).findFirst();
      if (known.isEmpty()) {
        added.add(0, flag.id(), issue, wanted);
        news.add("found: " + issue.words());
      } else if (known.get().status() != wanted || !known.get().words().equals(issue.words())) {
        changed.add(known.get().id(), flag.id(), issue, wanted);
        news.add(
            (known.get().status() == wanted ? "now: " : resolve ? "resolved: " : "again: ")
                + issue.words());
      }
      open |= !resolve;
    }
    for (Stored each : flag.issues()) {
      boolean found =
          bill.issues().stream().anyMatch(issue -> issue.isOf(each.type(), each.meter()));
      if (!found && bill.ran().contains(each.type()) && each.status() == UNRESOLVED) {
        changed.add(
            each.id(), flag.id(), new Issue(each.type(), each.meter(), each.words()), RESOLVED);
        news.add("no longer: " + each.words());
      }
      open |= !found && !bill.ran().contains(each.type()) && each.status() == UNRESOLVED;
    }
    if (!news.isEmpty()) {
      int status = open ? UNRESOLVED : RESOLVED;
      statuses.put(flag.id(), status);
      assignees.put(flag.id(), bill.assignees());
      events.add(
          flag.id(),
          status == flag.status()
              ? FlagAction.ISSUES_CHANGED
              : open ? FlagAction.REOPENED : FlagAction.RESOLVED,
          String.join("; ", news),
          resolve ? comment : null);
    }
  }

  private void create() {
    if (fresh.isEmpty()) {
      return;
    }
    int first = sql.nextIds(Tables.FLAG, fresh.size());
    List<Integer> bills = new ArrayList<>();
    for (int n = 0; n < fresh.size(); n++) {
      Audited bill = fresh.get(n);
      int flag = first + n;
      bills.add(bill.billId());
      assignees.put(flag, bill.assignees());
      bill.issues().forEach(issue -> added.add(0, flag, issue, resolve ? RESOLVED : UNRESOLVED));
      events.add(
          flag,
          FlagAction.FLAGGED,
          String.join("; ", bill.issues().stream().map(Issue::words).toList()),
          null);
      if (resolve) {
        events.add(flag, FlagAction.RESOLVED, "resolved when it was saved", comment);
      }
    }
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("first", first - 1);
    parameters.put("bills", bills);
    parameters.put("type", AUDIT_EXCEPTION);
    parameters.put("status", resolve ? RESOLVED : UNRESOLVED);
    parameters.put("user", sql.author().userId());
    parameters.put("now", sql.now());
    sql.execute(
        """
        INSERT INTO flag (tenant_id, flag_id, bill_id, flag_type_id, flag_status_id, created_by, created_date)
        SELECT :tenant, :first + n.number, n.bill, :type, :status, :user::int, :now
        FROM unnest(:bills::int[]) WITH ORDINALITY AS n(bill, number)
        """,
        parameters);
    sql.recordCreated(Tables.FLAG, first, first + fresh.size() - 1);
  }

  private void issues() {
    if (!added.flags.isEmpty()) {
      int first = sql.nextIds(Tables.FLAG_ISSUE, added.flags.size());
      for (int n = 0; n < added.ids.size(); n++) {
        added.ids.set(n, first + n);
      }
      sql.execute(
          """
          INSERT INTO flag_issue (tenant_id, flag_issue_id, flag_id, flag_issue_type_id, meter_id, flag_issue_status_id, message, created_date)
          SELECT :tenant, n.id, n.flag, n.type, n.meter, n.status, n.words, :now
          FROM unnest(:ids::int[], :flags::int[], :types::int[], :meters::int[], :statuses::int[], :words::text[])
            AS n(id, flag, type, meter, status, words)
          """,
          added.parameters(sql));
    }
    if (!changed.ids.isEmpty()) {
      sql.execute(
          """
          UPDATE flag_issue SET flag_issue_status_id = n.status, message = n.words, modified_date = :now
          FROM unnest(:ids::int[], :flags::int[], :types::int[], :meters::int[], :statuses::int[], :words::text[])
            AS n(id, flag, type, meter, status, words)
          WHERE flag_issue.tenant_id = :tenant AND flag_issue.flag_issue_id = n.id
          """,
          changed.parameters(sql));
    }
  }

  /** A flag of audits that comes up again is theirs, whatever people had made of it. */
  private void edit() {
    if (statuses.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("flags", List.copyOf(statuses.keySet()));
    parameters.put("statuses", List.copyOf(statuses.values()));
    parameters.put("user", sql.author().userId());
    parameters.put("now", sql.now());
    sql.execute(
        """
        UPDATE flag SET flag_status_id = n.status, modified_by = :user::int, modified_date = :now,
          flag_type_id = CASE WHEN flag_status_id = 2 AND n.status = 1 THEN 1 ELSE flag_type_id END
        FROM unnest(:flags::int[], :statuses::int[]) AS n(flag, status)
        WHERE flag.tenant_id = :tenant AND flag.flag_id = n.flag
        """,
        parameters);
    statuses.forEach((flag, status) ->
        sql.recordEdit(Tables.FLAG, flag, "{\"flag_status_id\": %d}".formatted(status)));
  }

  private void assign() {
    List<Integer> flags = new ArrayList<>();
    List<Integer> users = new ArrayList<>();
    assignees.forEach((flag, all) ->
        all.forEach(user -> {
          flags.add(flag);
          users.add(user);
        }));
    if (!flags.isEmpty()) {
      Map<String, Object> parameters = Map.of("flags", flags, "users", users, "now", sql.now());
      sql.execute(
          """
          INSERT INTO flag_assignee (tenant_id, flag_id, user_id)
          SELECT :tenant, n.flag, n.assignee FROM unnest(:flags::int[], :users::int[]) AS n(flag, assignee) ON CONFLICT DO NOTHING
          """,
          parameters);
      sql.execute(
          "UPDATE flag SET assigned_date = :now WHERE tenant_id = :tenant AND flag_id = ANY(:flags) AND assigned_date IS NULL",
          parameters);
    }
  }

  /** Holds bills from export, or releases them. */
  private void export(Set<Integer> bills, boolean hold) {
    setHold(sql, bills, hold);
  }

  /** Holds bills from export or releases them; answers those that were not so yet. */
  static List<Integer> setHold(Sql sql, Collection<Integer> bills, boolean hold) {
    if (bills.isEmpty()) {
      return List.of();
    }
    List<Integer> set =
        sql.list(
            """
            UPDATE bill SET export_hold = :hold WHERE tenant_id = :tenant AND bill_id = ANY(:bills) AND export_hold <> :hold
            RETURNING bill_id
            """,
            Map.of("bills", List.copyOf(bills), "hold", hold),
            row -> row.integer(1));
    Set<Integer> logged = set.isEmpty() ? Set.of() : sql.changed(Tables.BILL);
    set.stream()
        .filter(bill -> !logged.contains(bill))
        .forEach(
            bill -> sql.recordEdit(Tables.BILL, bill, "{\"export_hold\": %s}".formatted(hold)));
    return set;
  }
}
