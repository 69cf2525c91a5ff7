package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.interval.SiteWithDataPoint.channelBody;
import static org.meterbook.interval.SiteWithDataPoint.doubles;
import static org.meterbook.interval.SiteWithDataPoint.reading;
import static org.meterbook.interval.SiteWithDataPoint.version;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Channels of data points over HTTP: plain and calculated, with their settings through time. */
class EsaChannelTest {
  private static final String ALL = "/api/v202406/esachannel";

  private final SiteWithDataPoint site = new SiteWithDataPoint();
  private final Client client = site.client;

  @Test
  void theFirstOneIsTheMainOne() {
    int first = site.channel(site.point, 15);
    int second = site.channel(site.point, 60);
    assertThat(site.channel(first).get("isPrimaryValue").booleanValue()).isTrue();
    assertThat(site.channel(second).get("isPrimaryValue").booleanValue()).isFalse();
    JsonNode list =
        client
            .get(
                ALL,
                "filter",
                "dataPointId equals '%d' and isPrimaryValue equals 'true' and eligibleForCalculatedMeter equals 'true' and topmostPlaceId equals '%d'"
                    .formatted(site.point, site.site.place))
            .expect(200)
            .json();
    assertThat(list.size()).isEqualTo(1);
    assertThat(client.put(ALL + "/" + second, edit("\"isPrimaryValue\": true")).expect(400).text())
        .contains("channel %d is the data point's primary value channel".formatted(first));
    client.put(ALL + "/" + first, edit("\"isPrimaryValue\": false")).expect(200);
    client.put(ALL + "/" + second, edit("\"isPrimaryValue\": true")).expect(200);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    String wrong =
        channelBody(
            site.point,
            "\"observationTypeId\": %d, \"isPrimaryDemand\": true"
                .formatted(SiteWithDataPoint.DEMAND),
            version("\"observationRuleId\": 1, \"offset\": 1, \"formula\": \"1\""));
    assertThat(client.post(ALL, wrong).expect(400).json().get("errors").propertyNames())
        .containsExactlyInAnyOrder(
            "intervalMinutes",
            "esaChannelVersion.formula",
            "esaChannelVersion.observationRuleId",
            "esaChannelVersion.offset");
    String trip =
        channelBody(
            site.point,
            "\"observationTypeId\": 9, \"intervalMinutes\": 20",
            version("\"observationRuleId\": 2, \"rolloverValue\": 1"));
    client.post(ALL, trip).expect(400);
    assertThat(
            client
                .post(ALL, trip.replace("20", "30"))
                .expect(400)
                .json()
                .get("errors")
                .propertyNames())
        .containsExactly("esaChannelVersion.rolloverValue");
  }

  @Test
  void settingsChangeThroughTime() {
    int channel = site.channel(site.point, 15);
    site.post(channel, reading("2026-03-30T00:15:00", 1) + "," + reading("2026-03-30T00:30:00", 2));
    String versions = ALL + "/%d/version".formatted(channel);
    String body = "{\"beginDate\": \"%s\", %s}";
    // An offset is ignored: it is the data point's wall clock.
    String ten = version("\"observationRuleId\": 2, \"offset\": 5").replace(": 1,", ": 10,");
    JsonNode made =
        client.post(versions, body.formatted("2026-03-30T00:15:00+09:00", ten)).expect(200).json();
    assertThat(made.get("beginDate").stringValue()).isEqualTo("2026-03-30T00:15:00");
    assertThat(made.get("offset").doubleValue()).isEqualTo(5);
    assertThat(doubles(site.readings(channel), "processedValue")).containsExactly(1, 25);
    JsonNode all = client.get(versions).expect(200).json();
    assertThat(all.size()).isEqualTo(2);
    int first = all.get(0).get("channelVersionId").intValue();
    assertThat(all.get(0).get("endDate").stringValue()).isEqualTo("2026-03-30T00:15:00");
    client.put(versions + "/" + first, body.formatted("2026-01-01", ten)).expect(400);
    client
        .put(
            versions + "/" + first,
            "{" + version("\"observationRuleId\": 2").replace(": 1,", ": 3,") + "}")
        .expect(200);
    assertThat(doubles(site.readings(channel), "processedValue")).containsExactly(3, 25);
    client.delete(versions + "/" + made.get("channelVersionId").intValue()).expect(204);
    assertThat(doubles(site.readings(channel), "processedValue")).containsExactly(3, 6);
    client.delete(versions + "/" + first).expect(400);
    int other = site.channel(site.point, 15);
    client.get(ALL + "/%d/version/%d".formatted(other, first)).expect(404);
  }

