package org.meterbook.ledger.setup;

import org.meterbook.ledger.setup.Sheet.Makes;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;

/** Groups of meters and of places whose members are named by hand. */
final class GroupSheets {
  static final Sheet METER_GROUPS =
      sheet(
          "MeterGroups",
          "meter",
          "Meter",
          Tables.METER,
          Tables.METER_GROUP,
          Tables.METER_GROUP_CATEGORY,
          MeterSheets.CODE);
  static final Sheet PLACE_GROUPS =
      sheet(
          "BuildingGroups",
          "place",
          "Place",
          Tables.PLACE,
          Tables.PLACE_GROUP,
          Tables.PLACE_GROUP_CATEGORY,
          PlaceSheets.CODE);

  private GroupSheets() {}

  private static JsonNode manual(JsonNode current) {
    if (current.path("autoGroup").asBoolean(false)) {
      throw new CellFault(
          "Name", "is an automatic group, whose members its filters find; choose another name");
    }
    return Cell.JSON.nullNode();
  }

  private static Sheet sheet(
      String sheet,
      String what,
      String name,
      Table grouped,
      Table group,
      Table category,
      Lookup members) {
    Part part =
        Part.of(
                what + " group",
                what + "GroupId",
                "Create" + name + "GroupV3",
                "Edit" + name + "GroupV3",
                // The code is made of the name, so the name is what a sheet can know.
                new Part.ByCode("Name", Lookup.of(group, what + "_group_info")),
                Column.of("Code", "", what + "GroupCode", Cell.Plain.TEXT),
                Column.text("Name", what + "GroupInfo"),
                Column.code(
                    "Category",
                    what + "GroupCategoryId",
                    what + "GroupCategory." + what + "GroupCategoryId",
                    Lookup.listed(category, what + "_group_category_code")),
                Column.truth("Only below topmost places", "limitMembersByTopmost"),
                Column.of(
                    "Members", "manualGroupMembers", "setupMembers", new Cell.Several(members)))
            // An edit with members would make a group manual whose members its filters find.
            .hidden(new Hidden("automaticGroupFilters", (_, current) -> manual(current)))
            .related(
                new Part.Related(
                    "setupMembers",
                    grouped,
                    "SELECT x.@_group_id, x.@_id FROM @_group_member x JOIN @ m ON m.tenant_id = x.tenant_id AND m.@_id = x.@_id WHERE x.tenant_id = :tenant AND x.@_group_id = ANY(:ids)"
                        .replace("@", what)));
    return Sheet.of(
        sheet,
        Makes.BY_UPDATE,
        part,
        "GetAll" + name + "GroupsV3",
        "SELECT t.@_group_id FROM @_group t WHERE t.tenant_id = :tenant AND t.filters IS NULL ORDER BY 1"
            .replace("@", what));
  }
}
