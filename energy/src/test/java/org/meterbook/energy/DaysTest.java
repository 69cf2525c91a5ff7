package org.meterbook.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DaysTest {
  @Test
  void beginCountsEndDoesNot() {
    LocalDate begin = LocalDate.of(2025, 9, 12);
    LocalDate end = LocalDate.of(2025, 10, 14);

    assertThat(Days.between(begin, end)).isEqualTo(32);
    assertThat(Days.byMonth(begin, end))
        .containsExactly(entry(YearMonth.of(2025, 9), 19), entry(YearMonth.of(2025, 10), 13));
  }

  @Test
  void wholeMonthsAndLeapDays() {
    assertThat(Days.byMonth(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 3, 1)))
        .containsExactly(entry(YearMonth.of(2024, 2), 29));
    assertThat(Days.byMonth(LocalDate.of(2023, 12, 31), LocalDate.of(2024, 2, 2)))
        .containsExactly(
            entry(YearMonth.of(2023, 12), 1),
            entry(YearMonth.of(2024, 1), 31),
            entry(YearMonth.of(2024, 2), 1));
  }

  @Test
  void anEmptyPeriodHasNoMonths() {
    LocalDate day = LocalDate.of(2025, 5, 5);
    assertThat(Days.between(day, day)).isZero();
    assertThat(Days.byMonth(day, day)).isEmpty();
  }

  @Test
  void endBeforeBeginIsRefused() {
    assertThatThrownBy(() -> Days.between(LocalDate.of(2025, 5, 2), LocalDate.of(2025, 5, 1)))
        .hasMessage("end 2025-05-01 is before begin 2025-05-02");
  }

  @RepeatedTest(200)
  void monthsAddUpAndFollowEachOther(RepetitionInfo repetition) {
    Random random = new Random(20260330L + repetition.getCurrentRepetition());
    LocalDate begin = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(70_000));
    LocalDate end = begin.plusDays(1 + random.nextInt(400));

    var months = Days.byMonth(begin, end);

    assertThat(months.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(Days.between(begin, end));
    assertThat(months.firstKey()).isEqualTo(YearMonth.from(begin));
    assertThat(months.lastKey()).isEqualTo(YearMonth.from(end.minusDays(1)));
    months.forEach((month, days) -> assertThat(days).isBetween(1, month.lengthOfMonth()));
    assertThat(months.firstKey().plusMonths(months.size() - 1L)).isEqualTo(months.lastKey());
  }
}
