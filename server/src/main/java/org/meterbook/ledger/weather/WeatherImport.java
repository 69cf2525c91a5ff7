package org.meterbook.ledger.weather;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.store.Tables;

/** Takes in how warm it was. The server asks no weather service: what it is to know comes along. */
final class WeatherImport {
  private static final int DEFAULT_DAYS = 31;
  private static final LocalDate FIRST_DAY = LocalDate.of(1899, 12, 31);
  private static final int SECONDS_OF_DAY = 86_400;

  private WeatherImport() {}

  record WeatherReading(
      @Required @Length(max = 32) @Meaning("code of the station") String weatherStationCode,
      @Required @Meaning("the day") LocalDateTime date,
      @Required @Range(min = -150, max = 150) @Meaning("mean of the day, degrees Fahrenheit")
          Double meanTemperature) {}

  record WeatherImportSettings(
      @Meaning("which stations are answered; default all that places name")
          @Nullable List<String> weatherStationCodes,
      @Meaning("from when on readings are taken; default 31 days ago, or all of a new station")
          @Nullable LocalDateTime beginDate,
      @Meaning("what is to be taken in; a day that is known is replaced")
          @Nullable List<WeatherReading> readings) {}

  record WeatherStationSummary(
      @Meaning("from when on readings were taken") LocalDateTime beginDate,
      @Meaning("first day that is known; null without any")
          @Nullable LocalDateTime earliestReadingDate,
      @Meaning("identifier of the station") int weatherStationId,
      @Meaning("code of the station") String weatherStationCode,
      @Meaning("name of the station") String weatherStationName,
      @Meaning("station that its data is of") String baseWeatherStationCode,
      @Meaning("days that were taken") int numberOfReadingsImported,
      @Meaning("days before the begin, which were passed over") int numberOfFailedReadings,
      @Meaning("channel of its data; it is kept without one") @Nullable Integer channelId,
      @Meaning("channel of its data; it is kept without one") @Nullable String channelCode,
      @Meaning("seconds of a day") int channelIntervalInSeconds) {}

  record WeatherImportResult(
      @Meaning("earliest begin") LocalDateTime beginDate,
      @Meaning("today") LocalDateTime endDate,
      @Meaning("each station") List<WeatherStationSummary> weatherStationSummaries) {}

  static void register(Operations operations) {
    operations.compute(
        "ImportWeatherDataV3",
        "POST",
        "/api/v3/weatherstation/import",
        "WeatherSettings (Manage)",
        WeatherImportSettings.class,
        WeatherImportResult.class,
        WeatherImport::run,
        "Takes in mean temperatures of days.");
  }

  private static WeatherImportResult run(Call call, WeatherImportSettings request) {
    Map<Integer, TreeMap<LocalDate, Double>> sent = sent(call, request);
    List<WeatherStationSummary> summaries = new ArrayList<>();
    for (int station : stations(call, request, sent)) {
      summaries.add(
          store(call, station, request.beginDate(), sent.getOrDefault(station, new TreeMap<>())));
    }
    LocalDateTime begin =
        summaries.stream()
            .map(WeatherStationSummary::beginDate)
            .min(LocalDateTime::compareTo)
            .orElse(call.today().minusDays(DEFAULT_DAYS).atStartOfDay());
    return new WeatherImportResult(begin, call.today().atStartOfDay(), summaries);
  }

  private static Map<Integer, TreeMap<LocalDate, Double>> sent(
      Call call, WeatherImportSettings request) {
    Map<String, Integer> known = new HashMap<>();
    Map<Integer, TreeMap<LocalDate, Double>> sent = new LinkedHashMap<>();
    for (WeatherReading reading :
        Objects.requireNonNullElse(request.readings(), List.<WeatherReading>of())) {
      int station =
          known.computeIfAbsent(
              reading.weatherStationCode(),
              code -> {
                WeatherStations.know(call.sql(), code);
                return WeatherStations.find(call.sql(), code).orElseThrow();
              });
      sent.computeIfAbsent(station, _ -> new TreeMap<>())
          .put(reading.date().toLocalDate(), reading.meanTemperature());
    }
    return sent;
  }

  private static List<Integer> stations(
      Call call, WeatherImportSettings request, Map<Integer, TreeMap<LocalDate, Double>> sent) {
    List<String> codes = request.weatherStationCodes();
    if (codes == null) {
      List<Integer> stations = new ArrayList<>(sent.keySet());
      call
          .sql()
          .list(
              """
              SELECT w.weather_station_id FROM weather_station w WHERE w.tenant_id = :tenant AND EXISTS (SELECT 1 FROM place p
                WHERE p.tenant_id = w.tenant_id AND lower(p.weather_station_code) = lower(w.station_code)) ORDER BY w.weather_station_id
              """,
              Map.of(),
              row -> row.integer(1))
          .stream()
          .filter(station -> !sent.containsKey(station))
          .forEach(stations::add);
      return stations;
    }
    List<Integer> stations = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      String code = codes.get(i);
      String field = "weatherStationCodes[" + i + "]";
      stations.add(
          WeatherStations.find(call.sql(), code)
              .orElseThrow(
                  () -> Problem.invalid(field, "there is no weather station '" + code + "'")));
    }
    return stations.stream().distinct().toList();
  }

  private static WeatherStationSummary store(
      Call call, int station, @Nullable LocalDateTime from, TreeMap<LocalDate, Double> days) {
    boolean isNew =
        !call.sql()
            .exists(
                "SELECT 1 FROM weather_day WHERE tenant_id = :tenant AND weather_station_id = :station LIMIT 1",
                Map.of("station", station));
    LocalDate usual = isNew ? FIRST_DAY : call.today().minusDays(DEFAULT_DAYS);
    LocalDate begin = from == null ? usual : from.toLocalDate();
    Map<LocalDate, Double> taken = days.tailMap(begin);
    if (!taken.isEmpty()) {
      call.sql()
          .execute(
              """
              INSERT INTO weather_day (tenant_id, weather_station_id, day, mean_temperature)
              SELECT :tenant, :station, d.day::date, d.mean FROM unnest(:days::text[], :means::float8[]) AS d(day, mean)
              ON CONFLICT (tenant_id, weather_station_id, day) DO UPDATE SET mean_temperature = excluded.mean_temperature
              """,
              Map.of(
                  "station", station,
                  "days", taken.keySet().stream().map(LocalDate::toString).toList(),
                  "means", List.copyOf(taken.values())));
      call.sql().recordEdit(Tables.WEATHER_STATION, station, "{\"days\": " + taken.size() + "}");
    }
    return call.sql()
        .first(
            """
            SELECT w.station_code, w.station_info, (SELECT min(d.day)::timestamp FROM weather_day d
              WHERE d.tenant_id = w.tenant_id AND d.weather_station_id = w.weather_station_id)
            FROM weather_station w WHERE w.tenant_id = :tenant AND w.weather_station_id = :station
            """,
            Map.of("station", station),
            row ->
                new WeatherStationSummary(
                    begin.atStartOfDay(),
                    row.localOrNull(3),
                    station,
                    row.text(1),
                    row.text(2),
                    row.text(1),
                    taken.size(),
                    days.size() - taken.size(),
                    null,
                    null,
                    SECONDS_OF_DAY))
        .orElseThrow();
  }
}
