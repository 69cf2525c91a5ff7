package org.meterbook.greenbutton;

/** What a measurement of a usage summary is the total of, in the order of the schema. */
public enum SummaryMeasure {
  /** Use in the billing period. */
  OVERALL_CONSUMPTION_LAST_PERIOD("overallConsumptionLastPeriod"),
  /** Use in the period that has not been billed yet. */
  CURRENT_BILLING_PERIOD_OVERALL_CONSUMPTION("currentBillingPeriodOverAllConsumption"),
  /** Net use of the same day of the week a year ago. */
  CURRENT_DAY_LAST_YEAR_NET_CONSUMPTION("currentDayLastYearNetConsumption"),
  /** Net use of the day. */
  CURRENT_DAY_NET_CONSUMPTION("currentDayNetConsumption"),
  /** Use of the day. */
  CURRENT_DAY_OVERALL_CONSUMPTION("currentDayOverallConsumption"),
  /** Highest demand. */
  PEAK_DEMAND("peakDemand"),
  /** Use of the day before, a year ago. */
  PREVIOUS_DAY_LAST_YEAR_OVERALL_CONSUMPTION("previousDayLastYearOverallConsumption"),
  /** Net use of the day before. */
  PREVIOUS_DAY_NET_CONSUMPTION("previousDayNetConsumption"),
  /** Use of the day before. */
  PREVIOUS_DAY_OVERALL_CONSUMPTION("previousDayOverallConsumption"),
  /** Demand that is billed because of an earlier peak. */
  RATCHET_DEMAND("ratchetDemand");

  private final String element;

  SummaryMeasure(String element) {
    this.element = element;
  }

  String element() {
    return element;
  }
}
