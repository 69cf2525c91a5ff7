package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/**
 * Files and profiles that once did harm, callers with bounds, and two who send the same at once.
 */
class FileGarbageTest {
  private static final String READINGS = "/api/v202611/import/reading/file?profileCode=P";
  private static final String GREEN_BUTTON = "/api/v202611/import/greenbutton";
  private static final String PROFILE = "/api/v3/import/reading/profile";

  private final Site site = new Site();
  private final Client client = site.client;
  private final Client csv = client.with("Content-Type", "text/csv");
  private final Client xml = client.with("Content-Type", "application/xml");

  private void profile(String profile) {
    client.post(PROFILE, "{\"profileCode\": \"P\", %s}".formatted(profile)).expect(200);
  }

  private static String named() {
    return ReadingImportTest.LONG
        .replace("\"numberOfColumns\": 5", "\"numberOfColumns\": 6")
        .replace("\"delimiter\"", "\"channelImportIdColumnNumber\": 6, \"delimiter\"");
  }

  private String refusal(String rows) {
    JsonNode result =
        csv.post(READINGS + "&autoCreateChannels=true", "h\n" + rows).expect(200).json();
    return result.get("refusals").get(0).get("text").stringValue();
  }

  @Test
  void aPatternOfEndlessBracketsOverflowsNoStack() {
    String pattern = "[".repeat(20_000) + "yyyy-MM-dd HH:mm";
    assertThat(
            client
                .post(
                    PROFILE,
                    "{\"profileCode\": \"P\", %s}"
                        .formatted(ReadingImportTest.LONG.replace("M/d/yyyy h:mm tt", pattern)))
                .expect(400)
                .text())
        .contains("is no pattern of a date and a time")
        .hasSizeLessThan(1000);
  }

  @Test
  void aChannelNameTooLongForAnIndexIsRefused() {
    profile(named());
    String name =
        new java.util.Random(1)
            .ints(20_000, 'a', 'z')
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    assertThat(refusal("HQ-E,3/30/2026 12:15 AM,1,,," + name + "\n"))
        .isEqualTo("the channel's import id has 20000 characters, at most 255 can be kept");
  }

  @Test
  void aRefusalDoesNotRepeatALongCell() {
    profile(ReadingImportTest.LONG);
    assertThat(refusal("HQ-E," + "😀".repeat(9000) + ",1,,\n"))
        .hasSizeLessThanOrEqualTo(500)
        .endsWith("…");
    assertThat(client.get("/api/v202611/import/reading").expect(200).text()).hasSizeLessThan(2000);
  }

  @ParameterizedTest
  @CsvSource({"1e15", "1e300", "-1e15"})
  void aValueBeyondAllReadingsIsRefused(String value) {
    profile(ReadingImportTest.LONG);
    assertThat(refusal("HQ-E,3/30/2026 12:15 AM," + value + ",,\n"))
        .isEqualTo("column 3: value: must be within ±999999999999999");
    JsonNode series =
        xml.post(
                GREEN_BUTTON + "?meterCode=HQ-E",
                GreenButtonFeed.of(
                    72,
                    0,
                    4,
                    Double.valueOf(value) > 1e17
                        ? 999_999_999_999_999_999L
                        : (long) (double) Double.valueOf(value)))
            .expect(200)
            .json()
            .get("series")
            .get(0);
    assertThat(series.get("refused").intValue()).as(series.toString()).isEqualTo(1);
    assertThat(series.get("remarks").toString()).contains("must be within");
  }

  @Test
  void base64WithLineBreaksIsRead() {
    String data =
        Base64.getMimeEncoder()
            .encodeToString(GreenButtonFeed.of(72, 0, 4, 1, 2).getBytes(StandardCharsets.UTF_8));
    JsonNode result =
        client
            .post(
                GREEN_BUTTON + "?meterCode=HQ-E",
                "{\"data\": %s}".formatted(Client.JSON.writeValueAsString(data)))
            .expect(200)
            .json();
    assertThat(result.get("series").get(0).get("stored").intValue()).isEqualTo(2);
  }

  @Test
  void longTitlesAreCut() {
    String feed =
        GreenButtonFeed.of(72, 0, 4, 1)
            .replace(">Shop<", ">" + "😀".repeat(3000) + "<")
            .replace(">Series<", ">\n a\tb" + "s".repeat(9000) + "<");
    String result = xml.post(GREEN_BUTTON + "?create=true&placeCode=HQ", feed).expect(200).text();
    assertThat(result).hasSizeLessThan(2000).contains("\"a bsss").contains("\"meterCode\":\"GB-");
  }

  private Client bounded() {
    int other =
        site.id(
            "/api/v3/place",
            "{\"placeCode\": \"OTHER\", \"placeInfo\": \"Other\", \"parentPlaceId\": 1, \"placeTypeId\": 2}",
            "placeId");
    client
        .post(
            "/api/v202406/user",
            """
            {"userCode": "bounded", "fullName": "Some One", "password": "secret-secret", "email": "a@example.org", "topmostPlaceIds": [%d],
             "topmostCostCenterIds": [1], "topmostCollectionIds": [1], "passwordExpirationInterval": 30, "strongPassword": false,
             "forcePasswordChange": false, "userRoleId": 1}\
            """
                .formatted(other))
        .expect(200);
    String token =
        new Client(java.util.Map.of())
            .post(
                "/api/v3/login",
                "{\"dataSource\": \"%s\", \"username\": \"bounded\", \"password\": \"secret-secret\"}"
                    .formatted(site.datasource.code()))
            .expect(200)
            .json()
            .get("token")
            .stringValue();
    return new Client(java.util.Map.of("Authorization", "Bearer " + token));
  }

