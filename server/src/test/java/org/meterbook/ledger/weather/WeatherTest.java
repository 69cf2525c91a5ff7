package org.meterbook.ledger.weather;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Stations become known by places and by data; data is taken in once for a day. */
class WeatherTest {
  private static final String IMPORT = "/api/v3/weatherstation/import";

  private final Client client = TestServer.datasource().client();

  private static String reading(String code, String day, double mean) {
    return "{\"weatherStationCode\": \"%s\", \"date\": \"%s\", \"meanTemperature\": %s}"
        .formatted(code, day, mean);
  }

  private JsonNode take(String body) {
    return client.post(IMPORT, body).expect(200).json();
  }

  @Test
  void aPlaceMakesItsStationKnown() {
    JsonNode place =
        client
            .post(
                "/api/v3/place",
                """
                {"placeCode": "B", "placeInfo": "B", "parentPlaceId": 1, "placeTypeId": 2, "weatherStationCode": "KUNV",
                 "address": {"postalCode": "16801", "city": "State College", "country": "United States"}}\
                """)
            .expect(200)
            .json();
    assertThat(place.get("weatherStation").get("stationCode").asString()).isEqualTo("KUNV");
    assertThat(client.get("/api/v3/weatherstation").json().get(0).get("stationCode").asString())
        .isEqualTo("KUNV");
    JsonNode code = client.get("/api/v3/postalcode/16801").expect(200).json();
    assertThat(code.get("weatherStation").get("weatherStationCode").asString()).isEqualTo("KUNV");
    JsonNode nothing = take("{}");
    assertThat(nothing.get("weatherStationSummaries")).hasSize(1);
    assertThat(
            nothing
                .get("weatherStationSummaries")
                .get(0)
                .get("numberOfReadingsImported")
                .intValue())
        .isEqualTo(0);
  }

  @Test
  void aDayIsReplacedAndWhatIsBeforeTheBeginIsPassedOver() {
    String days =
        reading("KUNV", "2020-01-01", 20)
            + ", "
            + reading("kunv", "2026-11-20", 40)
            + ", "
            + reading("KUNV", "2026-11-20", 41);
    JsonNode first = take("{\"readings\": [" + days + "]}").get("weatherStationSummaries").get(0);
    assertThat(first.get("numberOfReadingsImported").intValue()).isEqualTo(2);
    assertThat(first.get("earliestReadingDate").asString()).startsWith("2020-01-01");
    JsonNode again = take("{\"readings\": [" + days + "]}").get("weatherStationSummaries").get(0);
    assertThat(again.get("numberOfReadingsImported").intValue()).isEqualTo(1);
    assertThat(again.get("numberOfFailedReadings").intValue()).isEqualTo(1);
    client.post(IMPORT, "{\"weatherStationCodes\": [\"nowhere\"]}").expect(400);
    client.post(IMPORT, "{\"readings\": [" + reading("KUNV", "2026-11-20", 400) + "]}").expect(400);
  }
}
