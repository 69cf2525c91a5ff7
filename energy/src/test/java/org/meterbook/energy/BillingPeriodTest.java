package org.meterbook.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingPeriodTest {
  @ParameterizedTest(name = "{5}")
  @CsvSource({
    // begin, end, bill before, bill in month, expected, case
    "2025-03-10, 2025-04-10, false, false, 202503, middle in March",
    "2025-03-10, 2025-04-10, false, true, 202503, middle 25th is not late",
    "2025-01-15, 2025-03-15, false, false, 202502, 59 days stay",
    "2025-03-18, 2025-04-18, false, false, 202503, middle 2nd of April moves back",
    "2025-03-18, 2025-04-18, true, false, 202504, previous month has a bill",
    "2025-03-18, 2025-04-18, true, true, 202504, early middle never moves forward",
    "2025-03-20, 2025-04-20, false, false, 202503, middle 4th moves back",
    "2025-03-21, 2025-04-20, false, false, 202503, middle 5th moves back",
    "2025-03-22, 2025-04-21, false, false, 202504, middle 6th stays",
    "2025-04-01, 2025-04-08, false, false, 202504, begins on day 1",
    "2025-03-31, 2025-04-08, false, false, 202503, begins the day before",
    "2025-03-11, 2025-04-11, false, true, 202504, middle 26th and month taken",
    "2025-03-11, 2025-04-11, false, false, 202503, middle 26th and month free",
    "2025-03-24, 2025-04-01, false, true, 202503, ends on day 1 of the next month",
    "2025-03-24, 2025-04-02, false, true, 202504, ends a day later",
    "2025-12-12, 2026-01-12, false, true, 202601, across the year forward",
    "2025-12-18, 2026-01-18, false, false, 202512, across the year back",
    "2025-03-10, 2025-04-23, false, true, 202503, 44 days move back",
    "2025-03-14, 2025-04-27, true, true, 202504, 44 days with an early middle",
    "2025-03-14, 2025-04-28, false, false, 202504, 45 days stay",
    "2025-04-05, 2025-04-05, false, false, 202504, no days",
  })
  void table(
      LocalDate begin,
      LocalDate end,
      boolean billBefore,
      boolean billInMonth,
      int expected,
      String name) {
    int month = BillingPeriod.toInt(YearMonth.from(BillingPeriod.middle(begin, end)));
    int before = BillingPeriod.plusMonths(month, -1);

    int period =
        BillingPeriod.of(
            begin,
            end,
            asked -> (asked == before && billBefore) || (asked == month && billInMonth));

    assertThat(period).as(name).isEqualTo(expected);
  }

  @Test
  void monthsAsNumbers() {
    assertThat(BillingPeriod.toInt(YearMonth.of(2026, 3))).isEqualTo(202603);
    assertThat(BillingPeriod.toYearMonth(202612)).isEqualTo(YearMonth.of(2026, 12));
    assertThat(BillingPeriod.plusMonths(202612, 1)).isEqualTo(202701);
    assertThat(BillingPeriod.plusMonths(202601, -13)).isEqualTo(202412);
    assertThatThrownBy(() -> BillingPeriod.toYearMonth(202613))
        .isInstanceOf(java.time.DateTimeException.class);
  }

  @RepeatedTest(300)
  void staysWithinAMonthOfTheMiddle(RepetitionInfo repetition) {
    Random random = new Random(20260331L + repetition.getCurrentRepetition());
    LocalDate begin = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(70_000));
    int days = random.nextInt(70);
    LocalDate end = begin.plusDays(days);
    int middle = BillingPeriod.toInt(YearMonth.from(BillingPeriod.middle(begin, end)));
    Set<Integer> bills = new HashSet<>();
    for (int step = -1; step <= 1; step++) {
      if (random.nextBoolean()) {
        bills.add(BillingPeriod.plusMonths(middle, step));
      }
    }

    int period = BillingPeriod.of(begin, end, bills::contains);

    if (days >= BillingPeriod.LONG_BILL_DAYS) {
      assertThat(period).isEqualTo(middle);
    } else if (period < middle) {
      assertThat(period).isEqualTo(BillingPeriod.plusMonths(middle, -1)).isNotIn(bills);
      assertThat(BillingPeriod.toInt(YearMonth.from(begin))).isLessThan(middle);
    } else if (period > middle) {
      assertThat(period).isEqualTo(BillingPeriod.plusMonths(middle, 1));
      assertThat(bills).contains(middle);
      assertThat(end).isAfter(BillingPeriod.toYearMonth(period).atDay(1));
    }
  }

  @RepeatedTest(50)
  void aYearOfMonthlyBillsFillsEveryMonthOnce(RepetitionInfo repetition) {
    Random random = new Random(20260401L + repetition.getCurrentRepetition());
    LocalDate begin = LocalDate.of(2024, 1, 10 + random.nextInt(10));
    Set<Integer> bills = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      LocalDate end = begin.plusMonths(1).plusDays(random.nextInt(3) - 1L);
      bills.add(BillingPeriod.of(begin, end, bills::contains));
      begin = end.withDayOfMonth(Math.clamp(end.getDayOfMonth(), 10, 19));
    }
    assertThat(bills).hasSize(12);
  }
}
