package org.meterbook.interval.readingimport;

/** Numbers as files have them: digits, a point, a sign, an exponent. */
final class Numbers {
  private Numbers() {}

  /** A number; NaN where the text is none, or one beyond all limits. */
  static double read(String text) {
    for (int i = 0; i < text.length(); i++) {
      // Java would also take "0x1p3", "1d" and "NaN".
      if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
