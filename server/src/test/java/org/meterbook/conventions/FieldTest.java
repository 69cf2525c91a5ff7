package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.Operation;
import org.meterbook.api.Rules;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/**
 * {@code field=a,b.c} answers just these properties, with the values they have in the whole answer.
 */
class FieldTest {
  private static final String READS = "reads";

  private final Client client = Filled.one().client();

  /** What answers an object or a list of objects, the same each time. */
  static Stream<Named<Operation>> reads() {
    return Registry.gets()
        .filter(operation ->
            !(operation.getPayload().action() instanceof Operation.Compute compute
                && (compute.writes() || compute.answer() == String.class)));
  }

  @ParameterizedTest
  @MethodSource(READS)
  void answersEachFieldAlone(Operation operation) {
    List<JsonNode> whole = rows(operation, "");
    assertThat(whole).as(operation.id()).isNotEmpty();
    for (String name : whole.getFirst().propertyNames()) {
      assertThat(rows(operation, name.toUpperCase(Locale.ROOT)))
          .as(name)
          .isEqualTo(whole.stream().map(row -> keep(row, name)).toList());
    }
  }

  @ParameterizedTest
  @MethodSource(READS)
  void answersAFieldOfAField(Operation operation) {
    List<JsonNode> whole = rows(operation, "");
    for (String outer : whole.getFirst().propertyNames()) {
      whole.stream()
          .map(row -> row.path(outer))
          .map(value -> value.isArray() ? value.path(0) : value)
          .filter(value -> value.isObject() && !isMap(operation, outer))
          .findFirst()
          .ifPresent(inner -> {
            String last = List.copyOf(inner.propertyNames()).getLast();
            assertThat(rows(operation, outer + "." + last))
                .as(outer + "." + last)
                .isEqualTo(whole.stream().map(row -> keep(row, outer, last)).toList());
          });
    }
  }

  @ParameterizedTest
  @MethodSource(READS)
  void answersSeveralFields(Operation operation) {
    List<JsonNode> whole = rows(operation, "");
    List<String> names = List.copyOf(whole.getFirst().propertyNames());
    String two = names.getLast() + " , " + names.getFirst();
    for (JsonNode row : rows(operation, two)) {
      assertThat(row.propertyNames()).containsOnly(names.getFirst(), names.getLast());
    }
  }

  @ParameterizedTest
  @MethodSource(READS)
  void refusesAnUnknownField(Operation operation) {
    String known = List.copyOf(rows(operation, "").getFirst().propertyNames()).getFirst();
    for (String wrong :
        List.of("noSuchField", known + ",noSuchField", known + ".noSuchField", known + ",,", "")) {
      JsonNode problem =
          Refusals.check(client.get(Paths.of(operation, Filled.one()), "field", wrong), 400);
      assertThat(Refusals.fields(problem)).as(wrong).containsExactly("field");
    }
  }

  /** A property whose own properties are data, not fields. */
  private static boolean isMap(Operation operation, String property) {
    Class<?> answer =
        switch (operation.action()) {
          case Operation.Compute compute -> compute.answer();
          case Operation.Public open -> open.answer();
          default -> Void.class;
        };
    boolean record =
        answer.isRecord()
            && Rules.components(answer).stream()
                .anyMatch(component ->
                    Rules.name(component).equals(property) && component.getType().isRecord());
    boolean shape =
        !answer.isRecord()
            && Registry.shape(operation)
                .flatMap(found -> found.member(property))
                .filter(member -> !(member instanceof org.meterbook.api.Member.Field))
                .isPresent();
    return !record && !shape;
  }

  private List<JsonNode> rows(Operation operation, String fields) {
    String path = Paths.of(operation, Filled.one());
    Client.Response response =
        fields.isEmpty()
            ? client.get(path, "pageSize", "3")
            : client.get(path, "field", fields, "pageSize", "3");
    JsonNode json = response.expect(200).json();
    List<JsonNode> rows = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(rows::add);
    } else {
      rows.add(json);
    }
    return rows;
  }

  /** A copy with one property only; of that, with one property only. */
  private static JsonNode keep(JsonNode node, String... path) {
    if (path.length == 0 || node.isNull()) {
      return node;
    }
    if (node.isArray()) {
      var items = Client.JSON.createArrayNode();
      node.forEach(item -> items.add(keep(item, path)));
      return items;
    }
    var kept = Client.JSON.createObjectNode();
    kept.set(
        path[0],
        keep(node.path(path[0]), List.of(path).subList(1, path.length).toArray(new String[0])));
    return kept;
  }
}
