package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.interval.Site.reading;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Readings over HTTP: stored, replaced, refused, moved, deleted. */
class ReadingsTest {
  private final Site site = new Site();
  private final Client client = site.client;

  private static double[] doubles(JsonNode readings, String field) {
    return StreamSupport.stream(readings.spliterator(), false)
        .mapToDouble(each -> each.get(field).isNull() ? Double.NaN : each.get(field).doubleValue())
        .toArray();
  }

  @Test
  void whatIsSentIsAnsweredWithItsMultiplier() {
    int channel = site.channel(15, "Trip", 2, 0);
    JsonNode answer =
        site.post(
            channel,
            """
            {"time": "2026-03-30T00:15:00", "value": 1.5, "estimated": true, "note": "guessed"},
            {"time": "2026-03-30T00:30:00", "value": 2, "estimated": false, "note": null},
            {"time": "2026-03-30T05:45:00Z", "value": 0.125, "estimated": false, "note": ""}\
            """);
    assertThat(answer.get("importedReadingsCount").intValue()).isEqualTo(3);
    assertThat(answer.get("failedReadings").size()).isZero();
    JsonNode all = client.get("/api/v3/channel/%d/reading".formatted(channel)).expect(200).json();
    assertThat(all.get("channelId").intValue()).isEqualTo(channel);
    assertThat(all.get("rule").intValue()).isEqualTo(2);
    assertThat(all.get("unit").get("unitCode").stringValue()).isEqualTo("KWH");
    JsonNode first = all.get("readings").get(0);
    assertThat(first.get("time").stringValue()).isEqualTo("2026-03-30T00:15:00");
    assertThat(first.get("value").doubleValue()).isEqualTo(3);
    assertThat(first.get("rawValue").doubleValue()).isEqualTo(1.5);
    assertThat(first.get("estimated").booleanValue()).isTrue();
    assertThat(first.get("note").stringValue()).isEqualTo("guessed");
    assertThat(all.get("readings").get(2).get("time").stringValue())
        .as("a time with an offset is a moment")
        .isEqualTo("2026-03-30T00:45:00");
    assertThat(doubles(all.get("readings"), "rawValue")).containsExactly(1.5, 2, 0.125);
  }

  @Test
  void sentTwiceIsStoredOnceAndACorrectionReplaces() {
    int channel = site.channel(15, "Trip", 1, 0);
    String two = reading("2026-03-30T00:15:00", 1) + "," + reading("2026-03-30T00:30:00", 2);
    site.post(channel, two);
    JsonNode again = site.post(channel, two);
    assertThat(again.get("importedReadingsCount").intValue()).isEqualTo(2);
    assertThat(again.get("unchangedReadingsCount").intValue()).isEqualTo(2);
    JsonNode corrected =
        site.post(
            channel, reading("2026-03-30T00:30:00", 5) + "," + reading("2026-03-30T01:00:00", 7));
    assertThat(corrected.get("replacedReadingsCount").intValue()).isEqualTo(1);
    assertThat(doubles(site.readings(channel), "value")).containsExactly(1, 5, 7);
  }

  @Test
  void aBadReadingIsRefusedByItself() {
    int channel = site.channel(15, "Trip", 1, 100);
    String mixed =
        reading("2026-03-30T00:15:00", 1)
            + ", {\"time\": \"2026-02-30T00:00:00\", \"value\": 1}, {\"time\": \"2026-03-30T00:30:00\", \"value\": \"x\"}, 7, {\"value\": 1},"
            + reading("2026-03-30T00:45:00", 101)
            + ","
            + reading("1969-12-31T00:00:00", 1)
            + ","
            + reading("2026-03-30T01:00:00", 2);
    JsonNode answer = site.post(channel, mixed);
    assertThat(answer.get("importedReadingsCount").intValue()).isEqualTo(2);
    assertThat(answer.get("failedReadingsCount").intValue()).isEqualTo(6);
    JsonNode failed = answer.get("failedReadings").get(0).get("readings");
    assertThat(
            StreamSupport.stream(failed.spliterator(), false)
                .map(each -> each.get("index").intValue()))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    assertThat(failed.toString())
        .contains("time: must be a date", "value: must be a number", "time: is required")
        .contains("above the channel's maximum reading of 100");
    assertThat(site.readings(channel).size()).isEqualTo(2);
  }

  @Test
  void strictRefusesEverything() {
    int channel = site.channel(15, "Trip", 1, 0);
    String body =
        "[{\"channelId\": %d, \"readings\": [%s, {\"time\": \"x\", \"value\": 1}]}, {\"channelId\": 999999, \"readings\": []}]"
            .formatted(channel, reading("2026-03-30T00:15:00", 1));
    JsonNode problem = client.post("/api/v3/reading?strict=true", body).expect(400).json();
    assertThat(problem.get("errors").propertyNames())
        .containsExactlyInAnyOrder("[0].readings[1]", "[1]");
    assertThat(site.readings(channel).size()).isZero();
    client.post("/api/v3/reading", body).expect(200);
    assertThat(site.readings(channel).size()).isEqualTo(1);
  }

