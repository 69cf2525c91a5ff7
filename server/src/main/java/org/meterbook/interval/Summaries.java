package org.meterbook.interval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.interval.SeriesModels.Sum;
import org.meterbook.store.Column;
import org.meterbook.store.Row;

/**
 * Sums by month, day and hour. Months and days are kept, hours are made of the readings. A stretch
 * takes in every month and day that it touches.
 */
final class Summaries {
  private static final String MONTHS =
      """
      SELECT m.month - date '1970-01-01', m.value_count, m.total, m.minimum, m.maximum, m.maximum_day - date '1970-01-01', m.maximum_second
      FROM interval_month m WHERE m.tenant_id = :tenant AND m.channel_id = :channel
        AND m.month BETWEEN date_trunc('month', (date '1970-01-01' + :first)::timestamp)::date AND date '1970-01-01' + :last
      ORDER BY m.month
      """;
  private static final String DAYS =
      """
      SELECT d.day - date '1970-01-01', d.value_count, d.total, d.minimum, d.maximum, d.day - date '1970-01-01', d.maximum_second
      FROM interval_day d WHERE d.tenant_id = :tenant AND d.channel_id = :channel
        AND d.day BETWEEN date '1970-01-01' + :first AND date '1970-01-01' + :last
      ORDER BY d.day
      """;
  private static final int HOUR = 3600;

  private Summaries() {}

  static List<Sum> months(Call call, Channel channel, Stretch stretch) {
    return kept(MONTHS, call, channel, stretch);
  }

  static List<Sum> days(Call call, Channel channel, Stretch stretch) {
    return kept(DAYS, call, channel, stretch);
  }

  private static List<Sum> kept(String query, Call call, Channel channel, Stretch stretch) {
    if (stretch.isEmpty()) {
      return List.of();
    }
    DayReader.Range days = stretch.wholeDays(channel);
    return call.sql()
        .list(
            query, Series.parameters(channel, days.first(), days.last()), row -> sum(channel, row));
  }

  private static Sum sum(Channel channel, Row row) {
    long count = row.number(2);
    double total = row.numberOrNaN(3);
    double maximum = row.numberOrNaN(5);
    @Nullable Integer second = row.integerOrNull(7);
    return new Sum(
        LocalDate.ofEpochDay(row.integer(1)).atStartOfDay(),
        count,
        Series.orNull(channel.method().of(total, count, maximum)),
        (Double) row.get(3, Column.DOUBLE),
        (Double) row.get(4, Column.DOUBLE),
        (Double) row.get(5, Column.DOUBLE),
        second == null
            ? null
            : local(channel, LocalDay.of(row.integer(6), channel.zone()).begin() + second));
  }

  private static LocalDateTime local(Channel channel, long second) {
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), channel.zone());
  }

  /** An hour's readings are those after its begin and up to its end. */
  static List<Sum> hours(Call call, Channel channel, Stretch stretch) {
    List<Sum> sums = new ArrayList<>();
    if (!stretch.isEmpty()) {
      DayReader.each(
          call.sql(),
          stretch.days(channel),
          row -> {
            for (int from = 0; from < row.computed().length; ) {
              long hour = hour(row, from);
              int to = from;
              while (to < row.computed().length && hour(row, to) == hour) {
                to++;
              }
              long begin = row.day().begin() + hour * HOUR;
              if (begin + HOUR > stretch.first() && begin < stretch.last()) {
                sums.add(sum(channel, row, begin, from, to));
              }
              from = to;
            }
          });
    }
    return sums;
  }

  private static long hour(DayRow row, int index) {
    return (row.readings().times[index] - row.day().begin() - 1) / HOUR;
  }

  private static Sum sum(Channel channel, DayRow row, long begin, int from, int to) {
    double total = 0;
    double minimum = Double.NaN;
    double maximum = Double.NaN;
    long time = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      double value = row.computed()[i];
      if (!Double.isNaN(value)) {
        total += value;
        minimum = count == 0 ? value : Math.min(minimum, value);
        if (count == 0 || value > maximum) {
          maximum = value;
          time = row.readings().times[i];
        }
        count++;
      }
    }
    return new Sum(
        local(channel, begin),
        count,
        Series.orNull(channel.method().of(total, count, maximum)),
        count == 0 ? null : (Double) total,
        Series.orNull(minimum),
        Series.orNull(maximum),
        count == 0 ? null : local(channel, time));
  }
}
