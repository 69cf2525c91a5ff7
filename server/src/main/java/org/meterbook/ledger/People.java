package org.meterbook.ledger;

import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** A user as other things name one. */
public final class People {
  public static final Shape CHILD =
      Shape.of("UserChild", Tables.APP_USER)
          .integer("userId", "identifier of the user")
          .text("userCode", "sign-in name")
          .text("fullName", "full name")
          .build();

  /** A role as other things name one. */
  public static final Shape ROLE =
      Shape.of("SystemUserRoleChild", Tables.USER_ROLE)
          .integer("userRoleId", "identifier of the role")
          .field(
              "userRoleInfo",
              org.meterbook.api.FieldType.TEXT,
              "$.system_user_role_name",
              "name of the role")
          .build();

  private People() {}

  /** Adds who created and last changed a row, and when. */
  public static Shape.Builder stamps(Shape.Builder shape) {
    return shape
        .one("createdBy", CHILD, "$.created_by", "who created it; null for the system")
        .field("createdDate", org.meterbook.api.FieldType.MOMENT, "when it was created")
        .one("modifiedBy", CHILD, "$.modified_by", "who changed it last; null for the system")
        .field("modifiedDate", org.meterbook.api.FieldType.MOMENT, "when it was changed last");
  }
}
