package org.meterbook.energy;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * From one unit to another by one exact factor. Immutable and thread-safe; build once, apply often.
 *
 * @param from the unit of the values given
 * @param to the unit of the values answered
 * @param factor how many {@code to} one {@code from} is; greater than zero
 */
public record UnitConversion(Unit from, Unit to, Rational factor) {
  /** Refuses a factor that is not positive. */
  public UnitConversion {
    if (factor.signum() <= 0) {
      throw new IllegalArgumentException(
          "%s to %s: factor must be positive, not %s".formatted(from.code(), to.code(), factor));
    }
  }

  /**
   * The conversion that follows from the units alone.
   *
   * @throws IncompatibleUnitsException if the units measure different things
   */
  public static UnitConversion between(Unit from, Unit to) {
    if (!from.isCompatibleWith(to)) {
      throw new IncompatibleUnitsException(from, to);
    }
    return new UnitConversion(from, to, from.factor().dividedBy(to.factor()));
  }

  /**
   * A conversion that a substance adds, such as the heat content of natural gas: 1 CF is 1.026
   * KBTU. Chain it with {@link #then}.
   *
   * @param factor how many {@code to} one {@code from} is, see {@link Rational#parse}
   */
  public static UnitConversion of(Unit from, Unit to, String factor) {
    return new UnitConversion(from, to, Rational.parse(factor));
  }

  /**
   * This conversion followed by another; what lies between is converted when need be.
   *
   * @throws IncompatibleUnitsException if the next one starts from a different kind of unit
   */
  public UnitConversion then(UnitConversion next) {
    Rational bridge = between(to, next.from).factor;
    return new UnitConversion(from, next.to, factor.times(bridge).times(next.factor));
  }

  /** The way back; {@code inverse().inverse()} equals this. */
  public UnitConversion inverse() {
    return new UnitConversion(to, from, Rational.ONE.dividedBy(factor));
  }

  /** Converts to 34 significant digits: exact where the result has no more. */
  public BigDecimal apply(BigDecimal value) {
    return Rational.of(value).times(factor).toBigDecimal(MathContext.DECIMAL128);
  }

  /** Converts in double arithmetic; the relative error is at most 2.3e-16, two roundings. */
  public double apply(double value) {
    return value * factor.doubleValue();
  }
}
