package org.meterbook.ledger.list;

import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.ledger.bill.AccountCharges;
import org.meterbook.ledger.bill.BillActions;
import org.meterbook.ledger.bill.BillMoves;
import org.meterbook.ledger.bill.BillTarget;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.export.BillExports;
import org.meterbook.ledger.list.ListAnswers.ListResponse;

/**
 * The bills of an account and of a meter as lists, in the columns that the caller uses for bills.
 *
 * @param fields the kinds of lists
 */
record BillLists(DataFields fields) {
  private static final String VIEW = "BillsAndBatches (View)";
  private static final String OF_ACCOUNT = "$.account_id = :accountId";
  private static final String OF_METER =
      "EXISTS (SELECT 1 FROM body_line l WHERE l.tenant_id = $.tenant_id AND l.bill_id = $.bill_id AND l.meter_id = :meterId)";

  void register(Operations operations) {
    registerActions(operations);
    register(
        operations,
        "AccountListV3",
        "AccountBillListExcelExportV3",
        "/api/v3/account/{accountId}/list/bill",
        OF_ACCOUNT,
        "an account");
    register(
        operations,
        "MeterBillListV3",
        "MeterBillListExcelExportV3",
        "/api/v3/meter/{meterId}/list/bill",
        OF_METER,
        "a meter");
  }

  /** All bills of a stored list. */
  BillTarget target() {
    return new BillTarget("", "/api/v3/list/{listId}", call -> ListedBills.alike(call, fields));
  }

  private void registerActions(Operations operations) {
    BillTarget target = target();
    BillActions.of(operations, target);
    BillMoves.of(
        operations,
        target,
        "GetPossibleDestinationAccountsForListV3",
        "MoveBillsToAccountFromListV3");
    AccountCharges.of(
        operations,
        "DistributeAccountChargesToMetersForBillsInListV202104",
        "/api/v202104/list/{listId}",
        target.bills());
    BillExports.of(operations, target, true);
  }

  private void register(
      Operations operations, String list, String file, String path, String where, String of) {
    operations
        .compute(
            list,
            "GET",
            path,
            VIEW,
            ListResponse.class,
            false,
            (call, _) -> data(call, where).page(call),
            "Answers a page of the bills of " + of + " as a list.")
        .paged()
        .download(
            file,
            path + "/excelexport",
            VIEW,
            call -> data(call, where).file(call, "Bills"),
            "Hands out the bills of " + of + " as a workbook.");
  }

  private ListData data(Call call, String where) {
    DataFields.Kind kind = fields.kind(DataFields.BILLS);
    Optional<StoredList> own = StoredList.onTheFly(call, kind.id());
    return new ListData(
        own.map(StoredList::id).orElse(null),
        kind,
        own.map(list -> Columns.stored(kind, list.columns())).orElseGet(() -> Columns.usual(kind)),
        "[]",
        where);
  }
}
