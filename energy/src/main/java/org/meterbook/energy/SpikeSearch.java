package org.meterbook.energy;

import java.util.Arrays;
import java.util.List;

/**
 * Finds spikes: each reading is measured against all readings at its time of day, which is the
 * second of the UTC day divided by the interval, at least {@value #MINIMUM_VALUES} of them. It is a
 * spike if
 *
 * <ul>
 *   <li>its modified z-score {@code 0.6745 (x - median) / MAD}, where the MAD is the median of the
 *       absolute deviations from the median, exceeds {@link Thresholds#spikeScore} in amount, and
 *   <li>its amount is at least {@link Thresholds#spikeFactor} times that of the median.
 * </ul>
 *
 * <p>Where the MAD is 0, more than half of the values being equal, the score is {@code (x - median)
 * / (1.253314 MeanAD)} with the mean of the absolute deviations from the median; where that is 0
 * too there is no spike.
 *
 * <p>References: B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers, ASQC Basic
 * References in Quality Control 16, 1993 (also NIST/SEMATECH e-Handbook of Statistical Methods,
 * 1.3.5.17); for MAD 0 the documentation of IBM Cognos Analytics, "Modified z score".
 */
final class SpikeSearch {
  /** With fewer values at a time of day, nothing is said about them. */
  static final int MINIMUM_VALUES = 10;

  /** The standard deviation of a normal distribution is this many MAD. */
  private static final double PER_MEDIAN_DEVIATION = 1 / 0.6745;

  /** And this many mean absolute deviations: sqrt(pi / 2). */
  private static final double PER_MEAN_DEVIATION = 1.253314;

  private static final int DAY_SECONDS = 24 * 60 * 60;

  private SpikeSearch() {}

  /** Adds the spikes, ordered by time of day. */
  static void find(
      long[] times,
      double[] values,
      int intervalSeconds,
      Thresholds thresholds,
      List<Finding> findings) {
    int slots = (DAY_SECONDS - 1) / intervalSeconds + 1;
    int[] ends = new int[slots];
    for (int i = 0; i < times.length; i++) {
      if (!Double.isNaN(values[i])) {
        ends[slot(times[i], intervalSeconds)]++;
      }
    }
    for (int slot = 1; slot < slots; slot++) {
      ends[slot] += ends[slot - 1];
    }
    int[] starts = new int[slots];
    System.arraycopy(ends, 0, starts, 1, slots - 1);
    int[] bySlot = new int[ends[slots - 1]];
    int[] next = starts.clone();
    for (int i = 0; i < times.length; i++) {
      if (!Double.isNaN(values[i])) {
        bySlot[next[slot(times[i], intervalSeconds)]++] = i;
      }
    }
    for (int slot = 0; slot < slots; slot++) {
      if (ends[slot] - starts[slot] >= MINIMUM_VALUES) {
        int[] readings = Arrays.copyOfRange(bySlot, starts[slot], ends[slot]);
        findAmong(readings, times, values, thresholds, findings);
      }
    }
  }

  private static int slot(long time, int intervalSeconds) {
    return (int) (Math.floorMod(time, (long) DAY_SECONDS) / intervalSeconds);
  }

  private static void findAmong(
      int[] readings,
      long[] times,
      double[] values,
      Thresholds thresholds,
      List<Finding> findings) {
    double median = median(Arrays.stream(readings).mapToDouble(i -> values[i]).toArray());
    double deviation =
        deviation(Arrays.stream(readings).mapToDouble(i -> Math.abs(values[i] - median)).toArray());
    if (deviation == 0) {
      return;
    }
    for (int i : readings) {
      double score = Math.abs(values[i] - median) / deviation;
      if (score > thresholds.spikeScore()
          && Math.abs(values[i]) >= thresholds.spikeFactor() * Math.abs(median)) {
        findings.add(new Finding.Spike(times[i], values[i], median));
      }
    }
  }

  /** An estimate of the standard deviation from absolute deviations; 0 if there are none. */
  private static double deviation(double[] deviations) {
    double median = median(deviations);
    return median > 0
        ? median * PER_MEDIAN_DEVIATION
        : Arrays.stream(deviations).average().orElse(0) * PER_MEAN_DEVIATION;
  }

  /** The middle value, or the mean of the two middle ones; sorts what it is given. */
  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
  }
}
