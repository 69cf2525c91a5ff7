package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.FilterField;
import org.meterbook.api.Operator;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/**
 * Each filter with each operator of its type selects what plain Java selects from the unfiltered
 * list.
 */
class FilterTest {
  private final Client client = TestServer.demo().client();

  @ParameterizedTest
  @MethodSource("org.meterbook.conventions.Registry#filtersOnProperties")
  void selectsWhatItSays(Registry.ListFilter filter) {
    FilterField field = filter.field();
    Rows whole = Rows.showing(filter.operation(), field.path());
    List<JsonNode> leaves =
        whole.rows().stream().flatMap(row -> Leaves.at(row, field.path()).stream()).toList();
    List<String> failures = new ArrayList<>();
    for (Operator operator : field.operators()) {
      for (List<String> values : FilterValues.of(field, operator, leaves)) {
        List<JsonNode> wanted =
            whole.rows().stream()
                .filter(row -> Predicates.hold(field, operator, values, row))
                .toList();
        compare(filter, whole, operator, values, whole.ids(wanted), failures);
      }
    }
    assertThat(failures).isEmpty();
  }

  /** A large list is compared by how many rows there are and by its first ones. */
  private void compare(
      Registry.ListFilter filter,
      Rows whole,
      Operator operator,
      List<String> values,
      List<Long> wanted,
      List<String> failures) {
    // Names match in any letter case.
    String name =
        operator.text().startsWith("not")
            ? FilterValues.swapCase(filter.field().name())
            : filter.field().name();
    String expression = FilterValues.expression(name, operator, values);
    Client.Response response =
        client.get(
            Rows.of(filter.operation()).path(),
            "filter",
            expression,
            "field",
            whole.key(),
            "pageSize",
            "200");
    if (response.status() != 200) {
      failures.add(expression + " answered " + response.text());
      return;
    }
    boolean paged = filter.listing().paged();
    List<Long> expected = paged ? wanted.subList(0, Math.min(200, wanted.size())) : wanted;
    List<Long> found = whole.ids(response.json());
    if (!found.equals(expected)
        || (paged && Integer.parseInt(response.header("TotalNumberOfRecords")) != wanted.size())) {
      failures.add(
          "%s selected %s %s, not %d %s"
              .formatted(
                  expression,
                  response.header("TotalNumberOfRecords"),
                  found,
                  wanted.size(),
                  expected));
    }
  }
}
