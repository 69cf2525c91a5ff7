package org.meterbook.ledger.billimport;

import java.util.Locale;
import java.util.Optional;

/**
 * A meter that a row does not name, but that can be found among its account's meters.
 *
 * @param commodity code of what it measures; empty for any
 * @param serialNumber empty for any
 */
record Searched(String commodity, String serialNumber) {
  /** Stands where something is to be found by rule. */
  static final String AUTO = "!AUTO!";

  /**
   * What a row wants to be found; empty where it names the meter, or means the account itself.
   *
   * @param meter the cell of the meter's code
   */
  static Optional<Searched> of(String meter, String commodity, String serialNumber) {
    if (isAutomatic(meter)) {
      String own = meter.substring(AUTO.length()).replaceFirst("^:", "").strip();
      return Optional.of(new Searched(own.isEmpty() ? commodity : own, serialNumber));
    }
    return meter.isEmpty() && !(commodity.isEmpty() && serialNumber.isEmpty())
        ? Optional.of(new Searched(commodity, serialNumber))
        : Optional.empty();
  }

  static boolean isAutomatic(String meter) {
    String upper = meter.toUpperCase(Locale.ROOT);
    return upper.equals(AUTO) || upper.startsWith(AUTO + ":");
  }

  /** Tells it from others and from codes. */
  String key() {
    return AUTO + '\n' + commodity + '\n' + serialNumber;
  }

  @Override
  public String toString() {
    String of = commodity.isEmpty() ? "" : " of " + commodity;
    return "meter" + of + (serialNumber.isEmpty() ? "" : " with the serial number " + serialNumber);
  }
}
