package org.meterbook.collection;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.meterbook.greenbutton.Entry;
import org.meterbook.greenbutton.ReadingType;
import org.meterbook.greenbutton.Uom;

/**
 * A unit of the collection API in a Green Button, whose values are whole thousandths.
 *
 * @param factor how many of the feed's units one is
 * @param measured the code of what is measured: 8 demand, 12 energy, 58 volume
 */
record FeedUnit(Uom uom, int factor, int measured) {
  private static final int THOUSANDTHS = -3;
  private static final int US_DOLLARS = 840;
  private static final int DELTA = 4;
  private static final int MAXIMUM = 8;
  private static final long LARGEST = 1L << 47;

  private static final Map<String, FeedUnit> UNITS =
      Map.ofEntries(
          Map.entry("kwh", new FeedUnit(Uom.WATT_HOUR, 1000, 12)),
          Map.entry("kvarh", new FeedUnit(Uom.VAR_HOUR, 1000, 12)),
          Map.entry("kw", new FeedUnit(Uom.WATT, 1000, 8)),
          Map.entry("kva", new FeedUnit(Uom.VOLT_AMPERE, 1000, 8)),
          Map.entry("kvar", new FeedUnit(Uom.VAR, 1000, 8)),
          Map.entry("therms", new FeedUnit(Uom.THERM, 1, 12)),
          Map.entry("ccf", new FeedUnit(Uom.CUBIC_FOOT, 100, 58)),
          Map.entry("hcf", new FeedUnit(Uom.CUBIC_FOOT, 100, 58)),
          Map.entry("mcf", new FeedUnit(Uom.CUBIC_FOOT, 1000, 58)),
          Map.entry("gallons", new FeedUnit(Uom.US_GALLON, 1, 58)),
          Map.entry("m3", new FeedUnit(Uom.CUBIC_METRE, 1, 58)));

  /** A unit; a peak beside energy is in kW. */
  static Optional<FeedUnit> of(String unit, String kind) {
    return Optional.ofNullable(UNITS.get(kind.equals("max") && unit.equals("kwh") ? "kw" : unit));
  }

  long raw(double value) {
    return Math.round(value * factor * 1000);
  }

  static boolean fits(long raw) {
    return Math.abs(raw) < LARGEST;
  }

  ReadingType readingType(Entry entry, String kind, int seconds, String serviceClass) {
    return new ReadingType(
        entry,
        OptionalInt.of(DELTA),
        OptionalInt.of(serviceClass.contains("gas") ? 7 : serviceClass.contains("water") ? 9 : 1),
        OptionalInt.empty(),
        OptionalInt.of(US_DOLLARS),
        kind.equals("max") ? OptionalInt.of(MAXIMUM) : OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.of(flow(kind)),
        OptionalLong.of(seconds),
        OptionalInt.of(measured),
        OptionalInt.empty(),
        THOUSANDTHS,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.of(uom.code()),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static int flow(String kind) {
    return switch (kind) {
      case "fwd", "max" -> 1;
      case "net" -> 4;
      case "rev" -> 19;
      default -> 0;
    };
  }

  static int serviceKind(String serviceClass) {
    return serviceClass.contains("gas") ? 1 : serviceClass.contains("water") ? 2 : 0;
  }

  static int quality(String quality) {
    return switch (quality) {
      case "revenue" -> 19;
      case "estimated" -> 8;
      default -> 14;
    };
  }
}
