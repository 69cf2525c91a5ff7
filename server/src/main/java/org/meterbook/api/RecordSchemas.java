package org.meterbook.api;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of records: their components' types, and in requests the rules that are declared on them.
 */
final class RecordSchemas {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private record Key(Class<?> type, Schemas.Role role) {}

  private final Schemas schemas;

  RecordSchemas(Schemas schemas) {
    this.schemas = schemas;
  }

  /** The schema of a type; what cannot be told is any value. */
  ObjectNode of(Type type, Schemas.Role role) {
    return switch (type) {
      case Class<?> raw when raw.isArray() -> Schemas.array(of(raw.getComponentType(), role));
      case Class<?> raw when raw.isRecord() ->
          schemas.component(
              new Key(raw, role), raw.getSimpleName(), role, schema -> fill(schema, raw, role));
      case Class<?> raw when raw.isEnum() -> {
        ObjectNode schema = JSON.objectNode().put("type", "string");
        ArrayNode values = schema.putArray("enum");
        Arrays.stream(raw.getEnumConstants()).forEach(constant -> values.add(constant.toString()));
        yield schema;
      }
      case Class<?> raw -> scalar(raw);
      case GenericArrayType array -> Schemas.array(of(array.getGenericComponentType(), role));
      case ParameterizedType generic -> generic(generic, role);
      default -> JSON.objectNode();
    };
  }

  private ObjectNode generic(ParameterizedType type, Schemas.Role role) {
    Class<?> raw = (Class<?>) type.getRawType();
    if (Collection.class.isAssignableFrom(raw)) {
      return Schemas.array(of(BodyBinder.argument(type, 0), role));
    }
    if (raw == Map.class) {
      ObjectNode schema = JSON.objectNode().put("type", "object");
      schema.set("additionalProperties", of(BodyBinder.argument(type, 1), role));
      return schema;
    }
    if (raw == Given.class) {
      return of(BodyBinder.argument(type, 0), role);
    }
    return raw == Optional.class
        ? Schemas.nullable(of(BodyBinder.argument(type, 0), role))
        : JSON.objectNode();
  }

  private static ObjectNode scalar(Class<?> type) {
    ObjectNode schema = JSON.objectNode();
    if (type == String.class) {
      return schema.put("type", "string");
    }
    if (type == Boolean.class || type == boolean.class) {
      return schema.put("type", "boolean");
    }
    if (type == Integer.class || type == int.class) {
      return schema.put("type", "integer").put("format", "int32");
    }
    if (type == Long.class || type == long.class) {
      return schema.put("type", "integer").put("format", "int64");
    }
    if (type == Double.class || type == double.class || type == BigDecimal.class) {
      return schema.put("type", "number").put("format", "double");
    }
    if (type == LocalDateTime.class || type == Instant.class || type == Moment.class) {
      return schema.put("type", "string").put("format", "date-time");
    }
    return type == LocalDate.class ? schema.put("type", "string").put("format", "date") : schema;
  }

  private void fill(ObjectNode schema, Class<?> type, Schemas.Role role) {
    schema.put("type", "object");
    Rules.OnlyOneOf only = type.getAnnotation(Rules.OnlyOneOf.class);
    if (only != null) {
      schema.put(
          "description", "At most one of " + String.join(", ", only.value()) + " may be given.");
    }
    List<String> required = new ArrayList<>();
    properties(type, role, schema.putObject("properties"), required);
    if (role == Schemas.Role.REQUEST && !required.isEmpty()) {
      ArrayNode names = schema.putArray("required");
      required.forEach(names::add);
    }
  }

  private void properties(
      Class<?> type, Schemas.Role role, ObjectNode properties, List<String> required) {
    for (RecordComponent component : Rules.components(type)) {
      properties.set(Rules.name(component), of(component, role));
      if (component.isAnnotationPresent(Rules.Required.class)
          || component.isAnnotationPresent(Rules.Defined.class)) {
        required.add(Rules.name(component));
      }
    }
  }

  private ObjectNode of(RecordComponent component, Schemas.Role role) {
    ObjectNode schema = of(component.getGenericType(), role);
    RuleSchemas.apply(component, schema);
    boolean mayBeNull =
        role == Schemas.Role.REQUEST
            ? !component.isAnnotationPresent(Rules.Required.class)
            : component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    ObjectNode whole = mayBeNull ? Schemas.nullable(schema) : schema;
    if (mayBeNull && whole.get("enum") instanceof ArrayNode values) {
      values.addNull();
    }
    String description = RuleSchemas.description(component);
    return description.isEmpty() ? whole : whole.put("description", description);
  }
}
