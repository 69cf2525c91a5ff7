package org.meterbook.energy.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutlierModelTest {
  private static final double[] WARMTH =
      IntStream.range(0, 24)
          .mapToDouble(month -> 65 - 25 * Math.cos(month * Math.PI / 6))
          .toArray();

  /** Use of a building that is heated and cooled, with a little noise. */
  private static double[] use() {
    return IntStream.range(0, 24)
        .mapToDouble(n -> exact(WARMTH[n]) + (n % 2 == 0 ? 1 : -1))
        .toArray();
  }

  private static double exact(double warmth) {
    return 200 + 0.1 * (warmth - 62) * (warmth - 62);
  }

  @Test
  void fitsAParabolaOverTheTemperature() {
    OutlierModel model = OutlierModel.of(exact(90), 90, use(), WARMTH).orElseThrow();
    assertThat(model.model()).isCloseTo(exact(90), within(2.0));
    assertThat(model.rSquared()).isGreaterThan(0.99);
    assertThat(model.severity()).isEqualTo(Severity.UNDETERMINED);
  }

  @Test
  void judgesUpAndDownDifferently() {
    double spread = Math.max(0.02 * exact(65), 1.1);
    assertThat(severity(exact(65) + 3.4 * spread)).isEqualTo(Severity.SEVERE);
    assertThat(severity(exact(65) - 3.4 * spread)).isEqualTo(Severity.MODERATE);
    assertThat(severity(exact(65) + 2.4 * spread)).isEqualTo(Severity.HIGH);
  }

  private static Severity severity(double value) {
    return OutlierModel.of(value, 65, use(), WARMTH).orElseThrow().severity();
  }

  @Test
  void isTheMeanWithoutTemperatures() {
    double[] unknown = new double[24];
    Arrays.fill(unknown, Double.NaN);
    OutlierModel model = OutlierModel.of(200, Double.NaN, use(), unknown).orElseThrow();
    assertThat(model.model()).isCloseTo(Arrays.stream(use()).average().orElseThrow(), within(1e-9));
    assertThat(model.rSquared()).isZero();
  }

  @Test
  void saysNothingOfFewerThanTwelveBills() {
    double[] eleven = Arrays.copyOf(use(), 11);
    assertThat(OutlierModel.of(500, 65, eleven, WARMTH)).isEmpty();
  }

  @Test
  void isTheMeanWhereItIsAlwaysEquallyWarm() {
    double[] same = new double[24];
    Arrays.fill(same, 70);
    assertThat(OutlierModel.of(200, 70, use(), same).orElseThrow().rSquared()).isZero();
  }
}
