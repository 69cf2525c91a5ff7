package org.meterbook.collection.connector.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.meterbook.collection.connector.Found;

/** The bills of a meter, as the utility knows them on a day. */
final class DemoBills {
  /** The office's bills of October are sent again when so many days have passed. */
  static final int CORRECTED_AFTER_DAYS = 20;

  private static final int CORRECTED_MONTH = 10;

  private DemoBills() {}

  static boolean isCorrected(DemoMeter meter, Period period, LocalDate today) {
    return meter.tariff() == Tariff.A1
        && period.month().getMonthValue() == CORRECTED_MONTH
        && today.isAfter(period.statement().plusDays(CORRECTED_AFTER_DAYS));
  }

  static List<Found.BillEntry> entries(DemoMeter meter, LocalDate from, LocalDate today) {
    return Period.billed(meter, today).stream()
        .filter(period -> !period.start().isBefore(from))
        .map(period ->
            new Found.BillEntry(
                key(meter, period),
                period.start(),
                period.end(),
                period.statement(),
                isCorrected(meter, period, today) ? "2" : "1"))
        .toList();
  }

  static List<Found.Bill> bills(DemoMeter meter, LocalDate from, LocalDate today) {
    return Period.billed(meter, today).stream()
        .filter(period -> !period.start().isBefore(from))
        .map(period -> bill(meter, period, today))
        .toList();
  }

  static Optional<Found.Bill> bill(DemoMeter meter, String key, LocalDate today) {
    return Period.billed(meter, today).stream()
        .filter(period -> key(meter, period).equals(key))
        .map(period -> bill(meter, period, today))
        .findAny();
  }

  static Found.Bill bill(DemoMeter meter, Period period, LocalDate today) {
    Charges charges = Charges.of(meter, period);
    if (isCorrected(meter, period, today)) {
      charges = charges.corrected(period);
    }
    return new Found.Bill(
        key(meter, period),
        meter.service(),
        period.start(),
        period.end(),
        period.statement(),
        charges.total(),
        charges.volume().doubleValue(),
        meter.tariff().unit(),
        charges.lines(),
        charges.suppliers(),
        charges.tiers(),
        charges.timesOfUse(),
        charges.demands(),
        charges.powers(),
        "pdf",
        Optional.empty());
  }

  private static String key(DemoMeter meter, Period period) {
    return meter.key() + "-" + period.month();
  }
}
