package org.meterbook.ledger.bill;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.ledger.Money;
import org.meterbook.ledger.account.AccountAlerts;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.ledger.setting.AccountingSettings;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Entering one bill with its lines. */
final class BillEntry {
  private static final int AUTOMATIC = 1;
  private static final int MANUAL = 2;
  private static final int CREDIT = 1;
  private static final int DEBIT = 2;

  /** A line as it is stored; without a meter it belongs to the account. */
  private record Line(
      @Nullable Integer meterId,
      int observationTypeId,
      String caption,
      @Nullable Double value,
      @Nullable Integer valueUnitId,
      @Nullable BigDecimal cost,
      @Nullable Integer costUnitId) {}

  private BillEntry() {}

  static int create(Call call, BillRequests.BillCreate request) {
    List<Line> lines = checked(call, request);
    Batches.Defaults batch = Batches.forBill(call, request.batchId());
    int bill = call.sql().insert(Tables.BILL, values(call, request, batch, lines));
    insert(call.sql(), bill, lines);
    BillSums.refresh(call.sql(), List.of(bill));
    return bill;
  }

  /** Puts other lines and dates in place of a bill's; its batch and period stay. */
  static void replace(Call call, int bill, BillRequests.BillCreate request) {
    List<Line> lines = checked(call, request);
    Sql sql = call.sql();
    sql.list(
            "SELECT body_line_id FROM body_line WHERE tenant_id = :tenant AND bill_id = :bill",
            Map.of("bill", bill),
            row -> row.integer(1))
        .forEach(line -> sql.delete(Tables.BODY_LINE, line));
    sql.update(
        Tables.BILL,
        bill,
        Values.none()
            .with("account_id", request.accountId())
            .with("begin_date", request.beginDate())
            .with("end_date", request.endDate())
            .with("statement_date", request.statementDate())
            .with("bill_note", request.note())
            .with("total_cost", total(sql, lines)));
    insert(sql, bill, lines);
    BillSums.refresh(sql, List.of(bill));
  }

  private static void insert(Sql sql, int bill, List<Line> lines) {
    int order = 1;
    for (Line line : lines) {
      sql.insert(
          Tables.BODY_LINE, Values.from(line).with("bill_id", bill).with("display_order", order++));
    }
  }

  /** The lines of a request that the rules allow. */
  private static List<Line> checked(Call call, BillRequests.BillCreate request) {
    Sql sql = call.sql();
    if (!request.endDate().isAfter(request.beginDate())) {
      throw Problem.invalid("endDate", "must be after beginDate");
    }
    AccountingSettings.requirePeriod(sql, request.accountPeriod(), "accountPeriod");
    requireActive(sql, request.accountId());
    AccountAlerts.requireUnblocked(sql, request.accountId(), request.endDate());
    List<Line> lines = lines(request);
    if (lines.isEmpty()) {
      throw Problem.invalid("meters", "a bill needs at least one line");
    }
    requireLinked(sql, request);
    return lines;
  }

  private static Values values(
      Call call, BillRequests.BillCreate request, Batches.Defaults batch, List<Line> lines) {
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
        .with("total_cost", total(sql, lines));
  }

  private static <T> @Nullable T or(@Nullable T value, @Nullable T otherwise) {
    return value == null ? otherwise : value;
  }

  private static List<Line> lines(BillRequests.BillCreate request) {
    List<Line> lines = new ArrayList<>();
    for (BillRequests.BillMeterCreate meter : meters(request)) {
      for (BillRequests.BillMeterBodyLineCreate line : meter.bodyLines()) {
        lines.add(
            new Line(
                meter.meterId(),
                line.observationTypeId(),
                line.caption(),
                line.value(),
                line.valueUnitId(),
                Money.cents(line.cost()),
                line.costUnitId()));
      }
    }
    for (BillRequests.BillAccountBodyLineCreate line :
        Objects.requireNonNullElse(
            request.accountBodyLines(), List.<BillRequests.BillAccountBodyLineCreate>of())) {
      lines.add(
          new Line(
              null,
              line.observationTypeId(),
              line.caption(),
              null,
              null,
              Money.cents(line.cost()),
              line.costUnitId()));
    }
    return lines;
  }

  private static List<BillRequests.BillMeterCreate> meters(BillRequests.BillCreate request) {
    return Objects.requireNonNullElse(request.meters(), List.of());
  }

  /** Debits raise, credits lower whatever their sign, everything else is for information. */
  private static BigDecimal total(Sql sql, List<Line> lines) {
    Map<Integer, Integer> credit =
        sql
            .list(
                "SELECT observation_type_id, credit FROM observation_type WHERE observation_type_id = ANY(:ids)",
                Map.of("ids", lines.stream().map(Line::observationTypeId).distinct().toList()),
                row -> Map.entry(row.integer(1), row.integer(2)))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    for (Line line : lines) {
      BigDecimal cost = line.cost();
      if (cost != null) {
        int kind = credit.getOrDefault(line.observationTypeId(), 0);
        total =
            kind == DEBIT ? total.add(cost) : kind == CREDIT ? total.subtract(cost.abs()) : total;
      }
    }
    return total;
  }

  private static void requireActive(Sql sql, int account) {
    if (!sql.exists(
        "SELECT 1 FROM account WHERE tenant_id = :tenant AND account_id = :id AND active",
        Map.of("id", account))) {
      throw Problem.invalid("accountId", "account " + account + " is not active");
    }
  }

  private static void requireLinked(Sql sql, BillRequests.BillCreate request) {
    List<BillRequests.BillMeterCreate> meters = meters(request);
    List<Integer> linked =
        meters.isEmpty()
            ? List.of()
            : sql.list(
                """
                SELECT DISTINCT meter_id FROM account_meter WHERE tenant_id = :tenant AND account_id = :account AND meter_id = ANY(:meters)
                  AND begin_date < :end AND end_date > :begin
                """,
                Map.of(
                    "account",
                    request.accountId(),
                    "meters",
                    meters.stream().map(BillRequests.BillMeterCreate::meterId).toList(),
                    "begin",
                    request.beginDate(),
                    "end",
                    request.endDate()),
                row -> row.integer(1));
    for (int i = 0; i < meters.size(); i++) {
      if (!linked.contains(meters.get(i).meterId())) {
        throw Problem.invalid(
            "meters[%d].meterId".formatted(i),
            "meter %d is not linked to account %d in the bill's time; link it by POST /api/v3/accountmeter"
                .formatted(meters.get(i).meterId(), request.accountId()));
      }
    }
  }
}
