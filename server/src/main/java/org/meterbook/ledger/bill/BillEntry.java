package org.meterbook.ledger.bill;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.BillGuard.Deed;
import org.meterbook.ledger.account.AccountAlerts;
import org.meterbook.ledger.audit.Audits;
import org.meterbook.ledger.audit.Options;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.ledger.setting.AccountingSettings;
import org.meterbook.ledger.workflow.Workflow;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Entering one bill with its lines. */
final class BillEntry {
  private static final int AUTOMATIC = 1;
  private static final int MANUAL = 2;

  private static final String UNTOUCHED =
      "NOT b.void AND NOT b.approved AND b.ap_export_id IS NULL AND b.gl_export_id IS NULL";

  private BillEntry() {}

  static int create(Call call, BillRequests.BillCreate request) {
    List<BillLine> lines = checked(call, request);
    Batches.Defaults batch = Batches.forBill(call, request.batchId());
    Values values = values(call, request, batch, lines);
    Workflow.read(call.sql()).requireHeaders(headers(values));
    int bill = call.sql().insert(Tables.BILL, values);
    insert(call.sql(), bill, lines);
    BillSums.refresh(call.sql(), List.of(bill));
    Options entered = Options.of(Options.Why.ENTRY);
    Audits.run(
        call.sql(),
        List.of(bill),
        call.flag("saveAsResolved") ? entered.resolved(call.parameter("comment")) : entered);
    return bill;
  }

  /**
   * Puts other lines and dates in place of a bill's; its batch and period stay.
   *
   * @throws Problem the bill is void, approved, exported, reversed or of another account
   */
  static void replace(Call call, int bill, BillRequests.BillCreate request) {
    if (BillGuard.allowed(call, List.of(bill), Deed.EDIT, UNTOUCHED).isEmpty()
        || !call.sql()
            .exists(
                "SELECT 1 FROM bill WHERE tenant_id = :tenant AND bill_id = :bill AND account_id = :account",
                Map.of("bill", bill, "account", request.accountId()))) {
      throw Problem.invalid(
          "",
          "bill %d is void, approved, exported, reversed or on another account; it stays as it is"
              .formatted(bill));
    }
    List<BillLine> lines = checked(call, request);
    Sql sql = call.sql();
    sql.delete(Tables.BODY_LINE, lineIds(sql, bill));
    sql.update(
        Tables.BILL,
        bill,
        Values.none()
            .with("account_id", request.accountId())
            .with("begin_date", request.beginDate())
            .with("end_date", request.endDate())
            .with("statement_date", request.statementDate())
            .with("bill_note", request.note())
            .with("total_cost", BillLine.total(sql, lines)));
    insert(sql, bill, lines);
    BillSums.refresh(sql, List.of(bill));
    Audits.run(sql, List.of(bill), Options.of(Options.Why.EDIT));
  }

  static List<Integer> lineIds(Sql sql, int bill) {
    return sql.list(
        "SELECT body_line_id FROM body_line WHERE tenant_id = :tenant AND bill_id = :bill",
        Map.of("bill", bill),
        row -> row.integer(1));
  }

  private static void insert(Sql sql, int bill, List<BillLine> lines) {
    int order = 1;
    for (BillLine line : lines) {
      sql.insert(Tables.BODY_LINE, columns(bill, line, order++));
    }
  }

  static Values columns(int bill, BillLine line, int order) {
    return Values.from(line, "bodyLineId").with("bill_id", bill).with("display_order", order);
  }

  /** The lines of a request that the rules allow. */
  private static List<BillLine> checked(Call call, BillRequests.BillCreate request) {
    requireActive(call.sql(), request.accountId());
    AccountAlerts.requireUnblocked(call.sql(), request.accountId(), request.endDate());
    List<BillLine> lines = BillLine.of(request);
    require(
        call.sql(),
        request.accountId(),
        request.beginDate(),
        request.endDate(),
        request.accountPeriod(),
        lines);
    return lines;
  }

