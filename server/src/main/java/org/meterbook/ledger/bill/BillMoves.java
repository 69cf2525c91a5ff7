package org.meterbook.ledger.bill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Reading;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Shape;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.BillGuard.Deed;
import org.meterbook.ledger.batch.BatchLog;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.vendor.VendorShapes;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.JsonNode;

/** Moving bills to another account: all of them, or none. */
public final class BillMoves {
  private static final String MOVE = "MoveExistingBills (Manage)";

  private static final Shape METER =
      Shape.of("DestinationAccountMeterChild", Tables.ACCOUNT_METER)
          .join("linkMeter", Tables.METER, "$.meter_id")
          .integer("accountMeterId", "identifier of the link of account and meter")
          .integer("meterId", "identifier of the meter")
          .field("meterCode", org.meterbook.api.FieldType.TEXT, "$linkMeter.meter_code", "its code")
          .field("meterInfo", org.meterbook.api.FieldType.TEXT, "$linkMeter.meter_info", "its name")
          .one("commodity", Commodities.CHILD, "$linkMeter.commodity_id", "what it measures")
          .build();

  private static final Shape ACCOUNT =
      Shape.of("DestinationAccountResponse", Tables.ACCOUNT)
          .integer("accountId", "identifier of the account")
          .text("accountCode", "account number")
          .text("accountInfo", "name of the account")
          .one("vendor", VendorShapes.CHILD, "$.vendor_id", "who sends its bills")
          .many(
              "meters",
              METER,
              "account_id",
              "$.meter_id IS NOT NULL",
              "$.account_meter_id",
              "its meters")
          .build();

  private BillMoves() {}

  record ListIds(
      @Defined @Refers("bill") @Meaning("which bills; at least one") @Nullable List<Integer> ids) {}

  record MoveBillsDestination(
      @Meaning("commodities of the bills") List<JsonNode> commodities,
      @Meaning("accounts that have a meter of each") List<JsonNode> accounts) {}

  record BillActionMoveList(
      @Defined @Refers("account") @Meaning("the account that gets the bills; not null")
          @Nullable Integer accountId,
      @Defined
          @Refers("account_meter")
          @Meaning("the account's links to the meters that get the lines, one for each commodity")
          @Nullable List<Integer> accountMeterIds,
      @Defined @Meaning("no effect: the general ledger of a line is always that of where it is")
          @Nullable Boolean updateAccountGLs,
      @Defined @Meaning("no effect: the general ledger of a line is always that of where it is")
          @Nullable Boolean updateMeterGLs,
      @Defined @Meaning("no effect while bills make no emission records")
          @Nullable Boolean updateRecordScopeAndFactor) {}

  record BillActionMove(
      @Defined @NotEmpty @Refers("bill") @Meaning("which bills") List<Integer> ids,
      @org.meterbook.api.Rules.Flat BillActionMoveList move) {}

  static void register(Operations operations) {
    operations
        .compute(
            "GetPossibleDestinationAccountsV3",
            "PUT",
            "/api/v3/bill/possibleDestinationAccounts",
            MOVE,
            ListIds.class,
            MoveBillsDestination.class,
            (call, body) -> destinations(call, body.ids()),
            "Lists the accounts that have a meter of each commodity of the bills.")
        .actOn(
            "MoveBillsToAccountV3",
            "PUT",
            "/api/v3/bill/moveBills",
            MOVE,
            BillActionMove.class,
            (call, body) -> move(call, body.ids(), body.move()),
            "Moves bills to another account, meters matched by commodity; all or none.");
    of(
        operations,
        BillTarget.ACCOUNT,
        "GetPossibleDestinationAccountsForAccountListV3",
        "MoveBillsToAccountFromAccountListV3");
  }

  /** The same of all bills of something. */
  public static void of(
      Operations operations, BillTarget target, String destinations, String move) {
    operations
        .compute(
            destinations,
            "PUT",
            target.path() + "/possibleDestinationAccounts",
            MOVE,
            MoveBillsDestination.class,
            false,
            (call, _) -> destinations(call, target.bills().apply(call)),
            "Lists the accounts that have a meter of each commodity of all the bills.")
        .actOn(
            move,
            "PUT",
            target.path() + "/moveBills",
            MOVE,
            BillActionMoveList.class,
            (call, body) -> move(call, target.bills().apply(call), body),
            "Moves all bills to another account, meters matched by commodity; all or none.");
  }

  private static List<Integer> commodities(Sql sql, List<Integer> bills) {
    return sql.list(
        """
        SELECT DISTINCT m.commodity_id FROM body_line l JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id
        WHERE l.tenant_id = :tenant AND l.bill_id = ANY(:bills) ORDER BY m.commodity_id
        """,
        Map.of("bills", bills),
        row -> row.integer(1));
  }

