package org.meterbook.interval;

/** The qualities of readings that the ledger tells apart; numbered as in the Green Button. */
final class Quality {
  static final int VALID = 0;
  static final int ESTIMATED = 8;
  private static final int INTERPOLATED = 9;
  private static final int PROJECTED = 12;

  private Quality() {}

  static int of(boolean estimated) {
    return estimated ? ESTIMATED : VALID;
  }

  static boolean isEstimated(int quality) {
    return quality == ESTIMATED || quality == INTERPOLATED || quality == PROJECTED;
  }
}
