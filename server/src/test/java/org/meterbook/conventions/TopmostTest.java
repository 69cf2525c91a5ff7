package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.Operation;
import org.meterbook.api.Operator;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.JsonNode;

/**
 * A user bounded to one campus sees nothing of the other one: by no list, no id, no reference and
 * no filter.
 */
class TopmostTest {
  private static final String REGISTRY = "org.meterbook.conventions.Registry#";

  private final Within within = Within.one();

  @ParameterizedTest
  @MethodSource(REGISTRY + "lists")
  void listsAllThatIsWithinAndNothingElse(Operation list) {
    Map<String, Long> ids = inside(list);
    List<JsonNode> rows = Within.list(within.client(), Paths.of(list, ids));
    String key = Rows.shownKey(Registry.listing(list).shape()).orElse("");
    if (within.inside().containsKey(key) && ids.isEmpty()) {
      // Channels come in two lists: those of meters, and those of data points; meters in one of
      // those that hang in no place.
      Set<Integer> there = new HashSet<>(within.inside().getOrDefault(key, Set.of()));
      boolean part = !Registry.listing(list).where().isEmpty();
      if (part) {
        there.retainAll(
            Rows.of(list).ids(Within.list(Filled.one().client(), list.path())).stream()
                .map(Long::intValue)
                .toList());
      }
      assertThat(part || !there.isEmpty()).isTrue();
      assertThat(rows.stream().map(row -> row.path(key).intValue()))
          .containsExactlyInAnyOrderElementsOf(there);
    }
    for (JsonNode row : rows) {
      requireWithin(row);
    }
    // What has lines or bills only shows those of bills that are within.
    if (!rows.isEmpty() && rows.getFirst().has("billId")) {
      assertThat(rows.stream().map(row -> row.path("billId").intValue()))
          .isSubsetOf(within.inside().getOrDefault("billId", Set.of()));
    }
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "gets")
  void answersNothingFromOutside(Operation operation) {
    requireWithin(within.client().get(Paths.of(operation, inside(operation))).expect(200).json());
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "withVariables")
  void whatIsOutsideIsNotThere(Operation operation) {
    Map<String, Long> known = Paths.ids(operation, Filled.one());
    for (String variable : operation.variables()) {
      for (int id : some(within.outside().getOrDefault(variable, Set.of()))) {
        Map<String, Long> ids = new LinkedHashMap<>(known);
        ids.put(variable, (long) id);
        boolean body = operation.body().isPresent();
        Refusals.check(
            within
                .client()
                .send(
                    operation.method(),
                    Paths.of(operation, ids),
                    body ? BodyPublishers.ofString("{}") : BodyPublishers.noBody(),
                    body),
            404);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "withBody")
  void whatIsOutsideCannotBeReferredTo(Operation operation) {
    for (References reference : References.of(operation)) {
      String key = property(reference.table());
      if (within.outside().containsKey(key)) {
        String path = Paths.of(operation, inside(operation));
        int outside = within.outside().getOrDefault(key, Set.of()).iterator().next();
        int inside = within.inside().getOrDefault(key, Set.of()).iterator().next();
        assertThat(errors(operation, path, reference, outside))
            .contains("there is no " + reference.table().replace('_', ' ') + " " + outside);
        // With nothing else demanded it would be done.
        if (Bodies.demanded(operation.body().orElseThrow().type()).stream()
            .anyMatch(name -> !reference.property().replaceFirst("\\[\\d+]$", "").endsWith(name))) {
          assertThat(errors(operation, path, reference, inside)).doesNotContain("there is no");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "filteredLists")
  void filtersTellNothingOfWhatIsOutside(Operation list) {
    Map<String, Long> ids = inside(list);
    for (var field : Registry.listing(list).filters()) {
      for (String value : onlyOutside(field.name())) {
        String filter = FilterValues.expression(field.name(), Operator.EQUALS, List.of(value));
        assertThat(within.client().get(Paths.of(list, ids), "filter", filter).expect(200).json())
            .as(filter)
            .isEmpty();
      }
    }
  }

  /** Codes, names and ids, by the filter's name, that only rows outside have. */
  private List<String> onlyOutside(String filter) {
    String name = filter.replaceFirst("^topmost", "");
    String wanted = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    String what = wanted.replaceFirst("(Code|Info|Id)$", "");
    if (!within.outside().containsKey(what + "Id") || what.equals(wanted)) {
      return List.of();
    }
    String path =
        what.equals("channel")
            ? "/api/v202407/channel"
            : "/api/v3/" + what.toLowerCase(java.util.Locale.ROOT);
    Set<String> seen =
        new HashSet<>(
            Within.list(within.client(), path).stream()
                .map(row -> row.path(wanted).asString())
                .toList());
    List<String> outside = new ArrayList<>();
    for (JsonNode row :
        Filled.one()
            .client()
            .get(
                path,
                "filter",
                what + "Id one of " + ids(within.outside().getOrDefault(what + "Id", Set.of())))
            .expect(200)
            .json()) {
      // The root is above everything, so that all is below it.
      if (!seen.contains(row.path(wanted).asString()) && row.path(what + "Id").intValue() != 1) {
        outside.add(row.path(wanted).asString());
      }
    }
    return outside.stream().distinct().limit(4).toList();
  }

  private static String ids(Set<Integer> ids) {
    return String.join("|", some(ids).stream().map(id -> "'" + id + "'").toList());
  }

  private String errors(Operation operation, String path, References reference, int id) {
    var body = BodyPublishers.ofString(reference.body().apply(id).toString());
    JsonNode problem =
        Refusals.check(within.client().send(operation.method(), path, body, true), 400);
    return problem.path("errors").path(reference.property()).toString();
  }

  private void requireWithin(JsonNode json) {
    Ids.in(json)
        .forEach((name, ids) -> {
          if (within.inside().containsKey(name)) {
            assertThat(ids)
                .as(name + " in " + json)
                .isSubsetOf(within.inside().getOrDefault(name, Set.of()));
          }
        });
  }

  /** Ids for the path's variables of rows that the bounded user sees. */
  private Map<String, Long> inside(Operation operation) {
    Map<String, Long> ids =
        new LinkedHashMap<>(Paths.ids(operation, Filled.one(), within.inside()));
    ids.computeIfPresent("notificationId", (_, _) -> ownNotification());
    if (ids.containsKey("accountMeterId")) {
      JsonNode account = Within.list(within.client(), "/api/v3/account").getLast();
      ids.put("accountMeterId", account.path("meters").path(0).path("accountMeterId").longValue());
    }
    Set<Integer> channels = within.inside().getOrDefault("channelId", Set.of());
    ids.replaceAll((variable, id) ->
        variable.equals("esaChannelId") || variable.equals("channelId")
            ? consistent(operation, Tables.CHANNEL, "channel_id", channels, ids)
            : id);
    ids.replaceAll((variable, id) ->
        operation.path().contains("hannelId}/version/") && variable.equals("versionId")
            ? consistent(operation, Tables.CHANNEL_VERSION, "channel_id", channels, ids)
            : id);
    return ids;
  }

  private static long ownNotification() {
    return Paths.rows(Filled.one(), Tables.NOTIFICATION).stream()
        .filter(row -> row.path("user_id").intValue() != Filled.one().userId())
        .map(row -> row.path("notification_id").longValue())
        .findFirst()
        .orElseThrow();
  }

  /**
   * The last row of a table that belongs to a channel within the bounds, and has what the path's
   * variables name; these are set to what it has.
   */
  private static Long consistent(
      Operation operation,
      Table table,
      String reference,
      Set<Integer> channels,
      Map<String, Long> ids) {
    boolean ofMeter = ids.containsKey("meterId");
    Set<Integer> fitting = new java.util.TreeSet<>();
    for (JsonNode channel : Paths.rows(Filled.one(), Tables.CHANNEL)) {
      if (channels.contains(channel.path("channel_id").intValue())
          && channel.path("meter_id").isNull() == operation.path().contains("/esachannel")) {
        fitting.add(channel.path("channel_id").intValue());
        if (ofMeter) {
          ids.put("meterId", channel.path("meter_id").longValue());
        }
      }
    }
    int last = List.copyOf(fitting).getLast();
    return Paths.rows(Filled.one(), table).stream()
        .filter(row -> row.path(reference).intValue() == last)
        .map(row -> row.path(table.key()).longValue())
        .reduce((_, second) -> second)
        .orElseThrow();
  }

  private static String property(String table) {
    return Tables.REFERABLE.stream()
        .filter(each -> each.name().equals(table))
        .map(each -> camelCase(each.key()))
        .findFirst()
        .orElse("");
  }

  private static String camelCase(String column) {
    StringBuilder name = new StringBuilder();
    for (String word : column.split("_", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    assertThat(Values.column(name.toString())).isEqualTo(column);
    return name.toString();
  }

  /** The first, the middle and the last. */
  private static List<Integer> some(Set<Integer> ids) {
    List<Integer> all = List.copyOf(new java.util.TreeSet<>(ids));
    return all.isEmpty() ? all : List.of(all.getFirst(), all.get(all.size() / 2), all.getLast());
  }
}
