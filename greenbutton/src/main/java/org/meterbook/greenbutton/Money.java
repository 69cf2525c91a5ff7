package org.meterbook.greenbutton;

import java.math.BigDecimal;

/** Money of the wire: whole hundred-thousandths of a currency. */
final class Money {
  /** Decimals of an amount on the wire. */
  static final int DECIMALS = 5;

  private Money() {}

  static BigDecimal of(long hundredThousandths) {
    return BigDecimal.valueOf(hundredThousandths, DECIMALS);
  }

  /** Refuses an amount finer than the wire can say. */
  static long raw(BigDecimal amount) {
    return amount.movePointRight(DECIMALS).longValueExact();
  }
}
