package org.meterbook.interval.greenbutton;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.greenbutton.TimeConfiguration;

/** The time zone that a file describes by offsets and rules. */
final class Zone {
  /** A winter and a summer, and days on which only half of the world has changed its clocks. */
  private static final List<Instant> LOOKED_AT =
      List.of(
          Instant.parse("2026-01-15T12:00:00Z"),
          Instant.parse("2026-03-20T12:00:00Z"),
          Instant.parse("2026-07-15T12:00:00Z"),
          Instant.parse("2026-10-28T12:00:00Z"));

  private record Candidate(int id, ZoneId zone) {}

  private Zone() {}

  /** The id of a zone of the catalogue with these offsets, the datasource's own before others. */
  static Optional<Integer> of(Call call, Optional<TimeConfiguration> described) {
    return described.flatMap(time ->
        call
            .sql()
            .list(
                "SELECT time_zone_id, iana_zone FROM time_zone ORDER BY (iana_zone = :own) DESC, time_zone_id",
                Map.of("own", call.caller().zone().getId()),
                row -> new Candidate(row.integer(1), ZoneId.of(row.text(2))))
            .stream()
            .filter(candidate -> fits(candidate.zone(), time))
            .map(Candidate::id)
            .findFirst());
  }

  /** The zone of a meter. */
  static ZoneId ofMeter(Call call, int meter) {
    return call.sql()
        .first(
            "SELECT z.iana_zone FROM meter m JOIN time_zone z ON z.time_zone_id = m.meter_time_zone_id WHERE m.tenant_id = :tenant AND m.meter_id = :id",
            Map.of("id", meter),
            row -> ZoneId.of(row.text(1)))
        .orElseThrow();
  }

  private static boolean fits(ZoneId zone, TimeConfiguration time) {
    return LOOKED_AT.stream()
        .allMatch(moment -> zone.getRules().getOffset(moment).equals(time.offsetAt(moment)));
  }
}
