package org.meterbook.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.meterbook.energy.Finding.FlatLine;
import org.meterbook.energy.Finding.Gap;
import org.meterbook.energy.Finding.Spike;

class IntervalFindingsTest {
  private static final int HOUR = 3600;
  private static final long START = 1_767_225_600; // 2026-01-01T00:00Z

  @Test
  void nothingInFewOrOrdinaryReadings() {
    assertThat(find(new long[0], new double[0])).isEmpty();
    assertThat(find(new long[] {START}, new double[] {5})).isEmpty();
    assertThat(find(new long[] {START}, new double[] {Double.NaN})).isEmpty();
    assertThat(find(hours(24 * 30), ordinary(24 * 30))).isEmpty();
  }

  @Test
  void aGapIsTheTimeBetweenTheIntervals() {
    long[] times = {START, START + HOUR, START + 4 * HOUR, START + 5 * HOUR};

    assertThat(find(times, new double[] {1, 2, 3, 4}))
        .containsExactly(new Gap(START + HOUR, START + 3 * HOUR, 2));
    assertThat(find(times, new double[] {1, Double.NaN, 3, Double.NaN}))
        .as("a reading that is NaN is none, and nothing is known after the last")
        .containsExactly(new Gap(START, START + 3 * HOUR, 3));
  }

  @Test
  void aLateReadingIsNoGap() {
    long[] late = {START, START + HOUR * 3 / 2};
    long[] later = {START, START + HOUR * 3 / 2 + 1};

    assertThat(find(late, new double[] {1, 2})).isEmpty();
    assertThat(find(later, new double[] {1, 2}))
        .containsExactly(new Gap(START, START + HOUR / 2 + 1, 1));
  }

  @Test
  void shortGapsCanBeLetPass() {
    long[] times = {START, START + 2 * HOUR, START + 5 * HOUR};
    Thresholds thresholds = new Thresholds(2, HOUR * 24, false, 8, 3);

    assertThat(IntervalFindings.find(times, new double[] {1, 2, 3}, HOUR, thresholds))
        .containsExactly(new Gap(START + 2 * HOUR, START + 4 * HOUR, 2));
  }

  @Test
  void aDayOfTheSameValueIsFlat() {
    double[] values = ordinary(72);
    Arrays.fill(values, 10, 34, 4.25);

    assertThat(find(hours(72), values))
        .containsExactly(new FlatLine(START + 9 * HOUR, START + 33 * HOUR, 4.25, 24));
    values[33] = 4.5;
    assertThat(find(hours(72), values)).as("23 hours").isEmpty();
  }

  @Test
  void zeroIsFlatOnlyIfAskedFor() {
    double[] values = new double[48];
    Thresholds zeroToo = new Thresholds(1, HOUR * 24, true, 8, 3);

    assertThat(find(hours(48), values)).isEmpty();
    assertThat(IntervalFindings.find(hours(48), values, HOUR, zeroToo))
        .containsExactly(new FlatLine(START - HOUR, START + 47 * HOUR, 0, 48));
  }

  @Test
  void aFlatLineEndsAtAGapAndNeedsTwoReadings() {
    double[] values = new double[40];
    Arrays.fill(values, 7);
    values[20] = Double.NaN;

    assertThat(find(hours(40), values))
        .containsExactly(new Gap(START + 19 * HOUR, START + 20 * HOUR, 1));
    assertThat(
            IntervalFindings.find(
                new long[] {START, START + 86400}, new double[] {1, 2}, 86400, Thresholds.DEFAULT))
        .as("days are as long as the threshold")
        .isEmpty();
  }

  @Test
  void aSpikeIsMeasuredAgainstItsTimeOfDay() {
    double[] values = ordinary(24 * 30);
    int noon = 24 * 12 + 12;
    values[noon] = 500;
    double[] noons = IntStream.range(0, 30).mapToDouble(day -> values[day * 24 + 12]).toArray();

    assertThat(find(hours(24 * 30), values))
        .containsExactly(new Spike(START + (long) noon * HOUR, 500, naiveMedian(noons)));
  }

  @Test
  void tenValuesAreNeededForASpike() {
    double[] nine = {10, 11, 10, 12, 11, 10, 12, 11, 900};
    double[] ten = {10, 11, 10, 12, 11, 10, 12, 11, 10, 900};

    assertThat(daily(nine)).isEmpty();
    assertThat(daily(ten)).containsExactly(new Spike(START + 9 * 86400, 900, 11));
  }

  @Test
  void aSpikeIsThreeTimesTheMedian() {
    assertThat(daily(100, 101, 100, 102, 101, 100, 102, 101, 100, 299)).isEmpty();
    assertThat(daily(100, 101, 100, 102, 101, 100, 102, 101, 100, 303))
        .containsExactly(new Spike(START + 9 * 86400, 303, 101));
    assertThat(daily(-10, -11, -10, -12, -11, -10, -12, -11, -10, -900))
        .as("feed-in")
        .containsExactly(new Spike(START + 9 * 86400, -900, -11));
  }

