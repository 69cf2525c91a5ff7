package org.meterbook.conventions;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meterbook.api.Given;
import org.meterbook.api.Rules;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that break the rules of the record that an operation takes. */
final class Bodies {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What is wrong with values. */
  private enum Fault {
    TEXT("wrong", "30 March"),
    TRUTH(true, "2026-02-30"),
    TOO_LARGE(new BigDecimal("1e999999999"), "+290000-01-01T00:00:00"),
    TOO_SMALL(new BigDecimal("-1e400"), "-4713-01-01T00:00:00");

    private final Object number;
    private final String date;

    Fault(Object number, String date) {
      this.number = number;
      this.date = date;
    }

    JsonNode value(Class<?> type) {
      if (type == LocalDateTime.class) {
        return JSON.stringNode(date);
      }
      if (!Number.class.isAssignableFrom(type)) {
        return JSON.numberNode(1);
      }
      // Amounts of money end long before numbers do.
      return Client.JSON.valueToTree(
          type == BigDecimal.class && this == TOO_SMALL ? new BigDecimal("-1e15") : number);
    }
  }

  /** A body, and the properties that must be named as wrong. */
  record Wrong(JsonNode json, List<String> properties) {}

  private Bodies() {}

  /** The components of a record, those of its flat parts among them. */
  static Stream<RecordComponent> components(Class<?> type) {
    if (!type.isRecord()) {
      return Stream.empty();
    }
    return Arrays.stream(type.getRecordComponents())
        .flatMap(component ->
            component.isAnnotationPresent(Rules.Flat.class)
                ? components(component.getType())
                : Stream.of(component));
  }

  /** The properties without which a body is refused. */
  static List<String> demanded(Class<?> type) {
    return components(type)
        .filter(component ->
            component.isAnnotationPresent(Rules.Required.class)
                || component.isAnnotationPresent(Rules.Defined.class))
        .map(Rules::name)
        .toList();
  }

  /**
   * Bodies in which every value, nested ones too, has the wrong type, or is beyond what its type
   * has room for.
   */
  static List<Wrong> wrong(Class<?> type, boolean many) {
    return Arrays.stream(Fault.values()).map(fault -> wrong(type, many, fault)).toList();
  }

  private static Wrong wrong(Class<?> type, boolean many, Fault fault) {
    List<String> properties = new ArrayList<>();
    JsonNode item = wrong(type, many ? "[0]" : "", fault, properties);
    return new Wrong(many ? JSON.arrayNode().add(item) : item, properties);
  }

  private static JsonNode wrong(Type type, String at, Fault fault, List<String> properties) {
    Class<?> raw = raw(type);
    if (raw == Given.class) {
      return wrong(argument(type, 0), at, fault, properties);
    }
    if (raw == List.class) {
      ArrayNode list = JSON.arrayNode();
      return list.add(wrong(argument(type, 0), at + "[0]", fault, properties));
    }
    if (raw == Map.class) {
      ObjectNode map = JSON.objectNode();
      map.set("some", wrong(argument(type, 1), at + ".some", fault, properties));
      return map;
    }
    if (raw.isRecord()) {
      ObjectNode object = JSON.objectNode();
      components(raw)
          .forEach(component ->
              object.set(
                  Rules.name(component),
                  wrong(
                      component.getGenericType(),
                      at.isEmpty() ? Rules.name(component) : at + "." + Rules.name(component),
                      fault,
                      properties)));
      return object;
    }
    properties.add(at);
    return fault.value(raw);
  }

  private static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
