package org.meterbook.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SummaryMethodTest {
  @ParameterizedTest
  @CsvSource({"SUM, 12", "AVERAGE, 3", "MAXIMUM, 7"})
  void makesOneValue(SummaryMethod method, double expected) {
    assertThat(method.of(12, 4, 7)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void nothingKnownIsAGap(SummaryMethod method) {
    assertThat(method.of(0, 0, Double.NEGATIVE_INFINITY)).isNaN();
  }

  @Test
  void refusesANegativeCount() {
    assertThatThrownBy(() -> SummaryMethod.SUM.of(1, -1, 1))
        .hasMessage("count must be 0 or more, not -1");
  }
}
