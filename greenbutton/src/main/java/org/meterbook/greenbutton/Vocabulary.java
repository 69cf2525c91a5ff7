package org.meterbook.greenbutton;

import java.util.Locale;

/** Whose word an element is. The last ones are read as what their name says. */
enum Vocabulary {
  ATOM("http://www.w3.org/2005/Atom"),
  USAGE("http://naesb.org/espi"),
  CUSTOMER("http://naesb.org/espi/customer"),
  FOREIGN(""),
  SIMILAR(""),
  UNDECLARED(""),
  NONE("");

  private final String uri;

  Vocabulary(String uri) {
    this.uri = uri;
  }

  String uri() {
    return uri;
  }

  static Vocabulary of(String uri) {
    for (Vocabulary exact : new Vocabulary[] {ATOM, USAGE, CUSTOMER}) {
      if (exact.uri.equals(uri)) {
        return exact;
      }
    }
    String lower = uri.toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) {
      return NONE;
    }
    boolean similar =
        lower.contains("naesb") || lower.contains("espi") || lower.contains("2005/atom");
    return similar ? SIMILAR : FOREIGN;
  }
}
