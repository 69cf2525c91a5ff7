package org.meterbook.greenbutton;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of resources that are read, with what their elements are called. */
enum Kind {
  USAGE_POINT(Vocabulary.USAGE, "UsagePoint"),
  METER_READING(Vocabulary.USAGE, "MeterReading"),
  READING_TYPE(Vocabulary.USAGE, "ReadingType"),
  LOCAL_TIME(Vocabulary.USAGE, "LocalTimeParameters", "TimeConfiguration"),
  SUMMARY(Vocabulary.USAGE, "UsageSummary", "ElectricPowerUsageSummary"),
  BLOCK(Vocabulary.USAGE, "IntervalBlock"),
  CUSTOMER(Vocabulary.CUSTOMER, "Customer"),
  ACCOUNT(Vocabulary.CUSTOMER, "CustomerAccount"),
  AGREEMENT(Vocabulary.CUSTOMER, "CustomerAgreement"),
  LOCATION(Vocabulary.CUSTOMER, "ServiceLocation"),
  SUPPLIER(Vocabulary.CUSTOMER, "ServiceSupplier"),
  METER(Vocabulary.CUSTOMER, "Meter"),
  STATEMENT(Vocabulary.CUSTOMER, "Statement");

  private final Vocabulary vocabulary;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> elements;

  Kind(Vocabulary vocabulary, String... elements) {
    this.vocabulary = vocabulary;
    this.elements = List.of(elements);
  }

  static Optional<Kind> of(String element) {
    return Arrays.stream(values()).filter(kind -> kind.elements.contains(element)).findFirst();
  }

  /** The vocabulary its elements are to be of; local time is in both feeds. */
  Vocabulary vocabulary(Vocabulary actual) {
    return this == LOCAL_TIME && actual == Vocabulary.CUSTOMER ? actual : vocabulary;
  }

  /** What a path calls it. */
  String segment() {
    return elements.getFirst();
  }
}
