package org.meterbook.collection.connector.file;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.connector.Found;

/** A bill of which the totals are known. The key is the same as that of the bill's PDF. */
final class SimpleBill {
  private static final int LONGEST_DAYS = 400;

  /** Its days. */
  record Days(LocalDate start, LocalDate end, LocalDate statement) {
    boolean sound() {
      return end.isAfter(start) && !end.isAfter(start.plusDays(LONGEST_DAYS));
    }
  }

  /** Its totals, of which some may not be known. */
  record Totals(@Nullable BigDecimal cost, @Nullable Double volume, @Nullable String unit) {}

  private SimpleBill() {}

  static Found.Bill of(Found.Service service, Days days, Totals totals, String source) {
    return of(service, days, totals, List.of(), source);
  }

  static Found.Bill of(
      Found.Service service, Days days, Totals totals, List<Found.LineItem> lines, String source) {
    return new Found.Bill(
        service.serviceIdentifier() + "-" + days.start(),
        service,
        days.start(),
        days.end(),
        days.statement(),
        totals.cost(),
        totals.volume(),
        totals.unit(),
        lines,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        source,
        Optional.empty());
  }
}
