package org.meterbook.identity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Permission;
import org.meterbook.api.Problem;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.ledger.Tree;
import org.meterbook.ledger.costcenter.CostCenterShapes;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.ledger.setting.Settings;
import org.meterbook.mail.MailAddresses;
import org.meterbook.store.Database;
import org.meterbook.store.Dimension;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Users: people and scripts that sign in, each with a role and topmost nodes. */
public final class Users {
  private static final int ADMINISTRATOR = 1;
  private static final int CONTACT = 6;
  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_CODE = 65;
  private static final String MANAGE = "UsersAndUserGroups (Manage) or UsersAndRoles (Manage)";
  private static final List<String> SEEN_BY_ALL =
      List.of("userId", "userCode", "fullName", "active");

  private static final Shape TOPMOST_PLACE =
      Shape.of("TopmostPlace", Tables.APP_USER)
          .join(
              "topmostPlace",
              Tables.PLACE,
              "(SELECT min(x.place_id) FROM user_topmost_place x WHERE x.tenant_id = $.tenant_id AND x.user_id = $.user_id)")
          .field(
              "isMultiTopmostPlace",
              FieldType.BOOLEAN,
              "(SELECT count(*) > 1 FROM user_topmost_place x WHERE x.tenant_id = $.tenant_id AND x.user_id = $.user_id)",
              "has more than one")
          .linked(
              "multiTopmostPlaces",
              PlaceShapes.CHILD,
              Tables.USER_TOPMOST_PLACE,
              "$.place_id",
              "all of them")
          .one("placeType", PlaceShapes.TYPE, "$topmostPlace.place_type_id", "kind of the first")
          .field("placeId", FieldType.INTEGER, "$topmostPlace.place_id", "identifier of the first")
          .field("placeCode", FieldType.TEXT, "$topmostPlace.place_code", "code of the first")
          .field("placeInfo", FieldType.TEXT, "$topmostPlace.place_info", "name of the first")
          .build();

  private static final Shape TOPMOST_COST_CENTER =
      Shape.of("TopmostCostCenter", Tables.APP_USER)
          .join(
              "topmostCostCenter",
              Tables.COST_CENTER,
              "(SELECT min(x.cost_center_id) FROM user_topmost_cost_center x WHERE x.tenant_id = $.tenant_id AND x.user_id = $.user_id)")
          .field(
              "isMultiTopmostCostCenter",
              FieldType.BOOLEAN,
              "(SELECT count(*) > 1 FROM user_topmost_cost_center x WHERE x.tenant_id = $.tenant_id AND x.user_id = $.user_id)",
              "has more than one")
          .linked(
              "multiTopmostCostCenters",
              CostCenterShapes.CHILD,
              Tables.USER_TOPMOST_COST_CENTER,
              "$.cost_center_id",
              "all of them")
          .field(
              "costCenterId",
              FieldType.INTEGER,
              "$topmostCostCenter.cost_center_id",
              "identifier of the first")
          .field(
              "costCenterCode",
              FieldType.TEXT,
              "$topmostCostCenter.cost_center_code",
              "code of the first")
          .field(
              "costCenterInfo",
              FieldType.TEXT,
              "$topmostCostCenter.cost_center_info",
              "name of the first")
          .build();

  private static final Shape RESPONSE =
      Shape.of("UserResponse", Tables.APP_USER)
          .integer("userId", "identifier of the user")
          .text("userCode", "sign-in name")
          .text("fullName", "full name")
          .one("userRole", People.ROLE, "$.user_role_id", "what the user may do")
          .group("costCenter", TOPMOST_COST_CENTER, "cost centers that bound the user")
          .group("place", TOPMOST_PLACE, "places that bound the user")
          .absent("collection", FieldType.OBJECT, "collections that bound the user")
          .bool("activeDirectory", "signs in by a directory")
          .bool("active", "may sign in")
          .text("email", "e-mail address")
          .integer("passwordExpirationInterval", "days until the password expires; 0 never")
          .bool("strongPassword", "must have a strong password")
          .bool("forcePasswordChange", "is to change the password")
          .integer(
              "maxApprovalAmount",
              "largest bill the user may approve, in dollars; null without limit")
          .field("lastLogin", FieldType.MOMENT, "last time of signing in")
          .absent("reportGroup", FieldType.OBJECT, "group of the user's reports")
          .absent("externalUserId", FieldType.TEXT, "identifier of a federated identity")
          .linked(
              "userGroups",
              UserGroups.CHILD,
              Tables.USER_GROUP_MEMBER,
              "$.user_group_id",
              "groups the user is in")
          .build();

