package org.meterbook.ledger.billimport;

import java.util.regex.Pattern;

/** Texts that a spreadsheet would take for formulas have an apostrophe before them in our files. */
final class PlainText {
  private static final Pattern FORMULA = Pattern.compile("'*+[=+\\-@\t].*", Pattern.DOTALL);

  private PlainText() {}

  /** As it stands in a file. */
  static String shown(String text) {
    return FORMULA.matcher(text).matches() ? "'" + text : text;
  }

  /** As it is meant. */
  static String meant(String text) {
    return text.startsWith("'") && FORMULA.matcher(text).matches() ? text.substring(1) : text;
  }
}
