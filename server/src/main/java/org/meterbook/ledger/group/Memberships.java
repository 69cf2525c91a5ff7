package org.meterbook.ledger.group;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.ledger.group.GroupRequests.GroupMemberRequest;
import org.meterbook.ledger.group.GroupRequests.Membership;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Values;

/** Who is in a group, and in which groups something is. */
public final class Memberships {
  private static final String VISIBLE =
      "(EXISTS (SELECT 1 FROM @ m WHERE m.tenant_id = $.tenant_id AND m.@_id = $.@_id [@ m])"
          + " OR coalesce(lower(:alwaysLimitByTopmost), 'false') <> 'true' AND EXISTS (SELECT 1 FROM @_group g"
          + " WHERE g.tenant_id = $.tenant_id AND g.@_group_id = $.@_group_id AND NOT g.limit_members_by_topmost))";
  private static final String HAS_MEMBER =
      "EXISTS (SELECT 1 FROM @_group_member x WHERE x.tenant_id = $.tenant_id AND x.@_group_id = $.@_group_id AND x.@_id = :@Id)";

  private final GroupKind kind;
  private final Members members;

  private Memberships(GroupKind kind, Members members) {
    this.kind = kind;
    this.members = members;
  }

  static <M extends Membership> void register(
      Operations operations,
      GroupKind kind,
      Members members,
      Class<M> membership,
      String group,
      String view) {
    Memberships rules = new Memberships(kind, members);
    GroupShapes shapes = GroupShapes.of(kind);
    String name = kind.name();
    String path = "/api/v3/" + kind.what() + "Group/";
    String named = path + "{" + kind.what() + "GroupId}/member";
    String edit = "BuildingAndMeterGroups (Edit)";
    operations
        .resource(shapes.members())
        .listing(
            "Get" + name + "GroupMembersV3",
            path + group + "/member",
            "GroupsAndBenchmarksModule (View)",
            false,
            kind.text("$.@_group_id = :")
                + group.substring(1, group.length() - 1)
                + " AND "
                + kind.text(VISIBLE),
            "Lists the members of a group.")
        .parameter(
            "alwaysLimitByTopmost",
            FieldType.BOOLEAN,
            "only members below the caller's topmost places, whatever the group says; default false");
    operations
        .resource(shapes.member())
        .write(
            "Update" + name + "GroupMemberV3",
            "PUT",
            named + "/{" + kind.what() + "Id}",
            edit,
            GroupMemberRequest.class,
            rules::update,
            "Says whether a member is shown in the group's charts.");
    operations.compute(
        "IncludeAll" + name + "GroupMemberInChartsV3",
        "POST",
        named + "/includeInCharts",
        edit,
        Void.class,
        false,
        (call, _) -> rules.includeAll(call),
        "Shows all members in the group's charts.");
    operations
        .resource(shapes.brief())
        .listing(
            "Get" + name + "GroupsV3",
            kind.text("/api/v3/@/{@Id}/group"),
            view,
            false,
            kind.text(HAS_MEMBER),
            kind.text("Lists the groups that a @ is in."))
        .writeAll(
            "Edit" + name + "GroupMembershipV3",
            "PUT",
            kind.text("/api/v3/@/{@Id}/group"),
            edit,
            membership,
            rules::replace,
            kind.text("Replaces the manual groups that a @ is in."));
  }

  /** Takes a meter that is about to be deleted out of its groups. */
  public static void leave(Sql sql, Table table, int id) {
    for (GroupKind kind : GroupKind.ALL) {
      if (kind.of().name().equals(table.name())) {
        sql.list(
                kind.text(
                    "SELECT x.@_group_member_id, x.@_group_id FROM @_group_member x WHERE x.tenant_id = :tenant AND x.@_id = :id"),
                Map.of("id", id),
                row -> Map.entry(row.integer(1), row.integer(2)))
            .forEach(member -> {
              sql.delete(kind.member(), member.getKey());
              sql.update(
                  kind.group(), member.getValue(), Values.none().with("last_updated", sql.now()));
            });
      }
    }
  }

  private List<Integer> update(Call call, GroupMemberRequest request) {
    int group = call.id(kind.what() + "GroupId");
    int id = call.id(kind.what() + "Id");
    int member =
        member(call.sql(), group, id)
            .orElseThrow(
                () -> Problem.notFound(kind.name() + " " + id + " is not a member of the group."));
    show(call.sql(), member, request.includeInCharts());
    members.touch(call.sql(), group);
    return List.of(member);
  }

  private Optional<Object> includeAll(Call call) {
    int group = call.id(kind.what() + "GroupId");
    members.lock(call.sql());
    List<Integer> left =
        call.sql()
            .list(
                kind.text(
                    "SELECT x.@_group_member_id FROM @_group_member x WHERE x.tenant_id = :tenant AND x.@_group_id = :group AND NOT x.include_in_charts"),
                Map.of("group", group),
                row -> row.integer(1));
    left.forEach(member -> show(call.sql(), member, true));
    if (!left.isEmpty()) {
      members.touch(call.sql(), group);
    }
    return Optional.empty();
  }

  private List<Integer> replace(Call call, List<? extends Membership> wanted) {
    Sql sql = call.sql();
    int id = call.id(kind.what() + "Id");
    members.lock(sql);
    Map<Integer, Boolean> groups = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      Integer group = wanted.get(i).groupId();
      if (group == null) {
        throw Problem.invalid("[%d].%sGroupId".formatted(i, kind.what()), "is required");
      }
      groups.put(group, !Boolean.FALSE.equals(wanted.get(i).includeInCharts()));
    }
    List<Integer> before = groupsOf(sql, id, " AND g.filters IS NULL");
    for (int group : before) {
      if (!groups.containsKey(group)) {
        sql.delete(kind.member(), member(sql, group, id).orElseThrow());
        members.touch(sql, group);
      }
    }
    // Who reads all groups and sends them back leaves the automatic ones as they are.
    members.automaticGroups(sql).keySet().forEach(groups::remove);
    groups.forEach((group, shown) -> join(sql, group, id, shown));
    return groupsOf(sql, id, "");
  }

  private void join(Sql sql, int group, int id, boolean shown) {
    Optional<Integer> member = member(sql, group, id);
    if (member.isPresent()) {
      show(sql, member.get(), shown);
    } else {
      sql.insert(
          kind.member(),
          Values.none()
              .with(kind.group().key(), group)
              .with(kind.of().key(), id)
              .with("include_in_charts", shown));
    }
    members.touch(sql, group);
  }

  private void show(Sql sql, int member, boolean shown) {
    sql.update(kind.member(), member, Values.none().with("include_in_charts", shown));
  }

  private List<Integer> groupsOf(Sql sql, int id, String where) {
    return sql.list(
        kind.text(
                "SELECT g.@_group_id FROM @_group_member x JOIN @_group g ON g.tenant_id = x.tenant_id AND g.@_group_id = x.@_group_id WHERE x.tenant_id = :tenant AND x.@_id = :id")
            + where
            + " ORDER BY 1",
        Map.of("id", id),
        row -> row.integer(1));
  }

  private Optional<Integer> member(Sql sql, int group, int id) {
    return sql.first(
        kind.text(
            "SELECT x.@_group_member_id FROM @_group_member x WHERE x.tenant_id = :tenant AND x.@_group_id = :group AND x.@_id = :id"),
        Map.of("group", group, "id", id),
        row -> row.integer(1));
  }
}
