package org.meterbook.ledger.weather;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The stations that places name, or that data came of. */
public final class WeatherStations {
  /** The station that a place, or a row like one, names by its code. */
  public static final String NAMED =
      "(SELECT w.weather_station_id FROM weather_station w WHERE w.tenant_id = $.tenant_id"
          + " AND lower(w.station_code) = lower($.weather_station_code))";

  /** A station as a place names it. */
  public static final Shape CHILD =
      Shape.of("WeatherStationChild", Tables.WEATHER_STATION)
          .field("stationId", FieldType.INTEGER, "$.weather_station_id", "identifier")
          .text("stationCode", "code")
          .text("stationInfo", "name")
          .absent("city", FieldType.TEXT, "city of the station")
          .absent("state", FieldType.TEXT, "state of the station")
          .absent("country", FieldType.TEXT, "country of the station")
          .build();

  private static final Shape RESPONSE =
      Shape.of("WeatherStationResponse", Tables.WEATHER_STATION)
          .field("stationId", FieldType.INTEGER, "$.weather_station_id", "identifier")
          .text("stationCode", "code")
          .text("stationInfo", "name")
          .field("baseStationCode", FieldType.TEXT, "$.station_code", "station that its data is of")
          .absent("channel", FieldType.OBJECT, "channel of its data; it is kept without one")
          .build();

  private WeatherStations() {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .list("GetWeatherStationsV3", "/api/v3/weatherstation", "", "Lists weather stations.");
    WeatherImport.register(operations);
  }

  /** Makes a station known by its code, in any letter case; nothing where there is no code. */
  public static void know(Sql sql, @Nullable String code) {
    if (code != null && !code.isBlank() && find(sql, code).isEmpty()) {
      // Somebody else may be making it: whoever comes second finds it.
      int lock = code.toLowerCase(Locale.ROOT).hashCode() & Integer.MAX_VALUE;
      sql.lock(Tables.WEATHER_STATION, List.of(lock));
      if (find(sql, code).isEmpty()) {
        int _ =
            sql.insert(
                Tables.WEATHER_STATION,
                Values.none().with("station_code", code).with("station_info", code));
      }
    }
  }

  /** The id of a station. */
  static Optional<Integer> find(Sql sql, String code) {
    return sql.first(
        "SELECT weather_station_id FROM weather_station WHERE tenant_id = :tenant AND lower(station_code) = lower(:code)",
        Map.of("code", code),
        row -> row.integer(1));
  }
}
