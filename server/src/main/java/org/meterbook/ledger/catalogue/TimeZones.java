package org.meterbook.ledger.catalogue;

import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** Time zones. */
public final class TimeZones {
  /** Coordinated Universal Time, for a datasource in a zone that the catalogue does not have. */
  private static final String UTC = "UTC";

  public static final Shape CHILD =
      Shape.of("TimeZoneChild", Tables.TIME_ZONE)
          .integer("timeZoneId", "identifier of the zone")
          .text("timeZoneCode", "IANA name")
          .text("timeZoneInfo", "common name")
          .build();

  public static final Shape RESPONSE =
      Shape.of("TimeZoneResponse", Tables.TIME_ZONE)
          .like(CHILD)
          .field("gmtOffset", FieldType.NUMBER, "hours that standard time is ahead of UTC")
          .bool("daylightSavingsObserved", "changes its clocks")
          .build();

  private TimeZones() {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("timeZoneId", "timeZoneCode", "timeZoneInfo")
        .list("GetTimeZonesV3", "/api/v3/timezone", "", "Lists time zones.");
  }

  /** The id of the caller's datasource's zone. */
  public static int ofDatasource(Call call) {
    return call.sql()
        .first(
            "SELECT time_zone_id FROM time_zone WHERE iana_zone IN (:zone, :utc) ORDER BY (iana_zone = :zone) DESC LIMIT 1",
            Map.of("zone", call.caller().zone().getId(), "utc", UTC),
            row -> row.integer(1))
        .orElseThrow();
  }
}
