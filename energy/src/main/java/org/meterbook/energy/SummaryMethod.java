package org.meterbook.energy;

/** How the intervals of a longer time become one value. */
public enum SummaryMethod {
  /** What flows: energy, volume. */
  SUM,
  /** What is a state: temperature, power; each interval counts the same. */
  AVERAGE,
  /** What is billed by its peak: demand. */
  MAXIMUM;

  /**
   * The one value.
   *
   * @param sum of the values known, in their unit
   * @param count how many are known, 0 or more
   * @param maximum the greatest of them
   * @return in the unit of the values; NaN, a gap, when none is known, also for {@link #SUM}
   * @throws IllegalArgumentException if the count is negative
   */
  public double of(double sum, long count, double maximum) {
    if (count < 0) {
      throw new IllegalArgumentException("count must be 0 or more, not " + count);
    }
    if (count == 0) {
      return Double.NaN;
    }
    return switch (this) {
      case SUM -> sum;
      case AVERAGE -> sum / count;
      case MAXIMUM -> maximum;
    };
  }
}
