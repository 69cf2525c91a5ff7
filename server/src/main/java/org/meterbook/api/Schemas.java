package org.meterbook.api;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The component schemas of the API description. Each shape and record is described once; different
 * ones that share a name get names of their own. Not thread-safe.
 */
final class Schemas {
  /** Which way an object travels: a request may leave keys out, an answer has them all. */
  enum Role {
    REQUEST,
    ANSWER;

    /** What the n-th component of a name is called. */
    private String name(String wanted, int n) {
      if (n == 1) {
        return wanted;
      }
      return this == ANSWER ? wanted + n : wanted + "Request" + (n == 2 ? "" : n - 1);
    }
  }

  /** The key of a shape that is shown with empty fields where there is no row. */
  private record MayBeAbsent(Shape shape) {}

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<Object, String> names = new HashMap<>();
  private final Map<String, ObjectNode> components = new TreeMap<>();
  private final RecordSchemas records = new RecordSchemas(this);

  /** All components, by name. */
  ObjectNode components() {
    ObjectNode all = JSON.objectNode();
    components.forEach(all::set);
    return all;
  }

  /** A reference to a shape's schema. */
  ObjectNode of(Shape shape) {
    return component(shape, shape.name(), Role.ANSWER, schema -> fill(schema, shape, false));
  }

  /** The schema of a Java type, for a record a reference. */
  ObjectNode of(Type type, Role role) {
    return records.of(type, role);
  }

  /** The schema of a field's type. */
  ObjectNode of(FieldType type) {
    ObjectNode schema = JSON.objectNode().put("type", type.jsonType());
    if (type.jsonType().equals("array")) {
      schema.putObject("items").put("type", type.format());
    } else if (!type.format().isEmpty()) {
      schema.put("format", type.format());
    }
    return schema;
  }

  static ObjectNode array(ObjectNode items) {
    ObjectNode schema = JSON.objectNode().put("type", "array");
    schema.set("items", items);
    return schema;
  }

  /** The same schema, allowing null. */
  static ObjectNode nullable(ObjectNode schema) {
    if (schema.has("$ref")) {
      ObjectNode either = JSON.objectNode();
      either.putArray("anyOf").add(schema).add(JSON.objectNode().put("type", "null"));
      return either;
    }
    if (schema.get("type") != null) {
      String type = schema.get("type").asString();
      schema.putArray("type").add(type).add("null");
    }
    return schema;
  }

  /**
   * A reference to the component of a key, which is described first if nobody asked for it before.
   */
  ObjectNode component(Object key, String wanted, Role role, Consumer<ObjectNode> content) {
    String known = names.get(key);
    return JSON.objectNode()
        .put(
            "$ref",
            "#/components/schemas/" + (known == null ? add(key, wanted, role, content) : known));
  }

  private String add(Object key, String wanted, Role role, Consumer<ObjectNode> content) {
    int n = 1;
    while (components.containsKey(role.name(wanted, n))) {
      n++;
    }
    String name = role.name(wanted, n);
    ObjectNode schema = JSON.objectNode();
    // Known before it is complete: a record may contain itself.
    names.put(key, name);
    components.put(name, schema);
    content.accept(schema);
    for (int earlier = 1; earlier < n; earlier++) {
      String twin = role.name(wanted, earlier);
      if (schema.equals(components.get(twin))) {
        components.remove(name);
        names.put(key, twin);
        return twin;
      }
    }
    return name;
  }

  /**
   * Describes a shape; one that may be absent is shown with empty fields then, its id among them.
   */
  private void fill(ObjectNode schema, Shape shape, boolean mayBeAbsent) {
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    shape
        .members()
        .forEach(member -> properties.set(member.name(), of(shape, member, mayBeAbsent)));
  }

  private ObjectNode of(Shape shape, Member member, boolean mayBeAbsent) {
    ObjectNode schema =
        switch (member) {
          case Member.Field field -> {
            if (field.sql().equals("'[]'")) {
              // A list that has no items yet is written as a literal.
              yield array(JSON.objectNode());
            }
            boolean isId = field.sql().equals("$." + shape.table().key()) && !mayBeAbsent;
            yield isId ? of(field.type()) : nullable(of(field.type()));
          }
          case Member.One one when one.join().isPresent() && one.always() ->
              component(
                  new MayBeAbsent(one.shape()),
                  one.shape().name(),
                  Role.ANSWER,
                  nested -> fill(nested, one.shape(), true));
          case Member.One one ->
              one.join().isPresent() ? nullable(of(one.shape())) : of(one.shape());
          case Member.Many many -> array(of(many.shape()));
        };
    return schema.put("description", member.meaning());
  }

  /** The shapes of an operation's answer, which have the first claim on their names. */
  static List<Shape> shapes(Operation.Action action) {
    return switch (action) {
      case Operation.Listing listing -> List.of(listing.shape());
      case Operation.Single single -> List.of(single.shape());
      case Operation.Write write -> write.answer().stream().toList();
      case Operation.Compute _,
          Operation.Public _,
          Operation.Intake _,
          Operation.Outward _,
          Operation.Stream _,
          Operation.Download _ ->
          List.of();
    };
  }
}
