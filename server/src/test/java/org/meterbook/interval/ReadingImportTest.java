package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Readings from text files: long and wide, by profiles of all kinds. */
class ReadingImportTest {
  private static final String PROFILES = "/api/v3/import/reading/profile";
  private static final ZoneId CHICAGO = TestServer.ZONE;

  static final String LONG =
      """
      "delimiter": ",", "numberOfHeaderRows": 1, "timestampColumnNumber": 2, "timestampFormat": "M/d/yyyy h:mm tt",
      "meterImportIdColumnNumber": 1, "numberOfColumns": 5, "channelIntervalInSeconds": 900,
      "dataMapping": [{"columnNumber": 3, "observationTypeCode": "INTERVALUSE", "unitCode": "KWH"}],
      "estimated": {"columnNumber": 4, "indicator": "E"}, "noteColumnNumber": 5\
      """;

  private final Site site = new Site();
  private final Client client = site.client;

  private static String wide(int columns) {
    return """
    "delimiter": ",", "numberOfHeaderRows": 0, "dateColumnNumber": 2, "meterImportIdColumnNumber": 1, "numberOfColumns": %d,
    "dataMapping": [{"observationTypeCode": "INTERVALUSE", "unitCode": "KWH"}],
    "wide": {"firstColumnNumber": 3, "columns": %d}\
    """
        .formatted(columns + 2, columns);
  }

  private JsonNode send(String profile, String data, boolean create) {
    String body =
        "{\"inlineProfile\": {%s}, \"data\": %s, \"autoCreateChannels\": %s, \"importNote\": \"test\"}"
            .formatted(profile, Client.JSON.writeValueAsString(data), create);
    JsonNode guid = client.post("/api/v3/import/reading", body).expect(200).json();
    return client
        .get("/api/v202611/import/reading", "taskGuid", guid.get("taskGUId").stringValue())
        .expect(200)
        .json()
        .get(0);
  }

  private static void counts(JsonNode result, long stored, long replaced, long same, long refused) {
    assertThat(
            new long[] {
              result.get("stored").longValue(),
              result.get("replaced").longValue(),
              result.get("same").longValue(),
              result.get("refused").longValue()
            })
        .as(result.toString())
        .containsExactly(stored, replaced, same, refused);
  }

  private String times(int channel) {
    return StreamSupport.stream(site.readings(channel).spliterator(), false)
        .map(each -> each.get("time").stringValue().substring(5, 16))
        .collect(Collectors.joining(" "));
  }

  @Test
  void profilesAreKept() {
    String body = "{\"profileCode\": \"amr\", \"timeZoneId\": 1, %s}".formatted(LONG);
    JsonNode made = client.post(PROFILES, body).expect(200).json();
    int id = made.get("profileId").intValue();
    assertThat(made.get("timeZone").get("timeZoneCode").stringValue())
        .isEqualTo("America/New_York");
    assertThat(made.get("createdBy").get("userCode").stringValue()).isEqualTo("admin");
    assertThat(made.get("dataMapping").get(0).get("unitCode").stringValue()).isEqualTo("KWH");
    assertThat(client.get(PROFILES + "/" + id).expect(200).json()).isEqualTo(made);
    assertThat(client.get(PROFILES).expect(200).json().get(0)).isEqualTo(made);
    assertThat(client.post(PROFILES, body).expect(400).text()).contains("already in use");
    JsonNode edited =
        client
            .put(PROFILES + "/" + id, "{\"profileCode\": \"wide\", %s}".formatted(wide(96)))
            .expect(200)
            .json();
    assertThat(edited.get("wide").get("columns").intValue()).isEqualTo(96);
    assertThat(edited.get("timeZone").isNull()).isTrue();
    client.delete(PROFILES + "/" + id).expect(204);
    client.get(PROFILES + "/" + id).expect(404);
  }

