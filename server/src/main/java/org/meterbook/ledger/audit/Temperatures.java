package org.meterbook.ledger.audit;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.meterbook.store.Sql;

/**
 * How warm it was where meters are, by the stations of their places.
 *
 * @param stations by meter
 * @param days mean temperatures by station and day
 */
record Temperatures(
    Map<Integer, Integer> stations, Map<Integer, NavigableMap<LocalDate, Double>> days) {
  /** A span of which fewer days are known has no temperature. */
  private static final double SHARE = 0.8;

  private static final Temperatures NONE = new Temperatures(Map.of(), Map.of());

  static Temperatures of(Sql sql, List<Integer> meters, LocalDate from) {
    if (meters.isEmpty()
        || !sql.exists(
            "SELECT 1 FROM weather_day d WHERE d.tenant_id = :tenant LIMIT 1", Map.of())) {
      return NONE;
    }
    Map<Integer, Integer> stations = new HashMap<>();
    sql.list(
        """
        SELECT m.meter_id, w.weather_station_id FROM meter m
        JOIN place p ON p.tenant_id = m.tenant_id AND p.place_id = m.place_id
        JOIN weather_station w ON w.tenant_id = p.tenant_id AND lower(w.station_code) = lower(p.weather_station_code)
        WHERE m.tenant_id = :tenant AND m.meter_id = ANY(:meters)
        """,
        Map.of("meters", meters),
        row -> stations.put(row.integer(1), row.integer(2)));
    Map<Integer, NavigableMap<LocalDate, Double>> days = new HashMap<>();
    sql.list(
        """
        SELECT d.weather_station_id, d.day::timestamp, d.mean_temperature FROM weather_day d
        WHERE d.tenant_id = :tenant AND d.weather_station_id = ANY(:stations::int[]) AND d.day >= :from::date
        """,
        Map.of("stations", List.copyOf(stations.values()), "from", from),
        row ->
            days.computeIfAbsent(row.integer(1), _ -> new TreeMap<>())
                .put(row.local(2).toLocalDate(), row.numberOrNaN(3)));
    return new Temperatures(stations, days);
  }

  /** The mean of a span's days; NaN where too few of them are known. */
  double mean(int meter, LocalDate begin, LocalDate end) {
    NavigableMap<LocalDate, Double> known =
        days.getOrDefault(stations.getOrDefault(meter, 0), new TreeMap<>());
    if (known.isEmpty() || !begin.isBefore(end)) {
      return Double.NaN;
    }
    Map<LocalDate, Double> span = known.subMap(begin, end);
    return span.size() < SHARE * begin.until(end, java.time.temporal.ChronoUnit.DAYS)
        ? Double.NaN
        : span.values().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