  /** What holds for every bill, new or edited. */
  static void require(
      Sql sql,
      int account,
      LocalDateTime begin,
      LocalDateTime end,
      @Nullable Integer accountPeriod,
      List<BillLine> lines) {
    if (!end.isAfter(begin)) {
      throw Problem.invalid("endDate", "must be after beginDate");
    }
    AccountingSettings.requirePeriod(sql, accountPeriod, "accountPeriod");
    if (lines.isEmpty()) {
      throw Problem.invalid("meters", "a bill needs at least one line");
    }
    requireLinked(sql, account, begin, end, lines);
  }

  private static Values values(
      Call call, BillRequests.BillCreate request, Batches.Defaults batch, List<BillLine> lines) {
    Sql sql = call.sql();
    Integer period = request.billingPeriod();
    return Values.from(request, "meters", "accountBodyLines", "manualEntry", "note", "batchId")
        .with("batch_id", batch.batchId())
        .with(
            "billing_period",
            period == null
                ? BillingPeriods.of(
                    sql,
                    request.accountId(),
                    request.beginDate().toLocalDate(),
                    request.endDate().toLocalDate())
                : period)
        .with("account_period", or(request.accountPeriod(), batch.accountPeriod()))
        .with("estimated", Boolean.TRUE.equals(request.estimated()))
        .with("statement_date", or(request.statementDate(), batch.statementDate()))
        .with("due_date", or(request.dueDate(), batch.dueDate()))
        .with("next_reading", or(request.nextReading(), batch.nextReading()))
        .with("control_code", or(request.controlCode(), batch.controlCode()))
        .with("invoice_number", or(request.invoiceNumber(), batch.invoiceNumber()))
        .with("bill_note", request.note())
        .with("observation_method_id", request.manualEntry() ? MANUAL : AUTOMATIC)
        .with("from_vendor", true)
        .with("total_cost", BillLine.total(sql, lines));
  }

  private static <T> @Nullable T or(@Nullable T value, @Nullable T otherwise) {
    return value == null ? otherwise : value;
  }

  /** The headers that the workflow may ask for, by their names in a request. */
  static Map<String, @Nullable Object> headers(Values values) {
    Map<String, @Nullable Object> headers = new HashMap<>();
    for (String header :
        List.of(
            "dueDate",
            "statementDate",
            "invoiceNumber",
            "controlCode",
            "nextReading",
            "accountPeriod")) {
      headers.put(header, values.columns().get(Values.column(header)));
    }
    return headers;
  }

  private static void requireActive(Sql sql, int account) {
    if (!sql.exists(
        "SELECT 1 FROM account WHERE tenant_id = :tenant AND account_id = :id AND active",
        Map.of("id", account))) {
      throw Problem.invalid("accountId", "account " + account + " is not active");
    }
  }

  private static void requireLinked(
      Sql sql, int account, LocalDateTime begin, LocalDateTime end, List<BillLine> lines) {
    List<Integer> meters =
        lines.stream()
            .map(BillLine::meterId)
            .filter(java.util.Objects::nonNull)
            .distinct()
            .toList();
    List<Integer> linked =
        meters.isEmpty()
            ? List.of()
            : sql.list(
                """
                SELECT DISTINCT meter_id FROM account_meter WHERE tenant_id = :tenant AND account_id = :account AND meter_id = ANY(:meters)
                  AND begin_date < :end AND end_date > :begin
                """,
                Map.of("account", account, "meters", meters, "begin", begin, "end", end),
                row -> row.integer(1));
    for (int i = 0; i < meters.size(); i++) {
      if (!linked.contains(meters.get(i))) {
        throw Problem.invalid(
            "meters[%d].meterId".formatted(i),
            "meter %d is not linked to account %d in the bill's time; link it by POST /api/v3/accountmeter"
                .formatted(meters.get(i), account));
      }
    }
  }
}
