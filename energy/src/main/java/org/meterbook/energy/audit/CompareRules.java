package org.meterbook.energy.audit;

import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meterbook.energy.BillingPeriod;

/** Rules that compare a meter's values of a day with those of other months. */
final class CompareRules {
  private static final int YEAR = 12;
  private static final int LAST_YEAR = 100;
  private static final int HOURS = 24;

  private CompareRules() {}

  /** What is compared. */
  enum Quantity {
    USE("use/day"),
    COST("cost/day");

    private final String name;

    Quantity(String name) {
      this.name = name;
    }

    double of(MeterFacts facts) {
      return this == USE ? facts.use() : facts.cost().doubleValue();
    }

    double now(MeterCase meter) {
      return this == USE ? meter.now().usePerDay() : meter.now().costPerDay();
    }

    String shown(double value, MeterCase meter) {
      return this == USE
          ? (Words.number(value) + " " + meter.useUnit()).strip()
          : Words.money(value);
    }

    private Optional<String> judge(
        MeterCase meter, double reference, String named, Parameters told) {
      double value = now(meter);
      if (Double.isNaN(value) || Double.isNaN(reference) || reference <= 0) {
        return Optional.empty();
      }
      double percent = LAST_YEAR * (value - reference) / reference;
      boolean above =
          told.limit(Parameter.PERCENT_ABOVE).stream().anyMatch(limit -> percent > limit);
      boolean below =
          told.limit(Parameter.PERCENT_BELOW).stream().anyMatch(limit -> -percent > limit);
      return above || below
          ? Optional.of(
              "%s %s is %s %s, %s"
                  .formatted(
                      name,
                      shown(value, meter),
                      Words.distance(value, reference),
                      shown(reference, meter),
                      named))
          : Optional.empty();
    }

    Optional<String> priorMonths(MeterCase meter, Parameters told) {
      int last = BillingPeriod.plusMonths(meter.now().period(), -1);
      int first = BillingPeriod.plusMonths(meter.now().period(), -2);
      return judge(
          meter,
          meter.perDay(this::of, first, last),
          "the mean of " + Words.months(first, last),
          told);
    }

    Optional<String> lastYear(MeterCase meter, Parameters told) {
      int period = meter.now().period() - LAST_YEAR;
      return judge(
          meter, meter.perDay(this::of, period, period), "that of " + Words.month(period), told);
    }

    /** Above the highest or below the lowest month of the twelve before; three at least. */
    Optional<String> extremes(MeterCase meter, Parameters told) {
      Map<Integer, Double> months = new TreeMap<>();
      for (MeterFacts each : meter.earlier()) {
        if (each.period() < meter.now().period()
            && each.period() >= BillingPeriod.plusMonths(meter.now().period(), -YEAR)) {
          months.computeIfAbsent(each.period(), period -> meter.perDay(this::of, period, period));
        }
      }
      months.values().removeIf(value -> Double.isNaN(value));
      if (months.size() < 3 || Double.isNaN(now(meter))) {
        return Optional.empty();
      }
      DoubleSummaryStatistics year =
          months.values().stream().mapToDouble(Double::doubleValue).summaryStatistics();
      boolean above = now(meter) > year.getMax();
      double reference = above ? year.getMax() : year.getMin();
      int period =
          months.entrySet().stream()
              .filter(month -> month.getValue() == reference)
              .mapToInt(Map.Entry::getKey)
              .max()
              .orElseThrow();
      return above || now(meter) < year.getMin()
          ? judge(
              meter,
              reference,
              "the %s of %d months, that of %s"
                  .formatted(above ? "highest" : "lowest", months.size(), Words.month(period)),
              told)
          : Optional.empty();
    }
  }

  static Optional<String> unitCost(MeterCase meter, Parameters told) {
    int period = meter.now().period() - LAST_YEAR;
    double use = meter.perDay(Quantity.USE::of, period, period);
    double cost = meter.perDay(Quantity.COST::of, period, period);
    double now = meter.now().cost().doubleValue() / meter.now().use();
    return price(meter, now, cost / use, "that of " + Words.month(period), told);
  }

  /**
   * Against the median of the twelve months before, so that one wrong bill among them is no matter.
   */
  static Optional<String> unitCostOfYear(MeterCase meter, Parameters told) {
    double[] prices =
        meter.earlier().stream()
            .filter(each ->
                each.period() >= BillingPeriod.plusMonths(meter.now().period(), -YEAR)
                    && each.use() > 0)
            .mapToDouble(each -> each.cost().doubleValue() / each.use())
            .sorted()
            .toArray();
    if (prices.length < 3) {
      return Optional.empty();
    }
    double median = (prices[(prices.length - 1) / 2] + prices[prices.length / 2]) / 2;
    double now = meter.now().cost().doubleValue() / meter.now().use();
    return price(meter, now, median, "the median of " + prices.length + " bills before", told);
  }

  private static Optional<String> price(
      MeterCase meter, double now, double reference, String named, Parameters told) {
    if (!(meter.now().use() > 0) || !(reference > 0)) {
      return Optional.empty();
    }
    double percent = LAST_YEAR * (now - reference) / reference;
    return percent > told.number(Parameter.PERCENT_ABOVE)
            || -percent > told.number(Parameter.PERCENT_BELOW)
        ? Optional.of(
            "a unit costs %s, %s %s, %s"
                .formatted(
                    Words.number(now),
                    Words.distance(now, reference),
                    Words.number(reference),
                    named))
        : Optional.empty();
  }

  /** More than all hours at full demand is not possible. */
  static Optional<String> loadFactor(MeterCase meter, Parameters told) {
    MeterFacts now = meter.now();
    if (!(now.demand() > 0)
        || !(now.use() > 0)
        || !meter.demandUnit().equalsIgnoreCase("kW")
        || !meter.useUnit().equalsIgnoreCase("kWh")) {
      return Optional.empty();
    }
    double percent = LAST_YEAR * now.usePerDay() / (HOURS * now.demand());
    return percent > told.number(Parameter.PERCENT_ABOVE)
        ? Optional.of(
            "use/day %s kWh is %s %% of what a demand of %s kW makes in a day"
                .formatted(
                    Words.number(now.usePerDay()),
                    Words.number(percent),
                    Words.number(now.demand())))
        : Optional.empty();
  }
}
