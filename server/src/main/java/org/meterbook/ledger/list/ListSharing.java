package org.meterbook.ledger.list;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.ledger.list.ListAnswers.ListCreateResponse;
import org.meterbook.ledger.list.ListAnswers.ShareResponse;
import org.meterbook.ledger.list.ListAnswers.UserChild;
import org.meterbook.ledger.list.ListAnswers.UserGroupChild;
import org.meterbook.ledger.list.ListRequests.ShareRequest;
import org.meterbook.ledger.list.ListRequests.ToggleVisible;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Who may see a list beside its owner, and who wants to.
 *
 * @param lists the lists
 */
record ListSharing(Lists lists) {
  private static final String PATH = "/api/v3/list/{listId}/";

  void register(Operations operations) {
    operations
        .compute(
            "GetListShareV3",
            "GET",
            PATH + "share",
            "",
            ShareResponse.class,
            false,
            (call, _) -> answer(call, StoredList.ofPath(call)),
            "Says with whom a list is shared.")
        .compute(
            "EditListShareV3",
            "PUT",
            PATH + "share",
            "",
            ShareRequest.class,
            ShareResponse.class,
            ListSharing::share,
            "Shares a list with these, and with nobody else.")
        .compute(
            "EditListShareVisibilityV3",
            "PUT",
            PATH + "visible",
            "",
            ToggleVisible.class,
            ListCreateResponse.class,
            this::show,
            "Says whether the caller wants to see a list; others see it as before.");
  }

  private static ShareResponse share(Call call, ShareRequest request) {
    StoredList list = StoredList.ofPath(call).requireShare(call);
    call.sql()
        .update(
            Tables.DATA_LIST,
            list.id(),
            Values.none()
                .with("shared_with_everyone", request.sharedWithEveryone())
                .with("shared_user_group_ids", request.sharedUserGroupIds()));
    Set<Integer> users = new LinkedHashSet<>(request.sharedUserIds());
    users.remove(list.owner().userId());
    Map<Integer, Integer> known = new LinkedHashMap<>();
    call.sql()
        .list(
            "SELECT s.user_id, s.data_list_user_id FROM data_list_user s WHERE s.tenant_id = :tenant AND s.list_id = :list ORDER BY 1",
            Map.of("list", list.id()),
            row -> Map.entry(row.integer(1), row.integer(2)))
        .forEach(user -> known.put(user.getKey(), user.getValue()));
    known.forEach((user, row) -> {
      boolean wanted = users.remove(user);
      call.sql().update(Tables.DATA_LIST_USER, row, Values.none().with("shared", wanted));
    });
    users.forEach(user -> insert(call, list, user, true, false));
    return answer(call, StoredList.ofPath(call));
  }

  private ListCreateResponse show(Call call, ToggleVisible request) {
    StoredList list = StoredList.ofPath(call);
    Boolean visible = request.visible();
    if (visible != null && visible != list.visible()) {
      int user = call.caller().userId();
      call.sql()
          .first(
              "SELECT s.data_list_user_id FROM data_list_user s WHERE s.tenant_id = :tenant AND s.list_id = :list AND s.user_id = :user",
              Map.of("list", list.id(), "user", user),
              row -> row.integer(1))
          .ifPresentOrElse(
              row ->
                  call.sql()
                      .update(Tables.DATA_LIST_USER, row, Values.none().with("hidden", !visible)),
              () -> insert(call, list, user, false, !visible));
    }
    return lists.answer(call, list.id());
  }

  private static void insert(Call call, StoredList list, int user, boolean shared, boolean hidden) {
    call.sql()
        .insert(
            Tables.DATA_LIST_USER,
            Values.none()
                .with("list_id", list.id())
                .with("user_id", user)
                .with("shared", shared)
                .with("hidden", hidden));
  }

  private static ShareResponse answer(Call call, StoredList list) {
    List<UserChild> users =
        call.sql()
            .list(
                "SELECT u.user_id, u.user_code, u.full_name FROM data_list_user s JOIN app_user u ON u.tenant_id = s.tenant_id AND u.user_id = s.user_id WHERE s.tenant_id = :tenant AND s.list_id = :list AND s.shared ORDER BY 1",
                Map.of("list", list.id()),
                row -> new UserChild(row.integer(1), row.text(2), row.text(3)));
    List<UserGroupChild> groups =
        call.sql()
            .list(
                "SELECT g.user_group_id, g.user_group_name FROM user_group g JOIN data_list l ON l.tenant_id = g.tenant_id"
                    + " AND g.user_group_id = ANY(l.shared_user_group_ids) WHERE g.tenant_id = :tenant AND l.list_id = :list ORDER BY 1",
                Map.of("list", list.id()),
                row -> new UserGroupChild(row.integer(1), row.text(2)));
    return new ShareResponse(list.everyone(), users, groups);
  }
}
