package org.meterbook.interval;

import java.util.List;
import java.util.Map;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The way in for readings that other rooms have. */
public final class IntervalStore {
  private static final int TRIP = 2;

  private IntervalStore() {}

  /**
   * What became of a series: how many readings were new, replaced another, or were there already.
   */
  public record Stored(int stored, int replaced, int same) {}

  /**
   * Makes a channel whose readings each stand for themselves; answers its id.
   *
   * @param owner {@code meter_id} or {@code data_point_id}, and what else is known of the channel
   * @param unit the unit of the readings
   */
  public static int channel(Sql sql, Values owner, int observationType, int minutes, int unit) {
    int channel =
        sql.insert(
            Tables.CHANNEL,
            owner
                .with("observation_type_id", observationType)
                .with("interval_minutes", minutes)
                .with("is_calculated", false)
                .with("is_primary_value", false)
                .with("is_primary_demand", false));
    sql.insert(
        Tables.CHANNEL_VERSION,
        Values.none()
            .with("channel_id", channel)
            .with("multiplier", 1d)
            .with("unit_id", unit)
            .with("observation_rule_id", TRIP)
            .with("is_value_positive", false));
    return channel;
  }

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
