package org.meterbook.collection.connector.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.meterbook.collection.connector.Found;

/** Gathers the lines of a bill. Each is rounded to the cent, so that they add up to the total. */
final class Lines {
  private final Period period;
  private final List<Found.LineItem> items = new ArrayList<>();
  private BigDecimal total = BigDecimal.ZERO.setScale(2);

  Lines(Period period) {
    this.period = period;
  }

  /** Adds a line that is a volume at a rate; returns its cost. */
  BigDecimal add(String name, String kind, BigDecimal volume, String unit, String rate) {
    BigDecimal price = new BigDecimal(rate);
    BigDecimal cost = volume.multiply(price).setScale(2, RoundingMode.HALF_UP);
    total = total.add(cost);
    items.add(
        new Found.LineItem(
            name,
            period.start(),
            period.end(),
            cost,
            price.doubleValue(),
            unit,
            volume.doubleValue(),
            kind));
    return cost;
  }

  /** Adds a line that says no more than what it costs. */
  void add(String name, String kind, BigDecimal cost) {
    BigDecimal cents = cost.setScale(2, RoundingMode.HALF_UP);
    total = total.add(cents);
    items.add(
        new Found.LineItem(name, period.start(), period.end(), cents, null, null, null, kind));
  }

  List<Found.LineItem> items() {
    return List.copyOf(items);
  }

  BigDecimal total() {
    return total;
  }
}