  @Test
  void aProfileThatDoesNotFitTogetherIsRefused() {
    String body =
        """
        {"profileCode": "x", "delimiter": ",", "numberOfHeaderRows": 0, "numberOfColumns": 2, "timestampColumnNumber": 1, "timestampFormat": "h:mm",
         "noteColumnNumber": 3, "dataMapping": []}\
        """;
    assertThat(client.post(PROFILES, body).expect(400).text())
        .contains("column 3 is not within numberOfColumns, 2")
        .contains("meterImportIdColumnNumber or channelImportIdColumnNumber is required")
        .contains("dataMapping: at least one column is required")
        .contains("'h:mm' is no pattern of a date and a time");
    assertThat(
            client
                .post(
                    PROFILES, "{\"profileCode\": \"x\", %s}".formatted(LONG.replace("KWH", "ELLS")))
                .expect(400)
                .text())
        .contains("there is no unit 'ELLS'");
  }

  @Test
  void aLongFileMakesItsChannelAndIsRecognized() {
    String data =
        """
        meter,time,kWh,flag,note
        HQ-E,3/30/2026 12:15 AM,1.5,,
        HQ-E,3/30/2026 12:30 AM,2,E,guessed
        HQ-E,3/30/2026 12:15 PM,3,,
        hq-e,3/31/2026 12:00 am,,,
        """;
    JsonNode first = send(LONG, data, true);
    counts(first, 3, 0, 0, 0);
    assertThat(first.get("rowsRead").intValue()).isEqualTo(4);
    assertThat(first.get("note").stringValue()).isEqualTo("test");
    int channel = first.get("createdChannels").get(0).intValue();
    assertThat(times(channel)).isEqualTo("03-30T00:15 03-30T00:30 03-30T12:15");
    JsonNode estimated = site.readings(channel).get(1);
    assertThat(estimated.get("estimated").booleanValue()).isTrue();
    assertThat(estimated.get("note").stringValue()).isEqualTo("guessed");
    counts(send(LONG, data, true), 0, 0, 3, 0);
    JsonNode corrected = send(LONG, data.replace(",3,,", ",4,,"), false);
    counts(corrected, 0, 1, 2, 0);
    assertThat(corrected.get("createdChannels").size()).isZero();
  }

  @Test
  void eachBadRowIsRefusedWithItsLineAndReason() {
    site.channel(15, "Trip", 1, 100);
    String data =
        """
        meter,time,kWh,flag,note
        HQ-E,2/30/2026 12:15 AM,1,,
        HQ-E,3/30/2026 12:15 AM,1,000,,
        HQ-E,3/30/2026 12:15 AM,0x1p3,,
        NOBODY,3/30/2026 12:15 AM,1,,
        HQ-E,3/30/2026 12:15 AM,101,,
        ,3/30/2026 12:15 AM,1,,

        HQ-E,3/30/2026 12:30 AM,1,,
        """;
    JsonNode result = send(LONG, data, false);
    counts(result, 1, 0, 0, 6);
    assertThat(result.get("refusals").toString())
        .contains(
            "{\"line\":2,\"text\":\"'2/30/2026 12:15 AM' is no time of the profile's format\"}")
        .contains("{\"line\":3,\"text\":\"6 cells where 5 are expected\"}")
        .contains("{\"line\":4,\"text\":\"column 3: '0x1p3' is no number\"}")
        .contains(
            "{\"line\":5,\"text\":\"there is no meter with the import id or code 'NOBODY' that you may use\"}")
        .contains(
            "{\"line\":6,\"text\":\"column 3: value: is above the channel's maximum reading of 100.0\"}")
        .contains("{\"line\":7,\"text\":\"the row names neither a meter nor a channel\"}");
  }

  @Test
  void aChannelOfAnotherUnitIsNotFilled() {
    site.channel(15, "Trip", 1, 0);
    String profile = LONG.replace("KWH", "WH");
    JsonNode result = send(profile, "h\nHQ-E,3/30/2026 12:15 AM,1,,\n", false);
    counts(result, 0, 0, 0, 1);
    assertThat(result.get("refusals").get(0).get("text").stringValue())
        .isEqualTo(
            "meter 'HQ-E' has no channel with INTERVALUSE in WH; autoCreateChannels makes it");
  }

