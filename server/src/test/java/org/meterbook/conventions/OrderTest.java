package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.Member;
import org.meterbook.api.Operation;
import org.meterbook.api.Shape;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/**
 * {@code orderBy} sorts by every name that has one value a row, nulls last, and by the id where
 * that leaves a choice.
 */
class OrderTest {
  private static final String LISTS = "org.meterbook.conventions.Registry#lists";

  private final Client client = TestServer.demo().client();

  @ParameterizedTest
  @MethodSource(LISTS)
  void sortsByEachName(Operation list) {
    Rows whole = whole(list);
    sortable(list)
        .forEach((name, path) -> {
          for (boolean descending : new boolean[] {false, true}) {
            String order = descending ? name.toUpperCase(Locale.ROOT) + " DESC" : name;
            List<Long> expected =
                whole.ids(
                    whole.rows().stream().sorted(by(whole, path, descending)).limit(100).toList());
            assertThat(first(list, order, 1, 100)).as(order).isEqualTo(expected);
          }
        });
  }

  @ParameterizedTest
  @MethodSource(LISTS)
  void sortsBySeveralNamesAcrossPages(Operation list) {
    Rows whole = whole(list);
    List<Map.Entry<String, String>> names = List.copyOf(sortable(list).entrySet());
    var first = names.getLast();
    var second = names.get(names.size() / 2);
    String order = first.getKey() + " desc, " + second.getKey() + " asc";
    Comparator<JsonNode> both =
        compare(first.getValue(), true).thenComparing(by(whole, second.getValue(), false));
    List<Long> expected = whole.ids(whole.rows().stream().sorted(both).toList());
    int size = Math.clamp(Math.ceilDiv(expected.size(), 3), 1, 100);
    List<Long> seen = new ArrayList<>(first(list, order, 1, size));
    if (Registry.listing(list).paged()) {
      seen.addAll(first(list, order, 2, size));
      seen.addAll(first(list, order, 3, size));
    }
    assertThat(seen).as(order).isEqualTo(expected.subList(0, seen.size()));
  }

  @ParameterizedTest
  @MethodSource(LISTS)
  void refusesWhatItCannotSortBy(Operation list) {
    String name = sortable(list).keySet().iterator().next();
    for (String wrong :
        List.of("noSuchName", name + " up", name + " asc asc", name + ",", "", ",")) {
      JsonNode problem = Refusals.check(client.get(Rows.of(list).path(), "orderBy", wrong), 400);
      assertThat(Refusals.fields(problem)).as(wrong).containsExactly("orderBy");
    }
  }

  private List<Long> first(Operation list, String order, int page, int size) {
    Rows whole = whole(list);
    Client.Response response =
        client
            .get(
                whole.path(),
                "orderBy",
                order,
                "field",
                whole.key(),
                "pageNumber",
                String.valueOf(page),
                "pageSize",
                String.valueOf(size))
            .expect(200);
    List<Long> ids = whole.ids(response.json());
    return Registry.listing(list).paged() ? ids : ids.subList(0, Math.min(100, ids.size()));
  }

  /**
   * What the list may be ordered by, and where it stands in a row: filters and top-level fields
   * with one value a row.
   */
  private static Map<String, String> sortable(Operation list) {
    Operation.Listing listing = Registry.listing(list);
    Map<String, String> names = new LinkedHashMap<>();
    listing.filters().stream()
        .filter(filter -> isOne(listing.shape(), filter.path()))
        .forEach(filter -> names.put(filter.name(), filter.path()));
    listing.shape().members().stream()
        .map(Member::name)
        .filter(name -> isOne(listing.shape(), name))
        .forEach(name -> names.putIfAbsent(name, name));
    return names;
  }

  private static boolean isOne(Shape shape, String path) {
    int dot = path.indexOf('.');
    return switch (shape.member(dot < 0 ? path : path.substring(0, dot)).orElse(null)) {
      case Member.Field field -> dot < 0 && !field.type().operators().isEmpty();
      case Member.One one -> dot > 0 && isOne(one.shape(), path.substring(dot + 1));
      case null, default -> false;
    };
  }

  /** The rows with all that they are sorted by, which another list may have to show. */
  private static Rows whole(Operation list) {
    return sortable(list).values().stream()
        .map(path -> Rows.showing(list, path))
        .filter(rows -> !rows.equals(Rows.of(list)))
        .findFirst()
        .orElse(Rows.of(list));
  }

  private static Comparator<JsonNode> by(Rows whole, String path, boolean descending) {
    return compare(path, descending).thenComparing(row -> row.path(whole.key()).longValue());
  }

  private static Comparator<JsonNode> compare(String path, boolean descending) {
    Comparator<@Nullable Value> values =
        Comparator.nullsLast(
            descending ? Comparator.<Value>reverseOrder() : Comparator.<Value>naturalOrder());
    return Comparator.comparing(row -> Value.of(row, path), values);
  }

  /** A property as it sorts. */
  private record Value(JsonNode json) implements Comparable<Value> {
    static @Nullable Value of(JsonNode row, String path) {
      List<JsonNode> leaves = Leaves.at(row, path);
      return leaves.isEmpty() ? null : new Value(leaves.getFirst());
    }

    @Override
    public int compareTo(Value other) {
      if (json.isNumber()) {
        return json.decimalValue().compareTo(other.json.decimalValue());
      }
      if (json.isBoolean()) {
        return Boolean.compare(json.booleanValue(), other.json.booleanValue());
      }
      String left = json.stringValue();
      String right = other.json.stringValue();
      boolean times = (left + right).matches("(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+){2}");
      return times
          ? LocalDateTime.parse(left).compareTo(LocalDateTime.parse(right))
          : left.toLowerCase(Locale.ROOT).compareTo(right.toLowerCase(Locale.ROOT));
    }
  }
}
