package org.meterbook.api;

import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes all operations as OpenAPI 3.1. */
public final class OpenApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String ABOUT =
      """
      Send an API key in the header `ECI-ApiKey`. Paths and the names of parameters, filters and fields match in any letter \
      case. Dates are local, without zone: `2026-03-30T00:00:00`. Identifiers are whole numbers of 32 bits.

      **Lists** take `filter`, for example `placeCode one of 'HQ'|'LAB' and structure equals 'true'`: every value in single \
      quotes, `\\'` for a quote inside one. Paged lists answer how much there is in the headers PageNumber, PageSize, \
      TotalNumberOfRecords and TotalPages.

      **Errors** are problem details (RFC 9457) that name every violation of a body at once.

      **Deprecated** operations answer with the header ECI-Deprecated, which names their successor.
      """;

  private final Operations operations;
  private final Schemas schemas = new Schemas();
  private final OpenApiParameters parameters;
  private final OpenApiResponses responses = new OpenApiResponses(schemas);

  private OpenApi(Operations operations) {
    this.operations = operations;
    this.parameters = new OpenApiParameters(operations, schemas);
  }

  /**
   * The description as JSON in UTF-8; to be made once, at start.
   *
   * @param version the server's version
   */
  public static byte[] json(Operations operations, String version) {
    return Engine.MAPPER.writeValueAsBytes(new OpenApi(operations).document(version));
  }

  private ObjectNode document(String version) {
    // Shapes have the first claim on a name; a request's record of the same name gets another,
    // wherever it is declared.
    operations.all().forEach(operation -> Schemas.shapes(operation.action()).forEach(schemas::of));
    ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Meterbook")
        .put("version", version)
        .put("description", ABOUT);
    ArrayNode tags = document.putArray("tags");
    new TreeSet<>(operations.all().stream().map(Operation::category).toList())
        .forEach(category -> tags.addObject().put("name", category));
    ArrayNode security = document.putArray("security");
    security.addObject().putArray("ApiKey");
    security.addObject().putArray("Bearer");
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
    security
        .putObject("ApiKey")
        .put("type", "apiKey")
        .put("in", "header")
        .put("name", "ECI-ApiKey");
    security
        .putObject("Bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "The token that a login answers.");
    components.set("parameters", parameters.shared());
    components.set("headers", OpenApiResponses.headers());
    components.set("responses", OpenApiResponses.errors());
    components.set("schemas", schemas.components().setAll(OpenApiResponses.problem()));
    return components;
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
