package org.meterbook.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Problem;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** What keeps bills that were approved or exported from being changed or removed. */
public final class BillGuard {
  /** A bill and its reversal are zero together, and stay so. */
  public static final String NOT_REVERSED =
      "b.reversed_bill_id IS NULL AND NOT EXISTS (SELECT 1 FROM bill r WHERE r.tenant_id = b.tenant_id AND r.reversed_bill_id = b.bill_id)";

  private BillGuard() {}

  /** What is to be done to bills. */
  public enum Deed {
    /** Changes what they say; not of a bill that was reversed, nor of a reversal. */
    EDIT("Edit", false, false),
    /** Approves them, or takes the approval back. */
    APPROVE("Edit", true, false),
    /** Says something about them that neither approval nor export was about. */
    HOLD("Edit", true, true),
    /** Removes them. */
    DELETE("Delete", false, false);

    private final String level;
    private final boolean toApproved;
    private final boolean toExported;

    Deed(String level, boolean toApproved, boolean toExported) {
      this.level = level;
      this.toApproved = toApproved;
      this.toExported = toExported;
    }
  }

  /**
   * Of these bills those to which the caller may do it, in order; nobody else changes them until
   * the commit.
   *
   * @param condition a further one on the bill {@code b}, a constant; {@code :caller} is who asks
   */
  public static List<Integer> allowed(
      Call call, Collection<Integer> bills, Deed deed, String condition) {
    // What is asked after the locks are had sees what others have done until then.
    List<Integer> locked =
        call.sql()
            .list(
                "SELECT bill_id FROM bill WHERE tenant_id = :tenant AND bill_id = ANY(:bills) ORDER BY bill_id FOR UPDATE",
                Map.of("bills", List.copyOf(bills)),
                row -> row.integer(1));
    return call.sql()
        .list(
            """
            SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills) AND (NOT b.approved OR :approved)
              AND ((b.ap_export_id IS NULL AND b.gl_export_id IS NULL) OR :exported) AND (%s) AND (%s)
            ORDER BY b.bill_id
            """
                .formatted(condition, deed == Deed.EDIT ? NOT_REVERSED : "true"),
            Map.of(
                "bills",
                locked,
                "approved",
                deed.toApproved || call.caller().may("UpdateApprovedBills (" + deed.level + ")"),
                "exported",
                deed.toExported || call.caller().may("ExportBills (" + deed.level + ")"),
                "caller",
                call.caller().userId()),
            row -> row.integer(1));
  }

  /**
   * Removes bills with their lines.
   *
   * @throws Problem the caller may not remove one of them
   */
  public static void delete(Call call, Collection<Integer> bills) {
    List<Integer> allowed = allowed(call, bills, Deed.DELETE, "true");
    if (allowed.size() < java.util.Set.copyOf(bills).size()) {
      throw Problem.of(
          ErrorCode.FORBIDDEN,
          "Some of the bills are approved or exported; to delete such bills needs the permission"
              + " UpdateApprovedBills (Delete) or ExportBills (Delete).");
    }
    remove(call.sql(), allowed);
  }

  /** Removes bills that nothing protects, with their lines; the log has both. */
  public static void remove(Sql sql, Collection<Integer> bills) {
    Map<String, Object> ids = Map.of("bills", List.copyOf(bills));
    sql.delete(
        Tables.BODY_LINE,
        sql.list(
            "SELECT body_line_id FROM body_line WHERE tenant_id = :tenant AND bill_id = ANY(:bills) ORDER BY body_line_id",
            ids,
            row -> row.integer(1)));
    List<Integer> reversals =
        sql.list(
            "SELECT bill_id FROM bill WHERE tenant_id = :tenant AND reversed_bill_id = ANY(:bills) AND bill_id <> ALL(:bills)",
            ids,
            row -> row.integer(1));
    if (!reversals.isEmpty()) {
      throw Problem.invalid(
          "billId",
          "bill %d reverses one of these; delete it first".formatted(reversals.getFirst()));
    }
    sql.delete(Tables.BILL, bills);
  }
}
