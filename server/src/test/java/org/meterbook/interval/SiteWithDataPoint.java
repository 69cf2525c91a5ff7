package org.meterbook.interval;

import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** A site with data points, to which tests add channels. */
final class SiteWithDataPoint {
  static final int KWH = 2;
  static final int USE = 9;
  static final int DEMAND = 28;
  static final int CHICAGO = 2;

  final Site site = new Site();
  final Client client = site.client;
  final int point = point("P1");

  int point(String code) {
    return site.id("/api/v202406/datapoint", pointBody(code, "null"), "dataPointId");
  }

  String pointBody(String code, String zone) {
    return """
    {"dataPointCode": "%s", "dataPointInfo": "Point %1$s", "dataPointDescription": null, "active": true, "commodityId": 1,
     "esaPlaceId": %d, "dataPointTimeZoneId": %s, "importId": "imp-%1$s", "manufacturerId": 12, "model": "M1"}\
    """
        .formatted(code, site.place, zone);
  }

  /** A plain channel of trip readings. */
  int channel(int ofPoint, int minutes) {
    return id(
        channelBody(
            ofPoint,
            "\"intervalMinutes\": %d, \"observationTypeId\": %d".formatted(minutes, USE),
            version("\"observationRuleId\": 2")));
  }

  int calculated(int ofPoint, String formula) {
    return id(calculatedBody(ofPoint, formula));
  }

  String calculatedBody(int ofPoint, String formula) {
    return channelBody(
        ofPoint,
        "\"isCalculated\": true, \"observationTypeId\": " + USE,
        version("\"formula\": \"" + formula + "\""));
  }

  int id(String body) {
    return site.id("/api/v202406/esachannel", body, "channelId");
  }

  static String channelBody(int ofPoint, String more, String version) {
    return "{\"channelInfo\": \"Main\", \"dataPointId\": %d, %s, \"esaChannelVersion\": {%s}}"
        .formatted(ofPoint, more, version);
  }

  static String version(String more) {
    return "\"multiplier\": 1, \"unitId\": %d, %s".formatted(KWH, more);
  }

  JsonNode post(int channel, String readings) {
    return client
        .post(
            "/api/v202407/esaReading",
            "[{\"esaChannelId\": %d, \"readings\": [%s]}]".formatted(channel, readings))
        .expect(200)
        .json();
  }

  static String reading(String time, double value) {
    return "{\"timestamp\": \"%s\", \"value\": %s}".formatted(time, value);
  }

  JsonNode channel(int id) {
    return client.get("/api/v202406/esachannel/" + id).expect(200).json();
  }

  JsonNode list(String path, int channel) {
    return client
        .get(path, "filter", "esaChannelID equals '%d'".formatted(channel), "pageSize", "1000")
        .expect(200)
        .json();
  }

  JsonNode readings(int channel) {
    return list("/api/v202407/esaReading", channel);
  }

  JsonNode summarized(int channel) {
    return list("/api/v202410/esaReading/summarized", channel);
  }

  static double[] doubles(JsonNode rows, String field) {
    return java.util.stream.StreamSupport.stream(rows.spliterator(), false)
        .mapToDouble(row -> row.get(field).isNull() ? Double.NaN : row.get(field).doubleValue())
        .toArray();
  }
}
