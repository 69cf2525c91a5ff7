package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** A meter that speaks: installed, late, corrected, swapped, estimated, asked. */
class IntervalMeterTest {
  private final Client client = TestServer.datasource().client();

  private int id(String path, String body, String name) {
    return client.post(path, body).expect(200).json().get(name).intValue();
  }

  private JsonNode send(String readings) {
    return client
        .post(
            "/api/v3/reading",
            "[{\"meterImportId\": \"DEVICE-7\", \"observationTypeCode\": \"INTERVALUSE\", \"readings\": [%s]}]"
                .formatted(readings))
        .expect(200)
        .json();
  }

  private static String reading(String time, double value, boolean estimated) {
    return "{\"time\": \"2026-%s:00\", \"value\": %s, \"estimated\": %b, \"note\": null}"
        .formatted(time, value, estimated);
  }

  private double total(int channel, String by, String begin, String end) {
    double total = 0;
    for (JsonNode sum :
        client
            .get(
                "/api/v202611/channel/%d/summary?by=%s&beginDate=%s&endDate=%s"
                    .formatted(channel, by, begin, end))
            .expect(200)
            .json()
            .get("summaries")) {
      total += sum.get("total").isNull() ? 0 : sum.get("total").doubleValue();
    }
    return total;
  }

  @Test
  void fromInstallationToTheMonthsSum() {
    int place =
        id(
            "/api/v3/place",
            "{\"placeCode\": \"PLANT\", \"placeInfo\": \"Plant\", \"parentPlaceId\": 1, \"placeTypeId\": 2}",
            "placeId");
    int meter =
        id(
            "/api/v3/meter",
            """
            {"meterCode": "E-7", "meterInfo": "Plant feed", "commodityId": 1, "placeId": %d, "meterTypeId": 1,
             "properties": {"meterImportId": "DEVICE-7"}, "address": {"country": "US", "postalCode": "16801"}}\
            """
                .formatted(place),
            "meterId");
    int channel =
        id(
            "/api/v202101/meter/%d/channel".formatted(meter),
            """
            {"intervalMinutes": 60, "observationTypeCode": "INTERVALUSE",
             "channelVersion": {"multiplier": 40, "unitCode": "KWH", "observationRule": "Odometer", "maximumReading": 99999}}\
            """,
            "channelId");
    assertThat(
            client
                .get("/api/v3/meter/" + meter)
                .json()
                .get("channels")
                .get(0)
                .get("channelCode")
                .stringValue())
        .isEqualTo("INTERVALUSE:KWH:AUTOMATIC:Odometer:60");

    // June: the collector misses two hours; the register goes on.
    send(
        reading("06-10T00:00", 1000, false)
            + ","
            + reading("06-10T01:00", 1001, false)
            + ","
            + reading("06-10T04:00", 1004, false));
    assertThat(total(channel, "month", "2026-06-01", "2026-07-01")).isEqualTo(4 * 40);
    JsonNode finding =
        client
            .get("/api/v202611/channel/%d/finding".formatted(channel))
            .json()
            .get("findings")
            .get(0);
    assertThat(finding.get("kind").stringValue()).isEqualTo("gap");

    // The missing hours come late; the sum stays, the hours are there.
    send(reading("06-10T02:00", 1002, false) + "," + reading("06-10T03:00", 1002.5, true));
    assertThat(total(channel, "month", "2026-06-01", "2026-07-01")).isEqualTo(4 * 40);
    assertThat(total(channel, "hour", "2026-06-10T03:00:00", "2026-06-10T04:00:00"))
        .isEqualTo(1.5 * 40);

    // The estimate is replaced; what it said is kept.
    JsonNode corrected = send(reading("06-10T03:00", 1003, false));
    assertThat(corrected.get("replacedReadingsCount").intValue()).isEqualTo(1);
    JsonNode change =
        client
            .get("/api/v202611/channel/%d/history".formatted(channel))
            .json()
            .get("changes")
            .get(0);
    assertThat(change.get("rawValue").doubleValue()).isEqualTo(1002.5);
    assertThat(change.get("estimated").booleanValue()).isTrue();

    // July: the meter is swapped for one that shows kilowatt-hours.
    client
        .post(
            "/api/v202101/meter/%d/channel/%d/version".formatted(meter, channel),
            """
            {"beginDate": "2026-07-01T00:00:00", "multiplier": 1, "unitCode": "KWH", "observationRule": "Odometer", "maximumReading": 0}\
            """)
        .expect(200);
    send(
        reading("07-01T00:01", 0, false)
            + ","
            + reading("07-01T01:00", 38, false)
            + ","
            + reading("07-01T02:00", 80, false));
    assertThat(total(channel, "month", "2026-07-01", "2026-08-01")).isEqualTo(80);
    assertThat(total(channel, "month", "2026-06-01", "2026-07-01")).isEqualTo(4 * 40);

    // The old multiplier was wrong all the time: nothing is sent again.
    int version =
        client
            .get("/api/v202101/meter/%d/channel/%d".formatted(meter, channel))
            .json()
            .get("channelVersions")
            .get(0)
            .get("channelVersionId")
            .intValue();
    client
        .put(
            "/api/v202101/meter/%d/channel/%d/version/%d".formatted(meter, channel, version),
            "{\"multiplier\": 80, \"unitCode\": \"KWH\", \"observationRule\": \"Odometer\", \"maximumReading\": 99999}")
        .expect(200);
    assertThat(total(channel, "month", "2026-06-01", "2026-07-01")).isEqualTo(4 * 80);
    assertThat(total(channel, "month", "2026-07-01", "2026-08-01")).isEqualTo(80);

    // Its zone is that of its days; and with the meter its readings go.
    client.delete("/api/v3/meter/" + meter).expect(204);
    client.get("/api/v3/channel/%d/reading".formatted(channel)).expect(404);
  }
}
