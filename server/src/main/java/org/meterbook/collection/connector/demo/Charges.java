package org.meterbook.collection.connector.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.meterbook.collection.connector.Found;

/**
 * What a period costs, by tariff. A supplier's lines are in its own block and in the total.
 *
 * @param total of the lines and of all suppliers
 */
record Charges(
    BigDecimal volume,
    BigDecimal total,
    List<Found.LineItem> lines,
    List<Found.Supplier> suppliers,
    List<Found.Tier> tiers,
    List<Found.TimeOfUse> timesOfUse,
    List<Found.Demand> demands,
    List<Found.Power> powers) {
  static final String DELIVERY = "delivery";
  static final String SUPPLY = "supply";
  static final String OTHER = "other";
  static final BigDecimal CORRECTION = new BigDecimal("-12.34");

  private static final BigDecimal TAX = new BigDecimal("0.00029");

  static Charges of(DemoMeter meter, Period period) {
    BigDecimal volume = Volumes.of(meter, period);
    return switch (meter.tariff()) {
      case E1 -> Tiered.charges(period, volume);
      case E19S, A10SX -> Metered.charges(meter, period, volume);
      case A1 -> small(period, volume);
      case GNR1 -> gas(period, volume);
    };
  }

  static Charges plain(BigDecimal volume, Lines lines) {
    return new Charges(
        volume,
        lines.total(),
        lines.items(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Charges small(Period period, BigDecimal volume) {
    Lines lines = new Lines(period);
    lines.add("Customer Charge", DELIVERY, BigDecimal.valueOf(period.days()), "days", "0.65708");
    lines.add("Energy Charges", DELIVERY, volume, "kwh", period.summer() ? "0.20814" : "0.15127");
    tax(lines, volume);
    return plain(volume, lines);
  }

  private static Charges gas(Period period, BigDecimal volume) {
    Lines lines = new Lines(period);
    lines.add("Customer Charge", DELIVERY, BigDecimal.valueOf(period.days()), "days", "0.27048");
    lines.add("Gas Charges", DELIVERY, volume, "therms", "0.94210");
    lines.add("Gas PPP Surcharge", OTHER, volume, "therms", "0.04811");
    return plain(volume, lines);
  }

  static void tax(Lines lines, BigDecimal volume) {
    lines.add("Energy Commission Tax", OTHER, volume.multiply(TAX));
  }

  /** As the utility sends it again when it has found its mistake. */
  Charges corrected(Period period) {
    Lines more = new Lines(period);
    more.add("Billing Correction", OTHER, CORRECTION);
    return new Charges(
        volume,
        total.add(more.total()),
        Stream.concat(lines.stream(), more.items().stream()).toList(),
        suppliers,
        tiers,
        timesOfUse,
        demands,
        powers);
  }
}
