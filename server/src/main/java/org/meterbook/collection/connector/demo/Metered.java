package org.meterbook.collection.connector.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.meterbook.collection.connector.Found;

/** The tariffs with demand and time of use: three buckets in summer, two in winter. */
final class Metered {
  /** What the one tariff has other than the other. */
  private record Rates(
      String customer,
      String demand,
      String partPeakDemand,
      String peak,
      String partPeak,
      String offPeak,
      double loadFactor) {}

  private static final Rates E19S =
      new Rates("4.69146", "10.78279", "0.18632", "0.16233", "0.09392", "0.07394", 0.389);
  private static final Rates A10SX =
      new Rates("4.59959", "10.21000", "0.00000", "0.10511", "0.08827", "0.07163", 0.45);
  private static final String GENERATION = "0.08815";

  private Metered() {}

  static Charges charges(DemoMeter meter, Period period, BigDecimal volume) {
    Rates rates = meter.tariff() == Tariff.E19S ? E19S : A10SX;
    Lines lines = new Lines(period);
    lines.add(
        "Customer Charge",
        Charges.DELIVERY,
        BigDecimal.valueOf(period.days()),
        "days",
        rates.customer);
    BigDecimal demand = kilowatts(volume, period, rates);
    List<Found.Demand> demands = new ArrayList<>();
    if (new BigDecimal(rates.partPeakDemand).signum() > 0) {
      demands.add(demand(lines, "Max Part Peak", demand, rates.partPeakDemand));
    }
    demands.add(demand(lines, "Max Demand", demand, rates.demand));
    List<Found.TimeOfUse> timesOfUse = timesOfUse(lines, period, volume, rates);
    Charges.tax(lines, volume);
    List<Found.Supplier> suppliers =
        meter.suppliers().stream().map(each -> supplied(each, period, volume)).toList();
    BigDecimal total =
        suppliers.stream()
            .map(Found.Supplier::totalCost)
            .map(cost -> cost == null ? BigDecimal.ZERO : cost)
            .reduce(lines.total(), BigDecimal::add);
    return new Charges(
        volume,
        total,
        lines.items(),
        suppliers,
        List.of(),
        timesOfUse,
        List.copyOf(demands),
        powers(meter, period, demand));
  }

  private static BigDecimal kilowatts(BigDecimal volume, Period period, Rates rates) {
    double average = volume.doubleValue() / (period.days() * 24);
    return BigDecimal.valueOf(average / rates.loadFactor).setScale(3, RoundingMode.HALF_UP);
  }

  private static Found.Demand demand(Lines lines, String name, BigDecimal kilowatts, String rate) {
    BigDecimal cost = lines.add("Demand Charge - " + name, Charges.DELIVERY, kilowatts, "kw", rate);
    return new Found.Demand(name, cost, kilowatts.doubleValue());
  }

  private static List<Found.TimeOfUse> timesOfUse(
      Lines lines, Period period, BigDecimal volume, Rates rates) {
    BigDecimal peak = share(volume, period.summer() ? "0.21" : "0");
    BigDecimal partPeak = share(volume, period.summer() ? "0.29" : "0.449");
    BigDecimal offPeak = volume.subtract(peak).subtract(partPeak);
    List<Found.TimeOfUse> found = new ArrayList<>();
    if (peak.signum() > 0) {
      found.add(bucket(lines, "Peak", "peak", peak, rates.peak));
    }
    found.add(bucket(lines, "Part Peak", "part-peak", partPeak, rates.partPeak));
    found.add(bucket(lines, "Off Peak", "off-peak", offPeak, rates.offPeak));
    return List.copyOf(found);
  }

  private static BigDecimal share(BigDecimal volume, String share) {
    return volume.multiply(new BigDecimal(share)).setScale(3, RoundingMode.HALF_UP);
  }

  private static Found.TimeOfUse bucket(
      Lines lines, String name, String bucket, BigDecimal volume, String rate) {
    String line = "Energy Charges - " + name;
    BigDecimal cost = lines.add(line, Charges.DELIVERY, volume, "kwh", rate);
    return new Found.TimeOfUse(line, bucket, cost, volume.doubleValue(), "kwh");
  }

  private static Found.Supplier supplied(
      Found.Supplier supplier, Period period, BigDecimal volume) {
    Lines lines = new Lines(period);
    lines.add("Generation Charges", Charges.SUPPLY, volume, "kwh", GENERATION);
    lines.add("Utility Users Tax", Charges.SUPPLY, share(lines.total(), "0.0125"));
    return new Found.Supplier(
        supplier.type(),
        supplier.name(),
        supplier.serviceId(),
        supplier.tariff(),
        lines.items(),
        lines.total(),
        volume.doubleValue(),
        "kwh");
  }

  private static List<Found.Power> powers(DemoMeter meter, Period period, BigDecimal demand) {
    double factor = 92 + Math.round(3 * Noise.of(meter, period.month().getMonthValue()));
    double reactive = demand.doubleValue() * Math.tan(Math.acos(factor / 100));
    return List.of(
        new Found.Power(
            "reactive_demand", "Reactive Demand", Math.round(reactive * 1000) / 1000.0, "kvar"),
        new Found.Power("power_factor", "Power Factor", factor, "percent"));
  }
}
