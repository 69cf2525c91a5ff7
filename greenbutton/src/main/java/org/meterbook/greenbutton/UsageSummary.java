package org.meterbook.greenbutton;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The totals of a billing period. Money is in the currency, exact, with five decimals.
 *
 * @param entry the Atom entry
 * @param older whether it came as the older {@code ElectricPowerUsageSummary}
 * @param billingPeriod what it covers
 * @param billLastPeriod the bill of the period
 * @param billToDate the bill so far
 * @param costAdditionalLastPeriod further charges of the period
 * @param lineItems what they add up from
 * @param currency ISO 4217 number
 * @param measurements its totals; those absent are not in the map
 * @param qualityOfReading code of {@link CodeList#QUALITY}
 * @param ratchetDemandPeriod how long a ratchet holds
 * @param statusTimeStamp when it was drawn up, epoch seconds; a strict feed always has it
 * @param commodity code of {@link CodeList#COMMODITY}
 * @param tariffProfile the schedule of charges
 * @param readCycle day of the cycle the meter is read
 * @param tariffRiders options on the tariff
 * @param billingChargeSource agency that charges
 */
public record UsageSummary(
    Entry entry,
    boolean older,
    Optional<TimeInterval> billingPeriod,
    Optional<BigDecimal> billLastPeriod,
    Optional<BigDecimal> billToDate,
    Optional<BigDecimal> costAdditionalLastPeriod,
    List<LineItem> lineItems,
    OptionalInt currency,
    Map<SummaryMeasure, SummaryMeasurement> measurements,
    OptionalInt qualityOfReading,
    Optional<TimeInterval> ratchetDemandPeriod,
    OptionalLong statusTimeStamp,
    OptionalInt commodity,
    Optional<String> tariffProfile,
    Optional<String> readCycle,
    List<TariffRider> tariffRiders,
    Optional<String> billingChargeSource)
    implements Resource {
  /** Copies the lists and the map. */
  public UsageSummary {
    lineItems = List.copyOf(lineItems);
    measurements = Map.copyOf(measurements);
    tariffRiders = List.copyOf(tariffRiders);
  }

  /** One of its totals. */
  public Optional<SummaryMeasurement> measurement(SummaryMeasure measure) {
    return Optional.ofNullable(measurements.get(measure));
  }
}
