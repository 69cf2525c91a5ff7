package org.meterbook.greenbutton;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/**
 * When daylight saving begins or ends, as the standard packs it into 32 bits: from the lowest on 12
 * bits second of the hour, 5 hour, 3 day of the week from Monday 1, 5 day of the month, 3 operator,
 * 4 month.
 *
 * @param month 1 to 12
 * @param operator 0 that day of the month, 1 that day of the week on or after the day of the month,
 *     2 to 6 its first to fifth in the month, 7 its last
 * @param dayOfMonth 1 to 31, 0 if the operator needs none
 * @param dayOfWeek 1 Monday to 7, 0 if the operator needs none
 * @param hour 0 to 23, by the clock on the wall before the change
 * @param second of the hour, 0 to 3599
 */
public record DstRule(
    int month, int operator, int dayOfMonth, int dayOfWeek, int hour, int second) {
  private static final long DISABLED = 0xFFFF_FFFFL;

  /** Refuses what no calendar has. */
  public DstRule {
    boolean sound =
        month >= 1 && month <= 12 && hour <= 23 && second <= 3599 && hour >= 0 && second >= 0;
    boolean byDay = operator <= 1 && dayOfMonth >= 1 && dayOfMonth <= 31;
    boolean byWeek = operator >= 1 && operator <= 7 && dayOfWeek >= 1 && dayOfWeek <= 7;
    if (!sound || operator < 0 || (operator <= 1 && !byDay) || (operator >= 1 && !byWeek)) {
      throw new IllegalArgumentException(
          "no such day: month %d, operator %d, day %d, weekday %d, hour %d, second %d"
              .formatted(month, operator, dayOfMonth, dayOfWeek, hour, second));
    }
  }

  /**
   * Reads a rule; empty for {@code FFFFFFFF}, which is none.
   *
   * @param hexadecimal eight digits
   * @throws IllegalArgumentException if it is not a rule
   */
  public static Optional<DstRule> parse(String hexadecimal) {
    long bits = Long.parseLong(hexadecimal.strip(), 16);
    if (bits < 0 || bits > DISABLED) {
      throw new IllegalArgumentException("a rule has 32 bits, not " + hexadecimal);
    }
    if (bits == DISABLED) {
      return Optional.empty();
    }
    return Optional.of(
        new DstRule(
            (int) (bits >> 28) & 0xF,
            (int) (bits >> 25) & 0x7,
            (int) (bits >> 20) & 0x1F,
            (int) (bits >> 17) & 0x7,
            (int) (bits >> 12) & 0x1F,
            (int) bits & 0xFFF));
  }

  /** The rule as eight digits. */
  public String hexadecimal() {
    long bits =
        (long) month << 28
            | (long) operator << 25
            | (long) dayOfMonth << 20
            | (long) dayOfWeek << 17
            | (long) hour << 12
            | second;
    return String.format(Locale.ROOT, "%08X", bits);
  }

  /**
   * When the clock on the wall changes in a year. A fifth that a month does not have is its last.
   */
  public LocalDateTime in(int year) {
    return day(YearMonth.of(year, month)).atTime(hour, second / 60, second % 60);
  }

  private LocalDate day(YearMonth in) {
    LocalDate first = in.atDay(1);
    if (operator == 0) {
      return in.atDay(Math.min(dayOfMonth, in.lengthOfMonth()));
    }
    DayOfWeek weekday = DayOfWeek.of(dayOfWeek);
    if (operator == 1) {
      return first.plusDays(dayOfMonth - 1L).with(TemporalAdjusters.nextOrSame(weekday));
    }
    LocalDate found = first.with(TemporalAdjusters.dayOfWeekInMonth(operator - 1, weekday));
    return operator == 7 || !YearMonth.from(found).equals(in)
        ? first.with(TemporalAdjusters.lastInMonth(weekday))
        : found;
  }
}
