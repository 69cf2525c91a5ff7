package org.meterbook.collection.connector.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.meterbook.collection.connector.Found;

/** The tiers of homes: 10.9 kWh a day, 30 % more, another 70 %, and what is beyond. */
final class Tiered {
  private static final BigDecimal BASELINE = new BigDecimal("10.9");
  private static final List<BigDecimal> WIDTHS =
      List.of(BigDecimal.ONE, new BigDecimal("0.3"), new BigDecimal("0.7"));
  private static final List<String> RATES = List.of("0.1617", "0.18491", "0.27322", "0.33322");

  private Tiered() {}

  static Charges charges(Period period, BigDecimal volume) {
    // The baseline counts the first and the last day.
    BigDecimal baseline = BASELINE.multiply(BigDecimal.valueOf(period.days() + 1L));
    Lines lines = new Lines(period);
    List<Found.Tier> tiers = new ArrayList<>();
    BigDecimal left = volume;
    for (int level = 1; level <= RATES.size() && left.signum() > 0; level++) {
      BigDecimal used =
          level > WIDTHS.size() ? left : left.min(baseline.multiply(WIDTHS.get(level - 1)));
      String name = "Tier %d Usage".formatted(level);
      BigDecimal cost = lines.add(name, Charges.DELIVERY, used, "kwh", RATES.get(level - 1));
      tiers.add(new Found.Tier(name, level, cost, used.doubleValue(), "kwh"));
      left = left.subtract(used);
    }
    Charges.tax(lines, volume);
    return new Charges(
        volume,
        lines.total(),
        lines.items(),
        List.of(),
        List.copyOf(tiers),
        List.of(),
        List.of(),
        List.of());
  }
}
