package org.meterbook.ledger.bill;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.DateRange;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.SingleValue;
import org.meterbook.energy.BillingPeriod;
import org.meterbook.ledger.BillGuard;
import org.meterbook.store.Sql;

/** The month that a bill counts for where nobody said. */
public final class BillingPeriods {
  /** Neither a void bill nor one that was reversed keeps the right one out of its month. */
  private static final String COUNTED =
      """
      SELECT 1 FROM bill b JOIN batch p ON p.tenant_id = b.tenant_id AND p.batch_id = b.batch_id
      WHERE b.tenant_id = :tenant AND b.account_id = :account AND b.billing_period = :period AND (NOT b.void OR p.batch_status = 'pending')
        AND %s
      """
          .formatted(BillGuard.NOT_REVERSED);

  private BillingPeriods() {}

  static void register(Operations operations) {
    operations.compute(
        "GetDefaultBillingPeriodV3",
        "GET",
        "/api/v3/account/{accountId}/billingPeriod",
        "",
        SingleValue.class,
        false,
        (call, _) -> recommend(call),
        "Recommends the billing period, YYYYMM, of a bill of the account.");
    operations.parameter(
        "startDate",
        FieldType.DATE_TIME,
        "first day of the bill; default the end of the account's latest bill");
    operations.parameter(
        "endDate", FieldType.DATE_TIME, "last day of the bill; default a month after the first");
  }

  private static SingleValue recommend(Call call) {
    int account = call.id("accountId");
    LocalDate begin = date(call, "startDate", null);
    LocalDate first =
        begin == null ? latestEnd(call.sql(), account, call.today().minusMonths(1)) : begin;
    LocalDate end = date(call, "endDate", first.plusMonths(1));
    if (end == null || end.isBefore(first)) {
      throw Problem.invalid("endDate", "must not be before startDate");
    }
    return new SingleValue(of(call.sql(), account, first, end));
  }

  private static @Nullable LocalDate date(
      Call call, String parameter, @Nullable LocalDate otherwise) {
    return call.parameter(parameter)
        .map(text ->
            DateRange.parse(text, call.caller().zone())
                .orElseThrow(() -> Problem.invalid(parameter, "must be a date such as 2026-03-30"))
                .from()
                .toLocalDate())
        .orElse(otherwise);
  }

  private static LocalDate latestEnd(Sql sql, int account, LocalDate otherwise) {
    return sql.first(
            "SELECT end_date FROM bill WHERE tenant_id = :tenant AND account_id = :account ORDER BY begin_date DESC LIMIT 1",
            Map.of("account", account),
            row -> row.local(1).toLocalDate())
        .orElse(otherwise);
  }

  /** The period of a bill by its dates and the account's other bills, YYYYMM. */
  public static int of(Sql sql, int account, LocalDate begin, LocalDate end) {
    return BillingPeriod.of(
        begin, end, period -> sql.exists(COUNTED, Map.of("account", account, "period", period)));
  }
}
