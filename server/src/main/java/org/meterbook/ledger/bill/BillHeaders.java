package org.meterbook.ledger.bill;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.LedgerDate;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWhen;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.BillGuard.Deed;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.setting.AccountingSettings;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Headers of many bills at once. */
final class BillHeaders {
  private BillHeaders() {}

  record BillHeaderUpdate(
      @Required @Meaning("first day") BeginDate beginDate,
      @Required @Meaning("last day, exclusive") EndDate endDate,
      @Required @Meaning("due date") DueDate dueDate,
      @Required @Meaning("statement date") StatementDate statementDate,
      @Required @Meaning("control code") ControlCode controlCode,
      @Required @Meaning("invoice number") InvoiceNumber invoiceNumber,
      @Required @Meaning("accounting period") AccountPeriod accountPeriod,
      @Required @Meaning("billing period") BillingPeriod billingPeriod,
      @Required @Meaning("estimated") Estimated estimated) {}

  record BeginDate(
      @RequiredWhen(field = "update", is = "true") @LedgerDate @Meaning("the new value")
          @Nullable LocalDateTime beginDate,
      @Required @Meaning("false leaves it") Boolean update) {}

  record EndDate(
      @RequiredWhen(field = "update", is = "true") @LedgerDate @Meaning("the new value")
          @Nullable LocalDateTime endDate,
      @Required @Meaning("false leaves it") Boolean update) {}

  record DueDate(
      @Defined @LedgerDate @Meaning("the new value; null removes it")
          @Nullable LocalDateTime dueDate,
      @Required @Meaning("false leaves it") Boolean update) {}

  record StatementDate(
      @Defined @LedgerDate @Meaning("the new value; null removes it")
          @Nullable LocalDateTime statementDate,
      @Required @Meaning("false leaves it") Boolean update) {}

  record ControlCode(
      @Defined @Length(max = 255) @Meaning("the new value; null removes it")
          @Nullable String controlCode,
      @Required @Meaning("false leaves it") Boolean update) {}

  record InvoiceNumber(
      @Defined @Length(max = 32) @Meaning("the new value; null removes it")
          @Nullable String invoiceNumber,
      @Required @Meaning("false leaves it") Boolean update) {}

  record AccountPeriod(
      @Defined @Range(min = 190001, max = 209913) @Meaning("YYYYPP; null removes it")
          @Nullable Integer accountPeriod,
      @Required @Meaning("false leaves it") Boolean update) {}

  record BillingPeriod(
      @RequiredWhen(field = "update", is = "true")
          @Range(min = 190001, max = 209912)
          @Meaning("YYYYMM")
          @Nullable Integer billingPeriod,
      @Required @Meaning("false leaves it") Boolean update) {}

  record Estimated(
      @RequiredWhen(field = "update", is = "true") @Meaning("the new value")
          @Nullable Boolean estimated,
      @Required @Meaning("false leaves it") Boolean update) {}

  /**
   * Changes headers. Passed over is a void bill, one that the caller may not change, and one whose
   * end would not be after its begin.
   */
  static UpdateResult update(Call call, Collection<Integer> bills, BillHeaderUpdate headers) {
    Values values = values(call, headers);
    if (values.isEmpty()) {
      throw Problem.invalid(
          "billHeader", "nothing is to be updated: set update of a header to true");
    }
    List<Integer> allowed = fitting(call, bills, headers);
    call.sql().update(Tables.BILL, allowed, values.with("edited_by", call.caller().userId()));
    if (headers.beginDate.update || headers.endDate.update || headers.billingPeriod.update) {
      BillSums.refresh(call.sql(), allowed);
    }
    return new UpdateResult(Set.copyOf(bills).size(), allowed.size());
  }

  private static Values values(Call call, BillHeaderUpdate headers) {
    Values values = Values.none();
    put(values, headers.beginDate.update, "begin_date", headers.beginDate.beginDate);
    put(values, headers.endDate.update, "end_date", headers.endDate.endDate);
    put(values, headers.dueDate.update, "due_date", headers.dueDate.dueDate);
    put(
        values,
        headers.statementDate.update,
        "statement_date",
        headers.statementDate.statementDate);
    put(values, headers.controlCode.update, "control_code", headers.controlCode.controlCode);
    put(
        values,
        headers.invoiceNumber.update,
        "invoice_number",
        headers.invoiceNumber.invoiceNumber);
    if (headers.accountPeriod.update) {
      AccountingSettings.requirePeriod(
          call.sql(),
          headers.accountPeriod.accountPeriod,
          "billHeader.accountPeriod.accountPeriod");
      values.with("account_period", headers.accountPeriod.accountPeriod);
    }
    put(
        values,
        headers.billingPeriod.update,
        "billing_period",
        headers.billingPeriod.billingPeriod);
    put(values, headers.estimated.update, "estimated", headers.estimated.estimated);
    return values;
  }

  private static void put(Values values, boolean update, String column, @Nullable Object value) {
    if (update) {
      values.with(column, value);
    }
  }

  private static List<Integer> fitting(
      Call call, Collection<Integer> bills, BillHeaderUpdate headers) {
    List<Integer> allowed = BillGuard.allowed(call, bills, Deed.EDIT, "NOT b.void");
    Map<String, @Nullable Object> dates = new java.util.HashMap<>();
    dates.put("bills", allowed);
    dates.put("begin", headers.beginDate.update ? headers.beginDate.beginDate : null);
    dates.put("end", headers.endDate.update ? headers.endDate.endDate : null);
    return call.sql()
        .list(
            """
            SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills)
              AND coalesce(:end::timestamp, b.end_date) > coalesce(:begin::timestamp, b.begin_date) ORDER BY b.bill_id
            """,
            dates,
            row -> row.integer(1));
  }
}
