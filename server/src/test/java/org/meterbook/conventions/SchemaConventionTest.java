package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.Operation;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Answers are what the API's own description says of them. */
class SchemaConventionTest {
  private static final JsonNode DOCUMENT =
      Filled.one().client().get("/openapi.json").expect(200).json();

  private final Client client = Filled.one().client();
  private final SchemaCheck schemas = new SchemaCheck(DOCUMENT);

  @ParameterizedTest
  @MethodSource("org.meterbook.conventions.Registry#gets")
  void answersAreAsDescribed(Operation operation) {
    JsonNode schema = schemas.answer(operation.path(), "get");
    JsonNode answer =
        client.get(Paths.of(operation, Filled.one()), "pageSize", "500").expect(200).json();
    assertThat(schema.isMissingNode()).isFalse();
    assertThat(schemas.breaches(answer, schema)).isEmpty();
    List<JsonNode> rows = answer.isArray() ? answer.valueStream().toList() : List.of(answer);
    assertThat(rows).isNotEmpty();
    // An answer has all of its keys, whatever they hold.
    JsonNode row = schema.has("items") ? schema.path("items") : schema;
    JsonNode properties =
        row.has("$ref")
            ? DOCUMENT.at(row.path("$ref").stringValue().substring(1)).path("properties")
            : row.path("properties");
    assertThat(rows.getFirst().propertyNames())
        .containsExactlyInAnyOrderElementsOf(properties.propertyNames());
  }

  @ParameterizedTest
  @MethodSource("org.meterbook.conventions.Registry#closed")
  void refusalsAreAsDescribed(Operation operation) {
    JsonNode refusal =
        client
            .with("ECI-ApiKey", "x")
            .send(
                operation.method(),
                Paths.of(operation, Filled.one()),
                java.net.http.HttpRequest.BodyPublishers.noBody(),
                false)
            .json();
    assertThat(schemas.breaches(refusal, schemas.component("ProblemDetails"))).isEmpty();
  }

  @Test
  void everyOperationIsDescribed() {
    TreeSet<String> described = new TreeSet<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method ->
                    described.add(
                        method.getKey()
                            + " "
                            + path.getKey()
                            + " "
                            + method.getValue().path("operationId").stringValue())));
    assertThat(described)
        .isEqualTo(
            Registry.all().stream()
                .map(each ->
                    each.method().toLowerCase(Locale.ROOT) + " " + each.path() + " " + each.id())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(DOCUMENT.findValues("$ref"))
        .allMatch(reference -> DOCUMENT.at(reference.stringValue().substring(1)).isObject());
  }
}
