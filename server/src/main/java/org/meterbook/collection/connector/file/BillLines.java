package org.meterbook.collection.connector.file;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what a bill says in its lines, by the labels that bills use. */
record BillLines(List<String> lines) {
  /** Money: a sign or brackets, a currency sign, thousands, always with cents. */
  static final String MONEY =
      "([-(]?\\s?\\$?\\s?-?(?:\\d{1,3}(?:,\\d{3}){1,2}|\\d{1,9})\\.\\d{2}\\)?(?: ?CR)?)";

  private static final String NUMBER = "([A-Z0-9][A-Z0-9-]*\\d[A-Z0-9-]*)";
  private static final String NUMBERED = "(?: (?:number|no\\.?|id))?(?: ?#)? ?:? ?";
  private static final Pattern ACCOUNT = label("\\baccount" + NUMBERED + NUMBER);
  private static final Pattern SERVICE =
      label("\\bservice (?:identifier|id|agreement|point)" + NUMBERED + NUMBER);
  private static final Pattern METER = label("\\bmeter" + NUMBERED + NUMBER);
  private static final Pattern TARIFF = label("^(?:rate schedule|rate|tariff) ?: ?(.+)$");
  private static final Pattern SERVICE_ADDRESS = label("^service (?:address|location) ?: ?(.+)$");
  private static final Pattern BILLING_ADDRESS = label("^(?:billing|mailing) address ?: ?(.+)$");
  private static final Pattern CONTACT = label("^(?:customer|bill to)(?: name)? ?: ?(.+)$");
  private static final Pattern PERIOD =
      label("\\b(?:(?:billing|service|usage) (?:period|dates?)|period|from)\\b(.*)");
  private static final Pattern STATEMENT =
      label("\\b(?:(?:statement|bill|invoice) (?:date|issued)|date of bill)\\b(.*)");
  // At the line's begin: the usage of a tier is not that of the bill.
  private static final Pattern USAGE =
      label(
          "^(?:(?:total|electric|electricity|gas|water|energy|metered) ){0,3}"
              + "(?:usage|consumption|use|used) ?:? ?"
              + "((?:\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,12})(?:\\.\\d{1,9})?) ?("
              + BillUnit.ANY
              + ")\\b");
  // The surer ones first.
  private static final List<Pattern> TOTALS =
      Stream.of(
              "total amount due",
              "total new charges",
              "total charges",
              "amount due",
              "total due",
              "total")
          .map(words -> label("^" + words + "\\b.*?(?<![\\d.,$(-])" + MONEY))
          .toList();

  /** A sum of money, exact to the cent. */
  record Amount(BigDecimal value) {
    /** Reads what {@link #MONEY} has found. */
    static Amount of(String printed) {
      String sign = printed.replaceAll("[\\d.,$\\s]", "");
      boolean negative = !sign.isEmpty();
      BigDecimal value = new BigDecimal(printed.replaceAll("[^\\d.]", ""));
      return new Amount(negative ? value.negate() : value);
    }
  }

  record Usage(double volume, String unit) {}

  private static Pattern label(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  Optional<String> account() {
    return first(ACCOUNT, found -> Optional.of(found.group(1)));
  }

  Optional<String> serviceIdentifier() {
    return first(SERVICE, found -> Optional.of(found.group(1)));
  }

  Optional<String> meterNumber() {
    return first(METER, found -> Optional.of(found.group(1)));
  }

  Optional<String> tariff() {
    return first(TARIFF, found -> Optional.of(found.group(1)));
  }

  Optional<String> serviceAddress() {
    return first(SERVICE_ADDRESS, found -> Optional.of(found.group(1)));
  }

  Optional<String> billingAddress() {
    return first(BILLING_ADDRESS, found -> Optional.of(found.group(1)));
  }

  Optional<String> contact() {
    return first(CONTACT, found -> Optional.of(found.group(1)));
  }

  Optional<Dates.Span> period() {
    return first(
        PERIOD,
        found -> {
          List<LocalDate> dates = Dates.in(found.group(1));
          return dates.size() < 2
              ? Optional.empty()
              : Optional.of(new Dates.Span(dates.get(0), dates.get(1)));
        });
  }

  Optional<LocalDate> statement() {
    return first(STATEMENT, found -> Dates.in(found.group(1)).stream().findFirst());
  }

  Optional<Usage> usage() {
    return first(
        USAGE,
        found ->
            Optional.of(
                new Usage(
                    Double.parseDouble(found.group(1).replace(",", "")),
                    BillUnit.of(found.group(2)))));
  }

  Optional<Amount> total() {
    return TOTALS.stream()
        .flatMap(words -> first(words, found -> Optional.of(Amount.of(found.group(1)))).stream())
        .findFirst();
  }

  private <T> Optional<T> first(Pattern pattern, Function<Matcher, Optional<T>> value) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .flatMap(found -> value.apply(found).stream())
        .findFirst();
  }
}