  @Test
  void aCalculatedChannelFollows() {
    int input = site.channel(site.point, 15);
    int coarse = site.channel(site.point("P2"), 60);
    site.post(input, reading("2026-03-30T00:15:00", 1) + "," + reading("2026-03-30T00:30:00", 2));
    int calculated = site.calculated(site.point("P3"), "channel(%d) * 2".formatted(input));
    JsonNode shown = site.channel(calculated);
    assertThat(shown.get("intervalMinutes").intValue()).isEqualTo(15);
    JsonNode settings = shown.get("esaChannelVersions").get(0);
    assertThat(settings.get("resolvedFormula").stringValue()).isEqualTo("[Point P1: Main] * 2");
    assertThat(settings.get("observationRule").get("observationRuleId").intValue()).isEqualTo(3);
    assertThat(doubles(site.readings(calculated), "processedValue")).containsExactly(2, 4);
    site.post(input, reading("2026-03-30T00:45:00", 5));
    assertThat(doubles(site.readings(calculated), "processedValue")).containsExactly(2, 4, 10);
    // A formula that changes makes all values anew; what it no longer names may go.
    String formula = "\"formula\": \"channel( %d ) + 1\"".formatted(coarse);
    client
        .put(ALL + "/" + calculated, edit("\"esaChannelVersion\": {" + version(formula) + "}"))
        .expect(200);
    assertThat(site.readings(calculated).size()).isZero();
    assertThat(site.channel(calculated).get("intervalMinutes").intValue()).isEqualTo(60);
    site.post(coarse, reading("2026-03-30T01:00:00", 7));
    assertThat(doubles(site.readings(calculated), "processedValue")).containsExactly(8);
    client.delete(ALL + "/" + coarse).expect(400);
    client.delete(ALL + "/" + input).expect(204);
    assertThat(client.put(ALL + "/" + coarse, edit("\"isPrimaryValue\": false")).expect(400).text())
        .contains("channel %d is calculated from it".formatted(calculated));
    client.delete(ALL + "/" + calculated).expect(204);
    client.delete(ALL + "/" + coarse).expect(204);
  }

  @Test
  void formulasDoNotGoInRings() {
    int input = site.channel(site.point, 15);
    int second = site.calculated(site.point("P2"), "channel(%d)".formatted(input));
    int third = site.calculated(site.point("P3"), "channel(%d)".formatted(second));
    String ring = "\"formula\": \"channel(%d) + channel(%d)\"".formatted(input, third);
    assertThat(
            client
                .put(ALL + "/" + second, edit("\"esaChannelVersion\": {" + version(ring) + "}"))
                .expect(400)
                .text())
        .contains("ring");
    site.post(input, reading("2026-03-30T00:15:00", 4));
    assertThat(doubles(site.readings(third), "processedValue")).containsExactly(4);
    client.post(ALL, site.calculatedBody(site.point, "channel(%d)".formatted(input))).expect(400);
  }

  @Test
  void becomesCalculatedOnlyWithoutReadings() {
    int input = site.channel(site.point, 15);
    int other = site.channel(site.point("P2"), 60);
    String to =
        edit(
            "\"isCalculated\": true, \"esaChannelVersion\": {%s}"
                .formatted(version("\"formula\": \"channel(%d)\"".formatted(input))));
    site.post(other, reading("2026-03-30T01:00:00", 1));
    assertThat(client.put(ALL + "/" + other, to).expect(400).text()).contains("has readings");
    client
        .post("/api/v202407/esaReading/delete", "[{\"esaChannelId\": %d}]".formatted(other))
        .expect(200);
    JsonNode now = client.put(ALL + "/" + other, to).expect(200).json();
    assertThat(now.get("isCalculated").booleanValue()).isTrue();
    assertThat(now.get("intervalMinutes").intValue()).isEqualTo(15);
    String back =
        edit(
            "\"isCalculated\": false, \"intervalMinutes\": 30, \"esaChannelVersion\": {%s}"
                .formatted(version("\"observationRuleId\": 1, \"rolloverValue\": 1000")));
    now = client.put(ALL + "/" + other, back).expect(200).json();
    assertThat(now.get("isCalculated").booleanValue()).isFalse();
    assertThat(now.get("esaChannelVersions").get(0).get("formula").isNull()).isTrue();
    client.delete(ALL + "/" + input).expect(204);
  }

  @Test
  void aMetersChannelIsNoneOfThem() {
    int channel = site.site.channel(15, "Trip", 1, 0);
    client.get(ALL + "/" + channel).expect(404);
    client.delete(ALL + "/" + channel).expect(404);
    client.put(ALL + "/" + channel, edit("\"isPrimaryValue\": true")).expect(404);
    assertThat(client.get(ALL).expect(200).json().size()).isZero();
  }

  private static String edit(String more) {
    return "{\"channelInfo\": \"Main\", \"channelDescription\": null, \"channelImportId\": null, %s}"
        .formatted(more);
  }
}
