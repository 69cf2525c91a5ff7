package org.meterbook.identity;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Groups of users: whom reports and messages go to. */
final class UserGroups {
  private static final String MANAGE = "UsersAndUserGroups (Manage)";
  private static final String GROUP = "/api/v3/userGroup/{userGroupId}";

  /** A group as a user names one. */
  static final Shape CHILD =
      Shape.of("UserGroupChild", Tables.USER_GROUP)
          .integer("userGroupId", "identifier of the group")
          .text("userGroupName", "name of the group")
          .build();

  private static final Shape RESPONSE =
      Shape.of("UserGroupResponse", Tables.USER_GROUP)
          .like(CHILD)
          .text("description", "what it is for")
          .field(
              "memberCount",
              FieldType.INTEGER,
              "(SELECT count(*) FROM user_group_member m WHERE m.tenant_id = $.tenant_id AND m.user_group_id = $.user_group_id)",
              "users in it")
          .field("lastUpdated", FieldType.MOMENT, "when a member was last added or removed")
          .build();

  private static final String MEMBERS =
      "EXISTS (SELECT 1 FROM user_group_member m WHERE m.tenant_id = $.tenant_id AND m.user_id = $.user_id AND m.user_group_id = :userGroupId)";

  private UserGroups() {}

  record UserGroupRequest(
      @Required @Length(max = 64) @Meaning("name, unique") String userGroupName,
      @Length(max = 255) @Meaning("what it is for") @Nullable String description,
      @Refers("app_user") @Meaning("its members; null leaves them, none at all removes them")
          @Nullable List<Integer> members,
      @Meaning("addresses of people who become users with the role Contact, and members")
          @Nullable List<String> newUserEmail) {}

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("userGroupId", "userGroupName", "description", "memberCount", "lastUpdated")
        .page("GetUserGroupsV3", "/api/v3/userGroup", "", "Lists groups of users.")
        .one("GetUserGroupV3", GROUP, "", "Answers one group of users.")
        .create(
            "CreateUserGroupV3",
            "/api/v3/userGroup",
            MANAGE,
            UserGroupRequest.class,
            UserGroups::create,
            "Creates a group of users, and users for new addresses.")
        .edit(
            "EditUserGroupV3",
            GROUP,
            MANAGE,
            UserGroupRequest.class,
            UserGroups::edit,
            "Replaces a group of users; its members stay where none are sent.")
        .delete(
            "DeleteUserGroupV3",
            GROUP,
            MANAGE,
            call -> call.sql().delete(Tables.USER_GROUP, call.id("userGroupId")),
            "Deletes a group of users; the users stay.");
    operations
        .resource(People.CHILD)
        .filters("userId", "userCode", "fullName")
        .listing(
            "GetUserGroupMembersV3",
            GROUP + "/member",
            "UsersAndUserGroups (View)",
            false,
            MEMBERS,
            "Lists the users in a group.");
  }

  private static int create(Call call, UserGroupRequest request) {
    int id =
        call.sql()
            .insert(
                Tables.USER_GROUP,
                Values.from(request, "members", "newUserEmail").with("last_updated", call.now()));
    setMembers(call, id, request, Set.of());
    return id;
  }

  private static void edit(Call call, UserGroupRequest request) {
    int id = call.id("userGroupId");
    call.sql().update(Tables.USER_GROUP, id, Values.from(request, "members", "newUserEmail"));
    setMembers(call, id, request, members(call.sql(), id));
  }

  private static void setMembers(
      Call call, int group, UserGroupRequest request, Set<Integer> before) {
    List<Integer> named = request.members();
    if (named != null) {
      requireShown(call.sql(), named);
    }
    Set<Integer> after = new LinkedHashSet<>(named == null ? before : named);
    List<String> addresses = Objects.requireNonNullElse(request.newUserEmail(), List.of());
    for (int i = 0; i < addresses.size(); i++) {
      after.add(Users.contact(call, addresses.get(i), "newUserEmail[" + i + "]"));
    }
    if (!after.equals(before)) {
      write(call.sql(), group, after);
    }
  }

  /** Whose role is hidden is not to be seen, nor to be written to. */
  private static void requireShown(Sql sql, List<Integer> users) {
    List<Integer> hidden =
        sql.list(
            """
            SELECT u.user_id FROM app_user u JOIN user_role r ON r.tenant_id = u.tenant_id AND r.user_role_id = u.user_role_id
            WHERE u.tenant_id = :tenant AND u.user_id = ANY(:users) AND r.hidden ORDER BY u.user_id
            """,
            Map.of("users", users),
            row -> row.integer(1));
    if (!hidden.isEmpty()) {
      throw Problem.invalid(
          "members", "user " + hidden.getFirst() + " is hidden and cannot be in a group");
    }
  }

  private static Set<Integer> members(Sql sql, int group) {
    return new LinkedHashSet<>(
        sql.list(
            "SELECT user_id FROM user_group_member WHERE tenant_id = :tenant AND user_group_id = :group ORDER BY user_id FOR UPDATE",
            Map.of("group", group),
            row -> row.integer(1)));
  }

  private static void write(Sql sql, int group, Set<Integer> members) {
    Map<String, Object> all = Map.of("group", group, "members", List.copyOf(members));
    sql.execute(
        "DELETE FROM user_group_member m WHERE m.tenant_id = :tenant AND m.user_group_id = :group AND NOT m.user_id = ANY(:members)",
        all);
    sql.execute(
        """
        INSERT INTO user_group_member (tenant_id, user_group_id, user_id) SELECT :tenant, :group, m.id FROM unnest(:members::int[]) AS m(id)
        ON CONFLICT DO NOTHING
        """,
        all);
    sql.update(Tables.USER_GROUP, group, Values.none().with("last_updated", sql.now()));
    sql.recordEdit(Tables.USER_GROUP, group, "{\"members\": " + List.copyOf(members) + "}");
  }

  /** Makes a user a member of just these groups. */
  static void setGroups(Sql sql, int user, List<Integer> groups) {
    Map<String, Object> of = Map.of("user", user);
    Set<Integer> before =
        Set.copyOf(
            sql.list(
                "SELECT user_group_id FROM user_group_member WHERE tenant_id = :tenant AND user_id = :user",
                of,
                row -> row.integer(1)));
    Set<Integer> touched = new LinkedHashSet<>(before);
    touched.addAll(groups);
    for (int group : touched) {
      if (before.contains(group) != groups.contains(group)) {
        Set<Integer> members = members(sql, group);
        if (groups.contains(group)) {
          members.add(user);
        } else {
          members.remove(user);
        }
        write(sql, group, members);
      }
    }
  }
}
