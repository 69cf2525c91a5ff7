package org.meterbook.interval;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;

/**
 * A stretch of time that is asked for, both ends inclusive, in seconds since 1970. Empty if it ends
 * before it begins.
 */
record Stretch(long first, long last) {
  private static final String LATEST =
      """
      SELECT d.day - date '1970-01-01', d.last_second FROM interval_day d WHERE d.tenant_id = :tenant AND d.channel_id = :channel
      ORDER BY d.day DESC LIMIT 1
      """;

  /**
   * From {@code beginDate} to {@code endDate}; by default so many seconds up to the latest reading.
   */
  static Stretch of(Call call, Channel channel, long span) {
    ZoneId zone = channel.zone();
    Optional<Long> end =
        call.date("endDate", zone).map(date -> last(date, zone)).or(() -> latest(call, channel));
    Optional<Long> begin =
        call.date("beginDate", zone)
            .map(date -> date.atZone(zone).toEpochSecond())
            .or(() -> end.map(last -> last - span));
    return begin.isPresent() && end.isPresent()
        ? new Stretch(Math.max(begin.get(), Stamps.EARLIEST), Math.min(end.get(), Stamps.LATEST))
        : new Stretch(Stamps.EARLIEST, Stamps.EARLIEST - 1);
  }

  /** A wall clock's time that there is twice, is its second time. */
  private static long last(LocalDateTime date, ZoneId zone) {
    return date.atZone(zone).withLaterOffsetAtOverlap().toEpochSecond();
  }

  private static Optional<Long> latest(Call call, Channel channel) {
    return call.sql()
        .first(
            LATEST,
            Map.of("channel", channel.id()),
            row -> LocalDay.of(row.integer(1), channel.zone()).begin() + row.integer(2));
  }

  boolean isEmpty() {
    return last < first;
  }

  /** The days whose sums are asked for: a midnight at the begin is not the day's before it. */
  DayReader.Range wholeDays(Channel channel) {
    return new DayReader.Range(
        channel,
        LocalDay.at(first + 1, channel.zone()).number(),
        LocalDay.at(last, channel.zone()).number());
  }

  DayReader.Range days(Channel channel) {
    return new DayReader.Range(
        channel,
        LocalDay.at(first, channel.zone()).number(),
        LocalDay.at(last, channel.zone()).number());
  }
}
