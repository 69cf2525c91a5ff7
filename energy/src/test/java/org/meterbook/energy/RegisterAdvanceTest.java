package org.meterbook.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterAdvanceTest {
  @ParameterizedTest
  @CsvSource({
    // previous, current, rollover, allowance, expected
    "100, 150, 0, 0, 50",
    "100, 100, 0, 0, 0",
    "100, 150, 100000, 10, 50",
    "100, 95, 100000, 5, -5",
    "100, 94.5, 100000, 5, 99994.5",
    "99990, 15, 100000, 0, 25",
    "99990, 15, 0, 0, NaN",
    "99990, 15, NaN, 0, NaN",
    "99990, 15, -1, 0, NaN",
    "100, 95, NaN, 5, -5",
    "100, 95, 100000, NaN, 99995",
    "100, 95, 0, NaN, NaN",
    "120000, 15, 100000, 0, NaN",
    "NaN, 15, 100000, 10, NaN",
    "15, NaN, 100000, 10, NaN",
  })
  void unitsBetweenTwoReadings(
      double previous, double current, double rollover, double allowance, Double expected) {
    assertThat(RegisterAdvance.between(previous, current, rollover, allowance)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "99999, 100000",
    "99999.9, 100000",
    "99999.90, 100000",
    "99999.0, 100000",
    "9, 10",
    "9.99, 10",
    "0.99, 1",
    "0.09, 0.09",
    "100000, 100000",
    "90, 90",
    "9E+1, 90",
    "65536, 65536",
    "99998, 99998",
    "0, 0",
    "0.00, 0",
    "-1, 0",
  })
  void rolloverOfTheLargestReading(BigDecimal maximumReading, double expected) {
    assertThat(RegisterAdvance.rolloverOf(maximumReading)).isEqualTo(expected);
  }

  @RepeatedTest(200)
  void followsARegisterThatTurns(RepetitionInfo repetition) {
    Random random = new Random(20261123L + repetition.getCurrentRepetition());
    double rollover = Math.pow(10, 2 + random.nextInt(6));
    double allowance = random.nextInt(3) * rollover / 100;
    double used = random.nextDouble(-allowance, rollover - allowance - 1);
    double previous = random.nextDouble(allowance, rollover);

    double current = (previous + used) % rollover;

    assertThat(RegisterAdvance.between(previous, current, rollover, allowance))
        .isCloseTo(used, within(rollover * 1e-12));
  }
}
