package org.meterbook.ledger.billimport;

import java.util.Map;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.batch.BatchStatus;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * What becomes of the batch when an import ends.
 *
 * @param sql the transaction that ends it
 */
record ImportEnd(Sql sql, BatchChoice choice) {
  private static final String ERROR_HANDLING =
      "SELECT coalesce(s.workflow #>> '{billImport,errorHandling}', s.workflow ->> 'billImport.errorHandling', '')"
          + " FROM setting s WHERE s.tenant_id = :tenant";

  /** How many bills a task has imported that are still there. */
  static long bills(Sql sql, int task) {
    return sql.first(
            "SELECT count(*) FROM bill WHERE tenant_id = :tenant AND import_task_id = :task",
            Map.of("task", task),
            row -> row.number(1))
        .orElse(0L);
  }

  /**
   * Ends the batch, leaves it open, makes it pending where the workflow wants that of imports that
   * refuse rows, or takes it away where nothing came into it.
   */
  void batch(boolean flawless, boolean any) {
    int batch = choice.batchId();
    if (!any && choice.made() && isEmpty()) {
      sql.list(
              "SELECT task_id FROM task WHERE tenant_id = :tenant AND batch_id = :batch",
              Map.of("batch", batch),
              row -> row.integer(1))
          .forEach(task -> sql.update(Tables.TASK, task, Values.none().with("batch_id", null)));
      sql.delete(Tables.BATCH, batch);
      return;
    }
    String status = status();
    boolean pending = any && !flawless && marksPending() && isChangeable();
    if (any) {
      sql.update(Tables.BATCH, batch, Values.none().with("has_imported_bills", true));
    }
    if (pending && status.equals("open")) {
      BatchStatus.markVoid(sql, batch, true);
      sql.update(Tables.BATCH, batch, Values.none().with("batch_status", "pending"));
    } else if (choice.closes() && status.equals("open")) {
      sql.update(
          Tables.BATCH,
          batch,
          Values.none().with("batch_status", "closed").with("end_date", sql.now()));
    }
  }

  /** What was approved or exported in a batch that was there before is not made void. */
  private boolean isChangeable() {
    return !sql.exists(
        """
        SELECT 1 FROM bill b WHERE b.tenant_id = :tenant AND b.batch_id = :batch AND NOT b.void
          AND (b.approved OR b.ap_export_id IS NOT NULL OR b.gl_export_id IS NOT NULL OR NOT (%s)) LIMIT 1
        """
            .formatted(BillGuard.NOT_REVERSED),
        Map.of("batch", choice.batchId()));
  }

  private boolean isEmpty() {
    return !sql.exists(
        "SELECT 1 FROM bill WHERE tenant_id = :tenant AND batch_id = :batch LIMIT 1",
        Map.of("batch", choice.batchId()));
  }

  private String status() {
    return sql.first(
            "SELECT batch_status FROM batch WHERE tenant_id = :tenant AND batch_id = :batch FOR UPDATE",
            Map.of("batch", choice.batchId()),
            row -> row.text(1))
        .orElse("");
  }

  private boolean marksPending() {
    return sql.first(ERROR_HANDLING, Map.of(), row -> row.text(1))
        .filter("MarkBatchPending"::equals)
        .isPresent();
  }
}
