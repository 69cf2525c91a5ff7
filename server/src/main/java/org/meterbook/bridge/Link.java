package org.meterbook.bridge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** What a collected meter is in the books: linked, asked about, or ignored; and why. */
record Link(String status, @Nullable Integer account, @Nullable Integer meter, String reason) {
  static Link linked(int account, int meter, String reason) {
    return new Link("linked", account, meter, reason);
  }

  static Link asking(String reason) {
    return new Link("asking", null, null, reason);
  }

  static Link ignored(String reason) {
    return new Link("ignored", null, null, reason);
  }

  boolean isLinked() {
    return status.equals("linked");
  }

  /**
   * The link as it is; empty for a meter that was never looked for. A meter that was deleted is
   * none.
   */
  static Optional<Link> find(Sql sql, int collected) {
    return sql.first(
        """
        SELECT b.status, b.account_id, b.meter_id, b.reason FROM bridge_meter b WHERE b.tenant_id = :tenant AND b.bridge_meter_id = :id
          AND (b.status <> 'linked' OR EXISTS (SELECT 1 FROM account_meter l WHERE l.tenant_id = b.tenant_id
            AND l.account_id = b.account_id AND l.meter_id = b.meter_id))
        """,
        Map.of("id", collected),
        row -> new Link(row.text(1), row.integerOrNull(2), row.integerOrNull(3), row.text(4)));
  }

  void save(Sql sql, int collected) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", collected);
    values.put("status", status);
    values.put("account", account);
    values.put("meter", meter);
    values.put("reason", reason);
    sql.execute(
        """
        INSERT INTO bridge_meter (tenant_id, bridge_meter_id, status, account_id, meter_id, reason)
        VALUES (:tenant, :id, :status, :account::int, :meter::int, :reason)
        ON CONFLICT (tenant_id, bridge_meter_id) DO UPDATE SET status = excluded.status, account_id = excluded.account_id,
          meter_id = excluded.meter_id, reason = excluded.reason,
          readings_until = CASE WHEN coalesce(bridge_meter.meter_id, 0) <> coalesce(excluded.meter_id, 0) THEN NULL ELSE bridge_meter.readings_until END
        """,
        values);
    sql.recordEdit(
        Tables.BRIDGE_METER,
        collected,
        org.meterbook.ledger.Json.of(Map.of("status", status, "reason", reason)).text());
  }
}
