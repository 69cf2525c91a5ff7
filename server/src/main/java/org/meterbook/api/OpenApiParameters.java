package org.meterbook.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterbook.store.Table;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of the operations in the API description. */
final class OpenApiParameters {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Operations operations;
  private final Schemas schemas;

  OpenApiParameters(Operations operations, Schemas schemas) {
    this.operations = operations;
    this.schemas = schemas;
  }

  /** The parameters that all paged lists share, for the components. */
  ObjectNode shared() {
    ObjectNode shared = JSON.objectNode();
    shared.set("pageNumber", page("pageNumber", 1, "The page, from 1."));
    shared.set(
        "pageSize", page("pageSize", 250, "Rows of a page; more than 1000 are served as 1000."));
    return shared;
  }

  private ObjectNode page(String name, int otherwise, String description) {
    ObjectNode schema = schemas.of(FieldType.INTEGER).put("minimum", 1).put("default", otherwise);
    return parameter("query", name, description, schema);
  }

  /** The parameters of one operation: of its path, of its kind, its own. */
  ArrayNode of(Operation operation) {
    ArrayNode all = JSON.arrayNode();
    operation
        .variables()
        .forEach(name ->
            all.add(
                parameter("path", name, "", schemas.of(type(operation, name)))
                    .put("required", true)));
    switch (operation.action()) {
      case Operation.Listing listing -> list(listing, all);
      case Operation.Single single -> all.add(field(single.shape().names()));
      case Operation.Compute compute
          when operation.method().equals("GET") && compute.answer().isRecord() ->
          all.add(field(List.of()));
      case Operation.Stream stream -> all.add(field(List.of()));
      case Operation.Write _,
          Operation.Compute _,
          Operation.Public _,
          Operation.Intake _,
          Operation.Outward _,
          Operation.Download _ -> {}
    }
    for (Parameter own : operation.parameters()) {
      all.add(parameter("query", own.name(), own.meaning(), schemas.of(own.type())));
    }
    return all;
  }

  private FieldType type(Operation operation, String variable) {
    if (operations.isText(variable) || operations.named(variable).isPresent()) {
      return FieldType.TEXT;
    }
    return operations.table(operation, variable).filter(Table::isWide).isPresent()
        ? FieldType.LONG
        : FieldType.INTEGER;
  }

  private static void list(Operation.Listing listing, ArrayNode all) {
    ObjectNode text = JSON.objectNode().put("type", "string");
    if (!listing.filters().isEmpty()) {
      all.add(parameter("query", "filter", filter(listing.filters()), text));
    }
    all.add(parameter("query", "orderBy", orderBy(listing), text));
    all.add(field(listing.shape().names()));
    if (listing.paged()) {
      all.add(JSON.objectNode().put("$ref", "#/components/parameters/pageNumber"));
      all.add(JSON.objectNode().put("$ref", "#/components/parameters/pageSize"));
    }
  }

  private static String filter(List<FilterField> filters) {
    StringBuilder text =
        new StringBuilder(
            "Conditions `name operator 'value'|'value'`, joined by `and`; `one of` takes several values, `between` two.\n\n");
    Set<FieldType> types = new LinkedHashSet<>();
    for (FilterField filter : filters) {
      types.add(filter.type());
      text.append(
          "- `%s` (%s): %s\n".formatted(filter.name(), kind(filter.type()), filter.meaning()));
    }
    text.append("\nOperators:\n\n");
    Set<String> said = new LinkedHashSet<>();
    for (FieldType type : types) {
      if (said.add(kind(type))) {
        String operators =
            type.operators().stream()
                .map(each -> "`" + each.text() + "`")
                .collect(Collectors.joining(", "));
        text.append("- %s: %s\n".formatted(kind(type), operators));
      }
    }
    return text.toString();
  }

  /**
   * What fields of a type are called in a filter; types with the same operators share a word where
   * they look alike.
   */
  private static String kind(FieldType type) {
    return switch (type) {
      case INTEGER, LONG -> "whole number";
      case NUMBER, MONEY -> "number";
      case DATE_TIME, MOMENT -> "date";
      default -> type.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String orderBy(Operation.Listing listing) {
    return "`name`, `name asc` or `name desc`, several separated by commas. Names: "
        + String.join(", ", Ordering.names(listing.shape(), listing.filters()))
        + ".";
  }

  private static ObjectNode field(List<String> names) {
    String which = names.isEmpty() ? "" : " Names: " + String.join(", ", names) + ".";
    return parameter(
        "query",
        "field",
        "Answers only these fields, separated by commas; what is inside an object as `object.name`."
            + which,
        JSON.objectNode().put("type", "string"));
  }

  private static ObjectNode parameter(
      String in, String name, String description, ObjectNode schema) {
    ObjectNode parameter = JSON.objectNode().put("name", name).put("in", in);
    if (!description.isEmpty()) {
      parameter.put("description", description);
    }
    parameter.set("schema", schema);
    return parameter;
  }
}
