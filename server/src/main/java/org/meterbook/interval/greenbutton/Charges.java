package org.meterbook.interval.greenbutton;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterbook.greenbutton.LineItem;
import org.meterbook.greenbutton.UsageSummary;
import org.meterbook.interval.FileText;

/** The amounts of a usage summary, as lines that add up to its bill. */
final class Charges {
  private static final int LONGEST = 100;
  private static final String CREDIT = "CREDIT";
  private static final Set<String> INFORMATION = Set.of("PAYMENT");

  private Charges() {}

  /**
   * A charge.
   *
   * @param observationType its code
   * @param cost in cents; a credit's lowers the bill whatever its sign
   */
  record Charge(String observationType, String caption, BigDecimal cost) {
    BigDecimal counted() {
      return observationType.equals(CREDIT)
          ? cost.abs().negate()
          : INFORMATION.contains(observationType) ? BigDecimal.ZERO : cost;
    }
  }

  /** The line items, and what they leave of the bill. */
  static List<Charge> of(UsageSummary summary) {
    List<Charge> charges = new ArrayList<>();
    BigDecimal items = BigDecimal.ZERO;
    for (LineItem item : summary.lineItems()) {
      Optional<Charge> charge = charge(item);
      if (charge.isPresent()) {
        charges.add(charge.get());
        items = items.add(charge.get().counted());
      }
    }
    Optional<BigDecimal> total = total(summary);
    if (total.isPresent()) {
      BigDecimal rest = cents(total.get()).subtract(items);
      if (rest.signum() != 0 || charges.isEmpty()) {
        charges.addFirst(
            new Charge("COST", charges.isEmpty() ? "Bill" : "Bill, without its items", rest));
      }
    }
    return charges;
  }

  private static Optional<BigDecimal> total(UsageSummary summary) {
    Optional<BigDecimal> bill = summary.billLastPeriod();
    Optional<BigDecimal> more = summary.costAdditionalLastPeriod();
    return bill.isEmpty() && more.isEmpty()
        ? Optional.empty()
        : Optional.of(bill.orElse(BigDecimal.ZERO).add(more.orElse(BigDecimal.ZERO)));
  }

  private static Optional<Charge> charge(LineItem item) {
    String type =
        switch (item.itemKind().orElse(-1)) {
          case 1 -> "SUPPLYCHARGE";
          case 2 -> "DELIVERYCHARGE";
          case 3 -> "USECHARGE";
          case 4 -> "CUSTOMERCHARGE";
          case 5 -> "TAX";
          case 6, 7, 8 -> CREDIT;
          case 9 -> "PAYMENT";
          // Of information nothing is owed.
          case 10 -> "";
          default -> "COST";
        };
    if (type.isEmpty() || item.amount().isEmpty()) {
      return Optional.empty();
    }
    String note = item.note().isBlank() ? type : item.note().strip();
    return Optional.of(new Charge(type, FileText.cut(note, LONGEST), cents(item.amount().get())));
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
