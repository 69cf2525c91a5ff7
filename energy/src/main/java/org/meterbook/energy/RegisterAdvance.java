package org.meterbook.energy;

import java.math.BigDecimal;

/**
 * How far a meter's register (its odometer) went between two readings, in units of the register.
 */
public final class RegisterAdvance {
  private RegisterAdvance() {}

  /**
   * The units used between two readings: {@code current - previous}, also when it is a small
   * negative difference, a roll back; a greater drop is the register passing its end once, {@code
   * rollover - previous + current}.
   *
   * @param previous the earlier reading; finite, NaN if not known
   * @param current the later reading; finite, NaN if not known
   * @param rollover what the register would show one step past its largest reading, see {@link
   *     #rolloverOf}; 0, less or NaN if it has no end
   * @param rollbackAllowance how far the register may turn back, inclusive; 0 or NaN if it may not
   * @return negative for a roll back only; NaN if not known, which is when a reading is not, when a
   *     drop has neither explanation, or when the previous reading is so far beyond the rollover
   *     that the result would be negative
   */
  public static double between(
      double previous, double current, double rollover, double rollbackAllowance) {
    double difference = current - previous;
    if (difference >= 0 || -difference <= rollbackAllowance) {
      return difference;
    }
    double rolled = rollover - previous + current;
    return rollover > 0 && rolled >= 0 ? rolled : Double.NaN;
  }

  /**
   * The rollover of a meter from the largest reading it is said to have. A reading made of nines
   * only rolls over one last digit above it: 99999 gives 100000, 99999.9 gives 100000.0; zeros at
   * the end of the decimals do not matter. Any other value is the rollover itself.
   *
   * @param maximumReading in units of the register
   * @return in units of the register; 0 if there is none, which 0 or less says
   */
  public static double rolloverOf(BigDecimal maximumReading) {
    if (maximumReading.signum() <= 0) {
      return 0;
    }
    BigDecimal reading = maximumReading.stripTrailingZeros();
    boolean nines =
        reading.scale() >= 0
            && reading.precision() >= reading.scale()
            && reading.unscaledValue().toString().chars().allMatch(digit -> digit == '9');
    return (nines ? reading.add(reading.ulp()) : reading).doubleValue();
  }
}
