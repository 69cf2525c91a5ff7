package org.meterbook.ledger.flag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** Events of flags, collected and written at once. Not thread-safe. */
final class Events {
  private final Sql sql;
  private final List<Integer> flags = new ArrayList<>();
  private final List<Integer> issues = new ArrayList<>();
  private final List<Integer> actions = new ArrayList<>();
  private final List<String> descriptions = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();

  Events(Sql sql) {
    this.sql = sql;
  }

  /** Notes what was done to a flag. */
  void add(int flag, FlagAction action, String description, @Nullable String comment) {
    add(flag, 0, action, description, comment);
  }

  /** Notes what was done to an issue of a flag; 0 for the flag itself. */
  void add(int flag, int issue, FlagAction action, String description, @Nullable String comment) {
    flags.add(flag);
    issues.add(issue);
    actions.add(action.id());
    descriptions.add(description);
    comments.add(comment == null ? "" : comment);
  }

  void write() {
    if (flags.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("first", sql.nextIds(Tables.FLAG_EVENT, flags.size()) - 1);
    parameters.put("flags", flags);
    parameters.put("issues", issues);
    parameters.put("actions", actions);
    parameters.put("descriptions", descriptions);
    parameters.put("comments", comments);
    parameters.put("user", sql.author().userId());
    parameters.put("now", sql.now());
    sql.execute(
        """
        INSERT INTO flag_event (tenant_id, flag_event_id, flag_id, flag_issue_id, flag_action_id, description, comment, created_by, created_date)
        SELECT :tenant, :first + n.number, n.flag, nullif(n.issue, 0), n.action, n.description, nullif(n.comment, ''), :user::int, :now
        FROM unnest(:flags::int[], :issues::int[], :actions::int[], :descriptions::text[], :comments::text[])
          WITH ORDINALITY AS n(flag, issue, action, description, comment, number)
        """,
        parameters);
  }
}
