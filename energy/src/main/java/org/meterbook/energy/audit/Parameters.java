package org.meterbook.energy.audit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What an audit was told.
 *
 * @param texts lists of texts
 * @param numbers whole numbers
 * @param sensitivity the lowest severity that counts; only of outlier audits
 */
public record Parameters(
    Map<Parameter, List<String>> texts, Map<Parameter, Integer> numbers, Severity sensitivity) {
  /** Nothing. */
  public static final Parameters NONE = new Parameters(Map.of(), Map.of(), Severity.UNDETERMINED);

  public Parameters {
    texts = Map.copyOf(texts);
    numbers = Map.copyOf(numbers);
  }

  /** One number. */
  static Parameters of(Parameter parameter, int number) {
    return NONE.with(parameter, number);
  }

  /** A severity. */
  static Parameters of(Severity sensitivity) {
    return new Parameters(Map.of(), Map.of(), sensitivity);
  }

  /** No texts yet. */
  static Parameters none(Parameter parameter) {
    return new Parameters(Map.of(parameter, List.of()), Map.of(), Severity.UNDETERMINED);
  }

  /** The same with one more number. */
  public Parameters with(Parameter parameter, int number) {
    Map<Parameter, Integer> more = new EnumMap<>(Parameter.class);
    more.putAll(numbers);
    more.put(parameter, number);
    return new Parameters(texts, more, sensitivity);
  }

  /** The same with other texts. */
  public Parameters with(Parameter parameter, List<String> list) {
    Map<Parameter, List<String>> more = new EnumMap<>(Parameter.class);
    more.putAll(texts);
    more.put(parameter, List.copyOf(list));
    return new Parameters(more, numbers, sensitivity);
  }

  /** The same with another sensitivity. */
  public Parameters with(Severity other) {
    return new Parameters(texts, numbers, other);
  }

  /** A number that the audit has. */
  int number(Parameter parameter) {
    return limit(parameter).orElseThrow();
  }

  /** A number, where there is one. */
  OptionalInt limit(Parameter parameter) {
    Integer number = numbers.get(parameter);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Texts; empty where there are none. */
  List<String> list(Parameter parameter) {
    return texts.getOrDefault(parameter, List.of());
  }
}