  @Test
  void theOrderOfTheFileTellsTheRepeatedHour() {
    String data =
        "h\n"
            + IntStream.of(45, 60, 75, 90, 105, 60, 75, 90, 105, 120)
                .mapToObj(minute ->
                    "HQ-E,11/1/2026 %d:%02d AM,1,,\n"
                        .formatted(minute / 60 == 0 ? 12 : minute / 60, minute % 60))
                .collect(Collectors.joining());
    JsonNode result = send(LONG, data, true);
    counts(result, 10, 0, 0, 0);
    assertThat(times(result.get("createdChannels").get(0).intValue()))
        .isEqualTo(
            "11-01T00:45 11-01T01:00 11-01T01:15 11-01T01:30 11-01T01:45 11-01T01:00 11-01T01:15 11-01T01:30 11-01T01:45 11-01T02:00");
  }

  private static String day(String day, int columns, int emptyFrom, int emptyTo) {
    return "HQ-E,"
        + day
        + ","
        + IntStream.range(0, columns)
            .mapToObj(i -> i >= emptyFrom && i < emptyTo ? "" : String.valueOf(i + 1))
            .collect(Collectors.joining(","))
        + "\n";
  }

  @Test
  void aWideDayOf23HoursHasAnEmptyHour() {
    JsonNode result =
        send(wide(96), day("2026-03-07", 96, 0, 0) + day("2026-03-08", 96, 8, 12), true);
    counts(result, 96 + 92, 0, 0, 0);
    int channel = result.get("createdChannels").get(0).intValue();
    JsonNode readings = site.readings(channel);
    assertThat(readings.get(95).get("time").stringValue()).isEqualTo("2026-03-08T00:00:00");
    assertThat(readings.get(96 + 7).get("time").stringValue())
        .as("the clock goes from 2:00 to 3:00")
        .isEqualTo("2026-03-08T03:00:00");
    assertThat(readings.get(96 + 8).get("rawValue").intValue()).isEqualTo(13);
    assertThat(readings.get(96 + 8).get("time").stringValue()).isEqualTo("2026-03-08T03:15:00");
    assertThat(readings.get(96 + 91).get("time").stringValue()).isEqualTo("2026-03-09T00:00:00");
    JsonNode full = send(wide(96), day("2026-03-08", 96, 0, 0), true);
    counts(full, 0, 0, 92, 4);
    assertThat(full.get("refusals").get(0).get("text").stringValue())
        .isEqualTo("column 11: '9' is for a time that 2026-03-08 does not have in America/Chicago");
  }

  @Test
  void aWideDayOf25HoursIsWholeOrItsHourIsMissing() {
    JsonNode whole =
        send(wide(100), day("2026-10-31", 100, 96, 100) + day("2026-11-01", 100, 0, 0), true);
    counts(whole, 196, 0, 0, 0);
    assertThat(whole.get("notes").size()).isZero();
    int channel = whole.get("createdChannels").get(0).intValue();
    assertThat(site.readings(channel).get(195).get("time").stringValue())
        .isEqualTo("2026-11-02T00:00:00");
    site.client
        .delete("/api/v202101/meter/%d/channel/%d".formatted(site.meter, channel))
        .expect(204);
    JsonNode short96 = send(wide(96), day("2026-11-01", 96, 0, 0), true);
    counts(short96, 96, 0, 0, 0);
    assertThat(short96.get("notes").get(0).get("text").stringValue())
        .contains("no columns for the repeated 60 minutes: they are missing");
    JsonNode readings = site.readings(short96.get("createdChannels").get(0).intValue());
    assertThat(readings.get(7).get("time").stringValue()).isEqualTo("2026-11-01T01:00:00");
    assertThat(readings.get(8).get("rawValue").intValue()).isEqualTo(9);
    assertThat(readings.get(8).get("time").stringValue()).isEqualTo("2026-11-01T02:15:00");
  }

