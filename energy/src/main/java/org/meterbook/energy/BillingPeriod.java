package org.meterbook.energy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.IntPredicate;

/**
 * The month a bill is booked to, as an integer {@code YYYYMM}: 202603 is March 2026.
 *
 * <p>The month of the bill's middle day is the rule. A bill shorter than {@value #LONG_BILL_DAYS}
 * days moves by one month where that keeps one bill in each month: back when its middle is early in
 * the month and the month before would stay empty, forward when its middle is late and the month is
 * taken.
 */
public final class BillingPeriod {
  /** From this length on a bill stays in the month of its middle, in days. */
  public static final int LONG_BILL_DAYS = 45;

  private static final int LAST_EARLY_DAY = 5;
  private static final int FIRST_LATE_DAY = 26;

  private BillingPeriod() {}

  /**
   * The billing period of a new bill.
   *
   * @param begin first day of the bill, inclusive
   * @param end day after its last, exclusive
   * @param hasBill whether the account already has a bill in a period {@code YYYYMM}; asked for the
   *     month of the middle day and for the one before it only
   * @return {@code YYYYMM}
   * @throws IllegalArgumentException if the end is before the begin
   */
  public static int of(LocalDate begin, LocalDate end, IntPredicate hasBill) {
    int days = Days.between(begin, end);
    LocalDate middle = middle(begin, end);
    YearMonth month = YearMonth.from(middle);
    if (days >= LONG_BILL_DAYS) {
      return toInt(month);
    }
    YearMonth before = month.minusMonths(1);
    YearMonth after = month.plusMonths(1);
    if (middle.getDayOfMonth() <= LAST_EARLY_DAY
        && begin.isBefore(month.atDay(1))
        && !hasBill.test(toInt(before))) {
      return toInt(before);
    }
    if (middle.getDayOfMonth() >= FIRST_LATE_DAY
        && end.isAfter(after.atDay(1))
        && hasBill.test(toInt(month))) {
      return toInt(after);
    }
    return toInt(month);
  }

  /** The day halfway from begin to end; of two middle days the earlier. */
  static LocalDate middle(LocalDate begin, LocalDate end) {
    return begin.plusDays(Days.between(begin, end) / 2);
  }

  /** A month as {@code YYYYMM}. */
  public static int toInt(YearMonth month) {
    return month.getYear() * 100 + month.getMonthValue();
  }

  /**
   * The month of a period.
   *
   * @param period {@code YYYYMM}, 000101 to 999912
   * @throws java.time.DateTimeException if the last two digits are not 01 to 12
   */
  public static YearMonth toYearMonth(int period) {
    return YearMonth.of(period / 100, period % 100);
  }

  /** The period so many months later, or earlier when negative. */
  public static int plusMonths(int period, int months) {
    return toInt(toYearMonth(period).plusMonths(months));
  }
}
