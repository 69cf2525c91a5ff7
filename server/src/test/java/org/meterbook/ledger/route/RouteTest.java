package org.meterbook.ledger.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Routes over HTTP: meters in their order, moved, taken off, read. */
class RouteTest {
  private final Client client = TestServer.datasource().client();
  private final int place =
      id(
          "/api/v3/place",
          "{\"placeCode\": \"HQ\", \"placeInfo\": \"HQ\", \"parentPlaceId\": 1, \"placeTypeId\": 2}",
          "placeId");
  private final int a = meter("A");
  private final int b = meter("B");
  private final int c = meter("C");

  private int id(String path, String body, String name) {
    return client.post(path, body).expect(200).json().get(name).intValue();
  }

  private int meter(String code) {
    return id(
        "/api/v3/meter",
        """
        {"meterCode": "%s", "meterInfo": "%1$s", "commodityId": 1, "placeId": %d, "meterTypeId": 1,
         "address": {"country": "United States", "postalCode": "16801"}}\
        """
            .formatted(code, place),
        "meterId");
  }

  private static String body(String info, Integer... meters) {
    return "{\"routeInfo\": \"%s\", \"meterIds\": %s}".formatted(info, List.of(meters));
  }

  private int route(String info, Integer... meters) {
    return id("/api/v3/route", body(info, meters), "routeId");
  }

  private List<Integer> meters(int route) {
    return StreamSupport.stream(
            client
                .get("/api/v3/route/%d/details".formatted(route))
                .expect(200)
                .json()
                .get("meters")
                .spliterator(),
            false)
        .map(meter -> meter.get("meterId").intValue())
        .toList();
  }

  @Test
  void metersKeepTheirOrderAndMove() {
    int first = route("North side", b, a, b, c);
    assertThat(meters(first)).containsExactly(b, a, c);
    JsonNode shown = client.get("/api/v3/route/" + first).expect(200).json();
    assertThat(shown.get("routeCode").stringValue()).isEqualTo("NORTHSIDE");
    assertThat(shown.get("numberOfMeters").intValue()).isEqualTo(3);
    int second = route("North-Side!", a);
    assertThat(client.get("/api/v3/route/" + second).json().get("routeCode").stringValue())
        .isEqualTo("NORTHSIDE2");
    assertThat(meters(first)).containsExactly(b, c);
    client.put("/api/v3/route/" + first, body("North side", c, b, a)).expect(200);
    assertThat(meters(first)).containsExactly(c, b, a);
    assertThat(meters(second)).isEmpty();
    client.post("/api/v3/route", body("north SIDE", a)).expect(400);
    client.post("/api/v3/route", body("South", 99999)).expect(400);
  }

  @Test
  void oneMeterIsPutOnAndTakenOff() {
    int route = route("R", a, b);
    String path = "/api/v3/route/%d/meter".formatted(route);
    client.post(path, "{\"meterId\": %d, \"displayOrder\": 1}".formatted(c)).expect(200);
    assertThat(meters(route)).containsExactly(c, a, b);
    client.post(path, "{\"meterId\": %d}".formatted(c)).expect(200);
    assertThat(meters(route)).containsExactly(a, b, c);
    client.delete(path + "/" + b).expect(204);
    client.delete(path + "/" + b).expect(404);
    assertThat(meters(route)).containsExactly(a, c);
    assertThat(client.get("/api/v3/meter/" + a).json().get("route").get("routeId").intValue())
        .isEqualTo(route);
    client.delete("/api/v3/route/" + route).expect(204);
    assertThat(client.get("/api/v3/meter/" + a).json().get("route").isNull()).isTrue();
  }

  @Test
  void theLatestReadingsAreShown() {
    int route = route("R", b, a);
    route("Without channels", c);
    int channel =
        id(
            "/api/v202101/meter/%d/channel".formatted(a),
            """
            {"intervalMinutes": 15, "observationTypeCode": "INTERVALUSE", "channelVersion":
              {"multiplier": 2, "unitCode": "KWH", "observationRule": "Trip", "maximumReading": 0}}\
            """,
            "channelId");
    String path = "/api/v3/route/meter/channel/latestReading";
    JsonNode before = client.get(path).expect(200).json();
    assertThat(before.size()).isEqualTo(2);
    assertThat(
            before.get(0).get("meters").get(1).get("channels").get(0).get("lastReading").isNull())
        .isTrue();
    client
        .post(
            "/api/v3/reading",
            """
            [{"channelId": %d, "readings": [{"time": "2026-03-30T00:15:00", "value": 1, "estimated": false, "note": null},
              {"time": "2026-03-31T00:30:00", "value": 2, "estimated": true, "note": "x"}]}]\
            """
                .formatted(channel))
        .expect(200);
    JsonNode routes = client.get(path, "filter", "interval equals '900'").expect(200).json();
    assertThat(routes.size()).isEqualTo(1);
    assertThat(routes.get(0).get("routeId").intValue()).isEqualTo(route);
    JsonNode shown = routes.get(0).get("meters").get(1).get("channels").get(0);
    assertThat(shown.get("interval").intValue()).isEqualTo(900);
    JsonNode latest = shown.get("lastReading");
    assertThat(latest.get("time").stringValue()).isEqualTo("2026-03-31T00:30:00");
    assertThat(latest.get("value").doubleValue()).isEqualTo(4);
    assertThat(latest.get("estimated").booleanValue()).isTrue();
    assertThat(latest.get("note").stringValue()).isEqualTo("x");
  }

  @Test
  void observationTypesAreNarrowed() {
    String path = "/api/v3/observationtype";
    assertThat(client.get(path).expect(200).json().size()).isGreaterThan(50);
    JsonNode use = client.get(path, "filter", "nounCode equals 'USE'").expect(200).json();
    assertThat(use.size()).isEqualTo(9);
    JsonNode narrowed =
        client
            .get(path, "filter", "commodityId equals '1' and classCode equals 'use'")
            .expect(200)
            .json();
    assertThat(narrowed.size()).isPositive();
  }
}
