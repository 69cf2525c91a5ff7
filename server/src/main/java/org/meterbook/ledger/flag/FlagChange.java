package org.meterbook.ledger.flag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Problem;
import org.meterbook.ledger.Money;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/**
 * What people make of the flags of bills, by the table of what a flag in which state takes; the
 * same few statements however many bills there are.
 */
final class FlagChange {
  private static final String HOLD = "ExportHold (Manage)";
  private static final String NEEDS_TYPE = "a bill that is not flagged yet must be given a type";
  private static final String IS_RESOLVED =
      "the flag is resolved, which does not change; with a type the bill is flagged anew";

  /** A flag as it is; id 0 for a bill without one. */
  private record State(int bill, int flag, int type, int status) {
    /** Why it does not take the change; empty where it does. */
    String refusal(FlagEdit edit) {
      if (edit.flagTypeId() != null) {
        return "";
      }
      return flag == 0 ? NEEDS_TYPE : status == FlagBook.RESOLVED ? IS_RESOLVED : "";
    }
  }

  private final Sql sql;
  private final FlagEdit edit;
  private final String in;

  /**
   * @param in what goes before the names of properties in messages
   * @throws Problem the edit makes no sense, or holds or releases bills where the caller may not
   */
  FlagChange(Call call, FlagEdit edit, String in) {
    this.sql = call.sql();
    this.edit = edit;
    this.in = in;
    if ((edit.holds() || edit.releases()) && !call.caller().may(HOLD)) {
      throw Problem.of(
          ErrorCode.UNAUTHORIZED,
          "To hold a bill from export or to release it needs the permission " + HOLD + ".");
    }
    edit.require(in);
  }

  /** Changes the flag of one bill, or refuses it; answers its id. */
  int one(int bill) {
    State state = states(List.of(bill)).getFirst();
    if (!state.refusal(edit).isEmpty()) {
      throw Problem.invalid(in + "flagTypeId", state.refusal(edit));
    }
    apply(List.of(state));
    return states(List.of(bill)).getFirst().flag();
  }

  /** Changes the flags of bills that take it; answers how many. */
  int all(List<Integer> bills) {
    List<State> states =
        states(bills).stream().filter(state -> state.refusal(edit).isEmpty()).toList();
    if (!states.isEmpty()) {
      apply(states);
    }
    return states.size();
  }

  private List<State> states(List<Integer> bills) {
    // Two people may flag a bill at once: the second finds the first one's flag.
    sql.lock(Tables.FLAG, bills);
    return sql.list(
        """
        SELECT b.bill_id, coalesce(f.flag_id, 0), coalesce(f.flag_type_id, 0), coalesce(f.flag_status_id, 0) FROM bill b
        LEFT JOIN flag f ON f.tenant_id = b.tenant_id AND f.bill_id = b.bill_id
        WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills) ORDER BY b.bill_id
        """,
        Map.of("bills", bills),
        row -> new State(row.integer(1), row.integer(2), row.integer(3), row.integer(4)));
  }

  private void apply(List<State> states) {
    requireType(states);
    List<Integer> fresh =
        states.stream().filter(state -> state.flag() == 0).map(State::bill).toList();
    Map<Integer, State> flags = new LinkedHashMap<>();
    states.stream().filter(state -> state.flag() != 0).forEach(s -> flags.put(s.flag(), s));
    Events events = new Events(sql);
    if (!fresh.isEmpty()) {
      int first = create(fresh);
      for (int n = 0; n < fresh.size(); n++) {
        events.add(first + n, FlagAction.FLAGGED, "flagged", edit.comment());
      }
      assign(range(first, fresh.size()));
    }
    if (!flags.isEmpty()) {
      update(List.copyOf(flags.keySet()));
      flags.values().forEach(state -> note(events, state));
      assign(List.copyOf(flags.keySet()));
    }
    events.write();
    if (edit.holds()) {
      FlagBook.setHold(sql, states.stream().map(State::bill).toList(), true);
    } else if (edit.releases() && edit.resolves()) {
      FlagBook.setHold(sql, flags.values().stream().map(State::bill).toList(), false);
    }
  }

  private void requireType(List<State> states) {
    Integer type = edit.flagTypeId();
    if (type != null
        && type == FlagBook.AUDIT_EXCEPTION
        && states.stream().anyMatch(state -> state.type() != FlagBook.AUDIT_EXCEPTION)) {
      throw Problem.invalid(in + "flagTypeId", "is the type that only audits give");
    }
  }

