package org.meterbook.ledger.account;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.CodeHistory;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Vendors give accounts new numbers; the old ones are kept and found. */
public final class AccountCodes {
  private static final CodeHistory HISTORY =
      new CodeHistory(Tables.ACCOUNT, "account_code", Tables.ACCOUNT_CODE_HISTORY);

  private AccountCodes() {}

  record AccountCodeHistoryRequest(
      @Required @Length(min = 1, max = 50) @Meaning("the number from now on") String newAccountCode,
      @Defined @Length(max = 50) @Meaning("the name from now on; null leaves it")
          @Nullable String newAccountInfo,
      @Defined @Meaning("when it changed; null: today") @Nullable LocalDateTime codeChangeDate) {}

  /** Adds the code that an account had before. */
  static Shape.Builder history(Shape.Builder shape) {
    return shape.one(
        "accountCodeHistory",
        HISTORY.child("AccountCodeHistoryChild", "previousAccountCode", "endDate"),
        HISTORY.latest(),
        "the code it had before; null without one");
  }

  /** Adds the code that an account had before, as a search shows it. */
  public static Shape.Builder found(Shape.Builder shape) {
    return HISTORY.found(shape, "previousAccountCode", "the number it had before");
  }

  static void register(Operations operations) {
    operations
        .resource(
            history(
                    Shape.of("AccountCodeHistoryResponse", Tables.ACCOUNT)
                        .integer("accountId", "identifier of the account")
                        .text("accountCode", "account number")
                        .text("accountInfo", "name of the account"))
                .build())
        .write(
            "EditAccountCodeVersionV3",
            "PUT",
            "/api/v3/account/{accountId}/codeversion",
            "Accounts (Edit)",
            AccountCodeHistoryRequest.class,
            AccountCodes::change,
            "Gives an account a new number and keeps the old one.");
  }

  private static List<Integer> change(Call call, AccountCodeHistoryRequest request) {
    int id = call.id("accountId");
    String code = request.newAccountCode().strip();
    Accounts.requireFree(call, id, List.of(code), "newAccountCode");
    if (HISTORY.change(call, id, code, request.codeChangeDate())) {
      Values values = Values.none().with("account_code", code);
      if (request.newAccountInfo() != null) {
        values.with("account_info", request.newAccountInfo());
      }
      call.sql().update(Tables.ACCOUNT, id, values);
    }
    return List.of(id);
  }
}
