package org.meterbook.ledger.generalledger;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Uses;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** General ledger accounts: where charges are posted, with up to twenty sub codes each. */
public final class GeneralLedgerAccounts {
  private static final String PATH = "/api/v3/generalledger";

  private static final Shape SUB_CODE =
      Shape.of("GLSubCodeChild", Tables.GENERAL_LEDGER_SUB_CODE)
          .field("subCodeIndex", FieldType.TEXT, GlSubCodes.INDEX, "01 to 20")
          .text("subCodeName", "what the sub code is called")
          .text("value", "its value; null where it has none")
          .build();

  private static final Shape RESPONSE =
      Shape.of("GeneralLedgerResponse", Tables.GENERAL_LEDGER)
          .integer("generalLedgerId", "identifier of the general ledger")
          .text("generalLedgerCode", "unique code")
          .text("generalLedgerInfo", "name, where it has one")
          .many(
              "subCodes",
              SUB_CODE,
              "general_ledger_id",
              "",
              "$.sub_code_index",
              "all twenty sub codes")
          .build();

  private GeneralLedgerAccounts() {}

  record SubCode(
      @Required @Range(min = 1, max = 20) @Meaning("which sub code") Integer subCodeIndex,
      @Length(max = 25) @Meaning("its value; null or blank for none") @Nullable String value) {}

  record GeneralLedgerRequest(
      @Required @Length(min = 1, max = 255) @Meaning("unique code") String generalLedgerCode,
      @Required @Meaning("sub codes with a value; those left out have none")
          List<SubCode> subCodes) {
    Values values(Call call) {
      @Nullable String[] codes = new @Nullable String[20];
      Faults faults = new Faults();
      for (int n = 0; n < subCodes.size(); n++) {
        SubCode code = subCodes.get(n);
        int index = code.subCodeIndex() - 1;
        faults.when(
            codes[index] != null, "subCodes[%d].subCodeIndex".formatted(n), "is there twice");
        codes[index] = code.value() == null || code.value().isBlank() ? null : code.value().strip();
      }
      Map<Integer, List<String>> lists = GlSubCodes.lists(call.sql());
      for (int index = 0; index < codes.length; index++) {
        List<String> allowed = lists.get(index + 1);
        faults.when(
            allowed != null && codes[index] != null && !allowed.contains(codes[index]),
            "subCodes",
            "sub code %02d must be one of %s".formatted(index + 1, allowed));
      }
      faults.refuse();
      return Values.none()
          .with("general_ledger_code", generalLedgerCode.strip())
          .with("sub_codes", Collections.unmodifiableList(Arrays.asList(codes)));
    }
  }

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("generalLedgerId", "generalLedgerCode", "generalLedgerInfo")
        .filter("subCodeValue", "subCodes.value")
        .page("GetGeneralLedgersV3", PATH, "Accounts (View)", "Lists general ledgers.")
        .one(
            "GetGeneralLedgerV3",
            PATH + "/{generalLedgerId}",
            "Accounts (View)",
            "Answers one general ledger.")
        .create(
            "CreateGeneralLedgerV3",
            PATH,
            "Accounts (Edit)",
            GeneralLedgerRequest.class,
            (call, request) -> call.sql().insert(Tables.GENERAL_LEDGER, request.values(call)),
            "Creates a general ledger.")
        .edit(
            "EditGeneralLedgerV3",
            PATH + "/{generalLedgerId}",
            "Accounts (Edit)",
            GeneralLedgerRequest.class,
            (call, request) ->
                call.sql()
                    .update(
                        Tables.GENERAL_LEDGER, call.id("generalLedgerId"), request.values(call)),
            "Replaces a general ledger.")
        .delete(
            "DeleteGeneralLedgerV202611",
            "/api/v202611/generalledger/{generalLedgerId}",
            "Accounts (Delete)",
            GeneralLedgerAccounts::delete,
            "Deletes a general ledger that nothing is posted to.");
    GlSubCodes.register(operations);
  }

  private static void delete(Call call) {
    int id = call.id("generalLedgerId");
    Uses.of(call.sql(), id)
        .in("account", "general_ledger_id", "accounts")
        .in("account_meter", "general_ledger_id", "account meters")
        .refuse("generalLedgerId");
    call.sql().delete(Tables.GENERAL_LEDGER, id);
  }
}
