package org.meterbook.api;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a condition is in SQL, and the parameters it brings. Texts compare without regard to letter
 * case; a "not" holds for null.
 */
final class Comparison {
  private Comparison() {}

  /** The positive comparison of an expression; {@code :f<n>…} are its parameters. */
  static String sql(Condition condition, String expression, int n) {
    String name = ":f" + n;
    String left = expression.matches("[\\w.]+") ? expression : "(" + expression + ")";
    Operator operator = condition.operator().positive();
    return switch (condition.field().type()) {
      case DATE_TIME, MOMENT -> time(condition, operator, Time.of(expression), name);
      case TEXT -> compare(operator, "lower(" + left + ")", left, name, "");
      case NUMBER -> compare(operator, left, left, name, "::float8");
      case INTEGER, LONG -> compare(operator, left, left, name, "::int8");
      default -> compare(operator, left, left, name, "");
    };
  }

  private static String compare(
      Operator operator, String left, String raw, String name, String cast) {
    return switch (operator) {
      case EQUALS -> left + " = " + name + cast;
      case LESS_THAN -> left + " < " + name + cast;
      case LESS_THAN_EQUAL -> left + " <= " + name + cast;
      case GREATER_THAN -> left + " > " + name + cast;
      case GREATER_THAN_EQUAL -> left + " >= " + name + cast;
      case LIKE -> raw + " ILIKE " + name;
      case ONE_OF -> left + " = ANY(" + name + (cast.isEmpty() ? "" : cast + "[]") + ")";
      case BETWEEN -> left + " BETWEEN " + name + cast + " AND " + name + "b" + cast;
      default -> throw new IllegalStateException(operator + " needs a time");
    };
  }

  /**
   * A time that is compared. {@code EXPRESSION within DAY} and {@code EXPRESSION within DAY n} say
   * that it lies on a day, or up to n days after it: then rows of other days need not be looked at.
   */
  private record Time(String expression, String day, int later) {
    private static final Pattern WITHIN = Pattern.compile("(.+) within (\\S+)(?: (\\d+))?");

    static Time of(String text) {
      Matcher matcher = WITHIN.matcher(text);
      if (!matcher.matches()) {
        return new Time(text.matches("[\\w.]+") ? text : "(" + text + ")", "", 0);
      }
      String later = matcher.group(3);
      return new Time(
          "(" + matcher.group(1) + ")",
          matcher.group(2),
          later == null ? 0 : Integer.parseInt(later));
    }

    String from(String parameter) {
      String days = " AND %s >= %s::timestamp::date - %d".formatted(day, parameter, later + 1);
      return expression + " >= " + parameter + (day.isEmpty() ? "" : days);
    }

    String before(String parameter) {
      String days = " AND %s <= %s::timestamp::date + 1".formatted(day, parameter);
      return expression + " < " + parameter + (day.isEmpty() ? "" : days);
    }
  }

  private static String time(Condition condition, Operator operator, Time time, String name) {
    return switch (operator) {
      case LESS_THAN -> time.before(name + "from");
      case LESS_THAN_EQUAL -> time.before(name + "to");
      case GREATER_THAN -> time.from(name + "to");
      case GREATER_THAN_EQUAL -> time.from(name + "from");
      case BETWEEN -> time.from(name + "from") + " AND " + time.before(name + "to1");
      default ->
          IntStream.range(0, condition.values().size())
              .mapToObj(i -> i == 0 ? "" : String.valueOf(i))
              .map(i -> time.from(name + "from" + i) + " AND " + time.before(name + "to" + i))
              .collect(Collectors.joining(" OR ", "(", ")"));
    };
  }

  /** Adds the parameters of a condition. */
  static void bind(
      Condition condition, int n, ZoneId zone, Map<String, @Nullable Object> parameters) {
    String name = "f" + n;
    List<Object> values = condition.values();
    switch (condition.field().type()) {
      case DATE_TIME -> ranges(values, name, parameters, local -> local);
      case MOMENT -> moments(values, name, parameters, zone);
      case TEXT -> texts(condition, name, parameters);
      case MONEY -> scalars(condition, name, parameters, value -> value);
      case NUMBER ->
          scalars(condition, name, parameters, value -> ((BigDecimal) value).doubleValue());
      default -> scalars(condition, name, parameters, value -> value);
    }
  }

  private static void ranges(
      List<Object> values,
      String name,
      Map<String, @Nullable Object> parameters,
      Function<LocalDateTime, Object> map) {
    for (int i = 0; i < values.size(); i++) {
      DateRange range = (DateRange) values.get(i);
      parameters.put(name + "from" + (i == 0 ? "" : i), map.apply(range.from()));
      parameters.put(name + "to" + (i == 0 ? "" : i), map.apply(range.to()));
    }
  }

  private static void moments(
      List<Object> values, String name, Map<String, @Nullable Object> parameters, ZoneId zone) {
    ranges(values, name, parameters, local -> local.atZone(zone).toInstant());
  }

  private static void texts(
      Condition condition, String name, Map<String, @Nullable Object> parameters) {
    if (condition.operator().positive() == Operator.LIKE) {
      parameters.put(name, pattern((String) condition.values().getFirst()));
    } else {
      scalars(condition, name, parameters, value -> ((String) value).toLowerCase(Locale.ROOT));
    }
  }

  private static void scalars(
      Condition condition,
      String name,
      Map<String, @Nullable Object> parameters,
      UnaryOperator<Object> map) {
    List<Object> values = condition.values().stream().map(map).toList();
    if (condition.operator().positive() == Operator.ONE_OF) {
      parameters.put(name, values);
    } else {
      parameters.put(name, values.getFirst());
      if (values.size() > 1) {
        parameters.put(name + "b", values.get(1));
      }
    }
  }

  /** Contains; {@code %} and {@code _} are themselves, {@code *} stands for anything. */
  static String pattern(String value) {
    String literal = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return "%" + literal.replace('*', '%') + "%";
  }
}
