package org.meterbook.energy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks through the readings of one channel for gaps, flat lines and spikes. In O(n log n) time; a
 * reading costs two array places, only a finding an object.
 */
public final class IntervalFindings {
  /** From how many intervals between two readings on one is missing; times are a little uneven. */
  private static final double GAP = 1.5;

  private IntervalFindings() {}

  /**
   * All findings, in order of their start; of the same start gaps first, then flat lines.
   *
   * <ul>
   *   <li><b>Gap</b>: two readings follow each other by more than 1.5 intervals, and at least
   *       {@link Thresholds#gapIntervals} are missing between them. What is missing before the
   *       first and after the last reading is not known here.
   *   <li><b>Flat line</b>: at least two readings without a gap have the same value, and from the
   *       beginning of the first interval to the end of the last it is at least {@link
   *       Thresholds#flatSeconds}. Zero counts with {@link Thresholds#zeroIsFlat} only.
   *   <li><b>Spike</b>: see {@link SpikeSearch}.
   * </ul>
   *
   * @param times epoch second of the end of each interval, strictly ascending
   * @param values finite; NaN is no reading, as if the time were not given at all
   * @param intervalSeconds how long an interval is, 1 or more
   * @return unmodifiable
   * @throws IllegalArgumentException if the arrays differ in length, the times do not ascend or the
   *     interval is not positive
   */
  public static List<Finding> find(
      long[] times, double[] values, int intervalSeconds, Thresholds thresholds) {
    check(times, values, intervalSeconds);
    List<Finding> findings = new ArrayList<>();
    gaps(times, values, intervalSeconds, thresholds, findings);
    flatLines(times, values, intervalSeconds, thresholds, findings);
    SpikeSearch.find(times, values, intervalSeconds, thresholds, findings);
    findings.sort(Comparator.comparingLong(Finding::start));
    return List.copyOf(findings);
  }

  private static void check(long[] times, double[] values, int intervalSeconds) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(
          "%d times have %d values; give one for each".formatted(times.length, values.length));
    }
    if (intervalSeconds < 1) {
      throw new IllegalArgumentException(
          "interval must be 1 second or more, not " + intervalSeconds);
    }
    for (int i = 1; i < times.length; i++) {
      if (times[i] <= times[i - 1]) {
        throw new IllegalArgumentException(
            "times must ascend, but %d follows %d at index %d; sort them, one reading for each"
                .formatted(times[i], times[i - 1], i));
      }
    }
  }

  private static void gaps(
      long[] times,
      double[] values,
      int intervalSeconds,
      Thresholds thresholds,
      List<Finding> findings) {
    int previous = nextReading(values, 0);
    for (int i = nextReading(values, previous + 1);
        i < values.length;
        previous = i, i = nextReading(values, i + 1)) {
      long distance = times[i] - times[previous];
      long missing = Math.round(distance / (double) intervalSeconds) - 1;
      if (isGap(distance, intervalSeconds) && missing >= thresholds.gapIntervals()) {
        findings.add(new Finding.Gap(times[previous], times[i] - intervalSeconds, missing));
      }
    }
  }

  private static void flatLines(
      long[] times,
      double[] values,
      int intervalSeconds,
      Thresholds thresholds,
      List<Finding> findings) {
    int first = nextReading(values, 0);
    while (first < values.length) {
      int last = first;
      int count = 1;
      int next = nextReading(values, first + 1);
      while (next < values.length
          && values[next] == values[first]
          && !isGap(times[next] - times[last], intervalSeconds)) {
        last = next;
        count++;
        next = nextReading(values, next + 1);
      }
      long from = times[first] - intervalSeconds;
      if (count > 1
          && times[last] - from >= thresholds.flatSeconds()
          && (values[first] != 0 || thresholds.zeroIsFlat())) {
        findings.add(new Finding.FlatLine(from, times[last], values[first], count));
      }
      first = next;
    }
  }

  private static boolean isGap(long distance, int intervalSeconds) {
    return distance > intervalSeconds * GAP;
  }

  private static int nextReading(double[] values, int from) {
    int i = from;
    while (i < values.length && Double.isNaN(values[i])) {
      i++;
    }
    return i;
  }
}
