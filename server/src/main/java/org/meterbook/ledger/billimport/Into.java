package org.meterbook.ledger.billimport;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;

/**
 * The batch that takes the bills, with what it gives to those that do not say it themselves.
 *
 * @param isVoid it is pending: its bills do not count until it is opened
 */
record Into(
    int batchId,
    boolean isVoid,
    @Nullable LocalDate statementDate,
    @Nullable LocalDate dueDate,
    @Nullable LocalDate nextReading,
    @Nullable String controlCode,
    @Nullable String invoiceNumber,
    @Nullable Integer accountPeriod) {
  /** A batch that gives nothing. */
  static Into plain(int batchId) {
    return new Into(batchId, false, null, null, null, null, null, null);
  }

  /**
   * A batch that is open or pending, and stays so until the commit.
   *
   * @throws ImportException it was closed or deleted meanwhile
   */
  static Into locked(Sql sql, int batchId) {
    return sql.first(
            """
            SELECT b.batch_status, b.statement_date, b.due_date, b.next_reading, b.control_code, b.invoice_number,
              b.account_period_year * 100 + b.account_period_number
            FROM batch b WHERE b.tenant_id = :tenant AND b.batch_id = :batch AND b.batch_status <> 'closed' FOR SHARE
            """,
            Map.of("batch", batchId),
            row ->
                new Into(
                    batchId,
                    row.text(1).equals("pending"),
                    day(row.localOrNull(2)),
                    day(row.localOrNull(3)),
                    day(row.localOrNull(4)),
                    row.textOrNull(5),
                    row.textOrNull(6),
                    row.integerOrNull(7)))
        .orElseThrow(() ->
            new ImportException("The batch was closed or deleted before the import was done."));
  }

  private static @Nullable LocalDate day(@Nullable LocalDateTime time) {
    return time == null ? null : time.toLocalDate();
  }
}
