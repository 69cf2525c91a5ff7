package org.meterbook.interval;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes moments of the times that readings carry. A time with an offset is a moment. One without is
 * a wall clock's: where the clock is put back it is said twice, and the second time it is said in
 * one set it means the second hour (of a set that runs backwards: the first); an hour that the
 * clock skips is moved by what it skips. Not thread-safe: it remembers what was said.
 */
final class Stamps {
  /** 1970-01-01T00:00:01Z; before it there is no id for a reading. */
  static final long EARLIEST = 1;

  /** 2100-01-01T00:00:00Z. */
  static final long LATEST = 4_102_444_800L;

  private static final long NEAR = 2 * 3600;

  private final ZoneId zone;
  private long cachedDay = Long.MIN_VALUE;
  private int cachedOffset;
  private long before = Long.MIN_VALUE;
  private final Set<Long> said = new HashSet<>();

  Stamps(ZoneId zone) {
    this.zone = zone;
  }

  /** A wall clock's time, in seconds since 1970-01-01T00:00 of that clock, as a moment. */
  long local(long seconds) {
    long day = Math.floorDiv(seconds, 86_400L);
    if (day != cachedDay) {
      if (!constant(day)) {
        return remember(changing(seconds));
      }
      cachedDay = day;
      cachedOffset = offset(seconds).getTotalSeconds();
    }
    return remember(seconds - cachedOffset);
  }

  /** A moment that was said as such. */
  long absolute(long second) {
    return remember(second);
  }

  private long remember(long second) {
    before = second;
    return second;
  }

  private ZoneOffset offset(long seconds) {
    return zone.getRules().getOffset(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
  }

  /** Has the day, and a little around it, one offset? */
  private boolean constant(long day) {
    Instant noon = Instant.ofEpochSecond(day * 86_400);
    ZoneOffset first = zone.getRules().getOffset(noon.minusSeconds(86_400));
    ZoneOffsetTransition next = zone.getRules().nextTransition(noon.minusSeconds(86_400));
    return first.equals(zone.getRules().getOffset(noon.plusSeconds(2 * 86_400)))
        && (next == null || next.toEpochSecond() > noon.getEpochSecond() + 2 * 86_400);
  }

  private long changing(long seconds) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
    if (valid.size() < 2) {
      return local.atZone(zone).toEpochSecond();
    }
    long early = local.toEpochSecond(valid.getFirst());
    long late = local.toEpochSecond(valid.getLast());
    boolean isLate =
        said.contains(early) == said.contains(late) ? runsBackwards(late) : said.contains(early);
    said.add(isLate ? late : early);
    return isLate ? late : early;
  }

  /** A set that begins with its newest reading comes to the second hour first. */
  private boolean runsBackwards(long late) {
    return before > late && before - late <= NEAR;
  }
}
