package org.meterbook.ledger.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Users;
import org.meterbook.store.Scope;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** Groups over HTTP: by hand and by filters, right after every change, within topmost places. */
class GroupTest {
  private static final int ELECTRIC = 1;
  private static final int WATER = 2;

  private final Datasource datasource = TestServer.datasource();
  private final Client client = datasource.client();
  private final int north = place("NORTH", 1, 6);
  private final int south = place("SOUTH", 1, 6);
  private final int hall = place("HALL", north, 2);
  private final int gym = place("GYM", south, 2);
  private final int category =
      id(
          "/api/v3/meterGroup/category",
          "{\"meterGroupCategoryCode\": \"ALL\", \"meterGroupCategoryInfo\": \"All\"}",
          "meterGroupCategoryId");

  private int id(String path, String body, String name) {
    return client.post(path, body).expect(200).json().get(name).intValue();
  }

  private int place(String code, int parent, int type) {
    return id("/api/v3/place", placeBody(code, parent, type), "placeId");
  }

  private static String placeBody(String code, int parent, int type) {
    return """
    {"placeCode": "%s", "placeInfo": "%1$s", "parentPlaceId": %d, "placeTypeId": %d, "primaryUseId": null,
     "buildDate": null, "weatherStationCode": null, "placeDescription": null}\
    """
        .formatted(code, parent, type);
  }

  private int meter(String code, int place, int commodity) {
    return id(
        "/api/v3/meter",
        """
        {"meterCode": "%s", "meterInfo": "%1$s", "commodityId": %d, "placeId": %d, "meterTypeId": 1,
         "address": {"country": "United States", "postalCode": "16801"}}\
        """
            .formatted(code, commodity, place),
        "meterId");
  }

  private int field(String name) {
    for (JsonNode field : client.get("/api/v3/meterGroup/filters").expect(200).json()) {
      if (field.get("queryParameterName").stringValue().equals(name)) {
        return field.get("fieldId").intValue();
      }
    }
    throw new AssertionError("no field " + name);
  }

  private String group(String info, String members) {
    return "{\"meterGroupInfo\": \"%s\", \"meterGroupCategoryId\": %d, \"limitMembersByTopmost\": true, %s}"
        .formatted(info, category, members);
  }

  private String filter(String name, String operator, String value) {
    return "{\"fieldId\": %d, \"operator\": \"%s\", \"value\": \"%s\"}"
        .formatted(field(name), operator, value);
  }

  private int automatic(String info, String... filters) {
    return id(
        "/api/v3/meterGroup",
        group(info, "\"automaticGroupFilters\": [" + String.join(",", filters) + "]"),
        "meterGroupId");
  }

  private List<Integer> members(int group) {
    return members(client, group, "");
  }

  private static List<Integer> members(Client client, int group, String query) {
    return client
        .get("/api/v3/meterGroup/%d/member%s".formatted(group, query))
        .expect(200)
        .json()
        .valueStream()
        .map(member -> member.get("meterId").intValue())
        .toList();
  }

  private JsonNode shown(int group) {
    return client.get("/api/v3/meterGroup/" + group).expect(200).json();
  }

  private JsonNode meterBody(int meter) {
    return client.get("/api/v3/meter/" + meter).expect(200).json();
  }

  private void editMeter(int meter, String code, int place, int commodity, boolean active) {
    client
        .put(
            "/api/v3/meter/" + meter,
            """
            {"meterCode": "%s", "meterInfo": "%1$s", "commodityId": %d, "placeId": %d, "meterTypeId": 1, "active": %s,
             "billEntryNote": null, "includeInEnergyStar": null, "meterDescription": null, "primaryUseId": null, "routeId": null,
             "meterTimeZoneId": %d, "useUnitId": null, "demandUnitId": null, "properties": null, "serialNumber": null}\
            """
                .formatted(
                    code,
                    commodity,
                    place,
                    active,
                    meterBody(meter).at("/meterTimeZone/timeZoneId").intValue()))
        .expect(200);
  }

