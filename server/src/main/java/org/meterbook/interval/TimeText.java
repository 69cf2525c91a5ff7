package org.meterbook.interval;

/**
 * Reads {@code 2026-03-30T14:15:00}, with {@code Z}, an offset or neither; seconds and their
 * fraction may be missing, the fraction is dropped. Written by hand, because it is what an import
 * does most. Not thread-safe: it holds what was read last.
 */
final class TimeText {
  private static final int[] DAYS_BEFORE = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
  };

  /** Seconds since 1970-01-01T00:00: of UTC if {@link #absolute}, else of the wall clock. */
  long seconds;

  /** Said with an offset. */
  boolean absolute;

  /** Seconds that the wall clock it was said by is ahead of UTC; 0 where that was not said. */
  int offset;

  private int at;

  /** Reads a whole text; answers whether it is a time. */
  boolean read(CharSequence text) {
    char[] characters = new char[text.length()];
    for (int i = 0; i < characters.length; i++) {
      characters[i] = text.charAt(i);
    }
    return read(characters, 0, characters.length);
  }

  /** The same of a part of an array. */
  boolean read(char[] text, int offset, int length) {
    int end = offset + length;
    at = offset;
    int year = number(text, end, 4);
    if (year < 0 || !skip(text, end, '-')) {
      return false;
    }
    int month = number(text, end, 2);
    if (month < 1 || month > 12 || !skip(text, end, '-')) {
      return false;
    }
    int day = number(text, end, 2);
    if (day < 1 || day > daysOf(year, month)) {
      return false;
    }
    absolute = false;
    this.offset = 0;
    seconds = epochDay(year, month, day) * 86_400;
    return at == end || time(text, end);
  }

  /** The time that was read last. */
  @Override
  public String toString() {
    String text =
        java.time.LocalDateTime.ofEpochSecond(seconds, 0, java.time.ZoneOffset.UTC)
            .format(java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    return absolute ? text + "Z" : text;
  }

  private boolean time(char[] text, int end) {
    char between = text[at++];
    int hour = number(text, end, 2);
    if ((between != 'T' && between != 't' && between != ' ') || hour < 0 || !skip(text, end, ':')) {
      return false;
    }
    int minute = number(text, end, 2);
    int second = 0;
    if (skip(text, end, ':')) {
      second = number(text, end, 2);
      if (skip(text, end, '.') && !fraction(text, end)) {
        return false;
      }
    }
    // A day's last reading is at 24:00 for some, at 00:00 of the next day for others.
    boolean midnight = hour == 24 && minute == 0 && second == 0;
    if ((hour > 23 && !midnight) || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return false;
    }
    seconds += hour * 3600L + minute * 60L + second;
    return at == end || zone(text, end);
  }

  private boolean fraction(char[] text, int end) {
    int begin = at;
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at > begin;
  }

  private boolean zone(char[] text, int end) {
    char sign = text[at++];
    absolute = true;
    if (sign == 'Z' || sign == 'z') {
      return at == end;
    }
    int hours = number(text, end, 2);
    skip(text, end, ':');
    int minutes = at == end ? 0 : number(text, end, 2);
    if ((sign != '+' && sign != '-') || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return false;
    }
    offset = (hours * 3600 + minutes * 60) * (sign == '+' ? 1 : -1);
    seconds -= offset;
    return at == end;
  }

  private boolean skip(char[] text, int end, char expected) {
    if (at < end && text[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  /** A number of so many digits, or -1. */
  private int number(char[] text, int end, int digits) {
    if (at + digits > end) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits; i++) {
      int digit = text[at++] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static int daysOf(int year, int month) {
    return month == 2 && isLeap(year) ? 29 : DAYS_BEFORE[month] - DAYS_BEFORE[month - 1];
  }

  private static long epochDay(int year, int month, int day) {
    int before = year - 1;
    long days = 365L * before + before / 4 - before / 100 + before / 400;
    int leap = month > 2 && isLeap(year) ? 1 : 0;
    return days + DAYS_BEFORE[month - 1] + leap + day - 1 - 719_162;
  }
}
