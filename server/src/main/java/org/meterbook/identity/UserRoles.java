package org.meterbook.identity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.Uses;
import org.meterbook.store.Row;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Roles: each user has one, which says what the user may do. */
final class UserRoles {
  private static final String READ =
      "Roles (Manage) or UsersAndUserGroups (View) or UsersAndRoles (View)";
  private static final String MANAGE = "Roles (Manage)";
  private static final String ALL =
      """
      SELECT r.user_role_id, r.system_user_role_name, r.description, r.permissions, r.read_only, r.hidden,
        (SELECT count(*) FROM app_user u WHERE u.tenant_id = r.tenant_id AND u.user_role_id = r.user_role_id)
      FROM user_role r WHERE r.tenant_id = :tenant AND (:id::int IS NULL OR r.user_role_id = :id) AND (:hidden OR NOT r.hidden)
      ORDER BY r.user_role_id
      """;

  private UserRoles() {}

  record SystemUserRoleRequest(
      @Required @Length(max = 64) @Meaning("unique name") String systemUserRoleName,
      @Required @Length(max = 1000) @Meaning("what it is for") String description,
      @Meaning(
              "permission to level to true, such as {\"meters\": {\"view\": true}}; what is not named is not granted")
          @Nullable Map<String, Map<String, Boolean>> permissions) {}

  record SystemUserRoleWithHiddenRequest(
      @Meaning("cannot be given to users any more; default false") @Nullable Boolean hidden,
      @Required @Length(max = 64) @Meaning("unique name") String systemUserRoleName,
      @Required @Length(max = 1000) @Meaning("what it is for") String description,
      @Meaning(
              "permission to level to true, such as {\"meters\": {\"view\": true}}; what is not named is not granted")
          @Nullable Map<String, Map<String, Boolean>> permissions) {}

  record HiddenRequest(@Required @Meaning("hides or shows the role") Boolean hidden) {}

  record SystemUserRoleResponse(
      @Meaning("identifier of the role") int systemUserRoleId,
      @Meaning("name") String systemUserRoleName,
      @Meaning("what it is for") String description,
      @Meaning("users who have it") int usersAssignedCount,
      @Meaning("every permission, with its levels")
          Map<String, Map<String, @Nullable Object>> permissions,
      @Meaning("built in: cannot be edited") boolean readOnly,
      @Meaning("cannot be given to users") boolean hidden,
      @Meaning("products it belongs to") List<Object> products) {}

  static void register(Operations operations) {
    operations.compute(
        "GetUserRolesV3",
        "GET",
        "/api/v3/userrole",
        READ,
        SystemUserRoleResponse.class,
        true,
        (call, _) -> list(call, null),
        "Lists roles with their permissions.");
    operations.compute(
        "GetUserRoleV3",
        "GET",
        "/api/v3/userrole/{userRoleId}",
        READ,
        SystemUserRoleResponse.class,
        false,
        (call, _) -> one(call, call.id("userRoleId")),
        "Answers one role.");
    operations.compute(
        "CreateUserRoleV202206",
        "POST",
        "/api/v202206/userrole",
        MANAGE,
        SystemUserRoleWithHiddenRequest.class,
        SystemUserRoleResponse.class,
        (call, request) -> create(call, values(request, Boolean.TRUE.equals(request.hidden()))),
        "Creates a role.");
    operations.compute(
        "CreateUserRoleV3",
        "POST",
        "/api/v3/userrole",
        MANAGE,
        SystemUserRoleRequest.class,
        SystemUserRoleResponse.class,
        (call, request) -> create(call, values(request).with("hidden", false)),
        "Creates a role.");
    operations.deprecated("v202206", "CreateUserRole");
    operations.compute(
        "EditUserRoleV202206",
        "PUT",
        "/api/v202206/userrole/{userRoleId}",
        MANAGE,
        SystemUserRoleWithHiddenRequest.class,
        SystemUserRoleResponse.class,
        (call, request) -> edit(call, values(request, Boolean.TRUE.equals(request.hidden()))),
        "Replaces a role.");
    operations.compute(
        "EditUserRoleV3",
        "PUT",
        "/api/v3/userrole/{userRoleId}",
        MANAGE,
        SystemUserRoleRequest.class,
        SystemUserRoleResponse.class,
        (call, request) -> edit(call, values(request)),
        "Replaces a role.");
    operations.deprecated("v202206", "EditUserRole");
    operations.compute(
        "SetUserRoleHiddenV202206",
        "PUT",
        "/api/v202206/userrole/{userRoleId}/hidden",
        MANAGE,
        HiddenRequest.class,
        SystemUserRoleResponse.class,
        UserRoles::hide,
        "Hides or shows a role, built-in ones too.");
    operations.delete(
        "DeleteUserRoleV3",
        "/api/v3/userrole/{userRoleId}",
        MANAGE,
        UserRoles::delete,
        "Deletes a role that no user has.");
  }

