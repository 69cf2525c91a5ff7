package org.meterbook.collection.connector.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates in a text: 2026-01-07, 01/07/2026 (the month first), 1/7/26, Jan 7, 2026, 7 January 2026.
 */
final class Dates {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final String MONTH =
      "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
  private static final Pattern DATE =
      Pattern.compile(
          "(?<!\\d)(?:(\\d{4})-(\\d{2})-(\\d{2})"
              + "|(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})"
              + "|"
              + MONTH
              + " (\\d{1,2}),? (\\d{4})"
              + "|(\\d{1,2}) "
              + MONTH
              + ",? (\\d{4}))(?!\\d)",
          Pattern.CASE_INSENSITIVE);

  /** A period. */
  record Span(LocalDate start, LocalDate end) {
    long days() {
      return ChronoUnit.DAYS.between(start, end);
    }
  }

  private Dates() {}

  /** All dates of a text that the calendar has. */
  static List<LocalDate> in(String text) {
    List<LocalDate> dates = new ArrayList<>();
    Matcher found = DATE.matcher(text);
    while (found.find()) {
      try {
        dates.add(date(found));
      } catch (DateTimeException e) {
        // 31 February is none; what else the text says still counts.
      }
    }
    return dates;
  }

  private static LocalDate date(Matcher found) {
    if (found.group(1) != null) {
      return LocalDate.of(number(found, 1), number(found, 2), number(found, 3));
    }
    if (found.group(4) != null) {
      int year = number(found, 6);
      return LocalDate.of(year < 100 ? 2000 + year : year, number(found, 4), number(found, 5));
    }
    if (found.group(7) != null) {
      return LocalDate.of(number(found, 9), month(found, 7), number(found, 8));
    }
    return LocalDate.of(number(found, 12), month(found, 11), number(found, 10));
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static int month(Matcher found, int group) {
    return MONTHS.indexOf(found.group(group).toLowerCase(Locale.ROOT)) / 3 + 1;
  }
}
