package org.meterbook.greenbutton;

import java.util.List;
import java.util.Optional;

/**
 * What the tariff says of a usage point.
 *
 * @param name any name, not necessarily unique
 * @param tariffProfile the schedule of charges
 * @param customerAgreement the agreement it is delivered under
 * @param tariffRiders options on the tariff
 */
public record ServiceDeliveryPoint(
    Optional<String> name,
    Optional<String> tariffProfile,
    Optional<String> customerAgreement,
    List<TariffRider> tariffRiders) {
  /** Copies the list. */
  public ServiceDeliveryPoint {
    tariffRiders = List.copyOf(tariffRiders);
  }
}
