package org.meterbook.collection.work;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.meterbook.collection.Blocks;
import org.meterbook.collection.Notes;
import org.meterbook.collection.Told;
import org.meterbook.collection.connector.Found;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.webhook.EventType;

/** The meters of an authorization: found once, known again by the utility's key. */
final class MeterRows {
  static final String NO_LOGS = "Service exists, but no logs yet.";

  private MeterRows() {}

  /** Adds a meter, or brings what the utility says of it up to date. */
  static void save(Sql sql, int authorization, Found.Meter meter) {
    Optional<Integer> known =
        sql.first(
            """
            UPDATE collection_meter SET base = :base::json, further_blocks = :further::json, zone = :zone
            WHERE tenant_id = :tenant AND collection_authorization_id = :authorization AND utility_key = :key RETURNING collection_meter_id
            """,
            values(authorization, meter),
            row -> row.integer(1));
    if (known.isPresent()) {
      return;
    }
    int id = sql.nextId(Tables.COLLECTION_METER);
    Map<String, Object> values = values(authorization, meter);
    Notes notes = Notes.at(sql.now());
    meter
        .latestBill()
        .ifPresent(day ->
            notes.with(
                "latest_known_bill",
                "Data appears to be available through " + day,
                Map.of("last_updated", org.meterbook.collection.Stamp.utc(sql.now()))));
    notes.with("meters_full", "All meter details were successfully collected");
    values.put("id", id);
    values.put("now", sql.now());
    values.put("message", NO_LOGS);
    values.put("notes", notes.json());
    sql.execute(
        """
        INSERT INTO collection_meter (tenant_id, collection_meter_id, collection_authorization_id, created, utility_key, zone, status,
          status_message, status_ts, notes, base, further_blocks)
        VALUES (:tenant, :id, :authorization, :now, :key, :zone, 'updated', :message, :now, :notes::json, :base::json, :further::json)
        """,
        values);
    sql.recordEdit(Tables.COLLECTION_METER, id, "{\"found\": true}");
    Told.meter(sql, EventType.METER_CREATED, authorization, id);
  }

  private static Map<String, Object> values(int authorization, Found.Meter meter) {
    return new HashMap<>(
        Map.of(
            "authorization", authorization,
            "key", meter.key(),
            "zone", meter.zone(),
            "base", Blocks.base(meter.service()).toString(),
            "further", Blocks.ofMeter(meter).toString()));
  }
}
