package org.meterbook.greenbutton;

import java.util.List;
import java.util.Optional;

/**
 * Where a service is delivered.
 *
 * @param entry the Atom entry
 * @param mainAddress its address
 * @param positions points of it
 * @param usagePoints links to the usage points of the usage feed
 */
public record ServiceLocation(
    Entry entry,
    Optional<StreetAddress> mainAddress,
    List<Position> positions,
    List<String> usagePoints)
    implements Resource {
  /** Copies the lists. */
  public ServiceLocation {
    positions = List.copyOf(positions);
    usagePoints = List.copyOf(usagePoints);
  }

  /**
   * A point, in the coordinates of the utility and as it writes them.
   *
   * @param x commonly the longitude in degrees
   * @param y commonly the latitude in degrees
   */
  public record Position(String x, String y) {}
}
