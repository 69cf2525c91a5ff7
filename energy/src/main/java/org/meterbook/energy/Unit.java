package org.meterbook.energy;

/**
 * A unit of measure: so many base units. Two units measure the same kind of thing exactly when they
 * have the same base unit. Units without a fixed ratio (currencies, temperature scales, things
 * counted) are each their own base.
 *
 * @param code the unit's code as in the catalogue, {@code KWH}
 * @param base the code of the unit its factor leads to, {@code J}
 * @param factor how many base units one unit is; greater than zero
 */
public record Unit(String code, String base, Rational factor) {
  /** Refuses a factor that is not positive. */
  public Unit {
    if (factor.signum() <= 0) {
      throw new IllegalArgumentException(code + ": factor must be positive, not " + factor);
    }
  }

  /**
   * A unit whose factor is given as text.
   *
   * @param factor a decimal or a quotient of decimals, see {@link Rational#parse}
   */
  public static Unit of(String code, String base, String factor) {
    return new Unit(code, base, Rational.parse(factor));
  }

  /** Whether a value in this unit can be stated in the other. */
  public boolean isCompatibleWith(Unit other) {
    return base.equals(other.base);
  }
}