  private static List<SystemUserRoleResponse> list(Call call, @Nullable Integer id) {
    Map<String, @Nullable Object> parameters = new java.util.HashMap<>();
    parameters.put("id", id);
    parameters.put("hidden", call.caller().may(MANAGE));
    return call.sql().list(ALL, parameters, UserRoles::response);
  }

  private static SystemUserRoleResponse one(Call call, int id) {
    return list(call, id).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("There is no user role " + id + "."));
  }

  private static SystemUserRoleResponse response(Row row) {
    return new SystemUserRoleResponse(
        row.integer(1),
        row.text(2),
        row.text(3),
        row.integer(7),
        Permissions.shown(Permissions.granted(row.texts(4))),
        row.bool(5),
        row.bool(6),
        List.of());
  }

  private static Values values(SystemUserRoleRequest request) {
    return Values.from(request)
        .with(
            "permissions",
            Permissions.codes(Objects.requireNonNullElse(request.permissions(), Map.of())));
  }

  private static Values values(SystemUserRoleWithHiddenRequest request, boolean hidden) {
    return values(
            new SystemUserRoleRequest(
                request.systemUserRoleName(), request.description(), request.permissions()))
        .with("hidden", hidden);
  }

  private static SystemUserRoleResponse create(Call call, Values values) {
    int id = call.sql().insert(Tables.USER_ROLE, values.with("read_only", false));
    requireWithin(call, id);
    return one(call, id);
  }

  private static SystemUserRoleResponse edit(Call call, Values values) {
    requireEditable(call);
    requireWithin(call, call.id("userRoleId"));
    call.sql().update(Tables.USER_ROLE, call.id("userRoleId"), values);
    requireWithin(call, call.id("userRoleId"));
    return one(call, call.id("userRoleId"));
  }

  private static SystemUserRoleResponse hide(Call call, HiddenRequest request) {
    call.sql()
        .update(
            Tables.USER_ROLE,
            call.id("userRoleId"),
            Values.none().with("hidden", request.hidden()));
    return one(call, call.id("userRoleId"));
  }

  private static void delete(Call call) {
    requireEditable(call);
    Uses.of(call.sql(), call.id("userRoleId"))
        .in("app_user", "user_role_id", "users")
        .in("setting", "default_user_role_id", "system setting that gives it to new users")
        .refuse("userRoleId");
    call.sql().delete(Tables.USER_ROLE, call.id("userRoleId"));
  }

  /**
   * A role is written only by somebody who may do all that it may, or it were a way to every right.
   */
  private static void requireWithin(Call call, int role) {
    boolean within =
        call.sql()
            .first(
                "SELECT r.permissions FROM user_role r WHERE r.tenant_id = :tenant AND r.user_role_id = :id",
                Map.of("id", role),
                row -> Permissions.granted(row.texts(1)))
            .filter(granted -> call.caller().permissions().containsAll(granted))
            .isPresent();
    if (!within) {
      throw Problem.of(
          ErrorCode.FORBIDDEN, "A role that may do more than you may is not yours to write.");
    }
  }

  private static void requireEditable(Call call) {
    if (call.sql()
        .exists(
            "SELECT 1 FROM user_role WHERE tenant_id = :tenant AND user_role_id = :id AND read_only",
            Map.of("id", call.id("userRoleId")))) {
      throw Problem.of(
          ErrorCode.FORBIDDEN,
          "A built-in role cannot be changed or deleted; create one of your own.");
    }
  }
}
