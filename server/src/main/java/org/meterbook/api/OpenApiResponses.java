package org.meterbook.api;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The answers of the operations in the API description, and the refusals they share. */
final class OpenApiResponses {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> PAGING =
      List.of("PageNumber", "PageSize", "TotalNumberOfRecords", "TotalPages");

  private final Schemas schemas;
  private final Face.Description face;

  OpenApiResponses(Schemas schemas, Face.Description face) {
    this.schemas = schemas;
    this.face = face;
  }

  ObjectNode of(Operation operation) {
    ObjectNode responses = JSON.objectNode();
    Optional<ObjectNode> schema = schema(operation.action());
    boolean empty = operation.action() instanceof Operation.Write && schema.isEmpty();
    ObjectNode success =
        responses
            .putObject(empty ? "204" : "200")
            .put("description", empty ? "Done." : "The answer.");
    if (operation.action() instanceof Operation.Listing listing && listing.paged()) {
      ObjectNode headers = success.withObjectProperty("headers");
      PAGING.forEach(name -> headers.putObject(name).put("$ref", "#/components/headers/" + name));
    }
    operation
        .deprecation()
        .ifPresent(deprecation ->
            success
                .withObjectProperty("headers")
                .set(
                    "ECI-Deprecated",
                    header("string", "Names the successor: " + deprecation.header())));
    schema.ifPresent(
        value -> success.putObject("content").putObject("application/json").set("schema", value));
    for (ErrorCode code : face.refused()) {
      if (fits(code, operation)) {
        responses
            .putObject(String.valueOf(code.status()))
            .put("$ref", "#/components/responses/" + name(code));
      }
    }
    return responses;
  }

  private Optional<ObjectNode> schema(Operation.Action action) {
    return switch (action) {
      case Operation.Listing listing -> Optional.of(Schemas.array(schemas.of(listing.shape())));
      case Operation.Single single -> Optional.of(schemas.of(single.shape()));
      case Operation.Write write ->
          write.answer().map(shape -> many(schemas.of(shape), write.many()));
      case Operation.Compute compute -> computed(compute.answer(), compute.many());
      case Operation.Public open -> computed(open.answer(), false);
      case Operation.Intake intake -> computed(intake.answer(), false);
      case Operation.Outward outward -> computed(outward.answer(), false);
      case Operation.Stream stream -> computed(stream.answer(), false);
      case Operation.Download _ -> Optional.empty();
    };
  }

  private Optional<ObjectNode> computed(Class<?> type, boolean many) {
    return type == Void.class || type == Document.class
        ? Optional.empty()
        : Optional.of(many(schemas.of(type, Schemas.Role.ANSWER), many));
  }

  private static ObjectNode many(ObjectNode schema, boolean many) {
    return many ? Schemas.array(schema) : schema;
  }

  private static boolean fits(ErrorCode code, Operation operation) {
    return switch (code) {
      case INVALID_REQUEST ->
          !operation.method().equals("GET")
              || !operation.parameters().isEmpty()
              || operation.action() instanceof Operation.Listing
              || operation.action() instanceof Operation.Single;
      case UNAUTHORIZED -> !operation.open();
      case NOT_FOUND -> !operation.variables().isEmpty();
      case GONE -> operation.deprecation().flatMap(Deprecation::removal).isPresent();
      default -> true;
    };
  }

  // Components
  // ----------------------------------------------------------------------------------------------------------------

  static ObjectNode headers() {
    ObjectNode headers = JSON.objectNode();
    headers.set("PageNumber", header("integer", "The page answered, from 1."));
    headers.set("PageSize", header("integer", "The most rows that the page may have."));
    headers.set("TotalNumberOfRecords", header("integer", "Rows of all pages."));
    headers.set("TotalPages", header("integer", "Number of pages."));
    headers.set("Retry-After", header("integer", "Seconds to wait."));
    return headers;
  }

  private static ObjectNode header(String type, String description) {
    ObjectNode header = JSON.objectNode().put("description", description);
    header.putObject("schema").put("type", type);
    return header;
  }

  ObjectNode errors() {
    ObjectNode errors = JSON.objectNode();
    for (ErrorCode code : face.refused()) {
      ObjectNode error = errors.putObject(name(code)).put("description", code.title() + ".");
      if (code == ErrorCode.TOO_MANY_REQUESTS) {
        error
            .putObject("headers")
            .putObject("Retry-After")
            .put("$ref", "#/components/headers/Retry-After");
      }
      error
          .putObject("content")
          .putObject(face.refusalMedia())
          .putObject("schema")
          .put("$ref", "#/components/schemas/" + face.refusal());
    }
    return errors;
  }

  private static String name(ErrorCode code) {
    StringBuilder name = new StringBuilder();
    for (String word : code.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return name.toString();
  }
}
