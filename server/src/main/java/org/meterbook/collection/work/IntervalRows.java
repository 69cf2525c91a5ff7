package org.meterbook.collection.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.collection.Notes;
import org.meterbook.collection.connector.Found;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The days of a meter's interval data: a day that comes again replaces its earlier self. */
final class IntervalRows {
  private IntervalRows() {}

  /** Stores days with one statement; answers how many were new or had changed. */
  static int save(Sql sql, Run run, List<Found.Day> days) {
    if (days.isEmpty()) {
      return 0;
    }
    int id = sql.nextIds(Tables.COLLECTION_INTERVAL, days.size());
    ArrayNode rows = Notes.JSON.createArrayNode();
    double[] readings =
        new double[days.stream().mapToInt(day -> size(day) * day.values().size()).sum()];
    int at = 0;
    for (Found.Day day : days) {
      List<String> kinds = new ArrayList<>(day.values().keySet());
      double[] flat = flat(day, kinds);
      System.arraycopy(flat, 0, readings, at, flat.length);
      ObjectNode row =
          rows.addObject()
              .put("id", id++)
              .put("day", day.day().toString())
              .put("begins", day.begin().toString())
              .put("ends", day.end().toString())
              .put("seconds", day.seconds())
              .put("unit", day.unit())
              .put("first", at + 1)
              .put("last", at + flat.length)
              .put("count", count(day, kinds))
              .put("source", day.source())
              .put("quality", day.quality());
      ArrayNode names = row.putArray("kinds");
      kinds.forEach(names::add);
      at += flat.length;
    }
    Map<String, Object> values = new HashMap<>();
    values.put("meter", run.meter());
    values.put("authorization", run.authorization());
    values.put("now", sql.now());
    values.put("rows", rows.toString());
    values.put("readings", readings);
    return sql.execute(
        """
        INSERT INTO collection_interval (tenant_id, collection_interval_id, collection_meter_id, collection_authorization_id, created, updated,
          day, begins, ends, seconds, unit, kinds, readings, reading_count, source, quality)
        SELECT :tenant, r.id, :meter, :authorization, :now, :now, r.day, r.begins, r.ends, r.seconds, r.unit,
          ARRAY(SELECT jsonb_array_elements_text(r.kinds)), a.readings[r.first:r.last], r.count, r.source, r.quality
        FROM jsonb_to_recordset(:rows::jsonb) AS r(id int, day date, begins timestamptz, ends timestamptz, seconds int, unit text, kinds jsonb,
          first int, last int, count int, source text, quality text), (SELECT :readings::float8[] AS readings) a
        ON CONFLICT (tenant_id, collection_meter_id, day) DO UPDATE SET updated = excluded.updated, begins = excluded.begins, ends = excluded.ends,
          seconds = excluded.seconds, unit = excluded.unit, kinds = excluded.kinds, readings = excluded.readings,
          reading_count = excluded.reading_count, source = excluded.source, quality = excluded.quality
        WHERE (collection_interval.readings, collection_interval.kinds, collection_interval.seconds, collection_interval.unit, collection_interval.quality)
          IS DISTINCT FROM (excluded.readings, excluded.kinds, excluded.seconds, excluded.unit, excluded.quality)
        """,
        values);
  }

  /** The kinds' values one after another; each has a place for every interval of the day. */
  private static double[] flat(Found.Day day, List<String> kinds) {
    int size = size(day);
    double[] flat = new double[size * kinds.size()];
    java.util.Arrays.fill(flat, Double.NaN);
    for (int i = 0; i < kinds.size(); i++) {
      double[] values = day.values().getOrDefault(kinds.get(i), new double[0]);
      System.arraycopy(values, 0, flat, i * size, Math.min(size, values.length));
    }
    return flat;
  }

  /** Places with any reading. */
  private static int count(Found.Day day, List<String> kinds) {
    int count = 0;
    for (int place = 0; place < size(day); place++) {
      int at = place;
      if (kinds.stream()
          .map(kind -> day.values().getOrDefault(kind, new double[0]))
          .anyMatch(values -> at < values.length && !Double.isNaN(values[at]))) {
        count++;
      }
    }
    return count;
  }

  private static int size(Found.Day day) {
    return Math.toIntExact(
        (day.end().getEpochSecond() - day.begin().getEpochSecond()) / day.seconds());
  }
}
