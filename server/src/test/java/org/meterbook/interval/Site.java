package org.meterbook.interval;

import java.util.Locale;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** A datasource with a meter, to which tests add channels. */
final class Site {
  private static final int CHICAGO = 2;

  final Datasource datasource = TestServer.datasource();
  final Client client = datasource.client();
  final int place;
  final int meter;

  Site() {
    this(CHICAGO);
  }

  /** A meter in a zone of the catalogue. */
  Site(int zone) {
    place =
        id(
            "/api/v3/place",
            "{\"placeCode\": \"HQ\", \"placeInfo\": \"Headquarters\", \"parentPlaceId\": 1, \"placeTypeId\": 2}",
            "placeId");
    meter = meter("HQ-E", zone);
  }

  int meter(String code, int zone) {
    return id(
        "/api/v3/meter",
        """
        {"meterCode": "%s", "meterInfo": "Electricity %1$s", "commodityId": 1, "placeId": %d, "meterTypeId": 1, "meterTimeZoneId": %d,
         "address": {"country": "United States", "postalCode": "16801"}}\
        """
            .formatted(code, place, zone),
        "meterId");
  }

  int id(String path, String body, String name) {
    return client.post(path, body).expect(200).json().get(name).intValue();
  }

  /** A channel of the meter. */
  int channel(int minutes, String rule, double multiplier, double maximum) {
    return channel(meter, minutes, rule, multiplier, maximum, "INTERVALUSE");
  }

  int channel(
      int ofMeter, int minutes, String rule, double multiplier, double maximum, String type) {
    return id(
        "/api/v202101/meter/%d/channel".formatted(ofMeter),
        String.format(
            Locale.ROOT,
            """
            {"intervalMinutes": %d, "observationTypeCode": "%s", "channelVersion":
              {"multiplier": %s, "unitCode": "KWH", "observationRule": "%s", "maximumReading": %s}}\
            """,
            minutes,
            type,
            multiplier,
            rule,
            maximum),
        "channelId");
  }

  JsonNode post(int channel, String readings) {
    return client
        .post(
            "/api/v3/reading",
            "[{\"channelId\": %d, \"readings\": [%s]}]".formatted(channel, readings))
        .expect(200)
        .json();
  }

  static String reading(String time, double value) {
    return "{\"time\": \"%s\", \"value\": %s, \"estimated\": false, \"note\": null}"
        .formatted(time, value);
  }

  /** All readings of a channel. */
  JsonNode readings(int channel) {
    return client
        .get(
            "/api/v3/channel/%d/reading?beginDate=1970-01-02&endDate=2099-12-31".formatted(channel))
        .expect(200)
        .json()
        .get("readings");
  }
}
