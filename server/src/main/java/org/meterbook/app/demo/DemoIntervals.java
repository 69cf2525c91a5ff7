package org.meterbook.app.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.meterbook.interval.IntervalStore;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Meters that speak: a channel for each main electric meter, and a laboratory seen more closely.
 */
final class DemoIntervals {
  private static final String PROFILE =
      """
      {"delimiter": ",", "numberOfHeaderRows": 1, "timestampColumnNumber": 2, "meterImportIdColumnNumber": 1, "numberOfColumns": 3,
       "channelIntervalInSeconds": 900, "dataMapping": [{"columnNumber": 3, "observationTypeCode": "INTERVALUSE", "unitCode": "KWH"}]}\
      """;
  private static final int INTERVAL_USE = 9;
  private static final int TEMPERATURE = 106;
  private static final int KWH = 2;
  private static final int DEGREES_FAHRENHEIT = 99;
  private static final int KILOGALLONS = 97;
  private static final int SQUARE_FEET = 85;

  /** Buildings whose meters speak every quarter of an hour; the others do every hour. */
  private static final List<String> QUARTERLY = List.of("N02", "N03", "S01");

  private static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  private final Sql sql;
  private final ZoneId zone;
  private final LocalDate today;
  private final int days;

  /**
   * Before {@link #fill}.
   *
   * @param days days of readings up to today's first moment
   */
  DemoIntervals(Sql sql, ZoneId zone, int days) {
    this.sql = sql;
    this.zone = zone;
    this.today = LocalDate.ofInstant(sql.now(), zone);
    this.days = days;
  }

  /** A channel with readings for each building's main electric meter, sizes, and a route. */
  void fill() {
    sql.insert(
        Tables.READING_IMPORT_PROFILE,
        Values.none().with("profile_code", "Quarter hours").with("profile", new Sql.Json(PROFILE)));
    sql.insert(
        Table.of("reading_import"),
        Values.none()
            .with("task_guid", "3b241101-e2bb-4255-8caf-4136c566a962")
            .with("file_name", "october.csv")
            .with("note", "quarter hours of October")
            .with("row_count", 2L)
            .with("stored_count", 1L)
            .with("replaced_count", 0L)
            .with("same_count", 0L)
            .with("repeated_count", 0L)
            .with("refused_count", 1L)
            .with(
                "refused",
                new Sql.Json("[{\"line\": 3, \"text\": \"column 3: 'n/a' is no number\"}]"))
            .with("notes", new Sql.Json("[]"))
            .with("created_channels", new Sql.Json("[]"))
            .with("created_by", sql.author().userId())
            .with("created_date", sql.now()));
    int route =
        sql.insert(
            Tables.ROUTE,
            Values.none().with("route_code", "NORTHWALK").with("route_info", "North walk"));
    int order = 0;
    for (Building building : Building.ALL) {
      int meter = id("meter", "meter_id", "meter_code", building.code() + "-E1");
      int minutes = QUARTERLY.contains(building.code()) ? 15 : 60;
      int channel = channel(Values.none().with("meter_id", meter), INTERVAL_USE, minutes, KWH, "");
      double average = building.thousandSquareFeet() * 1000 * 15.5 * 0.82 / 8760;
      readings(channel, minutes, building.code(), average, 0.35);
      int place = id("place", "place_id", "place_code", building.code());
      size(place, building.thousandSquareFeet() * 1000);
      openingHours(place);
      if (building.campus().equals("NORTH")) {
        sql.update(
            Tables.METER,
            meter,
            Values.none().with("route_id", route).with("route_order", ++order));
      }
    }
    laboratory(id("place", "place_id", "place_code", "N03"));
    int irrigation = id("meter", "meter_id", "meter_code", "S05-W2");
    readings(
        channel(Values.none().with("meter_id", irrigation), INTERVAL_USE, 1440, KILOGALLONS, ""),
        1440,
        "S05-W2",
        0.4,
        0.1);
  }

  private int id(String table, String key, String code, String value) {
    return sql.first(
            "SELECT t.%s FROM %s t WHERE t.tenant_id = :tenant AND t.%s = :value"
                .formatted(key, table, code),
            Map.of("value", value),
            row -> row.integer(1))
        .orElseThrow();
  }

