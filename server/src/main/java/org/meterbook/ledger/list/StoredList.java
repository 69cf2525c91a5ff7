package org.meterbook.ledger.list;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Problem;
import org.meterbook.ledger.list.ListAnswers.UserChild;

/**
 * A list as it is stored, seen by a caller.
 *
 * @param id its identifier
 * @param kind its kind
 * @param info its name
 * @param description notes
 * @param owner whose it is
 * @param everyone is shared with every user
 * @param shared is shared with somebody
 * @param visible the caller wants to see it
 * @param columns its columns; empty for the usual ones
 * @param filters its filters
 */
record StoredList(
    int id,
    int kind,
    String info,
    @Nullable String description,
    UserChild owner,
    boolean everyone,
    boolean shared,
    boolean visible,
    String columns,
    String filters) {
  private static final String ADMINISTER = "BillListAdministrator (Manage)";
  private static final String SEE_SHARED = "SharedBillLists (View)";
  private static final String EDIT_SHARED = "SharedBillLists (Edit)";
  private static final String SHARE = "SharedBillLists (Create)";

  private static final String TEXT =
      """
      SELECT l.list_id, l.list_type_id, l.list_info, l.list_description, u.user_id, u.user_code, u.full_name, l.shared_with_everyone,
        l.shared_with_everyone OR EXISTS (SELECT 1 FROM data_list_user s WHERE s.tenant_id = l.tenant_id AND s.list_id = l.list_id AND s.shared)
          OR EXISTS (SELECT 1 FROM user_group g WHERE g.tenant_id = l.tenant_id AND g.user_group_id = ANY(l.shared_user_group_ids)),
        NOT coalesce(me.hidden, false), coalesce(l.columns::text, ''), l.filters::text
      FROM data_list l JOIN app_user u ON u.tenant_id = l.tenant_id AND u.user_id = l.user_id
      LEFT JOIN data_list_user me ON me.tenant_id = l.tenant_id AND me.list_id = l.list_id AND me.user_id = :user
      WHERE l.tenant_id = :tenant AND (l.user_id = :user OR :administers AND NOT l.on_the_fly
        OR :seesShared AND (l.shared_with_everyone OR coalesce(me.shared, false) OR EXISTS (SELECT 1 FROM user_group_member g
          WHERE g.tenant_id = l.tenant_id AND g.user_id = :user AND g.user_group_id = ANY(l.shared_user_group_ids)))) AND %s ORDER BY l.list_id
      """;

  /** The list that the path names, if the caller may see it. */
  static StoredList ofPath(Call call) {
    int id = call.id("listId");
    return some(call, "l.list_id = :id", Map.of("id", id)).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("There is no data list " + id + "."));
  }

  /** The lists that the caller may see; of one kind, or of all for 0. */
  static List<StoredList> all(Call call, int kind) {
    return some(
        call, "NOT l.on_the_fly AND (:kind = 0 OR l.list_type_id = :kind)", Map.of("kind", kind));
  }

  /** The caller's own list of a kind for filters that are not stored. */
  static java.util.Optional<StoredList> onTheFly(Call call, int kind) {
    return some(
            call,
            "l.on_the_fly AND l.user_id = :user AND l.list_type_id = :kind",
            Map.of("kind", kind))
        .stream()
        .findFirst();
  }

  private static List<StoredList> some(Call call, String where, Map<String, ?> more) {
    Map<String, @Nullable Object> parameters = new HashMap<>(more);
    parameters.put("user", call.caller().userId());
    parameters.put("administers", call.caller().may(ADMINISTER));
    parameters.put("seesShared", call.caller().may(SEE_SHARED));
    return call.sql()
        .list(
            TEXT.formatted(where),
            parameters,
            row ->
                new StoredList(
                    row.integer(1),
                    row.integer(2),
                    row.text(3),
                    row.textOrNull(4),
                    new UserChild(row.integer(5), row.text(6), row.text(7)),
                    row.bool(8),
                    row.bool(9),
                    row.bool(10),
                    row.text(11),
                    row.text(12)));
  }

  /** Refuses a caller who may see the list but not change it. */
  StoredList requireEdit(Call call) {
    if (!isOwn(call) && !call.caller().may(ADMINISTER) && !call.caller().may(EDIT_SHARED)) {
      throw Problem.of(
          ErrorCode.FORBIDDEN, "To change a list of somebody else asks for " + EDIT_SHARED + ".");
    }
    return this;
  }

  /** Refuses a caller to whom the list does not belong. */
  StoredList requireOwn(Call call) {
    if (!isOwn(call) && !call.caller().may(ADMINISTER)) {
      throw Problem.of(
          ErrorCode.FORBIDDEN, "Only its owner or an administrator of lists may do that.");
    }
    return this;
  }

  /** Refuses a caller who may not share it. */
  StoredList requireShare(Call call) {
    requireOwn(call);
    if (!call.caller().may(SHARE) && !call.caller().may(ADMINISTER)) {
      throw Problem.of(ErrorCode.FORBIDDEN, "To share a list asks for " + SHARE + ".");
    }
    return this;
  }

  private boolean isOwn(Call call) {
    return owner.userId() == call.caller().userId();
  }
}
