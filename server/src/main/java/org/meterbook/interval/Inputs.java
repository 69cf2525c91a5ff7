package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.store.Sql;

/** The values of channels over some days, to be asked for by stretch of time. */
final class Inputs {
  private static final class Series {
    long[] times = new long[1024];
    double[] values = new double[1024];
    int size;

    void add(DayRow row) {
      for (int i = 0; i < row.computed().length; i++) {
        if (!Double.isNaN(row.computed()[i])) {
          if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
          }
          times[size] = row.readings().times[i];
          values[size++] = row.computed()[i];
        }
      }
    }
  }

  private final Map<Integer, Channel> channels;
  private final Map<Integer, Series> series = new HashMap<>();

  private Inputs(Map<Integer, Channel> channels) {
    this.channels = channels;
  }

  static Inputs read(Sql sql, Collection<Integer> ids, Collection<LocalDay> days) {
    Inputs inputs = new Inputs(ChannelLoader.load(sql, ids));
    int first = days.stream().mapToInt(LocalDay::number).min().orElseThrow();
    int last = days.stream().mapToInt(LocalDay::number).max().orElseThrow();
    List<DayReader.Range> ranges = new ArrayList<>();
    // Zones differ by a day at most.
    inputs
        .channels
        .values()
        .forEach(channel -> ranges.add(new DayReader.Range(channel, first - 1, last + 1)));
    DayReader.read(sql, ranges)
        .forEach((id, rows) -> {
          Series one = inputs.series.computeIfAbsent(id, _ -> new Series());
          rows.keySet().stream()
              .sorted()
              .forEach(day -> one.add(java.util.Objects.requireNonNull(rows.get(day))));
        });
    return inputs;
  }

  /** The value after one moment and up to another, put together as the channel's are; or NaN. */
  double value(int channel, long after, long upTo) {
    Series one = series.get(channel);
    if (one == null) {
      return Double.NaN;
    }
    int from = Arrays.binarySearch(one.times, 0, one.size, after + 1);
    double sum = 0;
    double maximum = Double.NEGATIVE_INFINITY;
    int count = 0;
    for (int i = from < 0 ? -from - 1 : from; i < one.size && one.times[i] <= upTo; i++) {
      sum += one.values[i];
      maximum = Math.max(maximum, one.values[i]);
      count++;
    }
    return count == 0
        ? Double.NaN
        : java.util.Objects.requireNonNull(channels.get(channel)).method().of(sum, count, maximum);
  }
}
