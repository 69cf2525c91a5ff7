package org.meterbook.greenbutton;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Under what a service is delivered.
 *
 * @param entry the Atom entry
 * @param signDate when it was signed, epoch seconds
 * @param validity from when to when it holds
 * @param demandResponsePrograms names of the programs enrolled in
 * @param pricingStructures links to tariffs
 * @param currency ISO 4217 number
 * @param agreementId the utility's number of it
 * @param locations where the service is delivered
 * @param suppliers who delivers
 * @param meters what measures
 */
public record CustomerAgreement(
    Entry entry,
    OptionalLong signDate,
    Optional<TimeInterval> validity,
    List<String> demandResponsePrograms,
    List<String> pricingStructures,
    OptionalInt currency,
    Optional<String> agreementId,
    List<ServiceLocation> locations,
    List<ServiceSupplier> suppliers,
    List<Meter> meters)
    implements Resource {
  /** Copies the lists. */
  public CustomerAgreement {
    demandResponsePrograms = List.copyOf(demandResponsePrograms);
    pricingStructures = List.copyOf(pricingStructures);
    locations = List.copyOf(locations);
    suppliers = List.copyOf(suppliers);
    meters = List.copyOf(meters);
  }
}
