package org.meterbook.energy.audit;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules over a bill's lines. */
final class LineRules {
  private LineRules() {}

  static Optional<String> describedAs(BillCase bill, Parameters told) {
    return first(bill, line -> captioned(line, told))
        .map(line -> "a line is called \"%s\"".formatted(line.caption()));
  }

  static Optional<String> ofType(BillCase bill, Parameters told) {
    return first(bill, line -> typed(line, told))
        .map(line -> "a line \"%s\" is of the type %s".formatted(line.caption(), line.typeCode()));
  }

  static Optional<String> captionedAmount(BillCase bill, Parameters told) {
    return first(bill, line -> captioned(line, told) && beyond(line, told)).map(LineRules::amount);
  }

  static Optional<String> typedAmount(BillCase bill, Parameters told) {
    return first(bill, line -> typed(line, told) && beyond(line, told)).map(LineRules::amount);
  }

  private static Optional<LineFacts> first(
      BillCase bill, java.util.function.Predicate<LineFacts> condition) {
    return bill.lines().stream().filter(condition).findFirst();
  }

  private static boolean captioned(LineFacts line, Parameters told) {
    String caption = line.caption().toLowerCase(Locale.ROOT);
    return told.list(Parameter.LINE_ITEM_DESCRIPTIONS).stream()
        .anyMatch(text -> caption.contains(text.toLowerCase(Locale.ROOT)));
  }

  private static boolean typed(LineFacts line, Parameters told) {
    return told.list(Parameter.LINE_ITEM_TYPES).stream()
        .anyMatch(line.typeCode()::equalsIgnoreCase);
  }

  private static boolean beyond(LineFacts line, Parameters told) {
    double value = value(line);
    return told.limit(Parameter.AT_MOST).stream().anyMatch(most -> value <= most)
        || told.limit(Parameter.AT_LEAST).stream().anyMatch(least -> value >= least);
  }

  private static double value(LineFacts line) {
    BigDecimal cost = line.cost();
    return cost == null ? line.value() : cost.doubleValue();
  }

  private static String amount(LineFacts line) {
    return "the line \"%s\" has %s".formatted(line.caption(), Words.number(value(line)));
  }

  /**
   * The same meter, type, caption and amounts stand there more than once. Zeros are no wonder,
   * unless all of the bill stands there more than once.
   */
  static Optional<String> repeated(BillCase bill, Parameters told) {
    Map<LineFacts, Integer> times = new LinkedHashMap<>();
    bill.lines().forEach(line -> times.merge(line, 1, Integer::sum));
    boolean all = times.values().stream().allMatch(each -> each > 1);
    return times.entrySet().stream()
        .filter(each -> each.getValue() > 1 && (all || !isEmpty(each.getKey())))
        .findFirst()
        .map(each ->
            "the line \"%s\" of %s stands there %d times"
                .formatted(each.getKey().caption(), shown(each.getKey()), each.getValue()));
  }

  private static boolean isEmpty(LineFacts line) {
    BigDecimal cost = line.cost();
    return (Double.isNaN(line.value()) || line.value() == 0)
        && (cost == null || cost.signum() == 0);
  }

  private static String shown(LineFacts line) {
    BigDecimal cost = line.cost();
    return cost == null ? Words.number(line.value()) : Words.money(cost);
  }

  static Optional<String> typesDiffer(BillCase bill, Parameters told) {
    List<String> types = told.list(Parameter.LINE_ITEM_TYPES);
    BigDecimal sum =
        bill.lines().stream()
            .filter(line -> typed(line, told))
            .map(line -> {
              BigDecimal cost = line.cost();
              return cost == null || line.credit() == 2 || line.credit() == 1
                  ? line.signedCost()
                  : cost;
            })
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return types.isEmpty() ? Optional.empty() : differs(bill, sum, String.join(", ", types));
  }

  static Optional<String> linesDiffer(BillCase bill, Parameters told) {
    BigDecimal sum =
        bill.lines().stream().map(LineFacts::signedCost).reduce(BigDecimal.ZERO, BigDecimal::add);
    return differs(bill, sum, "its lines")
        .or(() ->
            bill.imported()
                .flatMap(Imported::total)
                .filter(said -> said.compareTo(bill.bill().total()) != 0)
                .map(said ->
                    "the file says %s is to be paid, the lines make %s"
                        .formatted(Words.money(said), Words.money(bill.bill().total()))));
  }

  private static Optional<String> differs(BillCase bill, BigDecimal sum, String of) {
    return sum.compareTo(bill.bill().total()) == 0
        ? Optional.empty()
        : Optional.of(
            "%s is to be paid, the sum of %s is %s"
                .formatted(Words.money(bill.bill().total()), of, Words.money(sum)));
  }

  static Optional<String> negativeUse(BillCase bill, Parameters told) {
    return bill.useLines()
        .filter(line -> line.credit() == 2 && line.value() < 0)
        .findFirst()
        .map(line -> "the use \"%s\" is %s".formatted(line.caption(), Words.number(line.value())));
  }

  // What the file says
  // --------------------------------------------------------------------------------------------------------

  static Optional<String> serialNumber(BillCase bill, Parameters told) {
    return unlike(
        bill,
        bill.imported().map(Imported::serialNumbers).orElse(Map.of()),
        MeterCase::serialNumber,
        "serial number");
  }

  static Optional<String> rateCode(BillCase bill, Parameters told) {
    return unlike(
        bill, bill.imported().map(Imported::rateCodes).orElse(Map.of()), MeterCase::rate, "rate");
  }

  private static Optional<String> unlike(
      BillCase bill,
      Map<Integer, String> said,
      java.util.function.Function<MeterCase, @org.jspecify.annotations.Nullable String> known,
      String what) {
    Set<String> unlike = new HashSet<>();
    for (MeterCase meter : bill.meters()) {
      String own = known.apply(meter);
      String other = said.getOrDefault(meter.meterId(), "");
      if (!other.isBlank() && (own == null || !own.strip().equalsIgnoreCase(other.strip()))) {
        unlike.add(
            "the file has the %s %s, the books have %s"
                .formatted(what, other.strip(), own == null || own.isBlank() ? "none" : own));
      }
    }
    return unlike.isEmpty()
        ? Optional.empty()
        : Optional.of(unlike.stream().sorted().collect(Collectors.joining("; ")));
  }
}
