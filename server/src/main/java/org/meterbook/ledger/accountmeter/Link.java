package org.meterbook.ledger.accountmeter;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.meterbook.store.Sql;

/** A stored link; without a meter it carries account-level charges. */
record Link(
    int id, int accountId, Optional<Integer> meterId, LocalDateTime begin, LocalDateTime end) {
  /**
   * Reads a link and keeps others from changing it, or from linking its account anew, until the
   * transaction ends.
   */
  static Link lock(Sql sql, int id) {
    return sql.first(
            """
            SELECT l.account_id, l.meter_id, l.begin_date, l.end_date FROM account_meter l
            JOIN account a ON a.tenant_id = l.tenant_id AND a.account_id = l.account_id
            WHERE l.tenant_id = :tenant AND l.account_meter_id = :id FOR UPDATE
            """,
            Map.of("id", id),
            row ->
                new Link(
                    id,
                    row.integer(1),
                    Optional.ofNullable(row.integerOrNull(2)),
                    row.local(3),
                    row.local(4)))
        .orElseThrow();
  }
}