  private static List<Integer> range(int first, int size) {
    List<Integer> range = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      range.add(first + n);
    }
    return range;
  }

  private Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("type", edit.flagTypeId());
    parameters.put("status", edit.flagStatusId());
    parameters.put("cost", Money.cents(edit.costRecovery()));
    parameters.put("user", sql.author().userId());
    parameters.put("now", sql.now());
    return parameters;
  }

  private int create(List<Integer> bills) {
    int first = sql.nextIds(Tables.FLAG, bills.size());
    Map<String, @Nullable Object> parameters = parameters();
    parameters.put("first", first - 1);
    parameters.put("bills", bills);
    sql.execute(
        """
        INSERT INTO flag (tenant_id, flag_id, bill_id, flag_type_id, flag_status_id, cost_recovery, created_by, created_date)
        SELECT :tenant, :first + n.number, n.bill, :type::int, 1, :cost::numeric, :user::int, :now
        FROM unnest(:bills::int[]) WITH ORDINALITY AS n(bill, number)
        """,
        parameters);
    sql.recordCreated(Tables.FLAG, first, first + bills.size() - 1);
    return first;
  }

  private void update(List<Integer> flags) {
    Map<String, @Nullable Object> parameters = parameters();
    parameters.put("flags", flags);
    sql.execute(
        """
        UPDATE flag SET flag_type_id = coalesce(:type::int, flag_type_id), flag_status_id = coalesce(:status::int, flag_status_id),
          cost_recovery = coalesce(:cost::numeric, cost_recovery), modified_by = :user::int, modified_date = :now
        WHERE tenant_id = :tenant AND flag_id = ANY(:flags)
        """,
        parameters);
    if (edit.resolves()) {
      sql.execute(
          "UPDATE flag_issue SET flag_issue_status_id = 2, modified_date = :now WHERE tenant_id = :tenant AND flag_id = ANY(:flags) AND flag_issue_status_id = 1",
          parameters);
    }
    flags.forEach(flag -> sql.recordEdit(Tables.FLAG, flag, logged()));
  }

  private String logged() {
    return "{\"flag_type_id\": %s, \"flag_status_id\": %s, \"cost_recovery\": %s}"
        .formatted(edit.flagTypeId(), edit.flagStatusId(), edit.costRecovery());
  }

  /** One call has up to three outcomes, each of them an event with the comment. */
  private void note(Events events, State state) {
    boolean opened =
        state.status() == FlagBook.RESOLVED
            && Objects.equals(edit.flagStatusId(), FlagBook.UNRESOLVED);
    if (opened) {
      events.add(state.flag(), FlagAction.FLAGGED, "flagged again", edit.comment());
    }
    if (edit.updates() && !opened) {
      events.add(state.flag(), FlagAction.UPDATED, "updated", edit.comment());
    }
    if (edit.assignees() != null) {
      events.add(state.flag(), FlagAction.ASSIGNED, "assigned", edit.comment());
    }
    if (edit.resolves()) {
      events.add(state.flag(), FlagAction.RESOLVED, "resolved", edit.comment());
    }
  }

  private void assign(List<Integer> flags) {
    List<Integer> users = edit.assignees();
    if (users == null) {
      return;
    }
    Map<String, Object> parameters =
        Map.of("flags", flags, "users", users.stream().distinct().toList(), "now", sql.now());
    sql.execute(
        "DELETE FROM flag_assignee WHERE tenant_id = :tenant AND flag_id = ANY(:flags) AND NOT user_id = ANY(:users::int[])",
        parameters);
    sql.execute(
        """
        INSERT INTO flag_assignee (tenant_id, flag_id, user_id)
        SELECT :tenant, f.flag, u.assignee FROM unnest(:flags::int[]) AS f(flag), unnest(:users::int[]) AS u(assignee)
        ON CONFLICT DO NOTHING
        """,
        parameters);
    sql.execute(
        """
        UPDATE flag SET assigned_date = CASE WHEN cardinality(:users::int[]) > 0 THEN :now::timestamptz END
        WHERE tenant_id = :tenant AND flag_id = ANY(:flags)
        """,
        parameters);
  }
}
