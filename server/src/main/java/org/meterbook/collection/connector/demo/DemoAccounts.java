package org.meterbook.collection.connector.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.meterbook.collection.connector.Found;

/** The billing account: a statement a month, each of which pays the one before. */
final class DemoAccounts {
  private static final int DAYS_TO_PAY = 21;

  private DemoAccounts() {}

  /** One account holds all the meters of a customer. */
  static List<Found.Account> of(List<DemoMeter> meters, LocalDate today) {
    if (meters.isEmpty()) {
      return List.of();
    }
    DemoMeter first = meters.getFirst();
    List<Found.Statement> statements =
        Period.billed(first, today).stream().map(period -> statement(meters, period)).toList();
    return List.of(
        new Found.Account(
            first.account(),
            first.service().billingContact(),
            first.service().billingAddress(),
            statements));
  }

  private static Found.Statement statement(List<DemoMeter> meters, Period period) {
    BigDecimal before = sum(charges(meters, period.before(meters.getFirst())));
    List<Found.Charge> charges = charges(meters, period);
    BigDecimal now = sum(charges);
    return new Found.Statement(
        period.statement(),
        before,
        before,
        now,
        now,
        now,
        period.statement().plusDays(DAYS_TO_PAY),
        charges);
  }

  /** What was billed at first; a correction is on the statement after it. */
  private static List<Found.Charge> charges(List<DemoMeter> meters, Period period) {
    List<Found.Charge> charges = new ArrayList<>();
    for (DemoMeter meter : meters) {
      String name = meter.tariff().name() + " " + meter.service().serviceIdentifier();
      charges.add(new Found.Charge(name, Charges.of(meter, period).total()));
      if (DemoBills.isCorrected(meter, period.before(meter), period.statement())) {
        charges.add(new Found.Charge("Correction of " + name, Charges.CORRECTION));
      }
    }
    return charges;
  }

  private static BigDecimal sum(List<Found.Charge> charges) {
    return charges.stream()
        .map(Found.Charge::cost)
        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }
}
