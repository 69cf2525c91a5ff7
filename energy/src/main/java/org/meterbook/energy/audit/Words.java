package org.meterbook.energy.audit;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.TextStyle;
import java.util.Locale;
import org.meterbook.energy.BillingPeriod;

/** Numbers and months as findings say them. */
final class Words {
  private static final int SMALL = 100;

  private Words() {}

  /** Three digits at least, no more than needed. */
  static String number(double value) {
    String pattern = Math.abs(value) >= SMALL ? "#,##0" : Math.abs(value) >= 1 ? "0.##" : "0.####";
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  static String money(BigDecimal amount) {
    return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(amount);
  }

  static String money(double amount) {
    return money(BigDecimal.valueOf(amount));
  }

  /** {@code Mar 2012}. */
  static String month(int period) {
    return shortMonth(period) + " " + period / 100;
  }

  /** {@code Mar and Apr 2012}. */
  static String months(int first, int second) {
    return (first / 100 == second / 100 ? shortMonth(first) : month(first))
        + " and "
        + month(second);
  }

  private static String shortMonth(int period) {
    return BillingPeriod.toYearMonth(period)
        .getMonth()
        .getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  /** {@code 63 % above}. */
  static String distance(double value, double reference) {
    double percent = 100 * (value - reference) / Math.abs(reference);
    return number(Math.rint(Math.abs(percent))) + " % " + (percent < 0 ? "below" : "above");
  }

  /** {@code 1 bill}, {@code 2 bills}. */
  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
