package org.meterbook.energy.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What a bill says of one of its meters.
 *
 * @param use in the meter's unit; NaN where the bill does not say
 * @param demand in the meter's unit of demand; NaN where the bill does not say
 * @param cost of its own lines, to the cent
 * @param temperature mean of the outdoor means of its days, in any one unit; NaN where not known
 */
public record MeterFacts(
    int billId,
    LocalDate begin,
    LocalDate end,
    int period,
    double use,
    double demand,
    BigDecimal cost,
    boolean estimated,
    double temperature) {
  /** Days that the bill covers. */
  long days() {
    return ChronoUnit.DAYS.between(begin, end);
  }

  /** Use a day; NaN where the bill does not say. */
  public double usePerDay() {
    return days() > 0 ? use / days() : Double.NaN;
  }

  /** Cost a day. */
  public double costPerDay() {
    return days() > 0 ? cost.doubleValue() / days() : Double.NaN;
  }
}
