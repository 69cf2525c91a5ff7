package org.meterbook.interval;

import java.util.List;
import java.util.Map;
import org.meterbook.store.Sql;

/** The way in for readings that other rooms have. */
public final class IntervalStore {
  private IntervalStore() {}

  /**
   * What became of a series: how many readings were new, replaced another, or were there already.
   */
  public record Stored(int stored, int replaced, int same) {}

  /**
   * Stores readings of a channel.
   *
   * @param times ends of the intervals, in seconds since 1970, from 1970-01-01T00:00:01Z to
   *     2099-12-31; of one moment the last one counts
   * @param values the readings, before multiplier and difference; NaN is left out
   */
  public static Stored store(Sql sql, int channel, long[] times, double[] values) {
    int source = Sources.of(sql, Sources.IMPORT);
    Readings readings = new Readings(times.length);
    for (int i = 0; i < times.length; i++) {
      if (!Double.isNaN(values[i])) {
        readings.add(times[i], values[i], Quality.VALID, source);
      }
    }
    Intervals intervals = new Intervals(sql);
    Map<Integer, Intervals.Outcome> outcomes =
        intervals.store(
            List.of(new Intervals.Delivery(intervals.lock(channel), readings.ordered())));
    Intervals.Outcome outcome = java.util.Objects.requireNonNull(outcomes.get(channel));
    return new Stored(outcome.stored(), outcome.replaced(), outcome.same());
  }
}
