package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.FieldType;
import org.meterbook.api.FilterField;
import org.meterbook.api.Operator;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/**
 * Filters on conditions that no property shows: their operators keep the laws that tie them
 * together.
 */
class FilterAlgebraTest {
  private final Client client = TestServer.demo().client();

  @ParameterizedTest
  @MethodSource("org.meterbook.conventions.Registry#filtersOnConditions")
  void keepsTheLawsOfItsOperators(Registry.ListFilter filter) {
    FilterField field = filter.field();
    Universe universe = new Universe(filter);
    List<String> values = values(field);
    Set<Long> all = universe.all();
    for (String value : values) {
      Set<Long> equal = universe.select(Operator.EQUALS, value);
      if (field.type() == FieldType.BOOLEAN) {
        continue;
      }
      assertThat(universe.select(Operator.NOT_EQUALS, value))
          .as("not equals " + value)
          .isEqualTo(minus(all, equal));
      Set<Long> less = universe.select(Operator.LESS_THAN, value);
      Set<Long> greater = universe.select(Operator.GREATER_THAN, value);
      assertThat(universe.select(Operator.LESS_THAN_EQUAL, value))
          .as("less than equal " + value)
          .isEqualTo(union(less, equal));
      assertThat(universe.select(Operator.GREATER_THAN_EQUAL, value))
          .as("greater than equal " + value)
          .isEqualTo(union(greater, equal));
      if (universe.single()) {
        assertThat(union(less, union(equal, greater)))
            .as("less than, equals, greater than " + value)
            .hasSize(less.size() + equal.size() + greater.size());
      }
      if (field.type() == FieldType.TEXT) {
        Set<Long> like = universe.select(Operator.LIKE, value);
        assertThat(like).as("like " + value).containsAll(equal);
        assertThat(universe.select(Operator.NOT_LIKE, value))
            .as("not like " + value)
            .isEqualTo(minus(all, like));
        assertThat(universe.select(Operator.EQUALS, FilterValues.swapCase(value))).isEqualTo(equal);
      }
    }
    if (field.type() != FieldType.BOOLEAN) {
      severalValues(universe, all, values.getFirst(), values.getLast());
    }
  }

  private static void severalValues(Universe universe, Set<Long> all, String first, String last) {
    Set<Long> either = universe.select(Operator.ONE_OF, first, last);
    assertThat(either)
        .as("one of")
        .isEqualTo(
            union(universe.select(Operator.EQUALS, first), universe.select(Operator.EQUALS, last)));
    assertThat(universe.select(Operator.NOT_ONE_OF, first, last))
        .as("not one of")
        .isEqualTo(minus(all, either));
    Set<Long> between = universe.select(Operator.BETWEEN, first, last);
    assertThat(universe.select(Operator.NOT_BETWEEN, first, last))
        .as("not between")
        .isEqualTo(minus(all, between));
    Set<Long> within = new HashSet<>(universe.select(Operator.GREATER_THAN_EQUAL, first));
    within.retainAll(universe.select(Operator.LESS_THAN_EQUAL, last));
    // Where a row has several, one may be above the lower and another below the upper limit.
    assertThat(within).as("between").containsAll(between);
    if (universe.single()) {
      assertThat(between).as("between").isEqualTo(within);
    }
    for (Operator operator : universe.filter().field().operators()) {
      if (operator.kind() == Operator.Kind.SHORTCUT) {
        Shortcuts.Days days = Shortcuts.days(operator.text());
        assertThat(universe.select(operator))
            .as(operator.text())
            .isEqualTo(
                universe.select(Operator.BETWEEN, days.first().toString(), days.last().toString()));
      }
    }
  }

  /**
   * Values that a filter of the same name selects by elsewhere; {@code topmostPlaceId} takes a
   * {@code placeId}.
   */
  private static List<String> values(FilterField field) {
    String name = field.name().replaceFirst("^topmost", "");
    TreeSet<String> known = new TreeSet<>();
    Registry.filtersOnProperties()
        .map(named -> named.getPayload())
        .filter(other ->
            other.field().name().equalsIgnoreCase(name) && other.field().type() == field.type())
        .forEach(other ->
            Rows.of(other.operation())
                .rows()
                .forEach(row ->
                    Leaves.at(row, other.field().path()).stream()
                        .map(JsonNode::asString)
                        .forEach(known::add)));
    List<String> some =
        new ArrayList<>(
            known.isEmpty()
                ? List.of()
                : List.of(known.first(), List.copyOf(known).get(known.size() / 2), known.last()));
    switch (field.type()) {
      case TEXT -> some.addAll(List.of("o'n%_", "zz"));
      case BOOLEAN -> some.addAll(List.of("false", "true"));
      case DATE_TIME, MOMENT -> some.addAll(List.of("2026-11-21", "2999-01-01"));
      default -> some.addAll(List.of("1", "999999999"));
    }
    return some.stream().distinct().toList();
  }

  /** The rows among which the filter selects: of a large list the first thousand. */
  private final class Universe {
    private final Registry.ListFilter filter;
    private final Rows whole;
    private final String among;

    Universe(Registry.ListFilter filter) {
      this.filter = filter;
      this.whole = Rows.of(filter.operation());
      this.among =
          filter.listing().filters().stream()
              .filter(other -> other.path().equals(whole.key()) && whole.rows().size() > 1000)
              .map(other -> other.name() + " less than equal '" + whole.ids().get(999) + "'")
              .findFirst()
              .orElse("");
    }

    Registry.ListFilter filter() {
      return filter;
    }

    /** Each row has one value at most. */
    boolean single() {
      return !filter.field().sql().contains("EXISTS");
    }

    Set<Long> all() {
      return ids(among);
    }

    Set<Long> select(Operator operator, String... values) {
      String expression = FilterValues.expression(filter.field().name(), operator, List.of(values));
      return ids(among.isEmpty() ? expression : expression + " and " + among);
    }

    private Set<Long> ids(String expression) {
      Client.Response response =
          client
              .get(
                  whole.path(),
                  "filter",
                  expression,
                  "field",
                  whole.key(),
                  "pageSize",
                  Rows.LARGEST)
              .expect(200);
      assertThat(response.json().size()).as(expression).isLessThanOrEqualTo(1000);
      return new HashSet<>(whole.ids(response.json()));
    }
  }

  private static Set<Long> minus(Set<Long> all, Set<Long> some) {
    Set<Long> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static Set<Long> union(Set<Long> some, Set<Long> others) {
    Set<Long> both = new HashSet<>(some);
    both.addAll(others);
    return both;
  }
}
