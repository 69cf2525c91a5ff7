package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.Operation;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Datasources never meet: not by ids in paths, not by ids in bodies, not in lists. */
class DatasourceTest {
  private static final String REGISTRY = "org.meterbook.conventions.Registry#";

  private final Client client = Filled.one().client();

  @ParameterizedTest
  @MethodSource(REGISTRY + "withVariables")
  void anotherDatasourcesRowIsNotThere(Operation operation) {
    if (Paths.table(operation, operation.variables().getLast()).shared()) {
      return; // A catalogue is the same for all.
    }
    Map<String, Long> own = Paths.ids(operation, Filled.one());
    Map<String, Long> far = Paths.ids(operation, Filled.far());
    assertThat(far.get(operation.variables().getLast()))
        .as("only in the other datasource")
        .isGreaterThan(Filled.FAR);
    far.forEach((variable, id) -> {
      // What every datasource begins with has the same id in each.
      if (id > Filled.FAR) {
        Map<String, Long> mixed = new LinkedHashMap<>(own);
        mixed.put(variable, id);
        Refusals.check(send(operation, Paths.of(operation, mixed)), 404);
      }
    });
    Refusals.check(send(operation, Paths.of(operation, far)), 404);
    if (operation.method().equals("GET") && !Registry.isFile(operation)) {
      Filled.far().client().get(Paths.of(operation, far)).expect(200);
    }
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "withBody")
  void anotherDatasourcesRowCannotBeReferredTo(Operation operation) {
    for (References reference : References.of(operation)) {
      Table table =
          Tables.REFERABLE.stream()
              .filter(each -> each.name().equals(reference.table()))
              .findFirst()
              .orElseThrow();
      int id =
          table.shared()
              ? Paths.UNKNOWN_ID
              : Paths.row(Filled.far(), table)
                  .map(row -> row.path(table.key()).intValue())
                  .orElse(Paths.UNKNOWN_ID);
      JsonNode body = reference.body().apply(id);
      Client.Response response =
          client.send(
              operation.method(),
              Paths.of(operation, Filled.one()),
              BodyPublishers.ofString(body.toString()),
              true);
      JsonNode errors = Refusals.check(response, 400).path("errors");
      assertThat(errors.path(reference.property()).toString())
          .as(body + " " + errors)
          .contains("there is no", String.valueOf(id));
    }
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "gets")
  void anotherDatasourcesRowsAreNeverAnswered(Operation operation) {
    JsonNode own =
        client.get(Paths.of(operation, Filled.one()), "pageSize", Rows.LARGEST).expect(200).json();
    assertThat(Ids.in(own))
        .allSatisfy((name, ids) -> assertThat(ids).as(name).allMatch(id -> id < Filled.FAR));
    if (operation.variables().isEmpty()) {
      JsonNode other =
          Filled.far().client().get(operation.path(), "pageSize", Rows.LARGEST).expect(200).json();
      assertThat(other.size())
          .as("rows of an equally filled datasource")
          .isBetween(own.size() - 2, own.size() + 2);
    }
  }

  private Client.Response send(Operation operation, String path) {
    boolean body = operation.body().isPresent();
    return client.send(
        operation.method(),
        path,
        body ? BodyPublishers.ofString("{}") : BodyPublishers.noBody(),
        body);
  }
}
