package org.meterbook.ledger.billimport;

import java.math.BigDecimal;

/** Counts rows and sums what they say, exactly. Not thread-safe. */
final class Tally {
  private long rows;
  private BigDecimal cents = BigDecimal.ZERO;
  private BigDecimal use = BigDecimal.ZERO;

  /** Counts a row of which nothing can be read. */
  void add() {
    rows++;
  }

  void add(long rowCents, BigDecimal rowUse) {
    rows++;
    cents = cents.add(BigDecimal.valueOf(rowCents));
    use = use.add(rowUse);
  }

  void add(Tally other) {
    rows += other.rows;
    cents = cents.add(other.cents);
    use = use.add(other.use);
  }

  Result.Sum sum() {
    BigDecimal plain = use.stripTrailingZeros();
    return new Result.Sum(
        rows, cents.movePointLeft(2).setScale(2), plain.scale() < 0 ? plain.setScale(0) : plain);
  }
}
