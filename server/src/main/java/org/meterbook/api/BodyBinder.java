package org.meterbook.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Table;
import tools.jackson.databind.JsonNode;

/**
 * Makes the records of a request from its JSON and checks the rules that their components declare.
 * Unknown properties are ignored; names match in any letter case.
 */
final class BodyBinder {
  private static final int LARGEST_EXPONENT = 400;

  /**
   * An amount of money has at most so many digits before its point, so that a hundred of them still
   * fit their column as a sum.
   */
  private static final int MONEY_DIGITS = 15;

  private final Operations operations;

  BodyBinder(Operations operations) {
    this.operations = operations;
  }

  /**
   * Binds a whole body; what is wrong goes into the violations, and the result is then of no use.
   */
  @Nullable Object bind(Operation.Body body, JsonNode json, Violations violations) {
    return body.many()
        ? list(json, body.type(), "", violations)
        : value(json, body.type(), body.type(), "", violations);
  }

  private @Nullable Object list(JsonNode json, Type item, String path, Violations violations) {
    if (!json.isArray()) {
      violations.add(path, "must be an array");
      return null;
    }
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      String at = path + "[" + i + "]";
      if (json.get(i).isNull()) {
        violations.add(at, "must not be null");
      } else {
        items.add(value(json.get(i), item, raw(item), at, violations));
      }
    }
    return items;
  }

  private @Nullable Object value(
      JsonNode json, Type type, Class<?> raw, String path, Violations violations) {
    if (raw.isRecord() && raw != Given.class) {
      return record(json, raw, path, violations);
    }
    if (raw == List.class) {
      return list(json, argument(type, 0), path, violations);
    }
    if (raw == Map.class) {
      return map(json, argument(type, 1), path, violations);
    }
    Optional<Object> scalar = scalar(json, raw);
    if (scalar.isEmpty()) {
      violations.add(path, "must be " + expected(raw));
    }
    return scalar.orElse(null);
  }

  private static Optional<Object> scalar(JsonNode json, Class<?> raw) {
    if (raw == String.class) {
      return json.isString() ? Optional.of(json.stringValue()) : Optional.empty();
    }
    if (raw == Boolean.class) {
      return json.isBoolean() ? Optional.of(json.booleanValue()) : Optional.empty();
    }
    if (raw == LocalDateTime.class) {
      return json.isString() ? wallClock(json.stringValue()) : Optional.empty();
    }
    if (raw == Moment.class) {
      return json.isString()
          ? Moment.parse(json.stringValue())
              .filter(moment -> isYear(moment.local().getYear()))
              .map(moment -> moment)
          : Optional.empty();
    }
    if (!json.isNumber()) {
      return Optional.empty();
    }
    BigDecimal number = json.decimalValue();
    if (raw == BigDecimal.class) {
      return isPlain(number) && number.precision() - number.scale() <= MONEY_DIGITS
          ? Optional.of(number)
          : Optional.empty();
    }
    if (raw == Double.class) {
      double value = number.doubleValue();
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
    try {
      return Optional.of(
          raw == Long.class ? (Object) number.longValueExact() : (Object) number.intValueExact());
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  /**
   * Can be written without an exponent in a reasonable number of digits: {@code 1e999999999} would
   * take all memory.
   */
  static boolean isPlain(BigDecimal number) {
    return Math.abs((long) number.scale()) <= LARGEST_EXPONENT;
  }

  /**
   * What the clock on the wall said: an offset is not applied, because a bill's day is a day,
   * wherever its sender sits.
   */
  private static Optional<Object> wallClock(String text) {
    String local =
        text.strip().replaceFirst("(?i)(Z|(?<=\\d\\d:\\d\\d.{0,12})[+-]\\d\\d:?\\d\\d)$", "");
    return DateRange.parse(local, java.time.ZoneOffset.UTC)
        .map(DateRange::from)
        .filter(date -> isYear(date.getYear()))
        .map(date -> date);
  }

  private static boolean isYear(int year) {
    return year >= 1 && year <= 9999;
  }

  private @Nullable Object map(JsonNode json, Type item, String path, Violations violations) {
    if (!json.isObject()) {
      violations.add(path, "must be an object");
      return null;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    json.properties()
        .forEach(entry -> {
          if (!entry.getValue().isNull()) {
            map.put(
                entry.getKey(),
                value(entry.getValue(), item, raw(item), path + "." + entry.getKey(), violations));
          }
        });
    return map;
  }

  private static String expected(Class<?> raw) {
    if (raw == String.class) {
      return "a text";
    }
    if (raw == Boolean.class) {
      return "true or false";
    }
    if (raw == LocalDateTime.class || raw == Moment.class) {
      return "a date such as 2026-03-30 or 2026-03-30T10:30:00";
    }
    if (raw == BigDecimal.class) {
      return "a number of at most %d digits before its point".formatted(MONEY_DIGITS);
    }
    return raw == Integer.class ? "a whole number of 32 bits" : "a number";
  }

  // Records
  // -------------------------------------------------------------------------------------------------------------------

  private @Nullable Object record(
      JsonNode json, Class<?> type, String path, Violations violations) {
    if (!json.isObject()) {
      violations.add(path, "must be an object");
      return null;
    }
    Map<String, JsonNode> given = new LinkedHashMap<>();
    json.properties()
        .forEach(entry -> given.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      if (component.isAnnotationPresent(Rules.Flat.class)) {
        values[i] = record(json, component.getType(), path, violations);
        continue;
      }
      String name = Rules.name(component);
      String at = path.isEmpty() ? name : path + "." + name;
      JsonNode node = given.get(name.toLowerCase(Locale.ROOT));
      values[i] = coded(component, component(component, node, at, given, violations));
    }
    onlyOneOf(type, given, path, violations);
    return construct(type, components, values);
  }

  /** Codes are compared, so blanks around one are no part of it. */
  private static @Nullable Object coded(RecordComponent component, @Nullable Object value) {
    return value instanceof String text && component.getName().endsWith("Code")
        ? text.strip()
        : value;
  }

  private @Nullable Object component(
      RecordComponent component,
      @Nullable JsonNode node,
      String at,
      Map<String, JsonNode> given,
      Violations violations) {
    boolean wrapped = component.getType() == Given.class;
    Type type = wrapped ? argument(component.getGenericType(), 0) : component.getGenericType();
    if (node == null || node.isNull()) {
      String missing = missing(component, node != null, given);
      if (!missing.isEmpty()) {
        violations.add(at, missing);
      }
      return wrapped ? new Given<>(node != null, null) : null;
    }
    Object value = value(node, type, raw(type), at, violations);
    if (value != null) {
      rules(component, value, at, violations);
    }
    return wrapped ? new Given<>(true, value) : value;
  }

  private static String missing(
      RecordComponent component, boolean isNull, Map<String, JsonNode> given) {
    if (component.isAnnotationPresent(Rules.Required.class)) {
      return "is required" + (isNull ? " and must not be null" : "");
    }
    if (component.isAnnotationPresent(Rules.Defined.class) && !isNull) {
      return "must be present; null is allowed";
    }
    var with = component.getAnnotation(Rules.RequiredWith.class);
    if (with != null && given(given, with.value())) {
      return "is required when " + with.value() + " is set";
    }
    var when = component.getAnnotation(Rules.RequiredWhen.class);
    if (when != null && given(given, when.field())) {
      String value =
          java.util.Objects.requireNonNull(given.get(when.field().toLowerCase(Locale.ROOT)))
              .asString();
      if (List.of(when.is()).contains(value)) {
        return "is required when %s is %s".formatted(when.field(), value);
      }
    }
    return "";
  }

  private static boolean given(Map<String, JsonNode> given, String name) {
    JsonNode node = given.get(name.toLowerCase(Locale.ROOT));
    return node != null && !node.isNull();
  }

  private static void onlyOneOf(
      Class<?> type, Map<String, JsonNode> given, String path, Violations violations) {
    var only = type.getAnnotation(Rules.OnlyOneOf.class);
    if (only != null
        && java.util.Arrays.stream(only.value()).filter(name -> given(given, name)).count() > 1) {
      violations.add(path, "only one of %s can be set".formatted(String.join(", ", only.value())));
    }
  }

  private void rules(RecordComponent component, Object value, String at, Violations violations) {
    var length = component.getAnnotation(Rules.Length.class);
    if (length != null && value instanceof String text) {
      int size = text.codePointCount(0, text.length());
      if (size < length.min() || size > length.max()) {
        violations.add(
            at,
            "must be %d to %d characters long, not %d".formatted(length.min(), length.max(), size));
      }
    }
    if (value instanceof String text) {
      if (text.indexOf('\0') >= 0) {
        violations.add(at, "must not contain the character NUL");
      }
      if (text.codePoints()
          .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        violations.add(at, "must not contain half of a surrogate pair");
      }
      if (component.isAnnotationPresent(Rules.Required.class) && text.isBlank()) {
        violations.add(at, "is required and must not be blank");
      }
    }
    var range = component.getAnnotation(Rules.Range.class);
    if (range != null
        && value instanceof Number number
        && (number.doubleValue() < range.min() || number.doubleValue() > range.max())) {
      violations.add(
          at, "must be %s to %s, not %s".formatted(plain(range.min()), plain(range.max()), number));
    }
    if (component.isAnnotationPresent(Rules.LedgerDate.class)
        && value instanceof LocalDateTime date
        && (date.isBefore(LocalDateTime.of(1899, 12, 31, 0, 0))
            || date.isAfter(LocalDateTime.of(3000, 1, 1, 0, 0)))) {
      violations.add(at, "must be from 1899-12-31 to 3000-01-01");
    }
    var oneOf = component.getAnnotation(Rules.OneOf.class);
    if (oneOf != null && !List.of(oneOf.value()).contains(String.valueOf(value))) {
      violations.add(
          at, "must be one of %s, in this letter case".formatted(String.join(", ", oneOf.value())));
    }
    if (component.isAnnotationPresent(Rules.NotEmpty.class)
        && value instanceof List<?> list
        && list.isEmpty()) {
      violations.add(at, "must have at least one item");
    }
    var refers = component.getAnnotation(Rules.Refers.class);
    if (refers != null) {
      Table table = operations.table(refers.value()).orElseThrow();
      if (value instanceof Integer id) {
        violations.refer(at, table, id);
      } else if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          if (list.get(i) instanceof Integer id) {
            violations.refer(at + "[" + i + "]", table, id);
          }
        }
      }
    }
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number)
        .setScale(number == Math.rint(number) ? 0 : 4, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static @Nullable Object construct(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] types =
        java.util.Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    }
  }

  static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> c -> c;
      case ParameterizedType p -> (Class<?>) p.getRawType();
      default -> throw new IllegalArgumentException("not supported in a request: " + type);
    };
  }
}
