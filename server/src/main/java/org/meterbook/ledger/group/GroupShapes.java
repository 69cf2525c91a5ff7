package org.meterbook.ledger.group;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.store.Table;

/**
 * What groups of one kind look like.
 *
 * @param category a category with its counts
 * @param brief a group, as its members name it
 * @param group a group with its counts
 * @param members the members of a group that the path names, told apart by what they are
 * @param member a member by its own id
 */
record GroupShapes(Shape category, Shape brief, Shape group, Shape members, Shape member) {
  private static final String MEMBERS =
      "SELECT %s FROM @_group_member x JOIN @ m ON m.tenant_id = x.tenant_id AND m.@_id = x.@_id"
          + " WHERE x.tenant_id = $.tenant_id AND x.@_group_id = $.@_group_id";
  private static final String GROUPS =
      "SELECT count(*)::int FROM @_group g WHERE g.tenant_id = $.tenant_id AND g.@_group_category_id = $.@_group_category_id";
  private static final String WITH_VISIBLE =
      " AND EXISTS (SELECT 1 FROM @_group_member x JOIN @ m ON m.tenant_id = x.tenant_id AND m.@_id = x.@_id"
          + " WHERE x.tenant_id = g.tenant_id AND x.@_group_id = g.@_group_id [@ m])";
  private static final String COMMODITY =
      "(SELECT CASE count(DISTINCT c.commodity_code) WHEN 0 THEN '' WHEN 1 THEN min(c.commodity_code) ELSE 'MULTIPLE' END"
          + " FROM meter_group_member x JOIN meter m ON m.tenant_id = x.tenant_id AND m.meter_id = x.meter_id"
          + " JOIN commodity c ON c.tenant_id = m.tenant_id AND c.commodity_id = m.commodity_id"
          + " WHERE x.tenant_id = $.tenant_id AND x.meter_group_id = $.meter_group_id [meter m])";

  static GroupShapes of(GroupKind kind) {
    String group = kind.what() + "Group";
    Shape categoryChild = category(kind, group, "GroupCategoryChild").build();
    Shape category =
        category(kind, group, "CategoryResponse")
            .no("autoGroup", "its groups come with the system")
            .field("numberOfGroups", FieldType.INTEGER, "(" + kind.text(GROUPS) + ")", "its groups")
            .field(
                "numberOfGroupsWithVisibleMembers",
                FieldType.INTEGER,
                "(" + kind.text(GROUPS + WITH_VISIBLE) + ")",
                "its groups with a member that the caller may see")
            .build();
    Shape brief =
        Shape.of(kind.name() + "GroupResponse", kind.group())
            .integer(group + "Id", "identifier of the group")
            .text(group + "Code", "unique code, made of the name")
            .text(group + "Info", "name")
            .one(
                group + "Category",
                categoryChild,
                kind.text("$.@_group_category_id"),
                "its category")
            .field(
                "autoGroup", FieldType.BOOLEAN, "$.filters IS NOT NULL", "filters find its members")
            .field(
                "userDefinedAutoGroup",
                FieldType.BOOLEAN,
                "$.filters IS NOT NULL",
                "somebody set these filters")
            .field("lastUpdated", FieldType.MOMENT, "when its members changed last")
            .build();
    return new GroupShapes(
        category,
        brief,
        group(kind, brief),
        members(kind, kind.member().key(kind.what() + "_id")),
        members(kind, kind.member()));
  }

  private static Shape.Builder category(GroupKind kind, String group, String model) {
    return Shape.of(kind.name() + model, kind.category())
        .integer(group + "CategoryId", "identifier of the category")
        .text(group + "CategoryCode", "code of the category")
        .text(group + "CategoryInfo", "name of the category");
  }

  private static Shape group(GroupKind kind, Shape brief) {
    String count = "(" + kind.text(MEMBERS.formatted("count(*)::int"));
    Shape.Builder shape =
        Shape.of("Group" + kind.name() + "GroupResponse", kind.group())
            .like(brief)
            .field("memberCount", FieldType.INTEGER, count + ")", "its members")
            .field(
                "memberCountWithTopmost",
                FieldType.INTEGER,
                count + kind.text(" [@ m])"),
                "those that the caller may see")
            .bool(
                "limitMembersByTopmost", "shows each reader only what is below his topmost places")
            .field(
                "userDefinedAutoGroupFilters",
                FieldType.OBJECTS,
                "coalesce($.filters, '[]'::jsonb)::text",
                "filters that find its members; none for a manual group");
    return kind == GroupKind.METER
        ? shape
            .field(
                "memberCommodityCode",
                FieldType.TEXT,
                COMMODITY,
                "commodity of the members that the caller may see; MULTIPLE for several, empty for none")
            .build()
        : shape.build();
  }

  /** The row is joined without bounds: which members are shown, the list's condition says. */
  private static Shape members(GroupKind kind, Table table) {
    String what = kind.what();
    return kind.memberFields()
        .apply(
            Shape.of(kind.memberModel(), table)
                .join("row", Table.of(what), kind.text("$.@_id"))
                .integer(what + "Id", "identifier of the " + what)
                .field(what + "Code", FieldType.TEXT, kind.text("$row.@_code"), "its code")
                .field(what + "Info", FieldType.TEXT, kind.text("$row.@_info"), "its name")
                .bool("includeInCharts", "is shown in the group's charts"))
        .build();
  }
}