  private static MoveBillsDestination destinations(Call call, @Nullable List<Integer> bills) {
    if (bills == null || bills.isEmpty()) {
      throw Problem.invalid("ids", "must name at least one bill");
    }
    List<Integer> commodities = commodities(call.sql(), bills);
    return new MoveBillsDestination(
        Reading.rows(
            call,
            Commodities.CHILD,
            "$.commodity_id = ANY(:commodities)",
            Map.of("commodities", commodities),
            OptionalInt.empty()),
        Reading.rows(
            call,
            ACCOUNT,
            """
            $.active AND (SELECT count(DISTINCT m.commodity_id) FROM account_meter l
              JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id
              WHERE l.tenant_id = $.tenant_id AND l.account_id = $.account_id AND m.commodity_id = ANY(:commodities)) = :count
            """,
            Map.of("commodities", commodities, "count", (long) commodities.size()),
            OptionalInt.empty()));
  }

  private static void move(Call call, List<Integer> bills, BillActionMoveList to) {
    Sql sql = call.sql();
    if (to.accountId() == null) {
      throw Problem.invalid("accountId", "is required");
    }
    int account = to.accountId();
    List<Integer> allowed = BillGuard.allowed(call, bills, Deed.EDIT, "true");
    if (allowed.size() < Set.copyOf(bills).size()) {
      throw Problem.of(
          ErrorCode.FORBIDDEN,
          "Some of the bills are approved or exported; to move such bills needs the permission"
              + " UpdateApprovedBills (Edit) or ExportBills (Edit).");
    }
    Map<Integer, Integer> meters = destinationMeters(sql, to, account);
    for (int commodity : commodities(sql, allowed)) {
      Integer meter = meters.get(commodity);
      if (meter == null) {
        throw Problem.invalid(
            "accountMeterIds",
            "names no meter of commodity %d, which the bills have".formatted(commodity));
      }
    }
    requireSpans(sql, allowed, to);
    Map<Integer, Values> lines = new HashMap<>();
    sql.list(
            """
            SELECT l.body_line_id, m.commodity_id FROM body_line l JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id
            WHERE l.tenant_id = :tenant AND l.bill_id = ANY(:bills)
            """,
            Map.of("bills", allowed),
            row -> Map.entry(row.integer(1), row.integer(2)))
        .forEach(line ->
            lines.put(line.getKey(), Values.none().with("meter_id", meters.get(line.getValue()))));
    log(sql, allowed, account);
    sql.update(Tables.BODY_LINE, lines);
    sql.update(
        Tables.BILL,
        allowed,
        Values.none().with("account_id", account).with("edited_by", call.caller().userId()));
    BillSums.refresh(sql, allowed);
  }

  /** The meter that gets the lines of each commodity. */
  private static Map<Integer, Integer> destinationMeters(
      Sql sql, BillActionMoveList to, int account) {
    Map<Integer, Integer> meters = new TreeMap<>();
    List<Integer> links = new ArrayList<>(BillLine.orNone(to.accountMeterIds()));
    for (int link : links) {
      record Found(int account, int meter, int commodity) {}
      Found found =
          sql.first(
                  """
                  SELECT l.account_id, l.meter_id, m.commodity_id FROM account_meter l
                  JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id
                  WHERE l.tenant_id = :tenant AND l.account_meter_id = :link
                  """,
                  Map.of("link", link),
                  row -> new Found(row.integer(1), row.integer(2), row.integer(3)))
              .orElseThrow(
                  () -> Problem.invalid("accountMeterIds", "link " + link + " has no meter"));
      if (found.account() != account) {
        throw Problem.invalid(
            "accountMeterIds", "link %d is not one of account %d".formatted(link, account));
      }
      Integer other = meters.put(found.commodity(), found.meter());
      if (other != null && other != found.meter()) {
        throw Problem.invalid(
            "accountMeterIds",
            "meters %d and %d are of the same commodity; name one of them"
                .formatted(other, found.meter()));
      }
    }
    return meters;
  }

  private static void requireSpans(Sql sql, List<Integer> bills, BillActionMoveList to) {
    sql.first(
            """
            SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills) AND EXISTS (
              SELECT 1 FROM account_meter l WHERE l.tenant_id = b.tenant_id AND l.account_meter_id = ANY(:links)
                AND NOT (l.begin_date < b.end_date AND l.end_date > b.begin_date)) ORDER BY b.bill_id LIMIT 1
            """,
            Map.of("bills", bills, "links", BillLine.orNone(to.accountMeterIds())),
            row -> row.integer(1))
        .ifPresent(bill -> {
          throw Problem.invalid(
              "accountMeterIds", "a meter is not linked in the time of bill " + bill);
        });
  }

  private static void log(Sql sql, List<Integer> bills, int account) {
    Map<Integer, Integer> batches = new TreeMap<>();
    sql.list(
            "SELECT batch_id, count(*)::int FROM bill WHERE tenant_id = :tenant AND bill_id = ANY(:bills) GROUP BY batch_id",
            Map.of("bills", bills),
            row -> Map.entry(row.integer(1), row.integer(2)))
        .forEach(each -> batches.put(each.getKey(), each.getValue()));
    String code =
        sql.first(
                "SELECT account_code FROM account WHERE tenant_id = :tenant AND account_id = :account",
                Map.of("account", account),
                row -> row.text(1))
            .orElseThrow();
    BatchLog.write(sql, batches, "Moved to account " + code);
  }
}
