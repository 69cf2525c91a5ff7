package org.meterbook.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A span of time: a whole day for {@code 2025-01-15}, one microsecond for a date with a time.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record DateRange(LocalDateTime from, LocalDateTime to) {
  /** What the date shortcuts depend on. */
  public record Today(LocalDate date, Month fiscalYearStart) {}

  /**
   * Reads a date, a date with time, or one with {@code Z} or an offset, which is brought to the
   * zone.
   */
  public static Optional<DateRange> parse(String text, ZoneId zone) {
    try {
      return Optional.of(
          text.length() <= 10
              ? days(LocalDate.parse(text), LocalDate.parse(text))
              : moment(text, zone));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static DateRange moment(String text, ZoneId zone) {
    boolean zoned =
        text.endsWith("Z")
            || text.endsWith("z")
            || text.lastIndexOf('+') > 10
            || text.lastIndexOf('-') > 10;
    LocalDateTime from =
        zoned
            ? OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDateTime()
            : LocalDateTime.parse(text);
    LocalDateTime micros = from.truncatedTo(ChronoUnit.MICROS);
    return new DateRange(micros, micros.plus(1, ChronoUnit.MICROS));
  }

  private static DateRange days(LocalDate first, LocalDate last) {
    return new DateRange(first.atStartOfDay(), last.plusDays(1).atStartOfDay());
  }

  /** The range of a date shortcut. */
  public static DateRange of(Operator shortcut, Today today) {
    LocalDate date = today.date();
    LocalDate month = date.withDayOfMonth(1);
    LocalDate year = date.withDayOfYear(1);
    LocalDate fiscal = date.withMonth(today.fiscalYearStart().getValue()).withDayOfMonth(1);
    LocalDate fiscalYear = fiscal.isAfter(date) ? fiscal.minusYears(1) : fiscal;
    LocalDate endOfPriorMonth = month.minusDays(1);
    return switch (shortcut) {
      case TODAY -> days(date, date);
      case YESTERDAY -> days(date.minusDays(1), date.minusDays(1));
      case LAST_7_DAYS -> days(date.minusDays(7), date);
      case LAST_14_DAYS -> days(date.minusDays(14), date);
      case LAST_30_DAYS -> days(date.minusDays(30), date);
      case LAST_60_DAYS -> days(date.minusDays(60), date);
      case LAST_90_DAYS -> days(date.minusDays(90), date);
      case CURRENT_MONTH -> days(month, month.plusMonths(1).minusDays(1));
      case PRIOR_MONTH -> days(month.minusMonths(1), endOfPriorMonth);
      case PRIOR_YEAR -> days(year.minusYears(1), year.minusDays(1));
      case PRIOR_FISCAL_YEAR -> days(fiscalYear.minusYears(1), fiscalYear.minusDays(1));
      case YEAR_TO_DATE -> days(year, date);
      case YEAR_TO_PRIOR_MONTH -> days(year, endOfPriorMonth);
      case FISCAL_YEAR_TO_DATE -> days(fiscalYear, date);
      case FISCAL_YEAR_TO_PRIOR_MONTH -> days(fiscalYear, endOfPriorMonth);
      case PRIOR_12_MONTHS -> days(date.minusMonths(12).plusDays(1), date);
      case PRIOR_12_FULL_MONTHS -> days(month.minusMonths(12), endOfPriorMonth);
      default -> throw new IllegalArgumentException(shortcut + " is no date shortcut");
    };
  }
}
