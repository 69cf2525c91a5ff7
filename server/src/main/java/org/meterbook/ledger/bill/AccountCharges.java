package org.meterbook.ledger.bill;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.Refers;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.BillGuard.Deed;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Distributes the charges of an account over the meters of the bill: each line of the account
 * becomes lines of the meters, which add up to it to the cent.
 */
public final class AccountCharges {
  /** As clients know it from the pages of batches. */
  private static final int MOST_BILLS = 10_000;

  private static final String BASIS = "1 by use, 2 by cost; default by cost";

  /**
   * Each meter's share of its bill, as a part of the running sum. Where nothing was used or charged
   * all have the same, and so they have where use is in different units; what is negative counts as
   * nothing.
   */
  private static final String SHARES =
      """
      WITH weight AS (
        SELECT s.tenant_id, s.bill_id, s.meter_id, s.bill_account_meter_id AS id,
          greatest(CASE WHEN :byUse THEN CASE WHEN min(s.use_unit_id) OVER w = max(s.use_unit_id) OVER w THEN s.native_use ELSE 0 END
            ELSE s.direct_cost END, 0)::numeric AS weight
        FROM bill_account_meter s WHERE s.tenant_id = :tenant AND s.bill_id = ANY(:bills)
        WINDOW w AS (PARTITION BY s.bill_id)
      ), filled AS (
        SELECT tenant_id, bill_id, meter_id, id,
          CASE WHEN sum(coalesce(weight, 0)) OVER (PARTITION BY bill_id) = 0 THEN 1 ELSE coalesce(weight, 0) END AS weight FROM weight
      ), share AS (
        SELECT tenant_id, bill_id, meter_id, id, weight, sum(weight) OVER (PARTITION BY bill_id ORDER BY id) AS running,
          sum(weight) OVER (PARTITION BY bill_id) AS whole FROM filled
      )
      """;

  private AccountCharges() {}

  record DistributeAccountChargesBase(@Meaning(BASIS) @Nullable Integer splitBasis) {
    boolean byUse() {
      if (splitBasis != null && splitBasis != 1 && splitBasis != 2) {
        throw Problem.invalid("splitBasis", "must be " + BASIS);
      }
      return splitBasis != null && splitBasis == 1;
    }
  }

  record DistributeAccountChargesToBillsRequest(
      @Defined @NotEmpty @Refers("bill") @Meaning("which bills") List<Integer> billIds,
      @Meaning(BASIS) @Nullable Integer splitBasis) {}

  static void register(Operations operations) {
    operations.compute(
        "DistributeAccountChargesToMetersV202104",
        "PUT",
        "/api/v202104/bill/distributeAccountCharges",
        BillActions.EDIT,
        DistributeAccountChargesToBillsRequest.class,
        UpdateResult.class,
        (call, body) ->
            distribute(call, body.billIds(), new DistributeAccountChargesBase(body.splitBasis())),
        "Distributes the accounts' charges over the meters of bills.");
    of(
        operations,
        "DistributeAccountChargesToMetersForBillsInBatchV202104",
        "/api/v202104/batch/{batchId}",
        call ->
            call.sql()
                .list(
                    "SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND b.batch_id = :batch%s ORDER BY b.bill_id"
                        .formatted(call.within(Tables.BILL, "b")),
                    Map.of("batch", call.id("batchId")),
                    row -> row.integer(1)));
  }

  /** The same of all bills of something. */
  public static void of(
      Operations operations,
      String id,
      String path,
      java.util.function.Function<Call, List<Integer>> bills) {
    operations.compute(
        id,
        "PUT",
        path + "/distributeAccountCharges",
        BillActions.EDIT,
        DistributeAccountChargesBase.class,
        UpdateResult.class,
        (call, body) -> distribute(call, bills.apply(call), body),
        "Distributes the accounts' charges over the meters of the bills, at most 10,000 of them.");
  }

  /**
   * Distributes. Passed over is a void bill, one that the caller may not change, one without such a
   * charge, and one without a meter.
   */
  private static UpdateResult distribute(
      Call call, List<Integer> bills, DistributeAccountChargesBase basis) {
    if (bills.size() > MOST_BILLS) {
      throw Problem.invalid(
          "billIds", "are %d; at most %d at a time".formatted(bills.size(), MOST_BILLS));
    }
    Sql sql = call.sql();
    List<Integer> allowed =
        BillGuard.allowed(
            call,
            bills,
            Deed.EDIT,
            """
            NOT b.void AND EXISTS (SELECT 1 FROM body_line l WHERE l.tenant_id = b.tenant_id AND l.bill_id = b.bill_id
              AND l.meter_id IS NULL AND l.cost IS NOT NULL)
            AND EXISTS (SELECT 1 FROM bill_account_meter s WHERE s.tenant_id = b.tenant_id AND s.bill_id = b.bill_id)
            """);
    insert(sql, allowed, basis.byUse());
    sql.delete(
        Tables.BODY_LINE,
        sql.list(
            "SELECT body_line_id FROM body_line WHERE tenant_id = :tenant AND bill_id = ANY(:bills) AND meter_id IS NULL AND cost IS NOT NULL",
            Map.of("bills", allowed),
            row -> row.integer(1)));
    sql.update(Tables.BILL, allowed, Values.none().with("edited_by", call.caller().userId()));
    BillSums.refresh(sql, allowed);
    return new UpdateResult(Set.copyOf(bills).size(), allowed.size());
  }

  private static void insert(Sql sql, List<Integer> bills, boolean byUse) {
    Map<String, Object> parameters = new HashMap<>(Map.of("bills", bills, "byUse", byUse));
    String from =
        " FROM body_line l JOIN share s ON s.tenant_id = l.tenant_id AND s.bill_id = l.bill_id"
            + " WHERE l.tenant_id = :tenant AND l.bill_id = ANY(:bills) AND l.meter_id IS NULL AND l.cost IS NOT NULL";
    int count =
        sql.first(SHARES + "SELECT count(*)::int" + from, parameters, row -> row.integer(1))
            .orElse(0);
    if (count == 0) {
      return;
    }
    int first = sql.nextIds(Tables.BODY_LINE, count);
    parameters.put("first", first);
    sql.execute(
        SHARES
            + """
            INSERT INTO body_line (tenant_id, body_line_id, bill_id, meter_id, display_order, observation_type_id, caption, cost, cost_unit_id)
            SELECT l.tenant_id, :first + row_number() OVER (ORDER BY l.bill_id, l.display_order, l.body_line_id, s.id)::int - 1, l.bill_id,
              s.meter_id, l.display_order, l.observation_type_id, l.caption,
              round(l.cost * s.running / s.whole, 2) - round(l.cost * (s.running - s.weight) / s.whole, 2), l.cost_unit_id
            """
            + from,
        parameters);
    sql.recordCreated(Tables.BODY_LINE, first, first + count - 1);
  }
}
