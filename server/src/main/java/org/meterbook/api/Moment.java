package org.meterbook.api;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A date and time of a body, with the offset it was sent with, if any: what it means without one
 * depends on the zone of what it belongs to.
 */
public final class Moment {
  private final LocalDateTime local;
  private final @Nullable ZoneOffset offset;

  private Moment(LocalDateTime local, @Nullable ZoneOffset offset) {
    this.local = local;
    this.offset = offset;
  }

  /** Reads a date, or a date and time, with {@code Z}, an offset or neither. */
  static Optional<Moment> parse(String text) {
    String stripped = text.strip();
    try {
      return Optional.of(
          stripped.matches("(?i).*T.*(Z|[+-]\\d\\d:?\\d\\d)")
              ? of(OffsetDateTime.parse(stripped))
              : new Moment(
                  DateRange.parse(stripped, ZoneOffset.UTC)
                      .orElseThrow(() -> new DateTimeException("no date"))
                      .from(),
                  null));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Moment of(OffsetDateTime time) {
    return new Moment(time.toLocalDateTime(), time.getOffset());
  }

  /**
   * Seconds since 1970. A wall clock's time that the zone has twice is its first, one that it skips
   * is moved by what it skips.
   */
  public long second(ZoneId zone) {
    return offset == null ? local.atZone(zone).toEpochSecond() : local.toEpochSecond(offset);
  }

  /** Was it written without an offset, as the wall clock of the zone shows this second? */
  public boolean shows(long second, ZoneId zone) {
    return offset == null
        && local.equals(LocalDateTime.ofInstant(java.time.Instant.ofEpochSecond(second), zone));
  }

  /** What the wall clock of the zone says then. */
  public LocalDateTime in(ZoneId zone) {
    return offset == null
        ? local
        : local.atOffset(offset).atZoneSameInstant(zone).toLocalDateTime();
  }

  /** What was written, without its offset. */
  public LocalDateTime local() {
    return local;
  }
}
