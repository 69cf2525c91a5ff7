package org.meterbook.ledger.bill;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.BillGuard.Deed;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.ledger.batch.Batches.BatchCreate;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** Bills that take others back: the same lines with the opposite sign. Both together are zero. */
final class BillReversals {
  /** Bills that nothing takes back yet. */
  private static final String REVERSIBLE = "NOT b.void AND " + BillGuard.NOT_REVERSED;

  private BillReversals() {}

  /**
   * Enters a reversal for each bill, into a new batch as {@code settings} say, or else as a bill
   * that is entered. Passed over is a void bill, one that has a reversal, and one that is one.
   */
  static UpdateResult reverse(
      Call call, Collection<Integer> bills, @Nullable BatchCreate settings) {
    List<Integer> sources = BillGuard.allowed(call, bills, Deed.HOLD, REVERSIBLE);
    if (!sources.isEmpty()) {
      Batches.Defaults batch =
          Batches.forBill(
              call, settings == null ? null : Integer.valueOf(Batches.open(call, settings)));
      insert(call, sources, batch);
    }
    return new UpdateResult(Set.copyOf(bills).size(), sources.size());
  }

  private static void insert(Call call, List<Integer> sources, Batches.Defaults batch) {
    Sql sql = call.sql();
    int first = sql.nextIds(Tables.BILL, sources.size());
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("bills", sources);
    parameters.put("first", first);
    parameters.put("batch", batch.batchId());
    parameters.put("period", batch.accountPeriod());
    parameters.put("user", sql.author().userId());
    sql.execute(
        """
        INSERT INTO bill (tenant_id, bill_id, batch_id, account_id, begin_date, end_date, billing_period, account_period, total_cost,
          estimated, observation_method_id, statement_date, due_date, next_reading, control_code, invoice_number, bill_note, from_vendor,
          reversed_bill_id, created_by, created_date, modified_by, modified_date)
        SELECT b.tenant_id, :first + n.place::int - 1, :batch, b.account_id, b.begin_date, b.end_date, b.billing_period,
          coalesce(:period::int, b.account_period), -b.total_cost, b.estimated, 6, b.statement_date, b.due_date, b.next_reading,
          b.control_code, b.invoice_number, 'Reversal of bill ' || b.bill_id, b.from_vendor, b.bill_id, :user::int, :now, :user::int, :now
        FROM unnest(:bills::int[]) WITH ORDINALITY AS n(id, place) JOIN bill b ON b.tenant_id = :tenant AND b.bill_id = n.id
        """,
        parameters);
    sql.recordCreated(Tables.BILL, first, first + sources.size() - 1);
    lines(sql, sources, first);
    BillSums.refresh(
        sql, java.util.stream.IntStream.range(first, first + sources.size()).boxed().toList());
  }

  private static void lines(Sql sql, List<Integer> sources, int first) {
    int count =
        sql.first(
                "SELECT count(*)::int FROM body_line WHERE tenant_id = :tenant AND bill_id = ANY(:bills)",
                Map.of("bills", sources),
                row -> row.integer(1))
            .orElse(0);
    int firstLine = sql.nextIds(Tables.BODY_LINE, count);
    sql.execute(
        """
        INSERT INTO body_line (tenant_id, body_line_id, bill_id, meter_id, display_order, observation_type_id, caption, value, value_unit_id,
          cost, cost_unit_id)
        SELECT l.tenant_id, :line + row_number() OVER (ORDER BY n.place, l.display_order, l.body_line_id)::int - 1, :first + n.place::int - 1,
          l.meter_id, l.display_order, l.observation_type_id, l.caption, -l.value, l.value_unit_id, -l.cost, l.cost_unit_id
        FROM unnest(:bills::int[]) WITH ORDINALITY AS n(id, place) JOIN body_line l ON l.tenant_id = :tenant AND l.bill_id = n.id
        """,
        Map.of("bills", sources, "first", first, "line", firstLine));
    sql.recordCreated(Tables.BODY_LINE, firstLine, firstLine + count - 1);
  }
}
