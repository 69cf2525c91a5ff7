package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.meterbook.ledger.billimport.Profile.Source;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An object of a profile being read: what is of the wrong kind, or known to nobody, is an error.
 */
final class JsonObject {
  private final JsonNode node;
  private final String path;
  private final List<String> errors;
  private final Set<String> asked = new HashSet<>();

  JsonObject(JsonNode node, String path, List<String> errors) {
    boolean isObject = node.isObject();
    this.node = isObject ? node : JsonNodeFactory.instance.objectNode();
    this.path = path;
    this.errors = errors;
    if (!isObject) {
      errors.add(
          (path.isEmpty() ? "it" : path.substring(0, path.length() - 1)) + " must be an object");
    }
  }

  /** Its path, to be followed by a name. */
  String path() {
    return path;
  }

  /** Whatever nobody asked for is a mistake in writing. */
  void close() {
    node.propertyNames().stream()
        .filter(name -> !asked.contains(name))
        .forEach(name -> errors.add(path + name + " is unknown"));
  }

  private Optional<JsonNode> get(String name) {
    asked.add(name);
    return Optional.ofNullable(node.get(name)).filter(found -> !found.isNull());
  }

  Optional<String> optional(String name) {
    return get(name).flatMap(found -> text(found, path + name));
  }

  String text(String name, String otherwise) {
    return optional(name).orElse(otherwise);
  }

  boolean flag(String name, boolean otherwise) {
    Optional<JsonNode> found = get(name);
    if (found.isPresent() && !found.get().isBoolean()) {
      errors.add(path + name + " must be true or false");
    }
    return found.map(each -> each.asBoolean(otherwise)).orElse(otherwise);
  }

  List<String> texts(String name, List<String> otherwise) {
    return get(name)
        .map(found ->
            elements(found, path + name).flatMap(each -> text(each, path + name).stream()).toList())
        .orElse(otherwise);
  }

  JsonObject object(String name) {
    return new JsonObject(
        get(name).orElseGet(JsonNodeFactory.instance::objectNode), path + name + ".", errors);
  }

  List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    get(name).stream()
        .flatMap(found -> elements(found, path + name))
        .forEach(each ->
            objects.add(
                new JsonObject(each, "%s%s[%d].".formatted(path, name, objects.size()), errors)));
    return objects;
  }

  /** A column's name, or {@code {"column": …, "prefix": …}}, or {@code {"value": …}}. */
  Optional<Source> source(String name) {
    Optional<JsonNode> found = get(name);
    if (found.isEmpty() || found.get().isString()) {
      return found.map(each -> new Source(Optional.of(each.asString()), ""));
    }
    JsonObject object = object(name);
    Optional<String> column = object.optional("column");
    Optional<String> prefix = object.optional("prefix");
    Optional<String> value = object.optional("value");
    object.close();
    if (column.isPresent() == value.isPresent()) {
      errors.add(path + name + " must have either a column or a value");
    }
    return Optional.of(new Source(column, value.or(() -> prefix).orElse("")));
  }

  private Stream<JsonNode> elements(JsonNode found, String where) {
    if (!found.isArray()) {
      errors.add(where + " must be a list");
      return Stream.empty();
    }
    return found.valueStream();
  }

  private Optional<String> text(JsonNode found, String where) {
    if (!found.isString()) {
      errors.add(where + " must be a text");
      return Optional.empty();
    }
    return Optional.of(found.asString());
  }
}
