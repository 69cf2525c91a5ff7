package org.meterbook.collection.connector.file;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The units of bills as they are printed, and what they say of the service. */
final class BillUnit {
  /** Any of them, for a pattern. */
  static final String ANY = "kwh|therms?|ccf|mcf|hcf|gallons?|gal|m3|m³|kw|kvar|days?|months?";

  private static final Map<String, String> NAMES =
      Map.of(
          "therm", "therms", "gallon", "gallons", "gal", "gallons", "m³", "m3", "day", "days",
          "month", "months");

  private BillUnit() {}

  /** As the collection API writes it. */
  static String of(String printed) {
    String lower = printed.toLowerCase(Locale.ROOT);
    return NAMES.getOrDefault(lower, lower);
  }

  static String serviceClass(String unit, @Nullable String tariff) {
    String kind =
        switch (unit) {
          case "kwh" -> "electric";
          case "therms" -> "gas";
          case "gallons" -> "water";
          default -> "unknown";
        };
    String schedule = tariff == null ? "" : tariff.toLowerCase(Locale.ROOT);
    boolean known = !kind.equals("unknown");
    return known && schedule.contains("residential")
        ? "res-" + kind
        : known && schedule.contains("commercial") ? "comm-" + kind : kind;
  }
}
