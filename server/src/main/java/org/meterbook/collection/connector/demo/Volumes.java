package org.meterbook.collection.connector.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How much is used in a period, in the tariff's unit. */
final class Volumes {
  // Months with a published figure are used as they are, so they have no noise.
  private static final double[] HOME = {
    837.0, 652, 571, 488, 443, 602, 786, 771, 640, 497, 548, 742
  };
  private static final double[] WORKSHOP = {
    2315.074, 2172.303, 1330.286, 1702, 1890, 2240, 2530, 2610, 2305, 1985, 1840, 2120
  };
  private static final double[] STORE = {
    15726.45, 16920.0, 14088.83, 14210, 15480, 17330, 19260, 19870, 18140, 15930, 14620, 15240
  };
  private static final double[] OFFICE = {
    930, 880, 790, 720, 760, 890, 1040, 1080, 960, 810, 780, 900
  };
  private static final double[] KITCHEN = {
    412, 380, 331, 268, 214, 176, 158, 161, 183, 237, 315, 398
  };

  private Volumes() {}

  static BigDecimal of(DemoMeter meter, Period period) {
    int month = period.month().getMonthValue();
    double[] usual =
        switch (meter.tariff()) {
          case E1 -> HOME;
          case E19S -> WORKSHOP;
          case A10SX -> STORE;
          case A1 -> OFFICE;
          case GNR1 -> KITCHEN;
        };
    int published =
        switch (meter.tariff()) {
          case E1 -> 1;
          case E19S, A10SX -> 3;
          case A1, GNR1 -> 0;
        };
    double share =
        month <= published
            ? 1
            : 1 + 0.08 * Noise.of(meter, period.month().getYear() * 100L + month);
    return BigDecimal.valueOf(usual[month - 1] * share)
        .setScale(month <= published ? 3 : 1, RoundingMode.HALF_UP);
  }
}
