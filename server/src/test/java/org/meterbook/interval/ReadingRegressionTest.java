package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.interval.Site.reading;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** What once broke. */
class ReadingRegressionTest {
  private final Site site = new Site();
  private final Client client = site.client;

  private double[] values(int channel) {
    return StreamSupport.stream(site.readings(channel).spliterator(), false)
        .mapToDouble(each -> each.get("value").doubleValue())
        .toArray();
  }

  private Client.Response csv(String body) {
    return client.with("Content-Type", "text/csv").post("/api/v3/reading", body);
  }

  @Test
  void aDayThatWasEmptiedTakesCorrections() {
    int channel = site.channel(60, "Trip", 1, 0);
    for (int value = 1; value <= 2; value++) {
      site.post(channel, reading("2026-05-05T12:00:00", value));
    }
    client
        .send(
            "DELETE",
            "/api/v3/reading",
            BodyPublishers.ofString("[{\"channelId\": %d}]".formatted(channel)),
            true)
        .expect(200);
    for (int value = 3; value <= 5; value++) {
      site.post(channel, reading("2026-05-05T12:00:00", value));
    }
    assertThat(values(channel)).containsExactly(5);
  }

  @Test
  void anEditIsCheckedLikeWhatIsSent() {
    int channel = site.channel(60, "Trip", 1, 100);
    site.post(channel, reading("2026-05-05T12:00:00", 1));
    String path =
        "/api/v3/reading/" + site.readings(channel).get(0).get("observationId").longValue();
    client.put(path, reading("2200-01-01T00:00:00", 1)).expect(400);
    client.put(path, reading("2026-05-05T12:00:00", 101)).expect(400);
    assertThat(values(channel)).containsExactly(1);
  }

  @Test
  void aReadingOfTheRepeatedHourIsEditedAsItIsShown() {
    int channel = site.channel(60, "Trip", 1, 0);
    site.post(
        channel,
        reading("2026-11-01T01:15:00-05:00", 1) + "," + reading("2026-11-01T01:15:00-06:00", 2));
    long second = site.readings(channel).get(1).get("observationId").longValue();
    JsonNode edited =
        client
            .put("/api/v3/reading/" + second, reading("2026-11-01T01:15:00", 9))
            .expect(200)
            .json();
    assertThat(edited.get("observationId").longValue()).isEqualTo(second);
    assertThat(values(channel)).containsExactly(1, 9);
  }

  @Test
  void aSetThatRunsBackwardsLosesNothingWhereClocksArePutBack() {
    int forwards = site.channel(15, "Trip", 1, 0);
    int backwards = site.channel(15, "Trip", 1, 0);
    String[] readings = new String[16];
    for (int i = 0; i < 16; i++) {
      // 00:00 to 00:45, twice 01:00 to 01:45, 02:00 to 02:45.
      int minute = i < 8 ? i * 15 : (i - 4) * 15;
      readings[i] = reading("2026-11-01T%02d:%02d:00".formatted(minute / 60, minute % 60), i);
    }
    site.post(forwards, String.join(",", readings));
    site.post(backwards, String.join(",", java.util.List.of(readings).reversed()));
    assertThat(values(forwards)).hasSize(16).isSorted();
    assertThat(values(backwards)).isEqualTo(values(forwards));
    int single = site.channel(15, "Trip", 1, 0);
    site.post(single, reading("2026-11-01T12:00:00", 5) + "," + reading("2026-11-01T01:15:00", 1));
    assertThat(site.readings(single).get(0).get("observationId").longValue())
        .isEqualTo(((long) single << 32) + 1_793_513_700L);
  }

  @Test
  void readingsThatMeetAreCounted() {
    int channel = site.channel(15, "Trip", 1, 0);
    JsonNode answer =
        site.post(
            channel, reading("2026-03-08T02:15:00", 1) + "," + reading("2026-03-08T03:15:00", 2));
    assertThat(answer.get("repeatedReadingsCount").intValue()).isEqualTo(1);
    assertThat(values(channel)).containsExactly(2);
  }

  @Test
  void daysOfAWallClockGoByItsDays() {
    int channel = site.channel(1440, "Trip", 1, 0);
    csv("channelId,begin,seconds,values\n%d,2026-03-06T00:00:00,86400,1,2,3,4,5\n"
            .formatted(channel))
        .expect(200);
    assertThat(
            StreamSupport.stream(site.readings(channel).spliterator(), false)
                .map(each -> each.get("time").stringValue()))
        .containsExactly(
            "2026-03-07T00:00:00",
            "2026-03-08T00:00:00",
            "2026-03-09T00:00:00",
            "2026-03-10T00:00:00",
            "2026-03-11T00:00:00");
  }

  @Test
  void sumsOfAMonthAreNotThoseOfTheOneBefore() {
    int channel = site.channel(60, "Trip", 1, 0);
    site.post(
        channel,
        reading("2026-05-31T12:00:00", 1)
            + ","
            + reading("2026-06-01T12:00:00", 2)
            + ","
            + reading("2026-07-01T00:00:00", 4)
            + ","
            + reading("2026-07-01T01:00:00", 8));
    JsonNode june =
        client
            .get(
                "/api/v202611/channel/%d/summary?by=month&beginDate=2026-06-01&endDate=2026-07-01"
                    .formatted(channel))
            .expect(200)
            .json()
            .get("summaries");
    assertThat(june.size()).isEqualTo(1);
    assertThat(june.get(0).get("total").doubleValue()).isEqualTo(6);
  }

