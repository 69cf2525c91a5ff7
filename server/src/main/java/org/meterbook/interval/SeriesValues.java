package org.meterbook.interval;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.meterbook.api.Call;

/** Computed values of a stretch of time. */
final class SeriesValues {
  private long[] times = new long[4096];
  private double[] values = new double[4096];
  private int size;

  static SeriesValues read(Call call, Channel channel, Stretch stretch) {
    SeriesValues read = new SeriesValues();
    if (!stretch.isEmpty()) {
      DayReader.each(call.sql(), stretch.days(channel), row -> read.add(row, stretch));
    }
    return read;
  }

  /** Of the rows of a channel's days, by day. */
  static SeriesValues of(Map<Integer, DayRow> rows, Stretch stretch) {
    SeriesValues read = new SeriesValues();
    new TreeMap<>(rows).values().forEach(row -> read.add(row, stretch));
    return read;
  }

  private void add(DayRow row, Stretch stretch) {
    for (int i = 0; i < row.computed().length; i++) {
      long time = row.readings().times[i];
      if (time >= stretch.first() && time <= stretch.last()) {
        if (size == times.length) {
          times = Arrays.copyOf(times, size * 2);
          values = Arrays.copyOf(values, size * 2);
        }
        times[size] = time;
        values[size++] = row.computed()[i];
      }
    }
  }

  long[] times() {
    return Arrays.copyOf(times, size);
  }

  double[] values() {
    return Arrays.copyOf(values, size);
  }
}