  private int channel(Values owner, int type, int minutes, int unit, String name) {
    int channel =
        IntervalStore.channel(
            sql, owner.with("channel_info", name.isEmpty() ? null : name), type, minutes, unit);
    if (!name.isEmpty() && type == INTERVAL_USE) {
      sql.update(Tables.CHANNEL, channel, Values.none().with("is_primary_value", true));
    }
    return channel;
  }

  private void size(int place, int squareFeet) {
    sql.insert(
        Tables.PLACE_SIZE,
        Values.none()
            .with("place_id", place)
            .with("begin_date", LocalDate.of(1899, 12, 31))
            .with("end_date", LocalDate.of(3000, 1, 1))
            .with("value", squareFeet)
            .with("unit_id", SQUARE_FEET));
  }

  private void laboratory(int place) {
    int chillers = dataPoint(place, "N03-CH", "Chiller plant", 1);
    int fans = dataPoint(place, "N03-AHU", "Air handlers", 1);
    for (Map.Entry<Integer, String> each :
        Map.of(chillers, "Chillers", fans, "Air handlers").entrySet()) {
      int channel =
          channel(
              Values.none().with("data_point_id", each.getKey()),
              INTERVAL_USE,
              60,
              KWH,
              each.getValue());
      readings(channel, 60, each.getValue(), 60, 0.5);
    }
    int outside =
        channel(
            Values.none().with("data_point_id", chillers),
            TEMPERATURE,
            60,
            DEGREES_FAHRENHEIT,
            "Outside air");
    readings(outside, 60, "air", 55, 0.2);
  }

  private void openingHours(int place) {
    sql.insert(
        Tables.SCHEDULE,
        Values.none()
            .with("place_id", place)
            .with("schedule_info", "Opening hours")
            .with(
                "schedule_days",
                new Sql.Json("[" + String.join(",", DAYS.stream().map(this::day).toList()) + "]")));
  }

  private String day(String name) {
    boolean weekend = name.startsWith("S");
    return "{\"dayOfWeek\":{\"dayOfWeekNumber\":%d,\"dayOfWeekName\":\"%s\"},\"beginTime\":\"%s\",\"endTime\":\"%s\",\"is24Hours\":false,\"isClosed\":false}"
        .formatted(
            DAYS.indexOf(name),
            name,
            weekend ? "10:00:00" : "07:00:00",
            weekend ? "16:00:00" : "19:00:00");
  }

  private int dataPoint(int place, String code, String name, int commodity) {
    return sql.insert(
        Tables.DATA_POINT,
        Values.none()
            .with("data_point_code", code)
            .with("data_point_info", name)
            .with("active", true)
            .with("commodity_id", commodity)
            .with("place_id", place)
            .with("data_point_time_zone_id", id())
            .with("import_id", code));
  }

  private int id() {
    return sql.first(
            "SELECT time_zone_id FROM time_zone WHERE iana_zone = :zone",
            Map.of("zone", zone.getId()),
            row -> row.integer(1))
        .orElseThrow();
  }

  /** Around an average an hour, with the day's and the week's shape and a little noise. */
  private void readings(int channel, int minutes, String seed, double average, double swing) {
    long end = today.atStartOfDay(zone).toEpochSecond();
    long begin = today.minusDays(days).atStartOfDay(zone).toEpochSecond();
    int step = minutes * 60;
    int count = (int) ((end - begin) / step);
    long[] times = new long[count];
    double[] values = new double[count];
    SplittableRandom random = new SplittableRandom(seed.hashCode());
    for (int i = 0; i < count; i++) {
      times[i] =
          minutes < 1440
              ? begin + (i + 1L) * step
              : today.minusDays(days - i - 1L).atStartOfDay(zone).toEpochSecond();
      ZonedDateTime local = java.time.Instant.ofEpochSecond(times[i] - step / 2).atZone(zone);
      double hour = local.getHour() + local.getMinute() / 60.0;
      boolean workday =
          local.getDayOfWeek() != DayOfWeek.SATURDAY && local.getDayOfWeek() != DayOfWeek.SUNDAY;
      double shape =
          1
              + swing * (workday ? 1 : 0.3) * Math.sin((hour - 8) * Math.PI / 12)
              + 0.15 * Math.sin((local.getDayOfYear() - 110) * Math.PI / 182.5);
      double value = average * step / 3600 * shape * (0.95 + 0.1 * random.nextDouble());
      values[i] = Math.round(value * 100) / 100.0;
    }
    IntervalStore.store(sql, channel, times, values);
  }
}
