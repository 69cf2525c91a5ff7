package org.meterbook.collection.connector.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterbook.greenbutton.TimeConfiguration;

/** The time zone that a Green Button describes by offsets and rules. */
final class FeedZone {
  private static final List<String> COMMON =
      List.of(
          "America/New_York",
          "America/Chicago",
          "America/Denver",
          "America/Phoenix",
          "America/Los_Angeles",
          "America/Anchorage",
          "Pacific/Honolulu",
          "America/Halifax",
          "America/Puerto_Rico");

  /** A winter and a summer, and days on which only half of the world has changed its clocks. */
  private static final List<Instant> LOOKED_AT =
      List.of(
          Instant.parse("2026-01-15T12:00:00Z"),
          Instant.parse("2026-03-20T12:00:00Z"),
          Instant.parse("2026-07-15T12:00:00Z"),
          Instant.parse("2026-10-28T12:00:00Z"));

  private FeedZone() {}

  /** By its name, if that is one that fits; else the datasource's, or a common one, that fits. */
  static ZoneId of(Optional<TimeConfiguration> described, ZoneId otherwise) {
    return described
        .flatMap(time ->
            Stream.of(
                    named(time.entry().title()).stream(),
                    Stream.of(otherwise),
                    COMMON.stream().map(ZoneId::of))
                .flatMap(zones -> zones)
                .filter(zone -> fits(zone, time))
                .findFirst())
        .orElse(otherwise);
  }

  private static Optional<ZoneId> named(String title) {
    try {
      return Optional.of(ZoneId.of(title.strip()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static boolean fits(ZoneId zone, TimeConfiguration time) {
    return LOOKED_AT.stream()
        .allMatch(moment -> zone.getRules().getOffset(moment).equals(time.offsetAt(moment)));
  }
}
