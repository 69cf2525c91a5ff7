package org.meterbook.energy;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;

/**
 * What the values of equally long intervals say about a load. Gaps (NaN) are left out everywhere:
 * they are neither zero nor time covered. Immutable and thread-safe. All values are in the unit of
 * the values given, an energy for each interval; times 60 / interval minutes they are mean powers.
 */
public final class LoadStatistics {
  private static final double MINUTES_PER_HOUR = 60;

  /** Shares such as 7 / 100 have no exact double; this far above a whole count is that count. */
  private static final double ROUNDING = 1e-12;

  /** The values known, ascending. */
  private final double[] sorted;

  private final DoubleSummaryStatistics summary;
  private final Optional<Peak> peak;
  private final int intervalMinutes;

  /**
   * The greatest value of an interval.
   *
   * @param value in the unit of the values given, equal to {@link #maximum}
   * @param time epoch second of the end of the interval; of equal ones the earliest
   */
  public record Peak(double value, long time) {}

  private LoadStatistics(
      double[] sorted, DoubleSummaryStatistics summary, Optional<Peak> peak, int intervalMinutes) {
    this.sorted = sorted;
    this.summary = summary;
    this.peak = peak;
    this.intervalMinutes = intervalMinutes;
  }

  /**
   * Calculates all of it at once, in O(n log n); the arrays are not kept.
   *
   * @param values finite, or NaN for a gap; negative where energy is fed in
   * @param intervalMinutes how long each interval is, 1 or more
   * @param ends epoch second of the end of each interval, in any order
   * @throws IllegalArgumentException if the arrays differ in length or the interval is not positive
   */
  public static LoadStatistics of(double[] values, int intervalMinutes, long[] ends) {
    if (values.length != ends.length) {
      throw new IllegalArgumentException(
          "%d values have %d times; give one for each".formatted(values.length, ends.length));
    }
    if (intervalMinutes < 1) {
      throw new IllegalArgumentException(
          "interval must be 1 minute or more, not " + intervalMinutes);
    }
    double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    DoubleSummaryStatistics summary = Arrays.stream(sorted).summaryStatistics();
    Arrays.sort(sorted);
    Optional<Peak> peak =
        sorted.length == 0 ? Optional.empty() : Optional.of(peak(values, ends, summary.getMax()));
    return new LoadStatistics(sorted, summary, peak, intervalMinutes);
  }

  private static Peak peak(double[] values, long[] ends, double maximum) {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < values.length; i++) {
      if (values[i] == maximum) {
        first = Math.min(first, ends[i]);
      }
    }
    return new Peak(maximum, first);
  }

  /** The sum, compensated so that its error does not grow with the count; 0 without a value. */
  public double total() {
    return summary.getSum();
  }

  /** How many intervals have a value. */
  public int count() {
    return sorted.length;
  }

  /** The least value; NaN without one. */
  public double minimum() {
    return sorted.length == 0 ? Double.NaN : sorted[0];
  }

  /** The greatest value; NaN without one. */
  public double maximum() {
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
  }

  /** The greatest value and its time; empty without a value. */
  public Optional<Peak> peak() {
    return peak;
  }

  /** {@code total / count}, for one interval; NaN without a value. */
  public double average() {
    return sorted.length == 0 ? Double.NaN : summary.getAverage();
  }

  /**
   * {@code average / peak}, over the intervals that have a value: 1 for a constant load. Reference:
   * T. Gönen, Electric Power Distribution System Engineering, chapter 2 "Load Characteristics".
   *
   * @return at most 1, negative when more is fed in than taken; NaN if the peak is not positive
   */
  public double loadFactor() {
    return maximum() > 0 ? Math.min(average() / maximum(), 1) : Double.NaN;
  }

  /** How long the intervals that have a value are together, in hours. */
  public double hoursCovered() {
    return count() * (intervalMinutes / MINUTES_PER_HOUR);
  }

  /**
   * The load duration curve: {@link #exceeded} at {@code points} shares of the time, evenly from 0
   * to 1. The first value is the maximum, the last the minimum, and none is greater than the one
   * before. Over the power it is the load duration curve in the usual sense: load against the share
   * of time it is met or exceeded.
   *
   * @param points 2 or more
   * @return a new array of so many values; all NaN without a value
   * @throws IllegalArgumentException if there are fewer than 2 points
   */
  public double[] durationCurve(int points) {
    if (points < 2) {
      throw new IllegalArgumentException("a curve has 2 points or more, not " + points);
    }
    double[] curve = new double[points];
    Arrays.setAll(curve, i -> exceeded(i / (points - 1.0)));
    return curve;
  }

  /**
   * The value met or exceeded for that share of the time covered: the greatest value {@code v} of
   * an interval such that at least {@code share} of the intervals have {@code v} or more. Of {@code
   * n} values in descending order it is the one at place {@code ceil(share * n)}, and the first for
   * 0; nothing is interpolated.
   *
   * @param share 0 (the maximum) to 1 (the minimum)
   * @return NaN without a value
   * @throws IllegalArgumentException if the share is not within 0 to 1
   */
  public double exceeded(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be from 0 to 1, not " + share);
    }
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int place = (int) Math.ceil(share * sorted.length * (1 - ROUNDING));
    return sorted[sorted.length - Math.max(place, 1)];
  }
}
