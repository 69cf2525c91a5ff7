package org.meterbook.interval;

import org.jspecify.annotations.Nullable;

/**
 * The readings of a channel on one day.
 *
 * @param channel its channel's id
 * @param day the day
 * @param version how often it was changed; 0 while it is not stored
 * @param readings its readings
 * @param computed what each is by the rules of the channel's version, NaN where there is no telling
 */
record DayRow(int channel, LocalDay day, int version, Readings readings, double[] computed) {
  /** What merging did to a row: the row as it is then, and how many readings were of which kind. */
  record Merged(DayRow row, Readings replaced, int stored, int same) {
    boolean changed() {
      return stored > 0 || replaced.size > 0;
    }
  }

  /** A day without readings. */
  static DayRow empty(int channel, LocalDay day) {
    return new DayRow(channel, day, 0, new Readings(0), new double[0]);
  }

  /**
   * Puts readings into their places. One that is there already stays if it says the same, and else
   * gives way.
   *
   * @param from index of the first one
   * @param to index after the last one
   */
  Merged merge(Readings more, int from, int to) {
    Readings merged = new Readings(readings.size + to - from);
    Readings replaced = new Readings(0);
    int stored = 0;
    int same = 0;
    int old = 0;
    int next = from;
    while (old < readings.size || next < to) {
      long before = old < readings.size ? readings.times[old] : Long.MAX_VALUE;
      long coming = next < to ? more.times[next] : Long.MAX_VALUE;
      if (before < coming) {
        merged.add(readings, old++);
      } else if (before > coming) {
        merged.add(more, next++);
        stored++;
      } else if (readings.same(old, more, next)) {
        merged.add(readings, old++);
        next++;
        same++;
      } else {
        replaced.add(readings, old++);
        merged.add(more, next++);
      }
    }
    return new Merged(
        new DayRow(channel, day, version, merged, new double[0]), replaced, stored, same);
  }

  /** The same without the readings after one moment and up to another. */
  Merged without(long after, long upTo) {
    Readings kept = new Readings(readings.size);
    Readings removed = new Readings(0);
    for (int i = 0; i < readings.size; i++) {
      boolean goes = readings.times[i] > after && readings.times[i] <= upTo;
      (goes ? removed : kept).add(readings, i);
    }
    return new Merged(new DayRow(channel, day, version, kept, new double[0]), removed, 0, 0);
  }

  /**
   * The same with its values computed.
   *
   * @param before the last reading of the day before, whatever day that was; of registers only
   */
  DayRow compute(Channel of, @Nullable Before before) {
    double[] values = new double[readings.size];
    long time = before == null ? Long.MIN_VALUE : before.time();
    double value = before == null ? Double.NaN : before.value();
    for (int i = 0; i < values.length; i++) {
      values[i] = Computation.value(of, readings.times[i], readings.values[i], time, value);
      time = readings.times[i];
      value = readings.values[i];
    }
    return new DayRow(channel, day, version, readings, values);
  }

  /** A reading that another one follows. */
  record Before(long time, double value) {}

  @Nullable Before last() {
    return readings.size == 0
        ? null
        : new Before(readings.times[readings.size - 1], readings.values[readings.size - 1]);
  }
}