  private static final String IN_GROUP =
      "EXISTS (SELECT 1 FROM user_group_member g WHERE g.tenant_id = $.tenant_id AND g.user_id = $.user_id AND {g.user_group_id})";
  private static final String CAN_MANAGE_FLAGS =
      "{EXISTS (SELECT 1 FROM user_role r WHERE r.tenant_id = $.tenant_id AND r.user_role_id = $.user_role_id"
          + " AND r.permissions && ARRAY['*', 'FlaggedItems.Manage'])}";

  private Users() {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("active", "email", "fullName", "lastLogin")
        .filter("systemUserCode", "userCode")
        .filter("systemUserID", "userId")
        .filter("systemUserRoleName", "userRole.userRoleInfo")
        .filter("placeCode", "place.placeCode")
        .filter("placeInfo", "place.placeInfo")
        .filter("costCenterCode", "costCenter.costCenterCode")
        .filter("costCenterInfo", "costCenter.costCenterInfo")
        .filter("userGroupID", FieldType.INTEGER, IN_GROUP, "is a member of this group")
        .filter("canManageFlags", FieldType.BOOLEAN, CAN_MANAGE_FLAGS, "has the right to flags")
        .reduced(
            "GetUsersV3",
            "/api/v3/user",
            false,
            "UsersAndUserGroups (View)",
            SEEN_BY_ALL,
            "Lists users; without UsersAndUserGroups (View) only their names.")
        .reduced(
            "GetUsersPaginatedV202512",
            "/api/v202512/user/paginated",
            true,
            "UsersAndUserGroups (View)",
            SEEN_BY_ALL,
            "Lists users in pages; without UsersAndUserGroups (View) only their names.")
        .one(
            "GetUserV3",
            "/api/v3/user/{userId}",
            "UsersAndUserGroups (View) or UsersAndRoles (View)",
            "Answers one user.")
        .create(
            "CreateUserV202406",
            "/api/v202406/user",
            MANAGE,
            UserRequests.CreateV202406.class,
            (call, request) -> create(call, request.user()),
            "Creates a user.")
        .create(
            "CreateUserV202306",
            "/api/v202306/user",
            MANAGE,
            UserRequests.UserCreateRequest.class,
            Users::create,
            "Creates a user.")
        .deprecated("v202406", "CreateUser")
        .create(
            "CreateUserV3",
            "/api/v3/user",
            MANAGE,
            UserRequests.CreateV3.class,
            (call, request) -> create(call, request.user()),
            "Creates a user.")
        .deprecated("v202406", "CreateUser")
        .edit(
            "EditUserV202406",
            "/api/v202406/user/{userId}",
            MANAGE,
            UserRequests.EditV202406.class,
            (call, request) -> edit(call, request.user()),
            "Replaces a user; an empty password stays.")
        .edit(
            "EditUserV202306",
            "/api/v202306/user/{userId}",
            MANAGE,
            UserRequests.UserEditRequest.class,
            Users::edit,
            "Replaces a user; an empty password stays.")
        .edit(
            "EditSystemUsersRoleV202206",
            "/api/v202206/systemUser/{userId}/role",
            MANAGE,
            UserRequests.UserRoleRequest.class,
            Users::changeRole,
            "Gives a user another role.");
  }

  /** Makes a user with every permission over everything; for the command line. */
  public static int createAdministrator(
      Database database, long tenant, String userCode, String fullName, String password) {
    return create(database, tenant, userCode, fullName, password, ADMINISTRATOR);
  }

