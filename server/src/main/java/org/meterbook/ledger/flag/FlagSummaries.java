package org.meterbook.ledger.flag;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Paged;
import org.meterbook.api.Paging;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Column;
import org.meterbook.store.Tables;

/** Where unresolved flags are, in the trees of places and cost centers. */
final class FlagSummaries {
  /** Rows of an answer for which no page was asked. */
  private static final int USUAL = 100;

  private static final String FLAGGED =
      "flag f JOIN bill b ON b.tenant_id = f.tenant_id AND b.bill_id = f.bill_id AND NOT b.void";
  private static final String OF_METER =
      " JOIN bill_account_meter l ON l.tenant_id = b.tenant_id AND l.bill_id = b.bill_id"
          + " JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id";

  private FlagSummaries() {}

  record SingleBoolean(@Meaning("whether it is so") boolean value) {}

  record FlagWidgetChild(
      @Meaning("identifier of the meter or account") int itemId,
      @Meaning("its name") String itemDisplay,
      @Meaning("the meter's commodity, or ACCOUNT") String itemType,
      @Meaning("identifier of its place or cost center") int parentId,
      @Meaning("name of that") String parentDisplay,
      @Meaning("BUILDING, ORGANIZATION or COSTCENTER") String parentItemType,
      @Meaning("its bills are split") boolean splitParent,
      @Meaning("it gets bills by a split") boolean splitChild,
      @Meaning("its bills are calculated") boolean calculated,
      @Meaning("is in use") boolean active,
      @Meaning("cost of its flagged bills") BigDecimal cost,
      @Meaning("money that was got back on them, or may be") BigDecimal costRecovery,
      @Meaning("flagged bills") int flagCount) {}

  record FlagWidget(
      @Meaning("Meter or Account") String viewBy,
      @Meaning("Unresolved") String flagStatus,
      @Meaning("cost of all flagged bills") BigDecimal totalCost,
      @Meaning("money that was got back on them, or may be") BigDecimal totalCostRecovery,
      @Meaning("flagged bills") int flagCount,
      @Meaning("by cost, the highest first; 100 where no page is asked for")
          List<FlagWidgetChild> results,
      @Meaning("rows there are in all") int totalNumberOfResults) {}

  static void register(Operations operations) {
    hierarchy(
        operations,
        "FlagInPlaceHierarchyV3",
        "place/{placeId}",
        OF_METER
            + " JOIN place_ancestor a ON a.tenant_id = m.tenant_id AND a.place_id = m.place_id WHERE a.ancestor_id = :id",
        "a place or below");
    hierarchy(
        operations,
        "FlagInCostCenterHierarchyV3",
        "costCenter/{costCenterId}",
        " JOIN account c ON c.tenant_id = b.tenant_id AND c.account_id = b.account_id"
            + " JOIN cost_center_ancestor a ON a.tenant_id = c.tenant_id AND a.cost_center_id = c.cost_center_id WHERE a.ancestor_id = :id",
        "a cost center or below");
    hierarchy(
        operations,
        "FlagInMeterHierarchyV3",
        "meter/{meterId}",
        OF_METER + " WHERE m.meter_id = :id",
        "a meter");
    hierarchy(
        operations,
        "FlagInAccountHierarchyV3",
        "account/{accountId}",
        " WHERE b.account_id = :id",
        "an account");
    operations
        .compute(
            "BillFlagSummaryByAccountV3",
            "GET",
            "/api/v3/flag/costcenter/{costCenterId}/billFlagSummary",
            Flags.VIEW,
            FlagWidget.class,
            false,
            (call, _) -> byAccount(call),
            "Sums up the unresolved flags of a cost center by account.")
        .paged()
        .compute(
            "BillFlagSummaryByMeterV3",
            "GET",
            "/api/v3/flag/place/{placeId}/billFlagSummary",
            Flags.VIEW,
            FlagWidget.class,
            false,
            (call, _) -> byMeter(call),
            "Sums up the unresolved flags of a place by meter.")
        .paged();
  }

  private static void hierarchy(
      Operations operations, String id, String path, String where, String named) {
    String text =
        "SELECT 1 FROM " + FLAGGED + where + " AND f.tenant_id = :tenant AND f.flag_status_id = 1";
    String variable = path.substring(path.indexOf('{') + 1, path.indexOf('}'));
    operations.compute(
        id,
        "GET",
        "/api/v3/flag/" + path + "/hierarchy",
        Flags.VIEW,
        SingleBoolean.class,
        false,
        (call, _) ->
            new SingleBoolean(
                call.sql()
                    .exists(
                        text + call.within(Tables.BILL, "b") + " LIMIT 1",
                        Map.of("id", call.id(variable)))),
        "Answers whether a bill of " + named + " has an unresolved flag; void bills do not count.");
  }

  // Summaries
  // -----------------------------------------------------------------------------------------------------------------

