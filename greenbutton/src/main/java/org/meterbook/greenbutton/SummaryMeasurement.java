package org.meterbook.greenbutton;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A measured total.
 *
 * @param powerOfTenMultiplier power of ten the value is multiplied with
 * @param timeStamp when it was measured, epoch seconds
 * @param uom code of the unit, see {@link Uom}
 * @param value the raw value
 * @param readingTypeRef link to a reading type
 */
public record SummaryMeasurement(
    int powerOfTenMultiplier,
    OptionalLong timeStamp,
    OptionalInt uom,
    OptionalLong value,
    Optional<String> readingTypeRef) {
  /** The value in the unit {@link #uom}, exact; empty if there is none. */
  public Optional<BigDecimal> physical() {
    return value.isPresent()
        ? Optional.of(BigDecimal.valueOf(value.getAsLong()).scaleByPowerOfTen(powerOfTenMultiplier))
        : Optional.empty();
  }
}
