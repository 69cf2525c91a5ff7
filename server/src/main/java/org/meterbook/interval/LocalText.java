package org.meterbook.interval;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** Writes moments as a zone's wall clock shows them. Not thread-safe: it remembers the day. */
final class LocalText {
  private final ZoneId zone;
  private long offset;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;
  private long day = Long.MIN_VALUE;
  private byte[] date = {};

  LocalText(ZoneId zone) {
    this.zone = zone;
  }

  /** {@code 2026-03-30T14:15:00}. */
  void write(long second, JsonBytes json) {
    if (second < from || second >= to) {
      look(second);
    }
    long local = second + offset;
    long localDay = Math.floorDiv(local, 86_400L);
    if (localDay != day) {
      day = localDay;
      date = (LocalDate.ofEpochDay(day) + "T").getBytes(StandardCharsets.US_ASCII);
    }
    int rest = (int) (local - localDay * 86_400);
    json.add(date);
    json.digits(rest / 3600, 2);
    json.add(':');
    json.digits(rest / 60 % 60, 2);
    json.add(':');
    json.digits(rest % 60, 2);
  }

  /** The offset is good until the clocks change next. */
  private void look(long second) {
    Instant instant = Instant.ofEpochSecond(second);
    offset = zone.getRules().getOffset(instant).getTotalSeconds();
    ZoneOffsetTransition next = zone.getRules().nextTransition(instant);
    from = second;
    to = next == null ? Long.MAX_VALUE : next.toEpochSecond();
  }
}
