package org.meterbook.energy;

import java.math.BigDecimal;

/**
 * A value and its unit.
 *
 * @param value any decimal, as it was stated
 * @param unit what the value counts
 */
public record Quantity(BigDecimal value, Unit unit) {
  /** A quantity whose value is given as text. */
  public static Quantity of(String value, Unit unit) {
    return new Quantity(new BigDecimal(value), unit);
  }

  /**
   * The same quantity in another unit, to 34 significant digits.
   *
   * @throws IncompatibleUnitsException if the unit measures something else
   */
  public Quantity in(Unit target) {
    return target.equals(unit)
        ? this
        : new Quantity(UnitConversion.between(unit, target).apply(value), target);
  }

  /**
   * The sum, in this quantity's unit.
   *
   * @throws IncompatibleUnitsException if the other measures something else
   */
  public Quantity plus(Quantity other) {
    return new Quantity(value.add(other.in(unit).value), unit);
  }
}
