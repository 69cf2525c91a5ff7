package org.meterbook.ledger.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.ledger.MadeCodes;
import org.meterbook.ledger.Uses;
import org.meterbook.ledger.datafield.DataField;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.datafield.FilterEdit;
import org.meterbook.ledger.datafield.FilterResponse;
import org.meterbook.ledger.group.GroupRequests.CategoryRequest;
import org.meterbook.ledger.group.GroupRequests.GroupRequest;
import org.meterbook.store.Values;

/** Groups of meters and of places, with their categories: one rule for both. */
public final class Groups {
  private static final String VIEW = "GroupsAndBenchmarksModule (View)";
  private static final String CREATE = "BuildingAndMeterGroups (Create)";
  private static final String EDIT = "BuildingAndMeterGroups (Edit)";
  private static final String DELETE = "BuildingAndMeterGroups (Delete)";

  private static final int LONGEST_CODE = 32;

  private final GroupKind kind;
  private final Members members;
  private final MadeCodes codes;

  private Groups(GroupKind kind, DataFields fields) {
    this.kind = kind;
    this.members = new Members(kind, fields);
    this.codes = new MadeCodes(kind.group(), kind.text("@_group_code"), LONGEST_CODE);
  }

  public static void register(Operations operations, DataFields fields) {
    operations
        .variable("/meterGroup/", "groupId", GroupKind.METER.group())
        .variable("/meterGroup/category/", "categoryId", GroupKind.METER.category())
        .variable("/placeGroup/category/", "categoryId", GroupKind.PLACE.category());
    Groups meters = new Groups(GroupKind.METER, fields);
    meters.register(
        operations,
        GroupRequests.MeterGroupRequest.class,
        GroupRequests.MeterCategoryRequest.class,
        EDIT);
    Memberships.register(
        operations,
        GroupKind.METER,
        meters.members,
        GroupRequests.MeterGroupMember.class,
        "{groupId}",
        "Meters (View)");
    Groups places = new Groups(GroupKind.PLACE, fields);
    // The reference asks for Create on an edit of a group of places.
    places.register(
        operations,
        GroupRequests.PlaceGroupRequest.class,
        GroupRequests.PlaceCategoryRequest.class,
        EDIT + " or " + CREATE);
    Memberships.register(
        operations,
        GroupKind.PLACE,
        places.members,
        GroupRequests.PlaceGroupMember.class,
        "{placeGroupId}",
        "BuildingsAndOrganizations (View)");
  }

  private <G extends GroupRequest, C extends CategoryRequest> void register(
      Operations operations, Class<G> request, Class<C> category, String edit) {
    String name = kind.name();
    String what = kind.what();
    String path = "/api/v3/" + what + "Group";
    String one = path + "/{" + what + "GroupId}";
    GroupShapes shapes = GroupShapes.of(kind);
    operations
        .compute(
            "GetUserDefinedAuto" + name + "GroupFiltersV3",
            "GET",
            path + "/filters",
            VIEW,
            FilterResponse.class,
            true,
            (_, _) -> members.filters().fields().stream().map(DataField::offered).toList(),
            "Lists the fields that may make an automatic group.")
        .compute(
            "RecalculateAllUser" + name + "AutoGroupsMembershipV3",
            "POST",
            path + "/updateUserAutoGroups",
            EDIT,
            Void.class,
            false,
            (call, _) -> refreshAll(call),
            "Finds the members of all automatic groups anew.");
    operations
        .resource(shapes.category())
        .list(
            "Get" + name + "CategoriesV3",
            path + "/category",
            VIEW,
            "Lists the categories of groups.")
        .one(
            "Get" + name + "CategoryV3",
            path + "/category/{categoryId}",
            VIEW,
            "Answers one category of groups.")
        .create(
            "Create" + name + "CategoryV3",
            path + "/category",
            CREATE,
            category,
            (call, body) -> call.sql().insert(kind.category(), values(body)),
            "Creates a category of groups.")
        .edit(
            "Edit" + name + "CategoryV3",
            path + "/category/{categoryId}",
            EDIT,
            category,
            (call, body) -> call.sql().update(kind.category(), call.id("categoryId"), values(body)),
            "Replaces a category of groups.")
        .delete(
            "Delete" + name + "CategoryV3",
            path + "/category/{categoryId}",
            DELETE,
            this::deleteCategory,
            "Deletes a category that has no groups.");
    operations
        .resource(shapes.group())
        .filters("autoGroup", what + "GroupId", what + "GroupCode", what + "GroupInfo")
        .filter(what + "GroupCategoryId", what + "GroupCategory." + what + "GroupCategoryId")
        .filter(what + "GroupCategoryCode", what + "GroupCategory." + what + "GroupCategoryCode")
        .filter(what + "GroupCategoryInfo", what + "GroupCategory." + what + "GroupCategoryInfo")
        .list("GetAll" + name + "GroupsV3", path, VIEW, "Lists groups.")
        .one("Get" + name + "GroupV3", one, VIEW, "Answers one group.")
        .create(
            "Create" + name + "GroupV3", path, CREATE, request, this::create, "Creates a group.")
        .edit(
            "Edit" + name + "GroupV3",
            one,
            edit,
            request,
            this::edit,
            "Replaces a group and its members.")
        .delete(
            "Delete" + name + "GroupV3",
            one,
            DELETE,
            this::delete,
            "Deletes a group; its members stay where they are.")
        .act(
            "RecalculateUser" + name + "AutoGroupMemebershipV3",
            "POST",
            one + "/updateUserAutoGroup",
            EDIT,
            this::refresh,
            "Finds the members of an automatic group anew.");
  }