  /** Makes a user bounded by nothing, with a role; for the command line. */
  public static int create(
      Database database, long tenant, String userCode, String fullName, String password, int role) {
    return database.write(
        tenant,
        Scope.UNBOUNDED,
        null,
        sql -> {
          Values values = values(userCode, fullName, role);
          return insert(sql, values, password, List.of(Tree.ROOT), List.of(Tree.ROOT));
        });
  }

  private static Values values(String userCode, String fullName, int role) {
    return Values.none()
        .with("user_code", userCode)
        .with("full_name", fullName)
        .with("email", null)
        .with("user_role_id", role)
        .with("active", true)
        .with("active_directory", false)
        .with("password_expiration_interval", 0)
        .with("strong_password", false)
        .with("force_password_change", false)
        .with("max_approval_amount", null);
  }

  private static int create(Call call, UserRequests.UserCreateRequest request) {
    if (request.strongPassword()) {
      Passwords.requireStrong(request.password());
    }
    requireGivable(call, request.userRoleId());
    UserRequests.requireKnown(request.topmostCollectionIds(), request.reportGroupId());
    Values values =
        Values.from(request, UserRequests.NOT_STORED)
            .with("active", !Boolean.FALSE.equals(request.active()))
            .with("active_directory", Boolean.TRUE.equals(request.activeDirectory()));
    int id =
        insert(
            call.sql(),
            values,
            request.password(),
            request.topmostPlaceIds(),
            request.topmostCostCenterIds());
    UserGroups.setGroups(
        call.sql(), id, Objects.requireNonNullElse(request.userGroups(), List.of()));
    return id;
  }

  /**
   * Makes a user of an address: somebody who is told things, and cannot sign in before an
   * administrator has set a password.
   */
  static int contact(Call call, String address, String field) {
    if (!MailAddresses.isAddress(address)) {
      throw Problem.invalid(field, "must be an e-mail address, not '" + address + "'");
    }
    if (address.length() > LONGEST_CODE) {
      throw Problem.invalid(
          field,
          "is the user's sign-in name too, and so has at most " + LONGEST_CODE + " characters");
    }
    if (call.sql()
        .exists(
            "SELECT 1 FROM app_user u WHERE u.tenant_id = :tenant AND (lower(u.email) = lower(:address) OR lower(u.user_code) = lower(:address))",
            Map.of("address", address))) {
      throw Problem.invalid(field, "a user has the address " + address + " already");
    }
    requireGivable(call, CONTACT);
    Values values =
        values(address, address.substring(0, Math.min(address.length(), LONGEST_NAME)), CONTACT)
            .with("email", address);
    Settings.Known settings = Settings.of(call.sql());
    return insertHashed(
        call.sql(),
        values,
        Passwords.unguessable(),
        List.of(settings.topmostPlace().orElse(Tree.ROOT)),
        List.of(settings.topmostCostCenter().orElse(Tree.ROOT)));
  }

  private static int insert(
      Sql sql, Values values, String password, List<Integer> places, List<Integer> costCenters) {
    return insertHashed(sql, values, Passwords.hash(password), places, costCenters);
  }

  private static int insertHashed(
      Sql sql, Values values, String hash, List<Integer> places, List<Integer> costCenters) {
    Settings.of(sql)
        .dateFormat()
        .ifPresent(format ->
            values.with("preference", new Sql.Json("{\"dateFormat\": \"" + format + "\"}")));
    int id =
        sql.insert(
            Tables.APP_USER,
            values.with("password_hash", hash).with("password_changed_date", sql.now()));
    bound(sql, id, Tables.USER_TOPMOST_PLACE, "place_id", places);
    bound(sql, id, Tables.USER_TOPMOST_COST_CENTER, "cost_center_id", costCenters);
    sql.execute(
        """
        INSERT INTO notification_option (tenant_id, user_id, notification_type_id, option)
        SELECT o.tenant_id, :user, o.notification_type_id, o.option FROM notification_option o WHERE o.tenant_id = :tenant AND o.user_id = 0
        """,
        Map.of("user", id));
    return id;
  }

  private static void bound(Sql sql, int user, Table link, String column, List<Integer> ids) {
    sql.execute(
        "DELETE FROM %s t WHERE t.tenant_id = :tenant AND t.user_id = :user".formatted(link.name()),
        Map.of("user", user));
    for (int id : Set.copyOf(ids)) {
      sql.execute(
          "INSERT INTO %s (tenant_id, user_id, %s) VALUES (:tenant, :user, :id)"
              .formatted(link.name(), column),
          Map.of("user", user, "id", id));
    }
  }

