package org.meterbook.api;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads {@code field operator 'value'|'value' and …}. Every error says at which character, what was
 * expected, and which fields there are. Not thread-safe; one parser per filter.
 */
final class FilterParser {
  private final String text;
  private final Collection<FilterField> fields;
  private final ZoneId zone;
  private final DateRange.Today today;
  private int at;

  FilterParser(String text, Collection<FilterField> fields, ZoneId zone, DateRange.Today today) {
    this.text = text;
    this.fields = fields;
    this.zone = zone;
    this.today = today;
  }

  List<Condition> parse() {
    List<Condition> conditions = new ArrayList<>();
    do {
      conditions.add(condition());
      skipSpace();
    } while (at < text.length() && and());
    return conditions;
  }

  private boolean and() {
    if (!word("and")) {
      throw error(at, "expected 'and' or the end; there is no 'or' and no parenthesis");
    }
    return true;
  }

  private Condition condition() {
    FilterField field = field();
    skipSpace();
    int start = at;
    Operator operator = operator(field);
    if (!field.operators().contains(operator)) {
      throw error(
          start,
          "'%s' does not work on %s; it has %s"
              .formatted(operator.text(), field.name(), operators(field)));
    }
    if (operator.kind() == Operator.Kind.SHORTCUT) {
      return new Condition(field, operator, List.of(DateRange.of(operator, today)));
    }
    int values = at;
    List<Object> list = values(field);
    int wanted = operator.wanted(list.size());
    if (list.size() != wanted) {
      throw error(
          values,
          "'%s' takes %d value%s, not %d"
              .formatted(operator.text(), wanted, wanted == 1 ? "" : "s", list.size()));
    }
    return new Condition(field, operator, list);
  }

  private FilterField field() {
    skipSpace();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '_'
            || text.charAt(at) == '.')) {
      at++;
    }
    String name = text.substring(start, at);
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() ->
            error(start, name.isEmpty() ? "expected a field" : "there is no field '" + name + "'"));
  }

  private Operator operator(FilterField field) {
    skipSpace();
    for (Operator operator : Operator.LONGEST_FIRST) {
      if (word(operator.text())) {
        return operator;
      }
    }
    throw error(at, "expected an operator after %s: %s".formatted(field.name(), operators(field)));
  }

  /**
   * Takes words in any letter case, with any white space between them, not followed by more of a
   * word.
   */
  private boolean word(String words) {
    int position = at;
    for (String word : words.split(" ", -1)) {
      while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
        position++;
      }
      if (!text.regionMatches(true, position, word, 0, word.length())) {
        return false;
      }
      position += word.length();
    }
    if (position < text.length()
        && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '*')) {
      return false;
    }
    at = position;
    return true;
  }

  private List<Object> values(FilterField field) {
    List<Object> values = new ArrayList<>();
    do {
      skipSpace();
      int start = at;
      String value = quoted();
      values.add(
          convert(field, value, zone)
              .orElseThrow(() ->
                  error(
                      start,
                      "%s is %s, which '%s' is not"
                          .formatted(field.name(), expected(field), value))));
      skipSpace();
    } while (at < text.length() && text.charAt(at) == '|' && ++at > 0);
    return values;
  }

  private String quoted() {
    int start = at;
    if (at >= text.length() || text.charAt(at) != '\'') {
      throw error(start, "expected a value in single quotes, numbers and booleans too");
    }
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
        value.append('\'');
        at++;
      } else if (c == '\'') {
        at++;
        return value.toString();
      } else {
        value.append(c);
      }
    }
    throw error(start, "the quote is not closed");
  }

  static Optional<Object> convert(FilterField field, String value, ZoneId zone) {
    try {
      return switch (field.type()) {
        case TEXT -> Optional.of(value);
        case BOOLEAN ->
            switch (value.toLowerCase(Locale.ROOT)) {
              case "true", "1" -> Optional.of(true);
              case "false", "0" -> Optional.of(false);
              default -> Optional.empty();
            };
        case INTEGER, LONG -> Optional.of(Long.valueOf(value.strip()));
        case NUMBER, MONEY ->
            value.length() > 40
                ? Optional.empty()
                : Optional.of(new BigDecimal(value.strip()))
                    .filter(BodyBinder::isPlain)
                    .map(number -> number);
        default -> DateRange.parse(value.strip(), zone).map(range -> range);
      };
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  static String expected(FilterField field) {
    return switch (field.type()) {
      case BOOLEAN -> "'true' or 'false'";
      case INTEGER, LONG -> "a whole number";
      case NUMBER, MONEY -> "a number";
      default -> "a date such as '2025-01-15'";
    };
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static String operators(FilterField field) {
    return field.operators().stream().map(Operator::text).collect(Collectors.joining(", "));
  }

  private Problem error(int position, String message) {
    String names =
        fields.isEmpty()
            ? "none"
            : fields.stream().map(FilterField::name).collect(Collectors.joining(", "));
    return Problem.invalid(
        "filter",
        "at character %d: %s. Fields of this endpoint: %s".formatted(position + 1, message, names));
  }
}
