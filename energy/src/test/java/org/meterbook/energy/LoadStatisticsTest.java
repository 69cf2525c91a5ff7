package org.meterbook.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadStatisticsTest {
  private static final double NAN = Double.NaN;

  @Test
  void describesALoad() {
    double[] values = {2, NAN, 8, 4, 8, 3};
    long[] ends = {900, 1800, 2700, 3600, 4500, 5400};

    LoadStatistics statistics = LoadStatistics.of(values, 15, ends);

    assertThat(statistics.total()).isEqualTo(25);
    assertThat(statistics.count()).isEqualTo(5);
    assertThat(statistics.minimum()).isEqualTo(2);
    assertThat(statistics.maximum()).isEqualTo(8);
    assertThat(statistics.peak()).contains(new LoadStatistics.Peak(8, 2700));
    assertThat(statistics.average()).isEqualTo(5);
    assertThat(statistics.loadFactor()).isEqualTo(0.625);
    assertThat(statistics.hoursCovered()).isEqualTo(1.25);
    assertThat(statistics.durationCurve(6)).containsExactly(8, 8, 8, 4, 3, 2);
    assertThat(statistics.durationCurve(2)).containsExactly(8, 2);
    assertThat(statistics.exceeded(0.41)).isEqualTo(4);
    assertThat(values).as("the caller's order").containsExactly(2, NAN, 8, 4, 8, 3);
  }

  @Test
  void knowsNothingWithoutAValue() {
    LoadStatistics statistics = LoadStatistics.of(new double[] {NAN}, 60, new long[] {3600});

    assertThat(statistics.total()).isZero();
    assertThat(statistics.count()).isZero();
    assertThat(statistics.hoursCovered()).isZero();
    assertThat(statistics.peak()).isEmpty();
    assertThat(statistics.minimum()).isNaN();
    assertThat(statistics.maximum()).isNaN();
    assertThat(statistics.average()).isNaN();
    assertThat(statistics.loadFactor()).isNaN();
    assertThat(statistics.exceeded(0.5)).isNaN();
    assertThat(statistics.durationCurve(3)).containsExactly(NAN, NAN, NAN);
  }

  @Test
  void aConstantLoadHasFactorOneAndFeedInHasNone() {
    assertThat(of(0.1, 0.1, 0.1).loadFactor()).isEqualTo(1);
    assertThat(of(0, 0).loadFactor()).isNaN();
    assertThat(of(-3, -1).loadFactor()).isNaN();
    assertThat(of(-3, -1).peak()).contains(new LoadStatistics.Peak(-1, 1));
    assertThat(of(-3, 1).loadFactor()).isEqualTo(-1);
  }

  @Test
  void thePeakIsTheEarliestInWhateverOrder() {
    assertThat(LoadStatistics.of(new double[] {5, 5}, 15, new long[] {1800, 900}).peak())
        .contains(new LoadStatistics.Peak(5, 900));
  }

  @Test
  void theTotalOfManySmallValuesIsExact() {
    double[] values = new double[1_000_000];
    Arrays.fill(values, 0.1);

    assertThat(LoadStatistics.of(values, 15, new long[values.length]).total()).isEqualTo(100_000);
  }

  @Test
  void everyPercentOfAHundredValuesIsOneOfThem() {
    double[] values = new double[100];
    Arrays.setAll(values, i -> 100 - i);
    LoadStatistics statistics = of(values);

    for (int percent = 1; percent <= 100; percent++) {
      assertThat(statistics.exceeded(percent / 100.0)).isEqualTo(101 - percent);
      assertThat(statistics.durationCurve(101)[percent]).isEqualTo(101 - percent);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, NAN})
  void refusesSharesOutOfRange(double share) {
    assertThatThrownBy(() -> of(1).exceeded(share))
        .hasMessage("share must be from 0 to 1, not " + share);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> LoadStatistics.of(new double[2], 15, new long[1]))
        .hasMessage("2 values have 1 times; give one for each");
    assertThatThrownBy(() -> LoadStatistics.of(new double[1], 0, new long[1]))
        .hasMessage("interval must be 1 minute or more, not 0");
    assertThatThrownBy(() -> of(1).durationCurve(1))
        .hasMessage("a curve has 2 points or more, not 1");
  }

  @RepeatedTest(200)
  void agreesWithCounting(RepetitionInfo repetition) {
    Random random = new Random(20261124L + repetition.getCurrentRepetition());
    double[] values = random.doubles(1 + random.nextInt(50), -5, 20).map(Math::rint).toArray();
    LoadStatistics statistics = of(values);
    double share = random.nextInt(values.length + 1) / (double) values.length;

    double naive =
        Arrays.stream(values)
            .filter(value -> timesMet(values, value) >= Math.round(share * values.length))
            .max()
            .orElseThrow();

    assertThat(statistics.exceeded(share)).isEqualTo(naive);
    assertThat(statistics.total()).isEqualTo(Arrays.stream(values).sum());
    double[] curve = statistics.durationCurve(2 + random.nextInt(100));
    for (int i = 1; i < curve.length; i++) {
      assertThat(curve[i]).isLessThanOrEqualTo(curve[i - 1]);
    }
    assertThat(Arrays.stream(statistics.durationCurve(values.length + 1)).skip(1).sum())
        .as("the area under the curve is the total")
        .isCloseTo(statistics.total(), within(1e-9));
  }

  private static long timesMet(double[] values, double least) {
    return Arrays.stream(values).filter(value -> value >= least).count();
  }

  private static LoadStatistics of(double... values) {
    long[] ends = new long[values.length];
    Arrays.setAll(ends, i -> i);
    return LoadStatistics.of(values, 15, ends);
  }
}
