package org.meterbook.ledger.billimport;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.meterbook.ledger.BillGuard;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Makes room for the bills of a plan: voids, deletes and frees what stands in their way.
 *
 * @param sql the transaction that writes them
 */
record Room(Sql sql, Outcome outcome) {
  /** A bill is not any more as it was when the plan was made. */
  static final class Changed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Makes it.
   *
   * @throws Changed somebody approved, exported, voided, reversed or deleted one of the bills
   */
  void make() {
    Set<Integer> bills = new HashSet<>(outcome.deleted);
    bills.addAll(outcome.voided);
    if (bills.isEmpty() && outcome.freedKeys.isEmpty()) {
      return;
    }
    lock(bills);
    requireUnchanged(bills);
    sql.execute(
        "UPDATE bill SET import_key = NULL WHERE tenant_id = :tenant AND import_key = ANY(:keys::text[]) AND void",
        Map.of("keys", outcome.freedKeys));
    if (!outcome.voided.isEmpty()) {
      sql.update(
          Tables.BILL, outcome.voided, Values.none().with("void", true).with("import_key", null));
    }
    if (!outcome.deleted.isEmpty()) {
      BillGuard.remove(sql, outcome.deleted);
    }
  }

  /** All at once and in the order of their ids, as everybody locks bills. */
  private void lock(Set<Integer> bills) {
    sql.list(
        """
        SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant
          AND (b.bill_id = ANY(:bills::int[]) OR b.import_key = ANY(:keys::text[])) ORDER BY b.bill_id FOR UPDATE
        """,
        Map.of("bills", bills, "keys", outcome.freedKeys),
        row -> row.integer(1));
  }

  /**
   * Asked once they are locked: a statement that waits for a lock does not see other tables anew.
   */
  private void requireUnchanged(Set<Integer> bills) {
    long unchanged =
        sql.first(
                """
                SELECT count(*) FROM bill b JOIN batch p ON p.tenant_id = b.tenant_id AND p.batch_id = b.batch_id
                WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills::int[]) AND NOT (b.void AND p.batch_status <> 'pending')
                  AND (b.bill_id = ANY(:unprotected::int[])
                    OR NOT b.approved AND coalesce(b.ap_export_id, b.gl_export_id) IS NULL)
                  AND %s
                """
                    .formatted(BillGuard.NOT_REVERSED),
                Map.of("bills", bills, "unprotected", outcome.unprotected),
                row -> row.number(1))
            .orElse(0L);
    if (unchanged < bills.size()) {
      throw new Changed();
    }
  }
}