  @Test
  void anAutomaticGroupFollowsEveryChange() {
    int a = meter("A", hall, ELECTRIC);
    int b = meter("B", gym, ELECTRIC);
    int group =
        automatic(
            "North electricity",
            filter("topmostPlaceCode", "equals", "north"),
            filter("commodityId", "one of", "1|99"),
            filter("active", "equals", "true"));
    assertThat(members(group)).containsExactly(a);
    JsonNode first = shown(group);
    assertThat(first.get("autoGroup").booleanValue()).isTrue();
    assertThat(first.get("memberCount").intValue()).isEqualTo(1);
    assertThat(first.get("meterGroupCode").stringValue()).isEqualTo("NORTHELECTRICITY");
    assertThat(first.at("/userDefinedAutoGroupFilters/1/value").stringValue()).isEqualTo("1|99");
    assertThat(first.at("/userDefinedAutoGroupFilters/1/availableOperator").isArray()).isTrue();

    int c = meter("C", hall, ELECTRIC);
    assertThat(members(group)).containsExactly(a, c);
    editMeter(a, "A", hall, WATER, true);
    assertThat(members(group)).containsExactly(c);
    editMeter(c, "C", hall, ELECTRIC, false);
    assertThat(members(group)).isEmpty();
    editMeter(c, "C", hall, ELECTRIC, true);
    // A building that moves to the other campus takes its meters along.
    client.put("/api/v3/place/" + gym, placeBody("GYM", north, 2)).expect(200);
    assertThat(members(group)).containsExactlyInAnyOrder(b, c);
    client.put("/api/v3/place/" + north, placeBody("OTHER", 1, 6)).expect(200);
    assertThat(members(group)).isEmpty();
    client.put("/api/v3/place/" + north, placeBody("North", 1, 6)).expect(200);
    client.delete("/api/v3/meter/" + b).expect(204);
    assertThat(members(group)).containsExactly(c);
    assertThat(client.get("/api/v3/meter", "filter", "meterGroupId equals '" + group + "'").json())
        .hasSize(1);
  }

  @Test
  void filtersThroughALinkFollowTheLink() {
    int a = meter("A", hall, ELECTRIC);
    int group = automatic("Of the account", filter("accountCode", "like", "4711"));
    assertThat(members(group)).isEmpty();
    int vendor =
        id(
            "/api/v3/vendor",
            "{\"vendorCode\": \"V\", \"vendorInfo\": \"V\", \"website\": null, \"vendorDescription\": null}",
            "vendorId");
    int account =
        id(
            "/api/v3/account",
            """
            {"accountCode": "X-4711", "accountInfo": "X", "vendorId": %d, "costCenterId": 1, "accountTypeId": 1,
             "address": {"country": "US", "postalCode": "16801"}, "country": "US", "postalCode": "16801", "meters": [%d]}\
            """
                .formatted(vendor, a),
            "accountId");
    assertThat(members(group)).containsExactly(a);
    client.delete("/api/v3/account/" + account).expect(204);
    assertThat(members(group)).isEmpty();
  }

  @Test
  void settingsOfMembersAreKept() {
    int a = meter("A", hall, ELECTRIC);
    int b = meter("B", hall, WATER);
    int group = automatic("In use", filter("active", "equals", "true"));
    assertThat(shown(group).get("memberCommodityCode").stringValue()).isEqualTo("MULTIPLE");
    String path = "/api/v3/meterGroup/%d/member/".formatted(group);
    JsonNode member = client.put(path + a, "{\"includeInCharts\": false}").expect(200).json();
    assertThat(member.get("includeInCharts").booleanValue()).isFalse();
    meter("C", hall, WATER);
    client.post("/api/v3/meterGroup/%d/updateUserAutoGroup".formatted(group), "").expect(200);
    assertThat(client.get(path).expect(200).json().get(0).get("includeInCharts").booleanValue())
        .isFalse();
    client.post(path + "includeInCharts", "").expect(200);
    assertThat(client.get(path).expect(200).json().get(0).get("includeInCharts").booleanValue())
        .isTrue();
    client
        .put(
            "/api/v3/meterGroup/" + group,
            group("By hand", "\"manualGroupMembers\": [%d]".formatted(b)))
        .expect(200);
    assertThat(members(group)).containsExactly(b);
    client.put(path + a, "{\"includeInCharts\": false}").expect(404);
    client.post("/api/v3/meterGroup/%d/updateUserAutoGroup".formatted(group), "").expect(400);
    assertThat(shown(group).get("meterGroupCode").stringValue()).isEqualTo("INUSE");
  }

