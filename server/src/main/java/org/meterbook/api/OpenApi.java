package org.meterbook.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes all operations as OpenAPI 3.1. */
public final class OpenApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Operations operations;
  private final Schemas schemas = new Schemas();
  private final OpenApiParameters parameters;
  private final OpenApiResponses responses;
  private final Face.Description face;

  private OpenApi(Operations operations, Face.Description face) {
    this.operations = operations;
    this.face = face;
    this.responses = new OpenApiResponses(schemas, face);
    this.parameters = new OpenApiParameters(operations, schemas);
  }

  /**
   * The description as JSON in UTF-8; to be made once, at start.
   *
   * @param version the server's version
   */
  public static byte[] json(Operations operations, Face face, String version) {
    return Engine.MAPPER.writeValueAsBytes(
        new OpenApi(operations, face.description()).document(version));
  }

  private ObjectNode document(String version) {
    // Shapes have the first claim on a name; a request's record of the same name gets another,
    // wherever it is declared.
    operations.all().forEach(operation -> Schemas.shapes(operation.action()).forEach(schemas::of));
    ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", face.title())
        .put("version", version)
        .put("description", face.about());
    ArrayNode tags = document.putArray("tags");
    new TreeSet<>(operations.all().stream().map(Operation::category).toList())
        .forEach(category -> tags.addObject().put("name", category));
    ArrayNode security = document.putArray("security");
    schemes().keySet().forEach(scheme -> security.addObject().putArray(scheme));
    ObjectNode paths = document.putObject("paths");
    operations
        .all()
        .forEach(operation ->
            paths
                .withObjectProperty(operation.path())
                .set(operation.method().toLowerCase(java.util.Locale.ROOT), of(operation)));
    document.set("components", components());
    return document;
  }

  private ObjectNode components() {
    ObjectNode components = JSON.objectNode();
    ObjectNode security = components.putObject("securitySchemes");
    schemes().forEach(security::set);
    components.set("parameters", parameters.shared());
    components.set("headers", OpenApiResponses.headers());
    components.set("responses", responses.errors());
    components.set(
        "schemas", schemas.components().setAll(Map.of(face.refusal(), face.refusalSchema())));
    return components;
  }

  /** In an order that does not change from run to run. */
  private Map<String, ObjectNode> schemes() {
    return new TreeMap<>(face.security());
  }

  private ObjectNode of(Operation operation) {
    ObjectNode node = JSON.objectNode().put("operationId", operation.id());
    node.putArray("tags").add(operation.category());
    node.put("summary", operation.summary()).put("description", description(operation));
    if (operation.deprecation().isPresent()) {
      node.put("deprecated", true);
    }
    if (operation.open()) {
      node.putArray("security");
    }
    ArrayNode all = parameters.of(operation);
    if (!all.isEmpty()) {
      node.set("parameters", all);
    }
    operation.body().ifPresent(body -> node.set("requestBody", body(body, operation.action())));
    node.set("responses", responses.of(operation));
    return node;
  }

  private static String description(Operation operation) {
    StringBuilder text = new StringBuilder();
    operation
        .deprecation()
        .ifPresent(deprecation -> {
          text.append("**DEPRECATED** ").append(deprecation.header());
          deprecation.removal().ifPresent(day -> text.append("; removed on ").append(day));
          text.append(".\n\n");
        });
    text.append("Permission: ");
    if (operation.open()) {
      text.append("none; may be called without a key.");
    } else if (operation.anyOf().isEmpty()) {
      text.append("none; every known caller.");
    } else {
      text.append(
          String.join(" or ", operation.anyOf().stream().map(Permission::toString).toList()));
    }
    if (operation.action() instanceof Operation.Listing listing) {
      listing
          .reduction()
          .ifPresent(reduction ->
              text.append(
                  "\n\nWithout %s it answers only %s."
                      .formatted(reduction.permission(), String.join(", ", reduction.fields()))));
    }
    return text.toString();
  }

  private ObjectNode body(Operation.Body body, Operation.Action action) {
    ObjectNode item = schemas.of(body.type(), Schemas.Role.REQUEST);
    ObjectNode node = JSON.objectNode().put("required", true);
    ObjectNode content = node.putObject("content");
    content.putObject("application/json").set("schema", body.many() ? Schemas.array(item) : item);
    if (action instanceof Operation.Intake intake) {
      intake
          .formats()
          .forEach((media, meaning) ->
              content
                  .putObject(media)
                  .putObject("schema")
                  .put("type", "string")
                  .put("description", meaning));
    }
    return node;
  }
}