  private static final String ACCOUNTS =
      """
      SELECT c.account_id AS item, c.account_info AS display, 'ACCOUNT' AS type, n.cost_center_id AS parent,
        n.cost_center_info AS parent_display, 'COSTCENTER' AS parent_type, c.active, f.flag_id, b.total_cost AS cost, f.cost_recovery
      FROM flag f JOIN bill b ON b.tenant_id = f.tenant_id AND b.bill_id = f.bill_id AND NOT b.void
      JOIN account c ON c.tenant_id = b.tenant_id AND c.account_id = b.account_id
      JOIN cost_center n ON n.tenant_id = c.tenant_id AND n.cost_center_id = c.cost_center_id
      JOIN cost_center_ancestor a ON a.tenant_id = c.tenant_id AND a.cost_center_id = c.cost_center_id
      WHERE f.tenant_id = :tenant AND f.flag_status_id = 1 AND a.ancestor_id = :id%s
      """;

  private static final String METERS =
      """
      SELECT m.meter_id AS item, m.meter_info AS display, upper(k.commodity_code) AS type, p.place_id AS parent, p.place_info AS parent_display,
        CASE WHEN t.structure THEN 'BUILDING' ELSE 'ORGANIZATION' END AS parent_type, m.active, f.flag_id, l.direct_cost AS cost, f.cost_recovery
      FROM flag f JOIN bill b ON b.tenant_id = f.tenant_id AND b.bill_id = f.bill_id AND NOT b.void
      JOIN bill_account_meter l ON l.tenant_id = b.tenant_id AND l.bill_id = b.bill_id
      JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id
      JOIN commodity k ON k.tenant_id = m.tenant_id AND k.commodity_id = m.commodity_id
      JOIN place p ON p.tenant_id = m.tenant_id AND p.place_id = m.place_id
      JOIN place_type t ON t.tenant_id = p.tenant_id AND t.place_type_id = p.place_type_id
      JOIN place_ancestor a ON a.tenant_id = m.tenant_id AND a.place_id = m.place_id
      WHERE f.tenant_id = :tenant AND f.flag_status_id = 1 AND a.ancestor_id = :id%s
      """;

  private record Total(BigDecimal cost, BigDecimal recovery, int flags, int rows) {}

  private static Paged byAccount(Call call) {
    return widget(
        call,
        "Account",
        ACCOUNTS.formatted(call.within(Tables.BILL, "b")),
        call.id("costCenterId"));
  }

  private static Paged byMeter(Call call) {
    return widget(
        call,
        "Meter",
        METERS.formatted(call.within(Tables.BILL, "b") + call.within(Tables.METER, "m")),
        call.id("placeId"));
  }

  private static Paged widget(Call call, String viewBy, String rows, int id) {
    Paging page =
        call.parameter("pageSize").isEmpty() && call.parameter("pageNumber").isEmpty()
            ? new Paging(1, USUAL)
            : call.paging();
    Total total =
        call.sql()
            .first(
                "WITH found AS (%s) SELECT coalesce(sum(x.cost), 0), coalesce((SELECT sum(y.recovery) FROM (SELECT DISTINCT z.flag_id, z.cost_recovery AS recovery FROM found z) AS y), 0), count(DISTINCT x.flag_id)::int, count(DISTINCT x.item)::int FROM found x"
                    .formatted(rows),
                Map.of("id", id),
                row -> new Total(row.decimal(1), row.decimal(2), row.integer(3), row.integer(4)))
            .orElseThrow();
    String text =
        """
        WITH found AS (%s)
        SELECT x.item, min(x.display), min(x.type), min(x.parent), min(x.parent_display), min(x.parent_type), bool_or(x.active),
          sum(x.cost), coalesce(sum(x.cost_recovery), 0), count(DISTINCT x.flag_id)::int FROM found x
        GROUP BY x.item ORDER BY sum(x.cost) DESC, coalesce(sum(x.cost_recovery), 0) DESC, min(x.display), x.item LIMIT %d OFFSET :offset
        """
            .formatted(rows, page.size());
    List<FlagWidgetChild> results =
        call.sql()
            .list(
                text,
                Map.of("id", id, "offset", page.offset()),
                row ->
                    new FlagWidgetChild(
                        row.integer(1),
                        row.text(2),
                        row.text(3),
                        row.integer(4),
                        row.text(5),
                        row.text(6),
                        false,
                        false,
                        false,
                        row.bool(7),
                        money(row.get(8, Column.DECIMAL)),
                        row.decimal(9),
                        row.integer(10)));
    return new Paged(
        new FlagWidget(
            viewBy,
            "Unresolved",
            total.cost(),
            total.recovery(),
            total.flags(),
            results,
            total.rows()),
        page,
        total.rows());
  }

  private static BigDecimal money(@Nullable Object sum) {
    return sum == null ? BigDecimal.ZERO : (BigDecimal) sum;
  }
}