  // Rules
  // ---------------------------------------------------------------------------------------------------------------------

  private int create(Call call, GroupRequest request) {
    requireOneWay(call, request);
    members.lock(call.sql());
    int id =
        call.sql()
            .insert(
                kind.group(),
                values(request)
                    .with(codes.column(), codes.of(call.sql(), request.info(), 0))
                    .with("last_updated", call.now()));
    setMembers(call, id, request);
    return id;
  }

  private void edit(Call call, GroupRequest request) {
    requireOneWay(call, request);
    members.lock(call.sql());
    int id = call.id(kind.what() + "GroupId");
    call.sql().update(kind.group(), id, values(request));
    setMembers(call, id, request);
  }

  private void delete(Call call) {
    int id = call.id(kind.what() + "GroupId");
    members.lock(call.sql());
    members.replace(call.sql(), id, List.of());
    call.sql().delete(kind.group(), id);
  }

  private void deleteCategory(Call call) {
    int id = call.id("categoryId");
    Uses.of(call.sql(), id)
        .in(kind.group().name(), kind.category().key(), "groups")
        .refuse("categoryId");
    call.sql().delete(kind.category(), id);
  }

  private List<Integer> refresh(Call call) {
    int id = call.id(kind.what() + "GroupId");
    members.lock(call.sql());
    if (!members.find(call.sql(), id)) {
      throw Problem.invalid(
          kind.what() + "GroupId", "is a manual group: nothing finds its members");
    }
    return List.of(id);
  }

  private Optional<Object> refreshAll(Call call) {
    members.lock(call.sql());
    members.findAll(call.sql());
    return Optional.empty();
  }

  private static void requireOneWay(Call call, GroupRequest request) {
    if (request.automaticGroupFilters() == null && request.manualGroupMembers() == null) {
      throw Problem.invalid(
          "manualGroupMembers", "or automaticGroupFilters is required; [] makes an empty group");
    }
    // Else a filter that all fulfil would show a bounded user what lies outside.
    if (!request.limitMembersByTopmost() && !call.caller().scope().bounded().isEmpty()) {
      throw Problem.of(
          ErrorCode.FORBIDDEN,
          "Only a user without topmost nodes may let a group show members outside of those of its readers: limitMembersByTopmost must be true.");
    }
  }

  private void setMembers(Call call, int id, GroupRequest request) {
    List<Integer> wanted = request.manualGroupMembers();
    if (wanted == null) {
      boolean _ = members.find(call.sql(), id);
      return;
    }
    List<Integer> all = new ArrayList<>(wanted);
    // Whoever may not see a member cannot mean to take it out.
    all.addAll(
        call.sql()
            .list(
                kind.text(
                        "SELECT x.@_id FROM @_group_member x WHERE x.tenant_id = :tenant AND x.@_group_id = :group AND NOT EXISTS (SELECT 1 FROM @ m WHERE m.tenant_id = x.tenant_id AND m.@_id = x.@_id")
                    + call.within(kind.of(), "m")
                    + ")",
                Map.of("group", id),
                row -> row.integer(1)));
    members.replace(call.sql(), id, all);
  }

  private Values values(GroupRequest request) {
    List<FilterEdit> filters = request.automaticGroupFilters();
    return Values.none()
        .with(kind.text("@_group_info"), request.info())
        .with(kind.category().key(), request.categoryId())
        .with("limit_members_by_topmost", request.limitMembersByTopmost())
        .with("filters", filters == null ? null : members.store(filters));
  }

  private Values values(CategoryRequest request) {
    return Values.none()
        .with(kind.text("@_group_category_code"), request.code())
        .with(kind.text("@_group_category_info"), request.info());
  }
}
