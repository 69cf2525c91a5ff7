package org.meterbook.conventions;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.meterbook.api.FieldType;
import org.meterbook.api.FilterField;
import org.meterbook.api.Operator;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Values to filter by: some that the data has, some between them, some that it has not. */
final class FilterValues {
  private FilterValues() {}

  /** Lists of values, each to be tried with the operator; for a shortcut the empty one. */
  static List<List<String>> of(FilterField field, Operator operator, List<JsonNode> leaves) {
    List<String> values = candidates(field.type(), leaves);
    String first = values.getFirst();
    String second = values.get(Math.min(1, values.size() - 1));
    String last = values.getLast();
    return switch (operator.kind()) {
      case COMPARISON ->
          (operator.text().endsWith("equals")
                  ? values
                  : values.subList(0, Math.min(3, values.size())))
              .stream().map(List::of).toList();
      case LIST ->
          List.of(List.of(first, last), List.of(second), List.of(second, first, last, first));
      case RANGE -> List.of(List.of(first, second), List.of(second, first));
      case TEXT -> patterns(first, second).stream().map(List::of).toList();
      case SHORTCUT -> List.of(List.of());
    };
  }

  /**
   * The least and the middle value, the middle one written otherwise, and others that are not
   * there.
   */
  private static List<String> candidates(FieldType type, List<JsonNode> leaves) {
    Set<String> values = new LinkedHashSet<>();
    List<String> present = sorted(type, leaves);
    if (!present.isEmpty()) {
      values.add(present.getFirst());
      values.add(present.get(present.size() / 2));
    }
    switch (type) {
      case BOOLEAN -> values.addAll(List.of("true", "false", "TRUE"));
      case TEXT -> {
        values.add(present.isEmpty() ? "n" : swapCase(present.get(present.size() / 2)));
        values.add("o'n%_\\x*|");
      }
      case INTEGER, LONG ->
          values.addAll(
              List.of(
                  present.isEmpty() ? "7" : String.valueOf(Long.parseLong(present.getLast()) + 1),
                  "-3"));
      case NUMBER, MONEY ->
          values.addAll(List.of(present.isEmpty() ? "7" : present.getFirst() + "1", "-0.5"));
      default -> {
        values.addAll(
            present.isEmpty()
                ? List.of()
                : List.of(present.getFirst().substring(0, 10), present.getLast() + "Z"));
        values.addAll(List.of("2025-03-30", TestServer.START.toString()));
      }
    }
    return List.copyOf(values);
  }

  private static List<String> sorted(FieldType type, List<JsonNode> leaves) {
    if (type == FieldType.TEXT || type == FieldType.DATE_TIME || type == FieldType.MOMENT) {
      return List.copyOf(new TreeSet<>(leaves.stream().map(JsonNode::stringValue).toList()));
    }
    return type == FieldType.BOOLEAN
        ? List.of()
        : new TreeSet<>(leaves.stream().map(JsonNode::decimalValue).toList())
            .stream().map(java.math.BigDecimal::toPlainString).toList();
  }

  /** Parts of texts; {@code *} stands for anything, {@code %} and {@code _} for themselves. */
  private static List<String> patterns(String first, String second) {
    List<String> patterns =
        new ArrayList<>(List.of(first, swapCase(second), "%", "_", "'", "a*e", "*", ""));
    if (second.length() > 3) {
      patterns.add(second.substring(1, 3));
      patterns.add(second.charAt(0) + "*" + second.charAt(second.length() - 1));
    }
    return patterns;
  }

  static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    text.chars()
        .forEach(c ->
            swapped.append(
                (char)
                    (Character.isUpperCase(c)
                        ? Character.toLowerCase(c)
                        : Character.toUpperCase(c))));
    return swapped.toString();
  }

  /** The filter as a client writes it. */
  static String expression(String name, Operator operator, List<String> values) {
    List<String> quoted =
        values.stream().map(value -> "'" + value.replace("'", "\\'") + "'").toList();
    return (name + " " + operator.text() + " " + String.join("|", quoted)).strip();
  }
}
