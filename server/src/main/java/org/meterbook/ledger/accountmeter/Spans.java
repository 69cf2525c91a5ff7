package org.meterbook.ledger.accountmeter;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.Times;
import org.meterbook.ledger.BillGuard;
import org.meterbook.store.Sql;

/** How the links of one pair of account and meter, and the bills of the pair, lie in time. */
final class Spans {
  private static final String BILLS =
      "SELECT DISTINCT b.bill_id FROM bill b JOIN body_line l ON l.tenant_id = b.tenant_id AND l.bill_id = b.bill_id"
          + " WHERE b.tenant_id = :tenant AND b.account_id = :account AND l.meter_id = :meter";

  private Spans() {}

  /** In words, which other link of the pair overlaps the span. */
  static Optional<String> overlap(
      Sql sql, int accountId, int meterId, int except, LocalDateTime begin, LocalDateTime end) {
    return sql.first(
        """
        SELECT account_meter_id, begin_date, end_date FROM account_meter WHERE tenant_id = :tenant AND account_id = :account
          AND meter_id = :meter AND account_meter_id <> :except AND begin_date < :end AND end_date > :begin LIMIT 1
        """,
        Map.of(
            "account", accountId, "meter", meterId, "except", except, "begin", begin, "end", end),
        row ->
            "overlaps the link %d of this account and meter, from %s to %s"
                .formatted(row.integer(1), Times.format(row.local(2)), Times.format(row.local(3))));
  }

  static boolean isLatest(Sql sql, Link link) {
    return !sql.exists(
        "SELECT 1 FROM account_meter WHERE tenant_id = :tenant AND account_id = :account AND meter_id = :meter AND begin_date > :begin",
        Map.of(
            "account", link.accountId(), "meter", link.meterId().orElse(0), "begin", link.begin()));
  }

  /** How many links the pair has. */
  static long links(Sql sql, Link link) {
    return sql.first(
            "SELECT count(*) FROM account_meter WHERE tenant_id = :tenant AND account_id = :account AND meter_id = :meter",
            Map.of("account", link.accountId(), "meter", link.meterId().orElse(0)),
            row -> row.number(1))
        .orElse(0L);
  }

  static boolean hasBills(Sql sql, Link link) {
    return sql.exists(
        BILLS + " AND b.begin_date < :end AND b.end_date > :begin LIMIT 1",
        Map.of(
            "account",
            link.accountId(),
            "meter",
            link.meterId().orElse(0),
            "begin",
            link.begin(),
            "end",
            link.end()));
  }

  /**
   * Deletes each bill of the pair that begins at or after a day, with its lines of other meters
   * too.
   */
  static void deleteBills(Call call, Link link, LocalDateTime from) {
    BillGuard.delete(
        call,
        call.sql()
            .list(
                BILLS + " AND b.begin_date >= :from",
                Map.of(
                    "account", link.accountId(), "meter", link.meterId().orElse(0), "from", from),
                row -> row.integer(1)));
  }
}
