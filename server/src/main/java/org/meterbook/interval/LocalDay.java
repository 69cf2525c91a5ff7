package org.meterbook.interval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A day of a zone, from its begin (exclusive) to its end (inclusive): a reading at midnight is the
 * last one of the day that ends. It has 23, 24 or 25 hours.
 *
 * @param number days since 1970-01-01
 * @param begin its first moment, in seconds since 1970
 * @param length its seconds
 */
record LocalDay(int number, long begin, int length) {
  static LocalDay of(int number, ZoneId zone) {
    long begin = begin(number, zone);
    return new LocalDay(number, begin, (int) (begin(number + 1, zone) - begin));
  }

  /** The day of a moment. */
  static LocalDay at(long second, ZoneId zone) {
    return of(
        (int) LocalDate.ofInstant(Instant.ofEpochSecond(second - 1), zone).toEpochDay(), zone);
  }

  private static long begin(int number, ZoneId zone) {
    return LocalDate.ofEpochDay(number).atStartOfDay(zone).toEpochSecond();
  }

  boolean has(long second) {
    return second > begin && second <= begin + length;
  }

  /** Places of a row that has one every {@code step} seconds. */
  int places(int step) {
    return step >= 86_400 ? 1 : length / step;
  }

  /** The second of a place, counted from 0. */
  int second(int place, int step) {
    return step >= 86_400 ? length : (place + 1) * step;
  }

  /** The place of a second, or -1 where it falls between two. */
  int place(int second, int step) {
    if (step >= 86_400) {
      return second == length ? 0 : -1;
    }
    return second % step == 0 ? second / step - 1 : -1;
  }
}
