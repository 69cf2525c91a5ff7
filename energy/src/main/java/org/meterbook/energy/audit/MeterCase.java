package org.meterbook.energy.audit;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A meter of a bill that is audited, with what earlier bills say of the meter.
 *
 * @param meterId tells it from the other meters
 * @param now what this bill says
 * @param earlier what other bills say that begin earlier, whatever their account, the latest first
 * @param useUnit unit of use, as it is shown
 * @param demandUnit unit of demand, as it is shown
 * @param serialNumber what the books say
 * @param rate what the books say it is billed by at the end of the bill
 */
public record MeterCase(
    int meterId,
    MeterFacts now,
    List<MeterFacts> earlier,
    String useUnit,
    String demandUnit,
    @Nullable String serialNumber,
    @Nullable String rate) {
  /** A sum over the bills of some months, for each of their days; NaN where nothing is known. */
  double perDay(ToDoubleFunction<MeterFacts> value, int firstPeriod, int lastPeriod) {
    double sum = 0;
    long days = 0;
    for (MeterFacts each : earlier) {
      double one = value.applyAsDouble(each);
      if (each.period() >= firstPeriod && each.period() <= lastPeriod && !Double.isNaN(one)) {
        sum += one;
        days += each.days();
      }
    }
    return days > 0 ? sum / days : Double.NaN;
  }
}
