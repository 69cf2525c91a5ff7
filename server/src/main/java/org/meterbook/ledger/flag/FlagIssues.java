package org.meterbook.ledger.flag;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What people make of single issues; a flag is resolved when all of its issues are. */
final class FlagIssues {
  private FlagIssues() {}

  record FlagIssueEdit(
      @Required @Meaning("the issue") Integer flagIssueId,
      @Defined @OneOf({"1", "2"}) @Meaning("1 unresolved, 2 resolved; null leaves it")
          @Nullable Integer flagIssueStatusId,
      @Defined @Refers("app_user") @Meaning("who is to look at it; null leaves them")
          @Nullable List<Integer> assignees,
      @Defined @Meaning("what is to be said with it") @Nullable String comment) {}

  static void register(Operations operations) {
    operations
        .resource(FlagShapes.ISSUE)
        .writeAll(
            "EditFlagIssuesV202501",
            "PUT",
            "/api/v202501/flag/{entityType}/{entityId}/issue",
            Flags.MANAGE,
            FlagIssueEdit.class,
            FlagIssues::edit,
            "Edits issues of a bill's flag; answers those that were sent.")
        .parameter(
            "flagResolveComment",
            FieldType.TEXT,
            "comment on the flag, where it is resolved by this");
  }

  private static List<Integer> edit(Call call, List<FlagIssueEdit> edits) {
    int bill = Flags.bill(call);
    Sql sql = call.sql();
    sql.lock(Tables.FLAG, List.of(bill));
    Map<Integer, Integer> flags = new HashMap<>();
    sql.list(
        """
        SELECT i.flag_issue_id, i.flag_id FROM flag_issue i JOIN flag f ON f.tenant_id = i.tenant_id AND f.flag_id = i.flag_id
        WHERE i.tenant_id = :tenant AND f.bill_id = :bill
        """,
        Map.of("bill", bill),
        row -> flags.put(row.integer(1), row.integer(2)));
    require(edits, flags.keySet());
    Events events = new Events(sql);
    edits.forEach(edit -> edit(sql, flags.getOrDefault(edit.flagIssueId(), 0), edit, events));
    flags.values().stream()
        .distinct()
        .forEach(
            flag -> settle(sql, flag, events, call.parameter("flagResolveComment").orElse(null)));
    events.write();
    return edits.stream().map(FlagIssueEdit::flagIssueId).toList();
  }

  private static void require(List<FlagIssueEdit> edits, Set<Integer> known) {
    Faults faults = new Faults();
    Set<Integer> seen = new HashSet<>();
    for (int n = 0; n < edits.size(); n++) {
      int issue = edits.get(n).flagIssueId();
      faults
          .when(
              !known.contains(issue),
              "[%d].flagIssueId".formatted(n),
              "the bill's flag has no issue " + issue)
          .when(!seen.add(issue), "[%d].flagIssueId".formatted(n), "is there twice");
    }
    faults.refuse();
  }

  private static void edit(Sql sql, int flag, FlagIssueEdit edit, Events events) {
    Values values = Values.none().with("modified_date", sql.now());
    if (edit.flagIssueStatusId() != null) {
      values.with("flag_issue_status_id", edit.flagIssueStatusId());
    }
    sql.update(Tables.FLAG_ISSUE, edit.flagIssueId(), values);
    List<Integer> users = edit.assignees();
    if (users != null) {
      Map<String, Object> parameters =
          Map.of("issue", edit.flagIssueId(), "users", users.stream().distinct().toList());
      sql.execute(
          "DELETE FROM flag_issue_assignee WHERE tenant_id = :tenant AND flag_issue_id = :issue",
          parameters);
      sql.execute(
          "INSERT INTO flag_issue_assignee (tenant_id, flag_issue_id, user_id) SELECT :tenant, :issue, u.assignee FROM unnest(:users::int[]) AS u(assignee)",
          parameters);
    }
    FlagAction action =
        edit.flagIssueStatusId() == null
            ? users == null ? FlagAction.UPDATED : FlagAction.ASSIGNED
            : edit.flagIssueStatusId() == FlagBook.RESOLVED
                ? FlagAction.RESOLVED
                : FlagAction.REOPENED;
    events.add(flag, edit.flagIssueId(), action, "issue changed", edit.comment());
  }

  /** Gives the flag the status that its issues have together. */
  private static void settle(Sql sql, int flag, Events events, @Nullable String comment) {
    sql.first(
            """
            SELECT f.flag_status_id, CASE WHEN EXISTS (SELECT 1 FROM flag_issue i WHERE i.tenant_id = f.tenant_id AND i.flag_id = f.flag_id
              AND i.flag_issue_status_id = 1) THEN 1 ELSE 2 END FROM flag f WHERE f.tenant_id = :tenant AND f.flag_id = :flag
            """,
            Map.of("flag", flag),
            row -> Map.entry(row.integer(1), row.integer(2)))
        .filter(states -> !states.getKey().equals(states.getValue()))
        .ifPresent(states -> {
          int status = states.getValue();
          sql.update(
              Tables.FLAG,
              flag,
              Values.none()
                  .with("flag_status_id", status)
                  .with("modified_by", sql.author().userId())
                  .with("modified_date", sql.now()));
          boolean resolved = status == FlagBook.RESOLVED;
          events.add(
              flag,
              resolved ? FlagAction.RESOLVED : FlagAction.REOPENED,
              resolved ? "all of its issues are resolved" : "an issue is not resolved",
              resolved ? comment : null);
        });
  }
}