  @Test
  void anEndlessIntervalIsRefused() {
    int channel = site.channel(60, "Trip", 1, 0);
    client
        .put(
            "/api/v202101/meter/%d/channel/%d".formatted(site.meter, channel),
            """
            {"intervalMinutes": 2147483647, "observationTypeCode": "INTERVALUSE", "channelDescription": null, "channelImportId": null}\
            """)
        .expect(400);
    client.get("/api/v3/meter").expect(200);
  }

  @Test
  void aCallForThousandsOfChannelsIsAnswered() {
    String sets =
        IntStream.range(1, 15_000)
            .mapToObj(id -> "{\"channelId\": %d, \"readings\": []}".formatted(1_000_000 + id))
            .collect(Collectors.joining(","));
    JsonNode answer = client.post("/api/v3/reading", "[" + sets + "]").expect(200).json();
    assertThat(answer.get("failedReadings").size()).isEqualTo(14_999);
  }

  @Test
  void theCharacterThatPostgresDoesNotKnowIsRefused() {
    int channel = site.channel(60, "Trip", 1, 0);
    JsonNode answer =
        site.post(
            channel,
            "{\"time\": \"2026-05-05T12:00:00\", \"value\": 1, \"note\": \"a\\u0000b\"},"
                + reading("2026-05-05T13:00:00", 2));
    assertThat(answer.get("failedReadingsCount").intValue()).isEqualTo(1);
    client
        .post("/api/v3/reading", "[{\"channelImportId\": \"\\u0000\", \"readings\": []}]")
        .expect(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e308", "-1e308", "1e16"})
  void valuesBeyondAllMetersAreRefused(String value) {
    int channel = site.channel(60, "Trip", 1, 0);
    JsonNode answer =
        site.post(
            channel,
            "{\"time\": \"2026-05-05T12:00:00\", \"value\": %s, \"estimated\": null, \"note\": null}"
                .formatted(value));
    assertThat(answer.get("failedReadings").toString()).contains("must be within");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "0x1p3", "1d", "NaN", "1,5", "--1", "1e", "+"})
  void whatIsNoNumberIsRefused(String value) {
    int channel = site.channel(60, "Trip", 1, 0);
    JsonNode answer =
        csv("channelId,time,value\n%d,2026-05-05T12:00:00,%s\n".formatted(channel, value))
            .expect(200)
            .json();
    assertThat(answer.get("failedReadingsCount").intValue()).as(value).isEqualTo(1);
  }

  @Test
  void aRunWithoutSecondsDoesNotTakeThemFromTheNextLine() {
    int channel = site.channel(60, "Trip", 1, 0);
    csv("channelId,begin,seconds,values\n%d,2026-07-02T00:00:00\n900,1,2\n".formatted(channel))
        .expect(400);
    assertThat(values(channel)).isEmpty();
  }

  @Test
  void anUploadThatIsCutOffStoresNothingAndIsNoFaultOfTheServer() throws IOException {
    int channel = site.channel(60, "Trip", 1, 0);
    URI url = URI.create(TestServer.server().url());
    String half =
        "[{\"channelId\": %d, \"readings\": [%s"
            .formatted(channel, reading("2026-05-05T12:00:00", 1));
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/v3/reading HTTP/1.1\r\nHost: test\r\nECI-ApiKey: %s\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n%s"
                  .formatted(site.datasource.key(), half))
              .getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).doesNotContain(" 500 ");
    }
    assertThat(values(channel)).isEmpty();
  }

  private static int zone(Client client, String name) {
    return client
        .get("/api/v3/timezone", "filter", "timeZoneCode equals '" + name + "'")
        .expect(200)
        .json()
        .get(0)
        .get("timeZoneId")
        .intValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"America/Havana", "Atlantic/Azores", "America/Santiago", "Australia/Lord_Howe"})
  void theDatabaseBeginsADayWhenJavaDoes(String name) {
    Site there = new Site(zone(client, name));
    java.time.ZoneId zoneId = java.time.ZoneId.of(name);
    int channel = there.channel(60, "Trip", 1, 0);
    java.time.Instant begin = java.time.Instant.parse("2026-01-01T12:00:00Z");
    String readings =
        IntStream.range(0, 300)
            .mapToObj(i -> reading(begin.plus(java.time.Duration.ofHours(i * 29L)).toString(), i))
            .collect(Collectors.joining(","));
    there.post(channel, readings);
    int i = 0;
    for (JsonNode each :
        there.client.get("/api/v202407/esaReading?pageSize=1000").expect(200).json()) {
      assertThat(java.time.OffsetDateTime.parse(each.get("timestamp").stringValue()).toInstant())
          .isEqualTo(begin.plus(java.time.Duration.ofHours(i++ * 29L)));
    }
    assertThat(i).isEqualTo(300);
    assertThat(
            there
                .client
                .get("/api/v202101/meter/%d/channel/%d".formatted(there.meter, channel))
                .json()
                .get("lastReadingDate")
                .stringValue())
        .isEqualTo(
            java.time.LocalDateTime.ofInstant(
                    begin.plus(java.time.Duration.ofHours(299 * 29L)), zoneId)
                + ":00");
  }

  @Test
  void aSlotEndsWithItsDay() {
    Site there = new Site(zone(client, "Australia/Lord_Howe"));
    int channel = there.channel(60, "Trip", 1, 0);
    // A day of 23.5 hours.
    there.post(
        channel, reading("2025-10-05T23:45:00", 1) + "," + reading("2025-10-06T00:00:00", 2));
    JsonNode slots = there.client.get("/api/v202410/esaReading/summarized").expect(200).json();
    assertThat(slots.size()).isEqualTo(1);
    assertThat(slots.get(0).get("timestamp").stringValue()).isEqualTo("2025-10-06T00:00:00+11:00");
    assertThat(slots.get(0).get("summarizedValue").doubleValue()).isEqualTo(3);
  }
}