  @Test
  void everyDayOfAYearHasItsLength() {
    String year =
        LocalDate.of(2026, 1, 1)
            .datesUntil(LocalDate.of(2027, 1, 1))
            .map(day -> {
              long hours =
                  Duration.between(day.atStartOfDay(CHICAGO), day.plusDays(1).atStartOfDay(CHICAGO))
                      .toHours();
              return hours == 23
                  ? day(day.toString(), 25, 2, 3).replace(",25\n", ",\n")
                  : day(day.toString(), 25, hours == 24 ? 24 : 25, 25);
            })
            .collect(Collectors.joining());
    counts(send(wide(25), year, true), 365 * 24, 0, 0, 0);
  }

  @Test
  void aWorkbookIsReadAsTextIs() throws Exception {
    client.post(PROFILES, "{\"profileCode\": \"Book\", %s}".formatted(LONG)).expect(200);
    byte[] book;
    try (var in = ReadingImportTest.class.getResourceAsStream("readings.xlsx")) {
      book = java.util.Objects.requireNonNull(in).readAllBytes();
    }
    Client sender =
        client.with(
            "Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    String path =
        "/api/v202611/import/reading/file?profileCode=book&fileName=readings.xlsx&autoCreateChannels=true";
    JsonNode result =
        sender.send("POST", path, BodyPublishers.ofByteArray(book), false).expect(200).json();
    counts(result, 4, 0, 0, 1);
    assertThat(result.get("refusals").get(0).toString())
        .isEqualTo("{\"line\":6,\"text\":\"column 3: 'n/a' is no number\"}");
    assertThat(result.get("fileName").stringValue()).isEqualTo("readings.xlsx");
    int channel = result.get("createdChannels").get(0).intValue();
    assertThat(times(channel)).isEqualTo("03-30T00:15 03-30T00:30 03-30T00:45 03-30T01:00");
    assertThat(site.readings(channel).get(1).get("rawValue").doubleValue()).isEqualTo(0.1);
    counts(
        sender.send("POST", path, BodyPublishers.ofByteArray(book), false).expect(200).json(),
        0,
        0,
        4,
        1);
  }

  @Test
  void strictStoresNothingUnlessAllIsGood() {
    client.post(PROFILES, "{\"profileCode\": \"P\", %s}".formatted(LONG)).expect(200);
    Client sender = client.with("Content-Type", "text/csv");
    String path =
        "/api/v202611/import/reading/file?profileCode=P&strict=true&autoCreateChannels=true";
    String good = "h\nHQ-E,3/30/2026 12:15 AM,1,,\n";
    JsonNode held = sender.post(path, good + "HQ-E,3/30/2026 12:30 AM,x,,\n").expect(200).json();
    counts(held, 0, 0, 0, 1);
    assertThat(held.get("createdChannels").size()).isZero();
    JsonNode stored = sender.post(path, good).expect(200).json();
    counts(stored, 1, 0, 0, 0);
    assertThat(stored.get("rowsRead").intValue()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadAtAllIsRefused() {
    String body = "{\"inlineProfile\": {%s}, \"data\": %s}";
    assertThat(
            client.post("/api/v3/import/reading", body.formatted(LONG, "\" \"")).expect(400).text())
        .contains("data");
    assertThat(client.post("/api/v3/import/reading", "{\"data\": \"x,y\"}").expect(400).text())
        .contains("exactly one of profileCode and inlineProfile");
    assertThat(
            client
                .post("/api/v3/import/reading", "{\"data\": \"x,y\", \"profileCode\": \"none\"}")
                .expect(400)
                .text())
        .contains("there is no profile 'none'");
    assertThat(client.get("/api/v202611/import/reading").expect(200).json().size()).isZero();
    client
        .with("Content-Type", "text/csv")
        .post("/api/v202611/import/reading/file", "x")
        .expect(400);
    client
        .with("Content-Type", "application/json")
        .post("/api/v202611/import/reading/file", "{\"data\": 5}")
        .expect(400);
  }

  @Test
  void base64IsRead() {
    String text = "h\nHQ-E,3/30/2026 12:15 AM,1,,\n";
    String data =
        java.util.Base64.getEncoder()
            .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    counts(send(LONG, data, true), 1, 0, 0, 0);
  }
}
