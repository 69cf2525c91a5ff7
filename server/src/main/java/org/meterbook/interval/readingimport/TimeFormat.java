package org.meterbook.interval.readingimport;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * A pattern of dates and times, exact: 30 February is none, but 24:00 is the end of a day. Not
 * thread-safe: it remembers what it has read last.
 */
final class TimeFormat {
  /** {@code 2026-03-30T14:15:00}, also with a blank for the T, with an offset, without seconds. */
  static final String ISO = "yyyy-MM-dd['T'][' ']HH:mm[:ss[.SSS]][XXX]";

  /** Nobody needs more, and brackets within brackets without end would overflow the stack. */
  private static final int LONGEST = 100;

  private static final ZonedSample SAMPLE =
      new ZonedSample(LocalDateTime.of(2026, 12, 31, 22, 45, 58));

  private final DateTimeFormatter formatter;
  private final DateTimeFormatter iso;
  private final boolean dateOnly;
  private String lastText = "";
  private Optional<Time> last = Optional.empty();

  private TimeFormat(String pattern, boolean dateOnly) {
    this.formatter = formatter(pattern);
    this.iso = formatter(dateOnly ? "yyyy-MM-dd" : ISO);
    this.dateOnly = dateOnly;
  }

  /**
   * A time.
   *
   * @param seconds since 1970-01-01T00:00, of UTC if {@code absolute}, else of the wall clock
   */
  record Time(long seconds, boolean absolute) {}

  private record ZonedSample(LocalDateTime time) {
    String in(DateTimeFormatter formatter) {
      return time.atOffset(ZoneOffset.UTC).format(formatter);
    }
  }

  /** A pattern; nothing if it is none, or does not tell the day, or the minute where it has to. */
  static Optional<TimeFormat> of(String pattern, boolean dateOnly) {
    if (pattern.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      TimeFormat format = new TimeFormat(pattern, dateOnly);
      LocalDateTime whole = SAMPLE.time();
      return format
          .read(SAMPLE.in(format.formatter))
          .filter(time -> {
            LocalDateTime read = LocalDateTime.ofEpochSecond(time.seconds(), 0, ZoneOffset.UTC);
            return read.toLocalDate().equals(whole.toLocalDate())
                && (dateOnly
                    || read.getHour() == 22 && (read.getMinute() == 45 || !pattern.contains("m")));
          })
          .map(_ -> format);
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Patterns are Java's; of those of others the letters that differ are understood. */
  private static DateTimeFormatter formatter(String pattern) {
    StringBuilder java = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      quoted ^= letter == '\'';
      java.append(
          quoted
              ? String.valueOf(letter)
              : switch (letter) {
                // A year of an era would ask for the era.
                case 'y' -> "u";
                case 't' -> i > 0 && pattern.charAt(i - 1) == 't' ? "" : "a";
                case 'f' -> "S";
                case 'K' -> "XXX";
                case 'z' -> i > 0 && pattern.charAt(i - 1) == 'z' ? "" : "XXX";
                default -> String.valueOf(letter);
              });
    }
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(java.toString())
        .toFormatter(Locale.US)
        .withResolverStyle(ResolverStyle.SMART);
  }

  /** Reads a time of a text file. */
  Optional<Time> read(String text) {
    if (!text.equals(lastText)) {
      last = read(text, formatter);
      lastText = text;
    }
    return last;
  }

  /** Reads a time of a workbook, where the cells that are dates are in ISO 8601. */
  Optional<Time> readOrIso(String text) {
    return read(text).or(() -> read(text, iso));
  }

  private Optional<Time> read(String text, DateTimeFormatter with) {
    try {
      TemporalAccessor parsed = with.parse(text);
      LocalDate date = LocalDate.from(parsed);
      if (!isExact(with.parseUnresolved(text, new ParsePosition(0)), parsed, date)) {
        return Optional.empty();
      }
      if (dateOnly) {
        return Optional.of(new Time(date.toEpochDay() * 86_400, false));
      }
      LocalDateTime time = date.atTime(LocalTime.from(parsed));
      boolean absolute = parsed.isSupported(ChronoField.OFFSET_SECONDS);
      int offset = absolute ? parsed.get(ChronoField.OFFSET_SECONDS) : 0;
      return Optional.of(new Time(time.toEpochSecond(ZoneOffset.UTC) - offset, absolute));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A day that a month does not have would be taken for its last one; 24:00 is the next day's. */
  private static boolean isExact(TemporalAccessor said, TemporalAccessor parsed, LocalDate date) {
    if (!said.isSupported(ChronoField.DAY_OF_MONTH)) {
      return true;
    }
    boolean next =
        said.isSupported(ChronoField.HOUR_OF_DAY)
            && said.getLong(ChronoField.HOUR_OF_DAY) == 24
            && parsed.isSupported(ChronoField.HOUR_OF_DAY);
    LocalDate named = next ? date.minusDays(1) : date;
    return said.getLong(ChronoField.DAY_OF_MONTH) == named.getDayOfMonth();
  }
}