  @Test
  void whoHasBoundsReachesNothingOutsideOfThem() {
    int channel = site.channel(15, "Trip", 1, 0);
    site.client.post(PROFILE, "{\"profileCode\": \"P\", %s}".formatted(named())).expect(200);
    csv.post(READINGS, "h\nHQ-E,3/30/2026 12:15 AM,1,,,\n").expect(200);
    Client bounded = bounded();
    JsonNode result =
        bounded
            .with("Content-Type", "text/csv")
            .post(READINGS + "&autoCreateChannels=true", "h\nHQ-E,3/30/2026 12:30 AM,1,,,\n")
            .expect(200)
            .json();
    assertThat(result.get("refusals").get(0).get("text").stringValue())
        .isEqualTo("there is no meter with the import id or code 'HQ-E' that you may use");
    Client sender = bounded.with("Content-Type", "application/xml");
    String feed = GreenButtonFeed.of(72, 0, 4, 1);
    for (String query : List.of("meterCode=HQ-E", "create=true&placeCode=HQ")) {
      JsonNode series =
          sender.post(GREEN_BUTTON + "?" + query, feed).expect(200).json().get("series").get(0);
      assertThat(series.get("remarks").get(0).stringValue()).contains("that you may use");
      assertThat(series.get("channelId").isNull()).isTrue();
    }
    assertThat(
            sender
                .post(GREEN_BUTTON + "?create=true&placeCode=OTHER", feed)
                .expect(200)
                .json()
                .get("series")
                .get(0)
                .get("stored")
                .intValue())
        .isEqualTo(1);
    assertThat(site.readings(channel).size()).isEqualTo(1);
    JsonNode log = bounded.get("/api/v202611/import/reading").expect(200).json();
    assertThat(log.size()).as("the import of the other one is not shown").isEqualTo(1);
  }

  @Test
  void twoImportsAtOnceMakeOneMeterAndOneChannel() {
    profile(ReadingImportTest.LONG);
    String rows =
        "h\n"
            + IntStream.range(1, 12)
                .mapToObj("HQ-E,3/30/2026 %d:15 PM,1,,\n"::formatted)
                .collect(Collectors.joining());
    String feed = GreenButtonFeed.of(38, 0, 4, IntStream.range(0, 50).asLongStream().toArray());
    List<CompletableFuture<JsonNode>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(
          CompletableFuture.supplyAsync(
              () -> csv.post(READINGS + "&autoCreateChannels=true", rows).expect(200).json()));
      all.add(
          CompletableFuture.supplyAsync(() ->
              xml.post(GREEN_BUTTON + "?create=true&placeCode=HQ", feed)
                  .expect(200)
                  .json()
                  .get("series")
                  .get(0)));
    }
    int stored = 0;
    int same = 0;
    for (CompletableFuture<JsonNode> each : all) {
      stored += each.join().get("stored").intValue();
      same += each.join().get("same").intValue();
    }
    assertThat(stored).isEqualTo(11 + 50);
    assertThat(same).isEqualTo(3 * (11 + 50));
    assertThat(client.get("/api/v3/meter").expect(200).json().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "-18000, America/New_York",
    "-21600, America/Chicago",
    "-25200, America/Denver",
    "-28800, America/Los_Angeles"
  })
  void aMeterThatIsMadeHasTheZoneOfItsOffsets(int offset, String zone) {
    String entry =
        """
        <entry><id>urn:uuid:t</id><link rel="self" href="https://utility.example/LocalTimeParameters/1"/><title/><content>
        <LocalTimeParameters xmlns="http://naesb.org/espi"><dstEndRule>B40E2000</dstEndRule><dstOffset>3600</dstOffset>
        <dstStartRule>360E2000</dstStartRule><tzOffset>%d</tzOffset></LocalTimeParameters></content></entry></feed>\
        """
            .formatted(offset);
    assertThat(zone(GreenButtonFeed.of(72, 0, 4, 1).replace("</feed>", entry))).isEqualTo(zone);
  }

  @Test
  void aMeterThatIsMadeOfNoKnownOffsetsHasTheZoneOfTheDatasource() {
    assertThat(zone(GreenButtonFeed.of(72, 0, 4, 1))).isEqualTo("America/Chicago");
  }

  private String zone(String feed) {
    xml.post(GREEN_BUTTON + "?create=true&placeCode=HQ", feed).expect(200);
    JsonNode meters = client.get("/api/v3/meter").expect(200).json();
    int id =
        StreamSupport.stream(meters.spliterator(), false)
            .filter(meter -> meter.get("meterCode").stringValue().equals("Shop"))
            .findFirst()
            .orElseThrow()
            .get("meterId")
            .intValue();
    return org.meterbook.testing.TestServer.server()
        .database()
        .read(
            site.datasource.tenant(),
            org.meterbook.store.Scope.UNBOUNDED,
            sql ->
                sql.list(
                        "SELECT z.iana_zone FROM meter m JOIN time_zone z ON z.time_zone_id = m.meter_time_zone_id WHERE m.tenant_id = :tenant AND m.meter_id = :id",
                        java.util.Map.of("id", id),
                        row -> row.text(1))
                    .getFirst());
  }
}
