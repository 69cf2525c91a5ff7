package org.meterbook.ledger.billimport;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Dates as a file writes them, exactly: 30 February is none. Remembers what it has read. */
final class Dates {
  private static final int MOST_REMEMBERED = 10_000;
  private static final long FIRST = LocalDate.of(1899, 12, 31).toEpochDay();
  private static final long LAST = LocalDate.of(3000, 1, 1).toEpochDay();

  private final List<DateTimeFormatter> formats;
  private final Map<String, OptionalInt> known = new HashMap<>();

  Dates(List<String> formats) {
    this.formats = formats.stream().map(Dates::formatter).toList();
  }

  static boolean isFormat(String format) {
    try {
      LocalDate day = LocalDate.of(2026, 12, 31);
      return day.equals(LocalDate.parse(day.format(formatter(format)), formatter(format)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * The letter y is a year of an era, which exactness would ask for; everybody means the year
   * itself.
   */
  private static DateTimeFormatter formatter(String format) {
    return DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The day, counted from 1970-01-01; empty where the text is no date, or one that no bill has. */
  OptionalInt parse(String text) {
    if (known.size() > MOST_REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(text, this::read);
  }

  private OptionalInt read(String text) {
    for (DateTimeFormatter format : formats) {
      try {
        long day = LocalDate.parse(text, format).toEpochDay();
        return day < FIRST || day > LAST ? OptionalInt.empty() : OptionalInt.of((int) day);
      } catch (DateTimeException e) {
        // Another format may fit.
      }
    }
    return OptionalInt.empty();
  }
}
