package org.meterbook.ledger.bill;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.meterbook.api.Call;
import org.meterbook.store.Tables;

/**
 * All bills of something, to which an action can be done at once.
 *
 * @param owner what has them, as operations are named: {@code Account}, {@code Meter}, or empty for
 *     a list
 * @param path to which an action's name is added
 * @param bills finds them within the caller's bounds
 */
public record BillTarget(String owner, String path, Function<Call, List<Integer>> bills) {
  /** All bills of an account. */
  public static final BillTarget ACCOUNT =
      new BillTarget(
          "Account",
          "/api/v3/account/{accountId}/list/bill",
          call -> find(call, "b.account_id = :accountId"));

  /** All bills with lines of a meter. */
  public static final BillTarget METER =
      new BillTarget(
          "Meter",
          "/api/v3/meter/{meterId}/list/bill",
          call ->
              find(
                  call,
                  "EXISTS (SELECT 1 FROM body_line l WHERE l.tenant_id = b.tenant_id AND l.bill_id = b.bill_id AND l.meter_id = :meterId)"));

  private static List<Integer> find(Call call, String where) {
    return call.sql()
        .list(
            "SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND %s%s ORDER BY b.bill_id"
                .formatted(where, call.within(Tables.BILL, "b")),
            Map.copyOf(call.path()),
            row -> row.integer(1));
  }

  /** The id of an operation that is named by its verb. */
  public String named(String verb) {
    return owner.isEmpty() ? verb + "BillListV3" : owner + "BillList" + verb + "V3";
  }

  /** The id of an operation that is named around what has the bills. */
  public String named(String before, String after) {
    return before + owner + "BillList" + after + "V3";
  }
}
