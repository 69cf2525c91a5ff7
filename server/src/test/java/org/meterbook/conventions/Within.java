package org.meterbook.conventions;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meterbook.ledger.notification.Notice;
import org.meterbook.ledger.notification.NotificationType;
import org.meterbook.ledger.task.Task;
import org.meterbook.ledger.task.TaskType;
import org.meterbook.store.Scope;
import org.meterbook.store.Tables;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/**
 * What a user sees who is bounded to one campus, worked out in plain Java from what an unbounded
 * one is answered.
 *
 * @param inside ids by the name of their property
 * @param outside ids of what there is beside it
 * @param client acts as the bounded user
 */
record Within(Map<String, Set<Integer>> inside, Map<String, Set<Integer>> outside, Client client) {
  private static final String CAMPUS = "NORTH";
  private static final Within ONE = of(Filled.one());

  static Within one() {
    return ONE;
  }

  private static Within of(Datasource datasource) {
    Client all = datasource.client();
    Map<String, List<JsonNode>> lists =
        Map.of(
            "placeId",
            list(all, "/api/v3/place"),
            "costCenterId",
            list(all, "/api/v3/costcenter"),
            "meterId",
            list(all, "/api/v3/meter"),
            "accountId",
            list(all, "/api/v3/account"),
            "billId",
            list(all, "/api/v3/bill"));
    Set<Integer> places = below(lists.getOrDefault("placeId", List.of()), "placeCode", "placeId");
    Set<Integer> costCenters =
        below(lists.getOrDefault("costCenterId", List.of()), "costCenterCode", "costCenterId");
    Set<Integer> accounts = new TreeSet<>();
    for (JsonNode account : lists.getOrDefault("accountId", List.of())) {
      List<JsonNode> at = Leaves.at(account, "meters.place.placeId");
      if (costCenters.contains(account.path("costCenter").path("costCenterId").intValue())
          && (at.isEmpty() || at.stream().anyMatch(id -> places.contains(id.intValue())))) {
        accounts.add(account.path("accountId").intValue());
      }
    }
    Set<Integer> meters = new TreeSet<>();
    for (JsonNode meter : lists.getOrDefault("meterId", List.of())) {
      List<JsonNode> of = Leaves.at(meter, "accounts.accountId");
      if (places.contains(meter.path("place").path("placeId").intValue())
          && (of.isEmpty() || of.stream().anyMatch(id -> accounts.contains(id.intValue())))) {
        meters.add(meter.path("meterId").intValue());
      }
    }
    Set<Integer> bills = new TreeSet<>();
    lists.getOrDefault("billId", List.of()).stream()
        .filter(bill -> accounts.contains(bill.path("account").path("accountId").intValue()))
        .forEach(bill -> bills.add(bill.path("billId").intValue()));
    Set<Integer> channels = new TreeSet<>();
    List<JsonNode> allChannels = Paths.rows(datasource, Tables.CHANNEL);
    for (JsonNode channel : allChannels) {
      boolean inside =
          channel.path("meter_id").isNull()
              ? places.contains(place(datasource, channel))
              : meters.contains(channel.path("meter_id").intValue());
      if (inside) {
        channels.add(channel.path("channel_id").intValue());
      }
    }
    Map<String, Set<Integer>> inside =
        Map.of(
            "channelId",
            channels,
            "placeId",
            places,
            "costCenterId",
            costCenters,
            "meterId",
            meters,
            "accountId",
            accounts,
            "billId",
            bills);
    Map<String, Set<Integer>> outside =
        new java.util.HashMap<>(
            lists.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        list ->
                            rest(
                                list.getValue(),
                                list.getKey(),
                                inside.getOrDefault(list.getKey(), Set.of())))));
    outside.put(
        "channelId",
        allChannels.stream()
            .map(channel -> channel.path("channel_id").intValue())
            .filter(id -> !channels.contains(id))
            .collect(Collectors.toCollection(TreeSet::new)));
    if (inside.values().stream().anyMatch(Set::isEmpty)
        || outside.values().stream().anyMatch(Set::isEmpty)) {
      throw new IllegalStateException("nothing is kept apart: " + inside + outside);
    }
    return new Within(inside, outside, bounded(datasource, lists));
  }

  private static int place(Datasource datasource, JsonNode channel) {
    return Paths.rows(datasource, Tables.DATA_POINT).stream()
        .filter(point ->
            point.path("data_point_id").intValue() == channel.path("data_point_id").intValue())
        .map(point -> point.path("place_id").intValue())
        .findFirst()
        .orElseThrow();
  }

  private static Set<Integer> rest(List<JsonNode> rows, String key, Set<Integer> inside) {
    return rows.stream()
        .map(row -> row.path(key).intValue())
        .filter(id -> !inside.contains(id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The campus and all that has it for parent, or parent's parent. */
  private static Set<Integer> below(List<JsonNode> nodes, String code, String key) {
    Set<Integer> below = new TreeSet<>();
    nodes.stream()
        .filter(node -> node.path(code).asString().equals(CAMPUS))
        .forEach(node -> below.add(node.path(key).intValue()));
    Set<Integer> before = Set.of();
    while (!below.equals(before)) {
      before = new HashSet<>(below);
      nodes.stream()
          .filter(node -> below.contains(node.path("parent").path(key).asInt(0)))
          .forEach(node -> below.add(node.path(key).intValue()));
    }
    return below;
  }

  private static Client bounded(Datasource datasource, Map<String, List<JsonNode>> lists) {
    var body =
        Client.JSON
            .createObjectNode()
            .put("userCode", "north")
            .put("fullName", "Nora North")
            .put("password", "Correct-Horse-8")
            .put("email", "nora@example.org")
            .put("passwordExpirationInterval", 0)
            .put("strongPassword", false)
            .put("forcePasswordChange", false)
            .put("userRoleId", 1);
    body.putArray("topmostCostCenterIds")
        .add(campus(lists.getOrDefault("costCenterId", List.of()), "costCenter"));
    body.putArray("topmostPlaceIds").add(campus(lists.getOrDefault("placeId", List.of()), "place"));
    body.putArray("topmostCollectionIds").add(1);
    Client.Response made =
        datasource
            .client()
            .send("POST", "/api/v202406/user", BodyPublishers.ofString(body.toString()), true)
            .expect(200);
    int user = made.json().path("userId").intValue();
    Task _ =
        TestServer.server()
            .database()
            .write(
                datasource.tenant(),
                Scope.UNBOUNDED,
                user,
                sql -> {
                  new Notice(NotificationType.SYSTEM_MESSAGES, "Welcome", "Welcome")
                      .tell(sql, user);
                  return Task.begin(sql, Task.Plan.of(TaskType.READING_IMPORT, user, Map.of()));
                });
    return Filled.as(datasource, user);
  }

  private static int campus(List<JsonNode> nodes, String what) {
    return nodes.stream()
        .filter(node -> node.path(what + "Code").asString().equals(CAMPUS))
        .findFirst()
        .orElseThrow()
        .path(what + "Id")
        .intValue();
  }

  /** All rows of a list. */
  static List<JsonNode> list(Client client, String path) {
    List<JsonNode> rows = new ArrayList<>();
    int pages = 1;
    for (int page = 1; page <= pages; page++) {
      Client.Response response =
          client
              .get(path, "pageNumber", String.valueOf(page), "pageSize", Rows.LARGEST)
              .expect(200);
      response.json().forEach(rows::add);
      pages =
          response.header("TotalPages").isEmpty()
              ? 1
              : Integer.parseInt(response.header("TotalPages"));
    }
    return rows;
  }
}