  @Test
  void membershipsAreReplacedFromTheMetersSide() {
    int a = meter("A", hall, ELECTRIC);
    int all = automatic("In use", filter("active", "equals", "true"));
    int one = id("/api/v3/meterGroup", group("One", "\"manualGroupMembers\": []"), "meterGroupId");
    int two =
        id(
            "/api/v3/meterGroup",
            group("Two", "\"manualGroupMembers\": [%d]".formatted(a)),
            "meterGroupId");
    String path = "/api/v3/meter/%d/group".formatted(a);
    assertThat(client.get(path).expect(200).json().findValuesAsString("meterGroupId"))
        .containsExactlyInAnyOrder(String.valueOf(all), String.valueOf(two));
    JsonNode left =
        client
            .put(path, "[{\"meterGroupId\": %d, \"includeInCharts\": false}]".formatted(one))
            .expect(200)
            .json();
    assertThat(left.findValuesAsString("meterGroupId"))
        .containsExactlyInAnyOrder(String.valueOf(all), String.valueOf(one));
    assertThat(members(two)).isEmpty();
    client.delete("/api/v3/meterGroup/category/" + category).expect(400);
    client.delete("/api/v3/meterGroup/" + one).expect(204);
    assertThat(client.get(path).expect(200).json()).hasSize(1);
  }

  @Test
  void whatMakesNoGroupIsRefused() {
    for (String members :
        List.of(
            "\"automaticGroupFilters\": null",
            "\"automaticGroupFilters\": []",
            "\"automaticGroupFilters\": [%s], \"manualGroupMembers\": []"
                .formatted(filter("active", "equals", "true")),
            "\"automaticGroupFilters\": [%s]".formatted(filter("active", "equals", "perhaps")),
            "\"automaticGroupFilters\": [%s]".formatted(filter("active", "like", "t")),
            "\"automaticGroupFilters\": [%s]".formatted(filter("meterId", "between", "1")),
            "\"automaticGroupFilters\": [{\"fieldId\": 1, \"operator\": \"equals\", \"value\": \"1\"}]",
            "\"manualGroupMembers\": [99999]")) {
      client.post("/api/v3/meterGroup", group("Wrong", members)).expect(400);
    }
  }

  @Test
  void aReaderSeesWhatTheGroupAndHisBoundsAllow() {
    int a = meter("A", hall, ELECTRIC);
    int b = meter("B", gym, ELECTRIC);
    String open =
        group(
                "Open",
                "\"automaticGroupFilters\": [%s]".formatted(filter("active", "equals", "true")))
            .replace("Topmost\": true", "Topmost\": false");
    int shared = id("/api/v3/meterGroup", open, "meterGroupId");
    int closed = automatic("Closed", filter("active", "equals", "true"));
    Client bounded = bounded(north);
    assertThat(members(bounded, shared, "")).containsExactly(a, b);
    assertThat(members(bounded, shared, "?alwaysLimitByTopmost=true")).containsExactly(a);
    assertThat(members(bounded, closed, "")).containsExactly(a);
    JsonNode seen = bounded.get("/api/v3/meterGroup/" + closed).expect(200).json();
    assertThat(seen.get("memberCount").intValue()).isEqualTo(2);
    assertThat(seen.get("memberCountWithTopmost").intValue()).isEqualTo(1);
    bounded.post("/api/v3/meterGroup", open).expect(403);
    // A manual group keeps the members that its editor cannot see.
    int manual =
        id(
            "/api/v3/meterGroup",
            group("M", "\"manualGroupMembers\": [%d]".formatted(b)),
            "meterGroupId");
    bounded
        .put(
            "/api/v3/meterGroup/" + manual, group("M", "\"manualGroupMembers\": [%d]".formatted(a)))
        .expect(200);
    assertThat(members(manual)).containsExactlyInAnyOrder(a, b);
  }

