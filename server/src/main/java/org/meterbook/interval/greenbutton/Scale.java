package org.meterbook.interval.greenbutton;

import java.math.BigDecimal;
import org.meterbook.energy.Rational;

/**
 * What makes a value of a file one of a channel: a quotient, so that a thousandth is divided by a
 * thousand and not multiplied with what is only nearly one.
 *
 * @param numerator above the line
 * @param denominator below the line
 */
record Scale(double numerator, double denominator) {
  /**
   * The scale.
   *
   * @param powerOfTen of the file's values
   * @param conversion from the file's unit to the channel's
   * @param multiplier what the channel multiplies its readings with; not zero
   */
  static Scale of(int powerOfTen, Rational conversion, double multiplier) {
    Rational all =
        Rational.of(BigDecimal.ONE.scaleByPowerOfTen(powerOfTen))
            .times(conversion)
            .dividedBy(Rational.of(BigDecimal.valueOf(multiplier)));
    return new Scale(all.numerator().doubleValue(), all.denominator().doubleValue());
  }

  double apply(long value) {
    return value * numerator / denominator;
  }

  double factor() {
    return numerator / denominator;
  }
}
