package org.meterbook.ledger.billimport;

/** A small profile: account, end, use and cost; everything else is made. */
final class TestProfile {
  static final String JSON =
      """
      {"fields": {
         "account": "Account",
         "commodity": {"value": "ELECTRIC"},
         "place": {"value": "CITY"},
         "vendor": {"value": "POWER"},
         "end": "Date"},
       "lines": [
         {"caption": "Use", "observationType": "TOTALUSE", "value": "kWh", "unit": "KWH"},
         {"caption": "Cost", "observationType": "COST", "cost": "Cost"}],
       "firstBill": "P30D",
       "repeats": "merge",
       "create": ["places", "accounts", "meters", "vendors", "costCenters", "links", "rates"]}
      """;

  static final String HEADER = "Account,Date,kWh,Cost\n";

  private TestProfile() {}

  static Profile plain() {
    return Profile.parse(JSON);
  }

  /** The same with its beginning, {@code {"fields"}, replaced: to say something more. */
  static Profile of(String beginning) {
    return Profile.parse(
        JSON.replaceFirst("\\{\"fields\"", java.util.regex.Matcher.quoteReplacement(beginning)));
  }

  /** The same with some text of it replaced. */
  static Profile with(String old, String other) {
    if (!JSON.contains(old)) {
      throw new IllegalArgumentException("not in the profile: " + old);
    }
    return Profile.parse(JSON.replace(old, other));
  }
}
