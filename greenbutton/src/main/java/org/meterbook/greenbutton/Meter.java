package org.meterbook.greenbutton;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What measures.
 *
 * @param entry the Atom entry
 * @param serialNumber number on the meter
 * @param formNumber form designation
 * @param multipliers what readings of the register are multiplied with
 * @param intervalLength length of an interval in seconds, 0 to 4294967295
 */
public record Meter(
    Entry entry,
    Optional<String> serialNumber,
    Optional<String> formNumber,
    List<Multiplier> multipliers,
    OptionalLong intervalLength)
    implements Resource {
  /** Copies the list. */
  public Meter {
    multipliers = List.copyOf(multipliers);
  }

  /**
   * A multiplier of the meter.
   *
   * @param kind kH, kR, ctRatio and so on, as given
   * @param value the number as written
   */
  public record Multiplier(String kind, String value) {}
}
