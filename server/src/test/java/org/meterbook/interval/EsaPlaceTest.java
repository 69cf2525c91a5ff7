package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Sizes and opening hours of places over HTTP. */
class EsaPlaceTest {
  private final Site site = new Site();
  private final Client client = site.client;

  private int place(String code, int parent) {
    return site.id(
        "/api/v3/place",
        "{\"placeCode\": \"%s\", \"placeInfo\": \"%1$s\", \"parentPlaceId\": %d, \"placeTypeId\": 2}"
            .formatted(code, parent),
        "placeId");
  }

  private static String path(int place) {
    return "/api/v202406/esaplace/%d/placeSize".formatted(place);
  }

  private static String sizes(String... sizes) {
    return "{\"calculateArea\": false, \"placeSizes\": [%s]}".formatted(String.join(",", sizes));
  }

  private static String size(String begin, int value, String unit) {
    return "{\"beginDate\": \"%s\", \"value\": %d, \"unitCode\": \"%s\"}"
        .formatted(begin, value, unit);
  }

  @Test
  void aHistoryHasNoGaps() {
    JsonNode answer =
        client
            .put(
                path(site.place),
                sizes(size("2025-01-01", 200, "SQMETER"), size("2020-01-01", 100, "SQMETER")))
            .expect(200)
            .json();
    assertThat(answer.get(0).get("value").doubleValue()).isEqualTo(100);
    assertThat(answer.get(0).get("endDate").stringValue()).isEqualTo("2025-01-01T00:00:00");
    assertThat(answer.get(1).get("endDate").stringValue()).isEqualTo("3000-01-01T00:00:00");
    assertThat(client.get(path(site.place)).expect(200).json().size()).isEqualTo(2);
    String twice = sizes(size("2025-01-01", 2, "SQMETER"), size("2025-01-01", 1, "SQMETER"));
    client.put(path(site.place), twice).expect(400);
    client.put(path(site.place), sizes(size("2025-01-01", 2, "KWH"))).expect(400);
    client.put(path(site.place), "{\"calculateArea\": true, \"placeSizes\": []}").expect(400);
    assertThat(client.put(path(site.place), sizes()).expect(200).json().size()).isZero();
  }

  @Test
  void aSumFollowsWhatItIsMadeOf() {
    int one = place("ONE", site.place);
    int other = place("TWO", site.place);
    client.put(path(one), sizes(size("2020-01-01", 100, "SQMETER"))).expect(200);
    client.put(path(site.place), "{\"calculateArea\": true, \"placeSizes\": null}").expect(200);
    client.put(path(other), sizes(size("2022-01-01", 50, "SQMETER"))).expect(200);
    JsonNode sums = client.get(path(site.place)).json();
    assertThat(sums.size()).isEqualTo(2);
    assertThat(sums.get(1).get("value").doubleValue()).isEqualTo(150);
    assertThat(
            client
                .get(path(site.place) + "/child")
                .expect(200)
                .json()
                .get(0)
                .get("placeCode")
                .stringValue())
        .isEqualTo("ONE");
    // Moved away, it is no part of the sum any more.
    int elsewhere = place("ELSE", 1);
    String move = "/api/v202406/esaplace/parentPlace/%d/place".formatted(elsewhere);
    JsonNode moved = client.put(move, "[%d, %1$d]".formatted(other)).expect(200).json();
    assertThat(moved.get("selected").intValue()).isEqualTo(1);
    assertThat(moved.get("updated").intValue()).isEqualTo(1);
    assertThat(client.get(path(site.place)).json().get(0).get("value").doubleValue())
        .isEqualTo(100);
    assertThat(client.put(move, "[%d]".formatted(other)).json().get("updated").intValue()).isZero();
    client.put(move, "[%d]".formatted(elsewhere)).expect(400);
    client.put(move, "[99999]").expect(400);
  }

  @Test
  void aWeekIsKept() {
    String path = "/api/v202407/esaplace/%d/schedule".formatted(site.place);
    assertThat(client.get(path).expect(200).json().size()).isZero();
    StringBuilder days =
        new StringBuilder(
            "{\"dayOfWeekNumber\": 6}, {\"dayOfWeekNumber\": 0, \"is24Hours\": true}");
    for (int day = 1; day < 6; day++) {
      days.append(
          ", {\"dayOfWeekNumber\": %d, \"beginTime\": \"08:00\", \"endTime\": \"18:00:00\"}"
              .formatted(day));
    }
    String body = "{\"scheduleInfo\": \"Office\", \"scheduleDays\": [%s]}";
    client.put(path, body.formatted(days)).expect(200);
    client.put(path, body.formatted(days)).expect(200);
    JsonNode schedules = client.get(path).json();
    assertThat(schedules.size()).isEqualTo(1);
    JsonNode week = schedules.get(0).get("scheduleDays");
    assertThat(week.size()).isEqualTo(7);
    assertThat(week.get(0).get("endTime").stringValue()).isEqualTo("23:59:59");
    assertThat(week.get(1).get("dayOfWeek").get("dayOfWeekName").stringValue()).isEqualTo("Monday");
    assertThat(week.get(1).get("beginTime").stringValue()).isEqualTo("08:00:00");
    assertThat(week.get(6).get("isClosed").booleanValue()).isTrue();
    client.put(path, body.formatted("{\"dayOfWeekNumber\": 6}")).expect(400);
    client.put(path, body.formatted(days).replace("18:00:00", "07:00")).expect(400);
  }
}