  @Test
  void whereMostValuesAreEqualTheMeanDeviationCounts() {
    double[] values = new double[11];
    values[4] = 50;

    assertThat(daily(values)).containsExactly(new Spike(START + 4 * 86400, 50, 0));
    assertThat(daily(Arrays.copyOf(values, 10))).as("score 10 / 1.2533 = 7.98").isEmpty();
    assertThat(daily(new double[11])).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> find(new long[2], new double[1]))
        .hasMessage("2 times have 1 values; give one for each");
    assertThatThrownBy(() -> find(new long[] {5, 5}, new double[2]))
        .hasMessage(
            "times must ascend, but 5 follows 5 at index 1; sort them, one reading for each");
    assertThatThrownBy(() -> IntervalFindings.find(hours(2), ordinary(2), 0, Thresholds.DEFAULT))
        .hasMessage("interval must be 1 second or more, not 0");
    assertThatThrownBy(() -> new Thresholds(0, 1, false, 8, 3))
        .hasMessage("gapIntervals must be 1 or more, not 0");
    assertThatThrownBy(() -> new Thresholds(1, 0, false, 8, 3)).hasMessageContaining("flatSeconds");
    assertThatThrownBy(() -> new Thresholds(1, 1, false, Double.NaN, 3))
        .hasMessage("spikeScore must be more than 0, not NaN");
    assertThatThrownBy(() -> new Thresholds(1, 1, false, 8, 0.5))
        .hasMessageContaining("spikeFactor");
  }

  @RepeatedTest(300)
  void agreesWithTheDefinitions(RepetitionInfo repetition) {
    Random random = new Random(20261125L + repetition.getCurrentRepetition());
    int interval = new int[] {900, HOUR, 7 * 60 * 60, 86400, 200_000}[random.nextInt(5)];
    int count = random.nextInt(400);
    long[] times = new long[count];
    double[] values = new double[count];
    long time = START - random.nextInt(86400);
    for (int i = 0; i < count; i++) {
      time += random.nextInt(10) == 0 ? 1 + random.nextInt(4 * interval) : interval;
      times[i] = time;
      values[i] = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(1 + random.nextInt(3));
      values[i] *= random.nextInt(30) == 0 ? 40 : 1;
    }
    Thresholds thresholds =
        new Thresholds(
            1 + random.nextInt(3), interval * 3L, random.nextBoolean(), 3.5, 1 + random.nextInt(4));

    assertThat(IntervalFindings.find(times, values, interval, thresholds))
        .isEqualTo(naive(times, values, interval, thresholds));
  }

  private static List<Finding> naive(
      long[] times, double[] values, int interval, Thresholds thresholds) {
    int[] known = IntStream.range(0, times.length).filter(i -> !Double.isNaN(values[i])).toArray();
    List<Finding> gaps = new ArrayList<>();
    List<Finding> lines = new ArrayList<>();
    List<Finding> spikes = new ArrayList<>();
    for (int k = 0; k < known.length; k++) {
      long time = times[known[k]];
      double value = values[known[k]];
      boolean afterGap = k > 0 && 2 * (time - times[known[k - 1]]) > 3L * interval;
      long missing =
          k == 0 ? 0 : (2 * (time - times[known[k - 1]]) + interval) / (2L * interval) - 1;
      if (afterGap && missing >= thresholds.gapIntervals()) {
        gaps.add(new Gap(times[known[k - 1]], time - interval, missing));
      }
      if (k == 0 || afterGap || value != values[known[k - 1]]) {
        int last = k;
        while (last + 1 < known.length
            && values[known[last + 1]] == value
            && 2 * (times[known[last + 1]] - times[known[last]]) <= 3L * interval) {
          last++;
        }
        long from = time - interval;
        boolean counts = value != 0 || thresholds.zeroIsFlat();
        if (counts && last > k && times[known[last]] - from >= thresholds.flatSeconds()) {
          lines.add(new FlatLine(from, times[known[last]], value, last - k + 1));
        }
      }
      double[] same =
          Arrays.stream(known)
              .filter(i -> slot(times[i], interval) == slot(time, interval))
              .mapToDouble(i -> values[i])
              .toArray();
      double median = naiveMedian(same);
      if (same.length >= 10
          && naiveScore(same, value) > thresholds.spikeScore()
          && Math.abs(value) >= thresholds.spikeFactor() * Math.abs(median)) {
        spikes.add(new Spike(time, value, median));
      }
    }
    gaps.addAll(lines);
    gaps.addAll(spikes);
    gaps.sort(Comparator.comparingLong(Finding::start));
    return gaps;
  }

  private static double naiveScore(double[] values, double value) {
    double median = naiveMedian(values);
    double[] deviations = Arrays.stream(values).map(other -> Math.abs(other - median)).toArray();
    double mad = naiveMedian(deviations);
    double mean = Arrays.stream(deviations).average().orElseThrow();
    return mad > 0
        ? 0.6745 * Math.abs(value - median) / mad
        : mean > 0 ? Math.abs(value - median) / (1.253314 * mean) : 0;
  }

  private static double naiveMedian(double[] values) {
    List<Double> sorted = Arrays.stream(values).sorted().boxed().toList();
    int size = sorted.size();
    return size == 0 ? 0 : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }

  private static long slot(long time, int interval) {
    return Math.floorMod(time, 86400L) / interval;
  }

  private static List<Finding> find(long[] times, double[] values) {
    return IntervalFindings.find(times, values, HOUR, Thresholds.DEFAULT);
  }

  private static List<Finding> daily(double... values) {
    long[] times = new long[values.length];
    Arrays.setAll(times, i -> START + i * 86400L);
    return IntervalFindings.find(times, values, 86400, new Thresholds(1, 1L << 40, false, 8, 3));
  }

  private static long[] hours(int count) {
    long[] times = new long[count];
    Arrays.setAll(times, i -> START + (long) i * HOUR);
    return times;
  }

  /** More by day than by night, less at weekends, and a little noise. */
  private static double[] ordinary(int count) {
    Random random = new Random(20261126);
    double[] values = new double[count];
    Arrays.setAll(
        values,
        hour -> {
          double day = 30 - 20 * Math.cos(2 * Math.PI * hour / 24);
          return day * (hour / 24 % 7 < 5 ? 1 : 0.6) * random.nextDouble(0.8, 1.2);
        });
    return values;
  }
}
