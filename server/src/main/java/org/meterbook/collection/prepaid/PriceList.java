package org.meterbook.collection.prepaid;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What is charged, in US dollars. A historical collection of 1 to 7 months costs 1.50 a month, of 8
 * to 12 months 12.00, and each month beyond 12 another 1.50; monitoring costs by the month and the
 * plan. Source: the collection API's documented price list.
 */
public final class PriceList {
  private static final BigDecimal MONTH = new BigDecimal("1.50");
  private static final BigDecimal YEAR = new BigDecimal("12.00");

  private static final Map<Plan, Map<String, BigDecimal>> MONITORING =
      Map.of(
          Plan.UNMETERED, monitoring("0", "0", "0"),
          Plan.PAY_AS_YOU_GO, monitoring("3.00", "12.00", "30.00"),
          Plan.PREPAID_50, monitoring("2.85", "11.40", "28.50"),
          Plan.PREPAID_250, monitoring("2.70", "10.80", "27.00"),
          Plan.PREPAID_1000, monitoring("2.55", "10.20", "25.50"),
          Plan.PREPAID_3000, monitoring("2.40", "9.60", "24.00"));

  private PriceList() {}

  private static Map<String, BigDecimal> monitoring(String monthly, String weekly, String daily) {
    return Map.of(
        "monthly", new BigDecimal(monthly),
        "weekly", new BigDecimal(weekly),
        "daily", new BigDecimal(daily));
  }

  /** A historical collection of a meter over a number of months, from 0. */
  public static BigDecimal historical(int months) {
    if (months <= 0) {
      return BigDecimal.ZERO;
    }
    if (months < 8) {
      return MONTH.multiply(BigDecimal.valueOf(months));
    }
    return YEAR.add(MONTH.multiply(BigDecimal.valueOf(Math.max(0, months - 12))));
  }

  /** A month of monitoring of a meter: {@code monthly}, {@code weekly} or {@code daily}. */
  public static BigDecimal monitoring(Plan plan, String frequency) {
    return MONITORING.getOrDefault(plan, Map.of()).getOrDefault(frequency, BigDecimal.ZERO);
  }
}
