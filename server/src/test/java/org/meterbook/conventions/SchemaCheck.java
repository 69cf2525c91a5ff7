package org.meterbook.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Compares answers with the schemas of an API description; as strict as the description is meant:
 * nothing beside it.
 */
final class SchemaCheck {
  private final JsonNode document;
  private final List<String> breaches = new ArrayList<>();

  SchemaCheck(JsonNode document) {
    this.document = document;
  }

  /** Where an answer is not what its schema says. */
  List<String> breaches(JsonNode answer, JsonNode schema) {
    breaches.clear();
    check(answer, schema, "");
    return List.copyOf(breaches);
  }

  /** The schema of an operation's success. */
  JsonNode answer(String path, String method) {
    return document
        .path("paths")
        .path(path)
        .path(method)
        .path("responses")
        .path("200")
        .path("content")
        .path("application/json")
        .path("schema");
  }

  JsonNode component(String name) {
    return document.path("components").path("schemas").path(name);
  }

  private void check(JsonNode value, JsonNode schema, String at) {
    if (breaches.size() > 20) {
      return;
    }
    if (schema.has("$ref")) {
      check(value, document.at(schema.path("$ref").stringValue().substring(1)), at);
    } else if (schema.has("anyOf")) {
      schema
          .path("anyOf")
          .forEach(each -> {
            if (value.isNull() == "null".equals(each.path("type").asString(""))) {
              check(value, each, at);
            }
          });
    } else if (schema.has("type")) {
      type(value, schema, at);
    }
  }

  private void type(JsonNode value, JsonNode schema, String at) {
    JsonNode type = schema.path("type");
    List<String> types =
        type.isArray()
            ? StreamSupport.stream(type.spliterator(), false).map(JsonNode::stringValue).toList()
            : List.of(type.stringValue());
    if (types.stream().noneMatch(each -> fits(value, each, schema.path("format").asString("")))) {
      breaches.add("%s is %s, not %s".formatted(at, value, schema));
    }
    if (schema.has("enum")
        && StreamSupport.stream(schema.path("enum").spliterator(), false)
            .noneMatch(value::equals)) {
      breaches.add("%s is %s, not one of %s".formatted(at, value, schema.path("enum")));
    }
    if (value.isArray()) {
      value.forEach(item -> check(item, schema.path("items"), at + "[]"));
    }
    if (value.isObject()) {
      object(value, schema, at);
    }
  }

  private void object(JsonNode value, JsonNode schema, String at) {
    schema
        .path("required")
        .forEach(name -> {
          if (!value.has(name.stringValue())) {
            breaches.add(at + "." + name.stringValue() + " is required");
          }
        });
    if (!schema.has("properties")) {
      value
          .properties()
          .forEach(entry ->
              check(
                  entry.getValue(),
                  schema.path("additionalProperties"),
                  at + "." + entry.getKey()));
      return;
    }
    value
        .properties()
        .forEach(entry -> {
          if (schema.path("properties").has(entry.getKey())) {
            check(
                entry.getValue(),
                schema.path("properties").path(entry.getKey()),
                at + "." + entry.getKey());
          } else {
            breaches.add(at + "." + entry.getKey() + " is not declared");
          }
        });
  }

  private static boolean fits(JsonNode value, String type, String format) {
    return switch (type) {
      case "null" -> value.isNull();
      case "string" ->
          value.isString()
              && (!format.equals("date-time")
                  || value
                      .stringValue()
                      .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?"));
      case "integer" ->
          value.isIntegralNumber() && (!format.equals("int32") || value.canConvertToInt());
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> false;
    };
  }
}
