package org.meterbook.ledger.setup;

import org.meterbook.ledger.setup.Column.Use;
import org.meterbook.ledger.setup.Sheet.Makes;
import org.meterbook.store.Tables;

/** Users. A password is taken in and never handed out. */
final class UserSheets {
  static final Sheet USERS =
      Sheet.of(
          "Users",
          Makes.BY_CREATE,
          Part.of(
                  "user",
                  "userId",
                  "CreateUserV202306",
                  "EditUserV202306",
                  new Part.ByCode("Code", Lookup.of(Tables.APP_USER, "user_code")),
                  Column.text("Code", "userCode"),
                  Column.text("Name", "fullName"),
                  Column.text("Password", "password").use(Use.SECRET),
                  Column.text("E-mail", "email"),
                  Column.code(
                      "Role",
                      "userRoleId",
                      "userRole.userRoleId",
                      Lookup.of(Tables.USER_ROLE, "system_user_role_name")),
                  Column.of(
                      "Topmost places",
                      "topmostPlaceIds",
                      "place.multiTopmostPlaces.placeId",
                      new Cell.Several(PlaceSheets.CODE)),
                  Column.of(
                      "Topmost cost centers",
                      "topmostCostCenterIds",
                      "costCenter.multiTopmostCostCenters.costCenterId",
                      new Cell.Several(CostCenterSheets.CODE)),
                  Column.of(
                      "Groups",
                      "userGroups",
                      "userGroups.userGroupId",
                      new Cell.Several(Lookup.of(Tables.USER_GROUP, "user_group_name"))),
                  Column.truth("Active", "active"),
                  Column.truth("Signs in by a directory", "activeDirectory"),
                  Column.number("Days until the password expires", "passwordExpirationInterval"),
                  Column.truth("Strong password", "strongPassword"),
                  Column.truth("Must change the password", "forcePasswordChange"),
                  Column.number("Largest bill to approve", "maxApprovalAmount"))
              .hidden(Hidden.fixed("topmostCollectionIds", Cell.JSON.arrayNode().add(1))),
          "GetUsersV3",
          "SELECT t.user_id FROM app_user t WHERE t.tenant_id = :tenant ORDER BY 1");

  private UserSheets() {}
}
