package org.meterbook.collection.connector.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a bill is about: the period that begins in a month.
 *
 * @param month the month it begins in
 * @param end the day on which the next period begins
 */
record Period(YearMonth month, LocalDate start, LocalDate end) {
  /** How far back the website shows bills, in months. */
  static final int MONTHS = 48;

  /** The day of each month on which the meters of homes are read. */
  private static final int[] READ_DAYS = {7, 5, 7, 7, 7, 6, 8, 6, 6, 7, 5, 7};

  static Period of(DemoMeter meter, YearMonth month) {
    return new Period(month, start(meter, month), start(meter, month.plusMonths(1)));
  }

  private static LocalDate start(DemoMeter meter, YearMonth month) {
    return month.atDay(meter.tariff() == Tariff.E1 ? READ_DAYS[month.getMonthValue() - 1] : 1);
  }

  /** The period that a day is in. */
  static Period containing(DemoMeter meter, LocalDate day) {
    YearMonth month = YearMonth.from(day);
    return of(meter, day.isBefore(start(meter, month)) ? month.minusMonths(1) : month);
  }

  /** The periods with a bill, oldest first: back to 48 months, up to the last that has ended. */
  static List<Period> billed(DemoMeter meter, LocalDate today) {
    YearMonth now = YearMonth.from(today);
    return Stream.iterate(
            now.minusMonths(MONTHS), month -> !month.isAfter(now), month -> month.plusMonths(1))
        .map(month -> of(meter, month))
        .filter(period -> !period.end.isAfter(today))
        .filter(period -> !period.start.isBefore(today.minusMonths(MONTHS)))
        .toList();
  }

  int days() {
    return (int) ChronoUnit.DAYS.between(start, end);
  }

  Period before(DemoMeter meter) {
    return of(meter, month.minusMonths(1));
  }

  /** The bill is made on the day the meter is read. */
  LocalDate statement() {
    return end;
  }

  boolean summer() {
    return month.getMonthValue() >= 5 && month.getMonthValue() <= 10;
  }
}