  private Client bounded(int place) {
    var database = TestServer.server().database();
    int user =
        Users.createAdministrator(
            database, datasource.tenant(), "bounded", "Bo Bounded", TestServer.PASSWORD);
    String key =
        database.write(
            datasource.tenant(),
            Scope.UNBOUNDED,
            user,
            sql -> {
              sql.execute(
                  "UPDATE user_topmost_place SET place_id = :place WHERE tenant_id = :tenant AND user_id = :user",
                  Map.of("place", place, "user", user));
              return ApiKeys.make(sql, user, "test");
            });
    return new Client(key);
  }

  /** Neither a meter made while a group is, nor one made beside a change of all, may be missed. */
  @Test
  void nothingIsMissedBetweenWritersAtTheSameTime() throws Exception {
    try (var threads = Executors.newFixedThreadPool(6)) {
      List<Callable<Integer>> work =
          IntStream.range(0, 24)
              .<Callable<Integer>>mapToObj(i ->
                  i % 6 == 0
                      ? () -> automatic("Group " + i, filter("placeCode", "like", "HALL"))
                      : i % 6 == 3
                          ? () ->
                              client
                                  .put("/api/v3/place/" + hall, placeBody("HALL" + i, north, 2))
                                  .status()
                          : () -> meter("M" + i, hall, ELECTRIC))
              .toList();
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }
    for (JsonNode group : client.get("/api/v3/meterGroup").expect(200).json()) {
      assertThat(group.get("memberCount").intValue()).isEqualTo(16);
    }
  }

  @Test
  void placesAreGroupedLikeMeters() {
    int kind =
        id(
            "/api/v3/placeGroup/category",
            "{\"placeGroupCategoryCode\": \"K\", \"placeGroupCategoryInfo\": \"K\"}",
            "placeGroupCategoryId");
    client
        .post(
            "/api/v3/placeGroup/category",
            "{\"placeGroupCategoryCode\": \"k\", \"placeGroupCategoryInfo\": \"K\"}")
        .expect(400);
    int field =
        client
            .get("/api/v3/placeGroup/filters")
            .expect(200)
            .json()
            .valueStream()
            .filter(each -> each.get("queryParameterName").stringValue().equals("parentCode"))
            .findFirst()
            .orElseThrow()
            .get("fieldId")
            .intValue();
    int group =
        id(
            "/api/v3/placeGroup",
            """
            {"placeGroupInfo": "Of the north", "placeGroupCategoryId": %d, "limitMembersByTopmost": true,
             "automaticGroupFilters": [{"fieldId": %d, "operator": "equals", "value": "NORTH"}]}\
            """
                .formatted(kind, field),
            "placeGroupId");
    String path = "/api/v3/placeGroup/%d/member".formatted(group);
    assertThat(client.get(path).json().findValuesAsString("placeCode")).contains("HALL");
    client.put("/api/v3/place/" + gym, placeBody("GYM", north, 2)).expect(200);
    assertThat(client.get(path).json()).hasSize(2);
    assertThat(client.get("/api/v3/place", "filter", "placeGroupInfo equals 'of the NORTH'").json())
        .hasSize(2);
    client.delete("/api/v3/place/" + gym).expect(204);
    assertThat(client.get("/api/v3/placeGroup/" + group).json().get("memberCount").intValue())
        .isEqualTo(1);
    assertThat(
            client
                .get("/api/v3/placeGroup/category/" + kind)
                .json()
                .get("numberOfGroupsWithVisibleMembers")
                .intValue())
        .isEqualTo(1);
  }

  @Test
  void filterDataAreWhatCanBeChosen() {
    meter("A", hall, ELECTRIC);
    String path = "/api/v3/filterData/" + field("placeCode");
    Client.Response all = client.get(path, "pageSize", "2").expect(200);
    assertThat(all.header("TotalNumberOfRecords")).isEqualTo("5");
    assertThat(all.header("TotalPages")).isEqualTo("3");
    assertThat(all.json()).hasSize(2);
    assertThat(client.get(path, "search", "al").json().findValuesAsString("value"))
        .containsExactly("HALL");
    assertThat(
            bounded(north)
                .get("/api/v3/filterData/" + field("topmostPlaceCode"))
                .json()
                .findValuesAsString("value"))
        .containsExactly("HALL", "NORTH");
    assertThat(client.get("/api/v3/filterData/" + field("active")).json()).hasSize(2);
  }
}
