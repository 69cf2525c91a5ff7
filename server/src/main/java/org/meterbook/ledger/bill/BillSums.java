package org.meterbook.ledger.bill;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.meterbook.store.Sql;

/**
 * What bills say of each of their meters: use, demand and cost, computed from their lines by the
 * view {@code bill_account_meter_sum} and kept in {@code bill_account_meter}. Whoever changes a
 * bill's lines, dates, period or account says so here, in the same transaction.
 */
public final class BillSums {
  private static final String INSERT =
      """
      INSERT INTO bill_account_meter (tenant_id, bill_account_meter_id, bill_id, account_id, meter_id, begin_date, end_date,
        billing_period, native_use, use_unit_id, billed_demand, actual_demand, demand_unit_id, direct_cost, proportional_cost,
        cost_unit_id)
      SELECT s.* FROM bill_account_meter_sum s WHERE s.tenant_id = :tenant AND \
      """;

  private BillSums() {}

  /** Computes the rows of a meter's bills anew that are not in its units. */
  public static void refreshUnits(Sql sql, int meter) {
    refresh(
        sql,
        sql.list(
            """
            SELECT s.bill_id FROM bill_account_meter s JOIN meter m ON m.tenant_id = s.tenant_id AND m.meter_id = s.meter_id
            WHERE s.tenant_id = :tenant AND s.meter_id = :meter AND (coalesce(s.use_unit_id, 0) <> coalesce(m.use_unit_id, 0)
              OR coalesce(s.demand_unit_id, 0) <> coalesce(m.demand_unit_id, 0))
            """,
            Map.of("meter", meter),
            row -> row.integer(1)));
  }

  /** Computes the rows of bills anew. */
  public static void refresh(Sql sql, Collection<Integer> bills) {
    Map<String, Object> ids = Map.of("bills", List.copyOf(bills));
    // Who else changes one of these waits, and is waited for.
    List<Integer> _ =
        sql.list(
            "SELECT bill_id FROM bill WHERE tenant_id = :tenant AND bill_id = ANY(:bills) ORDER BY bill_id FOR UPDATE",
            ids,
            row -> row.integer(1));
    sql.execute(
        "DELETE FROM bill_account_meter WHERE tenant_id = :tenant AND bill_id = ANY(:bills)", ids);
    sql.execute(INSERT + "s.bill_id = ANY(:bills)", ids);
  }

  /** Computes the rows of new bills whose ids are without a gap, which many bills at once are. */
  public static void add(Sql sql, int first, int last) {
    sql.execute(
        INSERT + "s.bill_id BETWEEN :first AND :last", Map.of("first", first, "last", last));
  }
}
