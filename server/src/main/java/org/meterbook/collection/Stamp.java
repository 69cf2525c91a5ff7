package org.meterbook.collection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times on the wire: {@code 2016-01-01T12:30:24.653422+00:00}, always six digits of a second and a
 * numeric offset. The server's own times are UTC's, a utility's have its local offset.
 */
public final class Stamp {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

  /** The database knows no later one that is worth it. */
  private static final int LAST_YEAR = 9999;

  private Stamp() {}

  /** In UTC. */
  public static String utc(Instant instant) {
    return FORMAT.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** In UTC, or null. */
  public static @Nullable String utcOrNull(@Nullable Instant instant) {
    return instant == null ? null : utc(instant);
  }

  /** In a zone, with the offset of that moment. */
  public static String local(Instant instant, ZoneId zone) {
    return FORMAT.format(instant.atZone(zone));
  }

  /** The first moment of a day in a zone. */
  public static String local(LocalDate day, ZoneId zone) {
    return FORMAT.format(day.atStartOfDay(zone));
  }

  /** Reads a day, such as {@code 2026-01-31}; empty for anything else. */
  static Optional<LocalDate> day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() < 1 || day.getYear() > LAST_YEAR ? Optional.empty() : Optional.of(day);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /**
   * Reads a time with an offset, of the years 1 to 9999; empty for anything else, such as a blank
   * instead of the T.
   */
  public static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() < 1 || time.getYear() > LAST_YEAR
          ? Optional.empty()
          : Optional.of(time.toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
