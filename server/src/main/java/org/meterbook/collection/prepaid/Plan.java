package org.meterbook.collection.prepaid;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;

/** How a datasource pays for collections. */
public enum Plan {
  /** One's own server for oneself: nothing costs anything. */
  UNMETERED(0),
  /** Collections are not started over the API. */
  PAY_AS_YOU_GO(0),
  PREPAID_50(50),
  PREPAID_250(250),
  PREPAID_1000(1000),
  PREPAID_3000(3000);

  private final int least;

  Plan(int least) {
    this.least = least;
  }

  /** The name in the database and on the command line, such as {@code prepaid_50}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The plan of a name.
   *
   * @throws IllegalArgumentException there is none, with those that there are
   */
  public static Plan parse(String text) {
    return Arrays.stream(values())
        .filter(plan -> plan.text().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no plan '%s'. There are: %s"
                    .formatted(
                        text,
                        String.join(", ", Arrays.stream(values()).map(Plan::text).toList()))));
  }

  boolean isPrepaid() {
    return least > 0;
  }

  /** The best prepaid plan that a payment opens; this one where the payment opens no better. */
  Plan after(BigDecimal payment) {
    Plan best = this;
    for (Plan plan : values()) {
      if (plan.isPrepaid()
          && plan.least > best.least
          && payment.compareTo(BigDecimal.valueOf(plan.least)) >= 0) {
        best = plan;
      }
    }
    return best;
  }
}
