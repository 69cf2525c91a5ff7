package org.meterbook.bridge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.interval.IntervalStore;
import org.meterbook.store.Sql;
import org.meterbook.store.Values;

/** Collected interval data as readings: a channel of the meter for each kind of data point. */
final class BookedReadings {
  private static final Map<String, String> OBSERVATIONS =
      Map.of(
          "fwd", "INTERVALUSE", "net", "INTERVALUSE", "rev", "EXPORTUSE", "max", "INTERVALDEMAND");

  private static final Map<String, String> UNITS =
      Map.of(
          "kwh", "KWH", "kw", "KW", "therms", "THERM", "gallons", "GAL", "ccf", "CCF", "m3", "M3");

  /** Readings of a kind, of one interval length. */
  private static final class Series {
    final List<long[]> times = new ArrayList<>();
    final List<double[]> values = new ArrayList<>();
  }

  private record Kind(String kind, int seconds, String unit) {}

  private BookedReadings() {}

  /** Stores what was collected or changed since the last time. */
  static void store(Sql sql, int collected, int meter) {
    Instant until =
        sql.first(
                "SELECT readings_until FROM bridge_meter WHERE tenant_id = :tenant AND bridge_meter_id = :id AND readings_until IS NOT NULL",
                Map.of("id", collected),
                row -> row.instant(1))
            .orElse(Instant.EPOCH);
    Map<Kind, Series> series = new HashMap<>();
    Instant[] newest = {until};
    sql.list(
            """
            SELECT i.begins, i.seconds, i.unit, i.kinds, array_send(i.readings), i.updated FROM collection_interval i
            WHERE i.tenant_id = :tenant AND i.collection_meter_id = :id AND i.updated > :until ORDER BY i.begins
            """,
            Map.of("id", collected, "until", until),
            row -> {
              if (row.instant(6).isAfter(newest[0])) {
                newest[0] = row.instant(6);
              }
              add(
                  series,
                  row.instant(1),
                  row.integer(2),
                  row.text(3),
                  row.texts(4),
                  row.doubles(5));
              return true;
            })
        .clear();
    series.forEach((kind, all) -> store(sql, meter, kind, all));
    sql.execute(
        "UPDATE bridge_meter SET readings_until = :until WHERE tenant_id = :tenant AND bridge_meter_id = :id",
        Map.of("until", newest[0], "id", collected));
  }

  private static void add(
      Map<Kind, Series> series,
      Instant begin,
      int seconds,
      String unit,
      List<String> kinds,
      double[] values) {
    int size = values.length / kinds.size();
    long[] times = new long[size];
    for (int place = 0; place < size; place++) {
      times[place] = begin.getEpochSecond() + (place + 1L) * seconds;
    }
    for (int kind = 0; kind < kinds.size(); kind++) {
      Series each =
          series.computeIfAbsent(new Kind(kinds.get(kind), seconds, unit), _ -> new Series());
      each.times.add(times);
      each.values.add(java.util.Arrays.copyOfRange(values, kind * size, (kind + 1) * size));
    }
  }

  private static void store(Sql sql, int meter, Kind kind, Series series) {
    String observation = OBSERVATIONS.get(kind.kind());
    String unit = UNITS.get(kind.kind().equals("max") ? "kw" : kind.unit());
    if (observation == null || unit == null || kind.seconds() % 60 != 0) {
      return;
    }
    IntervalStore.store(
        sql,
        channel(sql, meter, kind, observation, unit),
        series.times.stream().flatMapToLong(java.util.Arrays::stream).toArray(),
        series.values.stream().flatMapToDouble(java.util.Arrays::stream).toArray());
  }

  private static int channel(Sql sql, int meter, Kind kind, String observation, String unit) {
    String name = "collected-%d-%s-%d".formatted(meter, kind.kind(), kind.seconds());
    Optional<Integer> known =
        sql.first(
            "SELECT c.channel_id FROM channel c WHERE c.tenant_id = :tenant AND c.channel_import_id = :name",
            Map.of("name", name),
            row -> row.integer(1));
    return known.orElseGet(() ->
        IntervalStore.channel(
            sql,
            Values.none()
                .with("meter_id", meter)
                .with("channel_info", "Collected, " + kind.kind())
                .with("channel_import_id", name),
            id(sql, "observation_type", observation),
            kind.seconds() / 60,
            id(sql, "unit", unit)));
  }

  private static int id(Sql sql, String table, String code) {
    return sql.first(
            "SELECT %1$s_id FROM %1$s WHERE %1$s_code = :code".formatted(table),
            Map.of("code", code),
            row -> row.integer(1))
        .orElseThrow();
  }
}
