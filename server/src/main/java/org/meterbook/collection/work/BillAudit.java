package org.meterbook.collection.work;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.meterbook.collection.Notes;
import org.meterbook.collection.connector.Found;

/** Says of a collected bill what does not add up. */
final class BillAudit {
  /** Utilities round each line: a cent each is no fault. */
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private static final double VOLUME_TOLERANCE = 0.001;

  private BillAudit() {}

  static Notes of(Found.Bill bill, Instant now) {
    Notes notes = Notes.at(now);
    if (!bill.end().isAfter(bill.start())) {
      notes.with(
          "bill_dates_strange",
          "The bill ends on %s, before it begins on %s.".formatted(bill.end(), bill.start()));
    }
    lineItems(bill, notes);
    Double volume = bill.totalVolume();
    if (volume != null) {
      volumes("tiers", bill.tiers().stream().map(Found.Tier::volume), volume, notes);
      volumes("tou", bill.timesOfUse().stream().map(Found.TimeOfUse::volume), volume, notes);
    }
    return notes;
  }

  private static void lineItems(Found.Bill bill, Notes notes) {
    BigDecimal total = bill.totalCost();
    if (total == null || bill.lineItems().isEmpty()) {
      return;
    }
    BigDecimal sum =
        Stream.concat(
                bill.lineItems().stream(),
                bill.suppliers().stream().flatMap(supplier -> supplier.lineItems().stream()))
            .map(Found.LineItem::cost)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tolerance = CENT.multiply(BigDecimal.valueOf(bill.lineItems().size()));
    if (sum.subtract(total).abs().compareTo(tolerance) > 0) {
      notes.with(
          "audit_failed_on_line_items",
          "The line items add up to %s, the bill's total is %s.".formatted(sum, total));
    }
  }

  private static void volumes(String what, Stream<Double> parts, double total, Notes notes) {
    double[] all = parts.mapToDouble(Double::doubleValue).toArray();
    double sum = java.util.Arrays.stream(all).sum();
    if (all.length > 0 && Math.abs(sum - total) > Math.max(1, Math.abs(total)) * VOLUME_TOLERANCE) {
      notes.with(
          "audit_failed_on_" + what,
          "The volumes of '%s' add up to %s, the bill's is %s.".formatted(what, sum, total));
    }
  }
}
