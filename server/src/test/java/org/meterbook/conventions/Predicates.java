package org.meterbook.conventions;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.meterbook.api.FieldType;
import org.meterbook.api.FilterField;
import org.meterbook.api.Operator;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** What a filter means, said of a row's JSON in plain Java; knows nothing of SQL. */
final class Predicates {
  /** A span of time, the end exclusive. */
  private record Span(LocalDateTime from, LocalDateTime to) {
    static Span of(String text) {
      if (text.length() == 10) {
        LocalDateTime day = LocalDateTime.parse(text + "T00:00");
        return new Span(day, day.plusDays(1));
      }
      boolean zoned = text.endsWith("Z");
      LocalDateTime time =
          zoned
              ? OffsetDateTime.parse(text).atZoneSameInstant(TestServer.ZONE).toLocalDateTime()
              : LocalDateTime.parse(text);
      return new Span(time, time.plusNanos(1000));
    }

    /** Negative: the time is before the span; positive: after it. */
    int compare(LocalDateTime time) {
      return time.isBefore(from) ? -1 : time.isBefore(to) ? 0 : 1;
    }
  }

  private Predicates() {}

  /**
   * Does the row satisfy the filter? A "not" holds wherever its opposite does not, null included.
   */
  static boolean hold(FilterField field, Operator operator, List<String> values, JsonNode row) {
    boolean not = operator.text().startsWith("not ");
    String positive = not ? operator.text().substring(4) : operator.text();
    return not
        != Leaves.at(row, field.path()).stream()
            .anyMatch(leaf -> holds(field.type(), positive, values, leaf));
  }

  private static boolean holds(
      FieldType type, String operator, List<String> values, JsonNode leaf) {
    return switch (operator) {
      case "equals", "one of" -> values.stream().anyMatch(value -> compare(type, leaf, value) == 0);
      case "less than" -> compare(type, leaf, values.getFirst()) < 0;
      case "less than equal" -> compare(type, leaf, values.getFirst()) <= 0;
      case "greater than" -> compare(type, leaf, values.getFirst()) > 0;
      case "greater than equal" -> compare(type, leaf, values.getFirst()) >= 0;
      case "between" ->
          compare(type, leaf, values.getFirst()) >= 0 && compare(type, leaf, values.getLast()) <= 0;
      case "like" -> like(leaf.stringValue(), values.getFirst());
      default -> {
        Shortcuts.Days days = Shortcuts.days(operator);
        yield compare(type, leaf, days.first().toString()) >= 0
            && compare(type, leaf, days.last().toString()) <= 0;
      }
    };
  }

  /** The property against the filter's value. */
  private static int compare(FieldType type, JsonNode leaf, String value) {
    return switch (type) {
      case TEXT ->
          leaf.stringValue().toLowerCase(Locale.ROOT).compareTo(value.toLowerCase(Locale.ROOT));
      case BOOLEAN -> Boolean.compare(leaf.booleanValue(), Boolean.parseBoolean(value));
      case DATE_TIME, MOMENT -> Span.of(value).compare(LocalDateTime.parse(leaf.stringValue()));
      default -> leaf.decimalValue().compareTo(new BigDecimal(value));
    };
  }

  private static boolean like(String text, String wanted) {
    StringBuilder pattern = new StringBuilder();
    for (String literal : wanted.split("\\*", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(
            pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
        .matcher(text)
        .find();
  }
}