  @Test
  void aRegisterAdvancesRollsOverAndMayBeSwapped() {
    int channel = site.channel(60, "Odometer", 10, 99999);
    site.post(
        channel,
        reading("2026-03-30T01:00:00", 99990)
            + ","
            + reading("2026-03-30T02:00:00", 99995)
            + ","
            + reading("2026-03-30T03:00:00", 5));
    assertThat(doubles(site.readings(channel), "value")).containsExactly(Double.NaN, 50, 100);
    client
        .post(
            "/api/v202101/meter/%d/channel/%d/version".formatted(site.meter, channel),
            """
            {"beginDate": "2026-03-30T03:00:00", "multiplier": 1, "unitCode": "KWH", "observationRule": "Odometer", "maximumReading": 0}\
            """)
        .expect(200);
    site.post(
        channel,
        reading("2026-03-30T03:00:01", 700000)
            + ","
            + reading("2026-03-30T04:00:00", 700003)
            + ","
            + reading("2026-03-31T01:00:00", 700004));
    assertThat(doubles(site.readings(channel), "value"))
        .as("the new meter begins without a jump")
        .containsExactly(Double.NaN, 50, 100, Double.NaN, 3, 1);
    // A late reading in between takes its part of the advance, across midnight too.
    site.post(channel, reading("2026-03-30T23:00:00", 700003.5));
    assertThat(doubles(site.readings(channel), "value"))
        .containsExactly(Double.NaN, 50, 100, Double.NaN, 3, 0.5, 0.5);
  }

  @Test
  void theRepeatedHourIsNoDuplicate() {
    int channel = site.channel(60, "Trip", 1, 0);
    site.post(
        channel,
        reading("2025-11-02T01:00:00", 1)
            + ","
            + reading("2025-11-02T01:00:00", 2)
            + ","
            + reading("2025-11-02T02:00:00", 3)
            + ","
            + reading("2025-11-03T00:00:00", 4));
    JsonNode readings = site.readings(channel);
    assertThat(doubles(readings, "value")).containsExactly(1, 2, 3, 4);
    assertThat(
            readings.get(1).get("observationId").longValue()
                - readings.get(0).get("observationId").longValue())
        .isEqualTo(3600);
    assertThat(readings.get(3).get("time").stringValue())
        .as("midnight ends the day of 25 hours")
        .isEqualTo("2025-11-03T00:00:00");
  }

  @Test
  void aReadingIsEditedMovedAndDeletedByItsId() {
    int channel = site.channel(15, "Trip", 1, 0);
    site.post(channel, reading("2026-03-30T00:15:00", 1) + "," + reading("2026-03-30T00:30:00", 2));
    long id = site.readings(channel).get(0).get("observationId").longValue();
    String body = "{\"time\": \"%s\", \"value\": %s, \"estimated\": true, \"note\": \"checked\"}";
    client.put("/api/v3/reading/" + id, body.formatted("2026-03-30T00:30:00", 9)).expect(400);
    JsonNode moved =
        client
            .put("/api/v3/reading/" + id, body.formatted("2026-03-30T00:45:00", 9))
            .expect(200)
            .json();
    assertThat(moved.get("value").doubleValue()).isEqualTo(9);
    assertThat(moved.get("note").stringValue()).isEqualTo("checked");
    assertThat(doubles(site.readings(channel), "value")).containsExactly(2, 9);
    client.delete("/api/v3/reading/" + id).expect(404);
    client.delete("/api/v3/reading/" + moved.get("observationId").longValue()).expect(204);
    assertThat(doubles(site.readings(channel), "value")).containsExactly(2);
  }

  @Test
  void stretchesAreDeletedAfterTheirBeginAndUpToTheirEnd() {
    int channel = site.channel(60, "Trip", 1, 0);
    StringBuilder readings = new StringBuilder(reading("2026-03-30T01:00:00", 1));
    for (int hour = 2; hour < 24; hour++) {
      readings.append(',').append(reading("2026-03-30T%02d:00:00".formatted(hour), hour));
    }
    site.post(channel, readings.toString());
    JsonNode answer =
        client
            .send(
                "DELETE",
                "/api/v3/reading",
                BodyPublishers.ofString(
                    """
                    [{"channelId": %d, "timeBegin": "2026-03-30T03:00:00", "timeEnd": "2026-03-30T05:00:00"},
                     {"channelId": %1$d, "timeBegin": "2026-03-30T07:00:00", "timeEnd": "2026-03-30T07:00:00"},
                     {"channelId": 987654}]\
                    """
                        .formatted(channel)),
                true)
            .expect(200)
            .json();
    assertThat(answer.get("deleted").intValue()).isEqualTo(3);
    assertThat(answer.get("failures").get(0).get("channelId").intValue()).isEqualTo(987654);
    assertThat(doubles(site.readings(channel), "value")).startsWith(1, 2, 3, 6, 8).hasSize(20);
  }

  @Test
  void theCompactFormSaysTheSame() {
    int one = site.channel(15, "Trip", 1, 0);
    int other = site.channel(15, "Trip", 1, 0);
    Client csv = client.with("Content-Type", "text/csv");
    JsonNode answer =
        csv.post(
                "/api/v3/reading",
                "channelId,time,value\r\n%d,2026-03-30T00:15:00,1.25\r\n%1$d,2026-03-30T00:30:00,-2e3\r\n%1$d,2026-03-30T00:45:00,oops\r\n"
                    .formatted(one))
            .expect(200)
            .json();
    assertThat(answer.get("importedReadingsCount").intValue()).isEqualTo(2);
    assertThat(answer.get("failedReadingsCount").intValue()).isEqualTo(1);
    csv.post(
            "/api/v3/reading",
            "channelId,begin,seconds,values\n%d,2026-03-30T00:00:00,900,1.25,-2000,,3\n"
                .formatted(other))
        .expect(200);
    assertThat(doubles(site.readings(one), "value")).containsExactly(1.25, -2000);
    assertThat(doubles(site.readings(other), "value")).containsExactly(1.25, -2000, 3);
    assertThat(site.readings(other).get(2).get("time").stringValue())
        .isEqualTo("2026-03-30T01:00:00");
    csv.post("/api/v3/reading", "time,value\n").expect(400);
    csv.post("/api/v3/reading", "channelId,time,value\n%d,2026-03-30T00:15:00\n".formatted(one))
        .expect(400);
  }
}
