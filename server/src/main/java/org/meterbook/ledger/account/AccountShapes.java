package org.meterbook.ledger.account;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.ledger.vendor.VendorShapes;
import org.meterbook.store.Tables;

/** An account as other things name one. */
public final class AccountShapes {
  public static final Shape TYPE =
      Shape.of("AccountTypeChild", Tables.ACCOUNT_TYPE)
          .integer("accountTypeId", "identifier of the type")
          .text("accountTypeCode", "code of the type")
          .text("accountTypeInfo", "name of the type")
          .build();

  /** As a bill or a link names it. */
  public static final Shape CHILD =
      flags(
              Shape.of("AccountChild", Tables.ACCOUNT)
                  .integer("accountId", "identifier of the account")
                  .text("accountCode", "account number")
                  .text("accountInfo", "name of the account")
                  .one("vendor", VendorShapes.CHILD, "$.vendor_id", "who sends its bills")
                  .bool("active", "takes bills"))
          .build();

  /** As its cost center names it. */
  public static final Shape OF_COST_CENTER =
      flags(
              Shape.of("CostCenterAccountChild", Tables.ACCOUNT)
                  .integer("accountId", "identifier of the account")
                  .text("accountCode", "account number")
                  .text("accountInfo", "name of the account")
                  .bool("active", "takes bills"))
          .one("accountType", TYPE, "$.account_type_id", "kind of account")
          .build();

  private AccountShapes() {}

  /** The roles an account may play; splits and calculations have no data yet. */
  public static Shape.Builder flags(Shape.Builder shape) {
    return flags(shape, "$");
  }

  /** The same of a row that names the account by a join. */
  public static Shape.Builder flags(Shape.Builder shape, String account) {
    return shape
        .no("hasCalculatedMeter", "a meter of it is a calculated one")
        .no("hasSplitParentMeter", "a meter of it is split onto others")
        .no("hasSplitChildMeter", "a meter of it receives a split")
        .field(
            "hasSubAccount",
            FieldType.BOOLEAN,
            account + ".has_sub_account",
            "is a summary account")
        .field(
            "isSubAccount",
            FieldType.BOOLEAN,
            account + ".summary_account_id IS NOT NULL",
            "belongs to a summary account");
  }
}
