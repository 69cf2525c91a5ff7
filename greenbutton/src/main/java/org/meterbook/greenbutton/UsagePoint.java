package org.meterbook.greenbutton;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A point of a network where a service is measured.
 *
 * @param entry the Atom entry
 * @param roleFlags 16 bits in hexadecimal as given: bit 1 mirror, 2 aggregation of premises, 3
 *     electric vehicle, 4 distributed resource, 5 revenue quality, 6 direct current
 * @param serviceKind code of {@link CodeList#SERVICE_KIND}
 * @param status 0 off, 1 on
 * @param serviceDeliveryPoint tariff and agreement of the point
 * @param timeConfiguration the local time of the point
 * @param meterReadings what is measured here, in the order of the feed
 * @param summaries bills and the like, in the order of the feed
 */
public record UsagePoint(
    Entry entry,
    Optional<String> roleFlags,
    OptionalInt serviceKind,
    OptionalInt status,
    Optional<ServiceDeliveryPoint> serviceDeliveryPoint,
    Optional<TimeConfiguration> timeConfiguration,
    List<MeterReading> meterReadings,
    List<UsageSummary> summaries)
    implements Resource {
  /** Copies the lists. */
  public UsagePoint {
    meterReadings = List.copyOf(meterReadings);
    summaries = List.copyOf(summaries);
  }
}
