package org.meterbook.energy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts the days of a bill. The begin day belongs to the bill, the end day does not; the next bill
 * begins on it. So 12 September to 14 October has 32 days, 19 in September and 13 in October.
 */
public final class Days {
  private Days() {}

  /**
   * How many days the period has; 0 when it begins and ends on one day.
   *
   * @param begin first day, inclusive
   * @param end day after the last, exclusive
   * @throws IllegalArgumentException if the end is before the begin
   */
  public static int between(LocalDate begin, LocalDate end) {
    if (end.isBefore(begin)) {
      throw new IllegalArgumentException("end " + end + " is before begin " + begin);
    }
    return Math.toIntExact(ChronoUnit.DAYS.between(begin, end));
  }

  /**
   * How many of the period's days lie in each month, in order of the months; months without a day
   * are left out, and the counts add up to {@link #between}.
   *
   * @param begin first day, inclusive
   * @param end day after the last, exclusive
   * @return unmodifiable
   * @throws IllegalArgumentException if the end is before the begin
   */
  public static NavigableMap<YearMonth, Integer> byMonth(LocalDate begin, LocalDate end) {
    int left = between(begin, end);
    NavigableMap<YearMonth, Integer> days = new TreeMap<>();
    for (LocalDate day = begin; left > 0; ) {
      int inMonth = Math.min(left, day.lengthOfMonth() - day.getDayOfMonth() + 1);
      days.put(YearMonth.from(day), inMonth);
      day = day.plusDays(inMonth);
      left -= inMonth;
    }
    return Collections.unmodifiableNavigableMap(days);
  }
}
