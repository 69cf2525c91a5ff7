package org.meterbook.greenbutton;

/**
 * What is known of a source and cannot be seen in its files.
 *
 * @param costScale decimals of the amounts it sends, 0 to 5: the standard says 5, some send 3
 * @param localTime whether starts of readings are local times written as if they were UTC
 */
public record ReadOptions(int costScale, boolean localTime) {
  /** As the standard says. */
  public static final ReadOptions STANDARD = new ReadOptions(Money.DECIMALS, false);

  /** Refuses a scale out of range. */
  public ReadOptions {
    if (costScale < 0 || costScale > Money.DECIMALS) {
      throw new IllegalArgumentException("costScale must be 0 to 5, not " + costScale);
    }
  }

  long costFactor() {
    long factor = 1;
    for (int i = costScale; i < Money.DECIMALS; i++) {
      factor *= 10;
    }
    return factor;
  }
}
