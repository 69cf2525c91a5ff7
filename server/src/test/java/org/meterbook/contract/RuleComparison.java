package org.meterbook.contract;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meterbook.api.Rules;

/**
 * Compares the rules of a property with those that a component declares, both ways: neither laxer
 * nor stricter.
 */
final class RuleComparison {
  private static final String LEDGER_DATES = "12/31/1899..1/1/3000";
  private static final String ANY_ID = "1..2147483647";

  private final Contract.Property wanted;
  private final RecordComponent component;
  private final List<String> messages = new ArrayList<>();

  RuleComparison(Contract.Property wanted, RecordComponent component) {
    this.wanted = wanted;
    this.component = component;
  }

  List<String> messages() {
    presence();
    length();
    range();
    oneOf();
    require("notEmpty", wanted.has("notEmpty"), declared(Rules.NotEmpty.class).isPresent());
    wanted.argument("topmost").ifPresent(this::topmost);
    requiredWhen();
    return messages;
  }

  private void presence() {
    boolean required = declared(Rules.Required.class).isPresent();
    // Whether "not empty" refuses null, the contract does not say; both readings are good.
    if (!(required && wanted.has("notEmpty") && !wanted.has("nullValid"))) {
      require("required", wanted.has("required"), required);
      require(
          "defined",
          wanted.has("defined") && !wanted.has("required"),
          declared(Rules.Defined.class).isPresent());
    }
  }

  private void length() {
    Optional<Rules.Length> declared = declared(Rules.Length.class);
    int least = declared.map(Rules.Length::min).orElse(0);
    // What is required is not blank anyway.
    String from =
        String.valueOf(
            least == 1
                    && wanted.has("required")
                    && wanted.argument("length").orElse("").startsWith("0")
                ? 0
                : least);
    String here = declared.map(length -> from + ".." + length.max()).orElse("none");
    String there =
        wanted
            .argument("length")
            .or(() -> wanted.argument("max_length").map("0.."::concat))
            .or(() -> wanted.argument("min_length").map(min -> min + ".." + Integer.MAX_VALUE))
            .orElse("none");
    same("length", there, here);
  }

  private void range() {
    Optional<Rules.Range> declared = declared(Rules.Range.class);
    Optional<String> there = wanted.argument("range");
    boolean date = declared(Rules.LedgerDate.class).isPresent();
    if (there.isPresent() && there.get().contains("/")) {
      require("range " + there.get(), true, date && there.get().equals(LEDGER_DATES));
    } else if (there.isEmpty()) {
      // A list of numbers may be declared as their range.
      require("range", false, date || (declared.isPresent() && wanted.argument("oneOf").isEmpty()));
    } else if (!(there.get().equals(ANY_ID) && declared(Rules.Refers.class).isPresent())) {
      same(
          "range",
          numbers(there.get()),
          declared.map(range -> range.min() + ".." + range.max()).orElse("none"));
    }
  }

  private static String numbers(String range) {
    return Arrays.stream(range.split("\\.\\.", -1))
        .map(Double::valueOf)
        .map(String::valueOf)
        .collect(Collectors.joining(".."));
  }

  private void oneOf() {
    Set<String> there = wanted.argument("oneOf").map(RuleComparison::options).orElse(Set.of());
    Set<String> here =
        declared(Rules.OneOf.class)
            .map(oneOf -> (Set<String>) new TreeSet<>(List.of(oneOf.value())))
            .orElse(Set.of());
    // One text that is "|" itself cannot be told from a separator.
    boolean untold = wanted.argument("oneOf").filter(text -> text.matches("\\|+")).isPresent();
    if (untold || (wanted.type().equals("boolean") && here.isEmpty())) {
      return;
    }
    if (wanted.type().equals("integer") && here.isEmpty() && !there.isEmpty()) {
      require(
          "oneOf " + there,
          true,
          declared(Rules.Refers.class).isPresent()
              || declared(Rules.Range.class).filter(range -> same(range, there)).isPresent());
    } else {
      same("oneOf", there.toString(), here.toString());
    }
  }

  private static Set<String> options(String text) {
    return new TreeSet<>(List.of(text.split("\\|", -1)));
  }

  /** Is a list of numbers without gaps the range? */
  private static boolean same(Rules.Range range, Set<String> options) {
    List<Integer> numbers = options.stream().map(Integer::valueOf).sorted().toList();
    return range.min() == numbers.getFirst()
        && range.max() == numbers.getLast()
        && numbers.getLast() - numbers.getFirst() == numbers.size() - 1;
  }

  private void topmost(String what) {
    String table =
        what.equals("LogicalDevice")
            ? "meter"
            : what.replaceAll("(?<=.)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    same("topmost", table, declared(Rules.Refers.class).map(Rules.Refers::value).orElse("none"));
  }

  private void requiredWhen() {
    String there =
        wanted
            .argument("requiredWhen")
            .map(text -> when(text.split("=", 2)[0], options(text.split("=", 2)[1])))
            .orElse("none");
    String here =
        declared(Rules.RequiredWhen.class)
            .map(when -> when(when.field(), new TreeSet<>(List.of(when.is()))))
            .orElse("none");
    same("requiredWhen", there, here);
  }

  private static String when(String field, Set<String> values) {
    return (field + " is " + String.join(" or ", values)).toLowerCase(Locale.ROOT);
  }

  private <A extends Annotation> Optional<A> declared(Class<A> rule) {
    return Optional.ofNullable(component.getAnnotation(rule));
  }

  private void same(String rule, String there, String here) {
    if (!there.equals(here)) {
      messages.add("%s must be %s, is %s".formatted(rule, there, here));
    }
  }

  private void require(String rule, boolean there, boolean here) {
    if (there != here) {
      messages.add(there ? "must have the rule " + rule : "must not have the rule " + rule);
    }
  }
}
