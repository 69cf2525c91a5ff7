package org.meterbook.collection.work;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.meterbook.store.Sql;

/**
 * The collection of a meter that is under way.
 *
 * @param months that may be found at most
 * @param begins no bill that begins before is looked for
 * @param stored how many bills it has stored so far
 */
record Run(
    int id,
    int meter,
    int authorization,
    String utilityKey,
    ZoneId zone,
    boolean historical,
    LocalDate begins,
    int stored,
    boolean progressTold) {
  static Optional<Run> open(Sql sql, int meter) {
    return sql.first(
        """
        SELECT r.collection_run_id, m.collection_authorization_id, m.utility_key, m.zone, r.kind = 'historical', r.begins::timestamp, r.bills_found, r.progress_told
        FROM collection_run r JOIN collection_meter m ON m.tenant_id = r.tenant_id AND m.collection_meter_id = r.collection_meter_id
        WHERE r.tenant_id = :tenant AND r.collection_meter_id = :meter AND r.ended IS NULL ORDER BY r.started DESC LIMIT 1
        """,
        Map.of("meter", meter),
        row ->
            new Run(
                row.integer(1),
                meter,
                row.integer(2),
                row.text(3),
                ZoneId.of(row.text(4)),
                row.bool(5),
                row.local(6).toLocalDate(),
                row.integer(7),
                row.bool(8)));
  }
}