  private static void edit(Call call, UserRequests.UserEditRequest request) {
    int id = call.id("userId");
    requireWithin(call, id);
    requireGivable(call, request.userRoleId());
    UserRequests.requireKnown(request.topmostCollectionIds(), request.reportGroupId());
    Values values = Values.from(request, UserRequests.NOT_STORED);
    String password = request.password();
    if (password != null && !password.isEmpty()) {
      if (request.strongPassword()) {
        Passwords.requireStrong(password);
      }
      values
          .with("password_hash", Passwords.hash(password))
          .with("password_changed_date", call.now());
      call.sql()
          .execute(
              "DELETE FROM login_token WHERE tenant_id = :tenant AND user_id = :user",
              Map.of("user", id));
    }
    call.sql().update(Tables.APP_USER, id, values);
    bound(call.sql(), id, Tables.USER_TOPMOST_PLACE, "place_id", request.topmostPlaceIds());
    bound(
        call.sql(),
        id,
        Tables.USER_TOPMOST_COST_CENTER,
        "cost_center_id",
        request.topmostCostCenterIds());
    List<Integer> groups = request.userGroups();
    if (groups != null) {
      UserGroups.setGroups(call.sql(), id, groups);
    }
  }

  private static void changeRole(Call call, UserRequests.UserRoleRequest request) {
    requireWithin(call, call.id("userId"));
    requireGivable(call, request.userRoleId());
    call.sql()
        .update(
            Tables.APP_USER,
            call.id("userId"),
            Values.none().with("user_role_id", request.userRoleId()));
  }

  /** Nobody changes another user who may do more, or sees more, than they. */
  private static void requireWithin(Call call, int user) {
    if (user != call.caller().userId()
        && (!call.caller().permissions().containsAll(permissions(call.sql(), user))
            || isBeyond(call, user, Dimension.PLACE, "user_topmost_place", "place_id")
            || isBeyond(
                call, user, Dimension.COST_CENTER, "user_topmost_cost_center", "cost_center_id"))) {
      throw Problem.of(
          ErrorCode.FORBIDDEN,
          "User "
              + user
              + " may do more than you may, or has topmost nodes outside of yours; only a user who has all of it can change that one.");
    }
  }

  private static Set<Permission> permissions(Sql sql, int user) {
    return sql.first(
            """
            SELECT r.permissions FROM app_user u JOIN user_role r ON r.tenant_id = u.tenant_id AND r.user_role_id = u.user_role_id
            WHERE u.tenant_id = :tenant AND u.user_id = :user
            """,
            Map.of("user", user),
            row -> Permissions.granted(row.texts(1)))
        .orElseThrow();
  }

  private static boolean isBeyond(
      Call call, int user, Dimension dimension, String link, String column) {
    Scope.Part part = call.caller().scope().bounds().get(dimension);
    return part != null
        && call.sql()
            .exists(
                "SELECT 1 FROM %s t WHERE t.tenant_id = :tenant AND t.user_id = :user AND NOT t.%s = ANY(:within)"
                    .formatted(link, column),
                Map.of("user", user, "within", part.within()));
  }

  /** A hidden role is given to nobody, and nobody gives more than they have. */
  private static void requireGivable(Call call, @Nullable Integer role) {
    Optional<List<String>> permissions =
        call.sql()
            .first(
                "SELECT permissions FROM user_role WHERE tenant_id = :tenant AND user_role_id = :role AND NOT hidden",
                java.util.Collections.singletonMap("role", role),
                row -> row.texts(1));
    if (permissions.isEmpty()) {
      throw Problem.invalid("userRoleId", "there is no role " + role + " that may be given");
    }
    if (!call.caller().permissions().containsAll(Permissions.granted(permissions.get()))) {
      throw Problem.invalid(
          "userRoleId",
          "role "
              + role
              + " may do more than you may; only a user who may do all of it can give it");
    }
  }
}
