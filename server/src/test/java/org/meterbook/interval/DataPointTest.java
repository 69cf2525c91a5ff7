package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.interval.SiteWithDataPoint.reading;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Data points over HTTP, and their links with meters. */
class DataPointTest {
  private final SiteWithDataPoint site = new SiteWithDataPoint();
  private final Client client = site.client;

  @Test
  void isCreatedListedAndReplaced() {
    int channel = site.channel(site.point, 15);
    JsonNode point = client.get("/api/v202406/datapoint/" + site.point).expect(200).json();
    assertThat(point.get("dataPointTimeZone").get("timeZoneId").intValue())
        .as("the datasource's zone")
        .isEqualTo(SiteWithDataPoint.CHICAGO);
    assertThat(point.get("manufacturer").get("manufacturerInfo").stringValue()).isEqualTo("Itron");
    assertThat(point.get("channels").get(0).get("channelId").intValue()).isEqualTo(channel);
    for (String filter :
        new String[] {
          "dataPointCode equals 'P1'",
          "hasChannels equals 'true'",
          "interval less than equal '900'",
          "channelId equals '%d'".formatted(channel),
          "placeCode equals 'HQ'",
          "topmostPlaceCode equals 'HQ' and manufacturerInfo like 'itr'"
        }) {
      assertThat(client.get("/api/v202406/datapoint", "filter", filter).expect(200).json().size())
          .as(filter)
          .isEqualTo(1);
    }
    String path = "/api/v202406/datapoint/" + site.point;
    client.put(path, site.pointBody("P2", "1")).expect(200);
    assertThat(client.get(path).json().get("dataPointCode").stringValue()).isEqualTo("P2");
    String needsBoth = site.pointBody("P2", "1").replaceFirst("\\{", "{\"latitudeOverride\": 40,");
    assertThat(client.put(path, needsBoth).expect(400).text()).contains("longitudeOverride");
  }

  @Test
  void itsZoneStaysOnceThereAreReadings() {
    String path = "/api/v202406/datapoint/" + site.point;
    site.post(site.channel(site.point, 15), reading("2026-03-30T00:15:00", 1));
    assertThat(client.put(path, site.pointBody("P1", "1")).expect(400).text())
        .contains("by the days of their zone");
    client.put(path, site.pointBody("P1", "null")).expect(200);
  }

  @Test
  void isNotDeletedWithChannels() {
    int channel = site.channel(site.point, 15);
    String path = "/api/v202406/datapoint/" + site.point;
    assertThat(client.delete(path).expect(400).text()).contains("1 channels");
    client.delete("/api/v202406/esachannel/" + channel).expect(204);
    client.delete(path).expect(204);
    client.get(path).expect(404);
  }

  @Test
  void aMeterIsLinkedToIt() {
    String path = "/api/v202302/meter/%d/watticsDataPoint".formatted(site.site.meter);
    String body = "{\"watticsDataPointId\": %s}";
    client.put(path, body.formatted(site.point)).expect(200);
    JsonNode point = client.get("/api/v202406/datapoint/" + site.point).json();
    assertThat(point.get("meters").get(0).get("meterId").intValue()).isEqualTo(site.site.meter);
    client.delete("/api/v202406/datapoint/" + site.point).expect(400);
    client.put(path, body.formatted(999)).expect(400);
    client.put(path, "{}").expect(400);
    assertThat(
            client
                .put(path, body.formatted("null"))
                .expect(200)
                .json()
                .get("watticsDataPointId")
                .isNull())
        .isTrue();
  }

  @Test
  void keepsItsPlace() {
    assertThat(client.delete("/api/v3/place/" + site.site.place).expect(400).text())
        .contains("1 data points");
  }
}
