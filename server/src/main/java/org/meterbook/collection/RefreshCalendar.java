package org.meterbook.collection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** When a monitored meter is looked at next. */
final class RefreshCalendar {
  private RefreshCalendar() {}

  /**
   * The first refresh after a moment.
   *
   * @param frequency {@code daily}, {@code weekly} or {@code monthly}
   * @param fixedDay of monthly ones, 1 to 31; beyond a month's end its last day
   * @param since when monitoring began: its time of day, and without a fixed day its day of the
   *     month, are kept
   */
  static Instant next(
      Instant after, String frequency, @Nullable Integer fixedDay, Instant since, ZoneId zone) {
    ZonedDateTime start = since.atZone(zone);
    return switch (frequency) {
      case "daily" -> steps(after, start, 1);
      case "weekly" -> steps(after, start, 7);
      case "monthly" -> monthly(after, start, fixedDay);
      default -> throw new IllegalArgumentException(frequency);
    };
  }

  private static Instant steps(Instant after, ZonedDateTime start, int days) {
    long passed =
        java.time.temporal.ChronoUnit.DAYS.between(start, after.atZone(start.getZone())) / days;
    ZonedDateTime next = start.plusDays(Math.max(passed, 0) * days);
    while (!next.toInstant().isAfter(after)) {
      next = next.plusDays(days);
    }
    return next.toInstant();
  }

  private static Instant monthly(Instant after, ZonedDateTime start, @Nullable Integer fixedDay) {
    int day = fixedDay == null ? start.getDayOfMonth() : fixedDay;
    YearMonth month = YearMonth.from(after.atZone(start.getZone()));
    while (true) {
      LocalDate date = month.atDay(Math.min(day, month.lengthOfMonth()));
      Instant next =
          (fixedDay == null
                  ? date.atTime(start.toLocalTime()).atZone(start.getZone())
                  : date.atStartOfDay(start.getZone()))
              .toInstant();
      if (next.isAfter(after) && next.isAfter(start.toInstant())) {
        return next;
      }
      month = month.plusMonths(1);
    }
  }
}
