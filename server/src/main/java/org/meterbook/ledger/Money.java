package org.meterbook.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Amounts as the books keep them. */
public final class Money {
  private Money() {}

  /** To the cent, half up: clients send numbers such as 10.299999999999999. */
  public static @Nullable BigDecimal cents(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.setScale(2, RoundingMode.HALF_UP);
  }
}
