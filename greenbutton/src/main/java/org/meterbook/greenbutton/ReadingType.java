package org.meterbook.greenbutton;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the values of a meter reading mean. Codes are kept as they are sent; {@link CodeList} and
 * {@link Uom} name them.
 *
 * @param entry the Atom entry
 * @param accumulationBehaviour code of {@link CodeList#ACCUMULATION}
 * @param commodity code of {@link CodeList#COMMODITY}
 * @param consumptionTier tier of the tariff
 * @param currency ISO 4217 number, 840 is the US dollar
 * @param dataQualifier code of {@link CodeList#DATA_QUALIFIER}
 * @param defaultQuality code of {@link CodeList#QUALITY} for readings that have none
 * @param flowDirection code of {@link CodeList#FLOW_DIRECTION}
 * @param intervalLength usual length of an interval in seconds, 0 to 4294967295
 * @param kind code of {@link CodeList#MEASUREMENT_KIND}
 * @param phase code of {@link CodeList#PHASE}
 * @param powerOfTenMultiplier power of ten the values are multiplied with, -12 to 12
 * @param timeAttribute code of {@link CodeList#PERIOD_OF_INTEREST}
 * @param tou time-of-use bucket
 * @param uom code of the unit, see {@link Uom}
 * @param cpp critical peak bucket
 * @param interharmonic harmonic the values are of
 * @param measuringPeriod code of {@link CodeList#MEASURING_PERIOD}
 * @param argument number that belongs to the unit
 */
public record ReadingType(
    Entry entry,
    OptionalInt accumulationBehaviour,
    OptionalInt commodity,
    OptionalInt consumptionTier,
    OptionalInt currency,
    OptionalInt dataQualifier,
    OptionalInt defaultQuality,
    OptionalInt flowDirection,
    OptionalLong intervalLength,
    OptionalInt kind,
    OptionalInt phase,
    int powerOfTenMultiplier,
    OptionalInt timeAttribute,
    OptionalInt tou,
    OptionalInt uom,
    OptionalInt cpp,
    Optional<Ratio> interharmonic,
    OptionalInt measuringPeriod,
    Optional<Ratio> argument)
    implements Resource {
  /** The unit; empty if the feed names none, or a code this package does not know. */
  public Optional<Uom> unit() {
    return uom.isPresent() ? Uom.of(uom.getAsInt()) : Optional.empty();
  }

  /** A raw value in the unit {@link #uom}: the value times ten to the multiplier, exact. */
  public BigDecimal physical(long value) {
    return BigDecimal.valueOf(value).scaleByPowerOfTen(powerOfTenMultiplier);
  }
}
