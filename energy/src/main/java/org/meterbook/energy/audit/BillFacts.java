package org.meterbook.energy.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bill as audits see it.
 *
 * @param id tells it from others; a bill entered later has a higher one
 * @param begin first day, inclusive
 * @param end last day, exclusive
 * @param period the month it counts for, {@code YYYYMM}
 * @param total what is to be paid, to the cent
 * @param estimated whether the vendor says that it is estimated
 */
public record BillFacts(
    int id,
    LocalDate begin,
    LocalDate end,
    int period,
    BigDecimal total,
    boolean estimated,
    @Nullable LocalDate statementDate,
    @Nullable LocalDate dueDate,
    @Nullable String controlCode,
    @Nullable String invoiceNumber) {
  /** Days that it covers. */
  long days() {
    return ChronoUnit.DAYS.between(begin, end);
  }

  boolean costsLike(BillFacts other) {
    return total.signum() != 0 && total.compareTo(other.total) == 0;
  }
}
