package org.meterbook.greenbutton;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** Reads numbers as people write them. */
final class Numbers {
  /** First second after the last that is read: 2106 begins. */
  static final long END_OF_TIME =
      LocalDate.of(2106, 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();

  /** Longest duration the wire can say, seconds. */
  static final long LONGEST = 0xFFFF_FFFFL;

  private Numbers() {}

  /** A whole number; empty if it is none. Decimals that are all zero are listed. */
  static OptionalLong whole(String text, Findings findings, Xml xml) {
    OptionalLong plain = plain(text);
    if (plain.isPresent() || text.isEmpty() || text.length() > 40) {
      return plain;
    }
    int dot = text.indexOf('.');
    if (dot < 0 || !text.substring(dot + 1).chars().allMatch(digit -> digit == '0')) {
      return OptionalLong.empty();
    }
    try {
      long value = new BigDecimal(text).longValueExact();
      findings.tolerated(Tolerance.DECIMALS_OF_INTEGER, xml);
      return OptionalLong.of(value);
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Digits with an optional sign; empty if it is anything else. */
  static OptionalLong plain(String text) {
    int length = text.length();
    int at = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    if (length == at || length > at + 18) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = at; i < length; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return OptionalLong.empty();
      }
      value = value * 10 + (digit - '0');
    }
    return OptionalLong.of(text.charAt(0) == '-' ? -value : value);
  }

  static boolean isTime(long epochSecond) {
    return epochSecond >= 0 && epochSecond < END_OF_TIME;
  }

  static boolean isDuration(long seconds) {
    return seconds >= 0 && seconds <= LONGEST;
  }
}
