package org.meterbook.interval;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * An interval of a channel on the clock: after its begin, up to its end, in seconds since 1970.
 * Weeks begin on Monday.
 */
record Slot(long begin, long end) {
  private static final int DAY = 1440;
  private static final int WEEK = 10_080;
  private static final int MONTH = 43_200;

  /** The one that a moment falls into. */
  static Slot of(Channel channel, long second) {
    ZoneId zone = channel.zone();
    LocalDay day = LocalDay.at(second, zone);
    LocalDate date = LocalDate.ofEpochDay(day.number());
    return switch (channel.intervalMinutes()) {
      case WEEK -> days(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), 7, zone);
      case MONTH -> days(date.withDayOfMonth(1), date.lengthOfMonth(), zone);
      default ->
          channel.intervalMinutes() < DAY
              ? within(day, second, channel.intervalMinutes() * 60L)
              : days(date, 1, zone);
    };
  }

  private static Slot within(LocalDay day, long second, long step) {
    long begin = day.begin() + Math.floorDiv(second - day.begin() - 1, step) * step;
    return new Slot(begin, Math.min(begin + step, day.begin() + day.length()));
  }

  private static Slot days(LocalDate first, int count, ZoneId zone) {
    return new Slot(
        first.atStartOfDay(zone).toEpochSecond(),
        first.plusDays(count).atStartOfDay(zone).toEpochSecond());
  }
}
