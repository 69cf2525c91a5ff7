package org.meterbook.greenbutton;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The local time of a usage point.
 *
 * @param entry the Atom entry
 * @param tzOffset seconds that standard time is ahead of UTC, -64800 to 64800
 * @param dstOffset seconds that daylight saving adds, -64800 to 64800
 * @param dstStartRule when it begins; empty if there is none
 * @param dstEndRule when it ends; empty if there is none
 */
public record TimeConfiguration(
    Entry entry,
    int tzOffset,
    int dstOffset,
    Optional<DstRule> dstStartRule,
    Optional<DstRule> dstEndRule)
    implements Resource {
  private static final int MAXIMUM = 64_800;

  /** Refuses offsets out of range. */
  public TimeConfiguration {
    if (Math.abs(tzOffset) > MAXIMUM
        || Math.abs(dstOffset) > MAXIMUM
        || Math.abs(tzOffset + dstOffset) > MAXIMUM) {
      throw new IllegalArgumentException(
          "offsets must be within 18 hours: tzOffset %d, dstOffset %d"
              .formatted(tzOffset, dstOffset));
    }
  }

  /** How far local time is ahead of UTC at an instant, daylight saving included. */
  public ZoneOffset offsetAt(Instant instant) {
    return ZoneOffset.ofTotalSeconds(offsetAt(instant.getEpochSecond()));
  }

  /**
   * The instant of a local time, to the second; of two the earlier, and one that is skipped as
   * standard time.
   */
  public Instant instantOf(LocalDateTime local) {
    long seconds = local.toEpochSecond(ZoneOffset.UTC);
    return Instant.ofEpochSecond(utc(seconds, Long.MIN_VALUE));
  }

  int offsetAt(long epochSecond) {
    if (dstStartRule.isEmpty() || dstEndRule.isEmpty()) {
      return tzOffset;
    }
    int year = LocalDateTime.ofEpochSecond(epochSecond + tzOffset, 0, ZoneOffset.UTC).getYear();
    long start = dstStartRule.get().in(year).toEpochSecond(ZoneOffset.UTC) - tzOffset;
    // The wall clock shows daylight saving when it ends.
    long end = dstEndRule.get().in(year).toEpochSecond(ZoneOffset.UTC) - tzOffset - dstOffset;
    boolean saving =
        start <= end
            ? epochSecond >= start && epochSecond < end
            : epochSecond >= start || epochSecond < end;
    return saving ? tzOffset + dstOffset : tzOffset;
  }

  /**
   * Turns local seconds into UTC.
   *
   * @param after of two possible answers the first one later than this is taken
   */
  long utc(long localSeconds, long after) {
    long standard = localSeconds - tzOffset;
    long saving = standard - dstOffset;
    boolean isSaving = offsetAt(saving) != tzOffset;
    boolean isStandard = offsetAt(standard) == tzOffset;
    if (isSaving && (!isStandard || saving > after)) {
      return saving;
    }
    return standard;
  }
}
