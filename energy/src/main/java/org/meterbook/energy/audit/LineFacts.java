package org.meterbook.energy.audit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line of a bill.
 *
 * @param meterId its meter; 0 for a line of the account itself
 * @param typeCode code of its observation type
 * @param isUse whether its value is a use that was taken
 * @param credit 1 lowers the total, 2 raises it, anything else is for information
 * @param value its value; NaN without one
 * @param unitId unit of the value; 0 without one
 * @param cost its cost; null without one
 */
public record LineFacts(
    int meterId,
    String typeCode,
    boolean isUse,
    int credit,
    String caption,
    double value,
    int unitId,
    @Nullable BigDecimal cost) {
  private static final int CREDIT = 1;
  private static final int DEBIT = 2;

  /** What it adds to the total. */
  BigDecimal signedCost() {
    if (cost == null) {
      return BigDecimal.ZERO;
    }
    return credit == DEBIT ? cost : credit == CREDIT ? cost.abs().negate() : BigDecimal.ZERO;
  }
}
