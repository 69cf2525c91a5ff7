package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.interval.SiteWithDataPoint.doubles;
import static org.meterbook.interval.SiteWithDataPoint.reading;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Readings of data points over HTTP: received, put together, entered by hand, deleted. */
class EsaReadingTest {
  private static final String ALL = "/api/v202407/esaReading";
  private static final String SUMMARIZED = "/api/v202410/esaReading/summarized";

  private final SiteWithDataPoint site = new SiteWithDataPoint();
  private final Client client = site.client;

  @Test
  void anOffsetThatIsIgnoredDoesNotMoveTheReadingAfterIt() {
    SiteWithDataPoint own = new SiteWithDataPoint();
    int channel = own.channel(own.point, 60);
    own.client
        .post(
            "/api/v202407/esaReading",
            "[{\"esaChannelId\": %d, \"useDataPointTimeZone\": true, \"readings\": [%s, %s, %s]}]"
                .formatted(
                    channel,
                    SiteWithDataPoint.reading("2026-06-01T01:00:00+09:00", 1),
                    SiteWithDataPoint.reading("2026-06-01T02:00:00Z", 2),
                    SiteWithDataPoint.reading("2026-06-01T03:00:00", 3)))
        .expect(200);
    assertThat(own.site.readings(channel).toString())
        .contains("2026-06-01T01:00:00", "2026-06-01T02:00:00", "2026-06-01T03:00:00");
  }

  @Test
  void areStoredAndShown() {
    int channel = site.channel(site.point, 15);
    JsonNode answer =
        client
            .post(
                ALL,
                """
                [{"dataPointImportId": "imp-P1", "readings": [{"timestamp": "2026-03-30T00:15:00-05:00", "value": 1.5, "estimated": true, "note": "guessed"},
                  {"timestamp": "x", "value": 1}]}]\
                """)
            .expect(200)
            .json();
    assertThat(answer.get("importedReadingsCount").intValue()).isEqualTo(1);
    assertThat(answer.get("failedReadings").get(0).get("dataPointImportId").stringValue())
        .isEqualTo("imp-P1");
    JsonNode reading = site.readings(channel).get(0);
    assertThat(reading.get("timestamp").stringValue()).isEqualTo("2026-03-30T00:15:00-05:00");
    assertThat(reading.get("rawValue").doubleValue()).isEqualTo(1.5);
    assertThat(reading.get("dataPoint").get("dataPointId").intValue()).isEqualTo(site.point);
    assertThat(reading.get("meter").isNull()).isTrue();
    assertThat(reading.get("unit").get("unitCode").stringValue()).isEqualTo("KWH");
    assertThat(reading.get("creationMethodInfo").stringValue()).isEqualTo("API");
    assertThat(reading.get("fullName").stringValue()).isEqualTo("Ada Administrator");
    String own = "esaChannelID equals '%d' and ".formatted(channel);
    for (String filter :
        new String[] {
          "beginDate equals '2026-03-30'",
          "beginDate between '2026-03-30'|'2026-03-31'",
          "estimated equals 'true' and note like 'guess'",
          "creationMethodInfo one of 'API'|'Import' and intervalInfo one of 'FifteenMinute'",
          "rawValue greater than '1' and topmostPlaceCode equals 'HQ'",
          "esaDataPointCode one of 'P1' and observationTypeInfo like 'use' and commodityCategoryInfo like 'e'"
        }) {
      assertThat(client.get(ALL, "filter", own + filter).expect(200).json().size())
          .as(filter)
          .isEqualTo(1);
    }
    client.post(ALL + "?strict=true", "[{\"esaChannelId\": 99999, \"readings\": []}]").expect(400);
  }

  @Test
  void theDataPointsWallClockIgnoresOffsets() {
    int channel = site.channel(site.point, 60);
    String body =
        "[{\"esaChannelId\": %d, \"readings\": [%s], \"useDataPointTimeZone\": true}]"
            .formatted(channel, reading("2026-03-30T03:00:00+09:00", 1));
    client.post(ALL, body).expect(200);
    assertThat(site.readings(channel).get(0).get("timestamp").stringValue())
        .isEqualTo("2026-03-30T03:00:00-05:00");
    String delete =
        "[{\"esaChannelId\": %d, \"timeBegin\": \"%s\", \"timeEnd\": \"%2$s\", \"useDataPointTimeZone\": %s}]";
    String time = "2026-03-30T03:00:00Z";
    assertThat(deleted(delete.formatted(channel, time, false))).isZero();
    assertThat(deleted(delete.formatted(channel, time, true))).isEqualTo(1);
  }

  @Test
  void stretchesAreDeleted() {
    int channel = site.channel(site.point, 60);
    for (int hour = 1; hour < 10; hour++) {
      site.post(channel, reading("2026-03-30T%02d:00:00".formatted(hour), hour));
    }
    assertThat(
            deleted(
                """
                [{"esaChannelId": %d, "timeBegin": "2026-03-30T03:00:00", "timeEnd": "2026-03-30T05:00:00"}]\
                """
                    .formatted(channel)))
        .isEqualTo(2);
    assertThat(doubles(site.readings(channel), "rawValue")).containsExactly(1, 2, 3, 6, 7, 8, 9);
    assertThat(deleted("[{\"esaChannelId\": %d}]".formatted(channel))).isEqualTo(7);
    client.post(ALL + "/delete", "[{\"esaChannelId\": 99999}]").expect(400);
    int calculated = site.calculated(site.point("P2"), "channel(%d)".formatted(channel));
    client.post(ALL + "/delete", "[{\"esaChannelId\": %d}]".formatted(calculated)).expect(400);
  }

  private int deleted(String body) {
    return client.post(ALL + "/delete", body).expect(200).json().get("deleted").intValue();
  }

  @Test
  void arePutTogetherByTheChannelsInterval() {
    int channel = site.channel(site.point, 60);
    site.post(
        channel,
        reading("2026-03-30T00:20:00", 1)
            + ","
            + reading("2026-03-30T01:00:00", 2)
            + ","
            + reading("2026-03-30T01:10:00", 4));
    JsonNode sums = site.summarized(channel);
    assertThat(doubles(sums, "summarizedValue")).containsExactly(3, 4);
    assertThat(sums.get(0).get("timestamp").stringValue()).isEqualTo("2026-03-30T01:00:00-05:00");
    assertThat(sums.get(1).get("unit").get("unitCode").stringValue()).isEqualTo("KWH");
    String filter =
        "esaChannelID equals '%d' and timestamp greater than equal '2026-03-30T02:00:00' and summarizedValue greater than '3'"
            .formatted(channel);
    assertThat(client.get(SUMMARIZED, "filter", filter).expect(200).json().size()).isEqualTo(1);
  }

  @Test
  void onlyWhatWasEnteredByHandIsDeletedByHand() {
    int channel = site.channel(site.point, 60);
    site.post(channel, reading("2026-03-30T01:00:00", 2));
    String value =
        "[{\"esaChannelId\": %d, \"timestamp\": \"%s\", \"value\": 9, \"note\": \"by hand\"}]";
    assertThat(
            client
                .post(SUMMARIZED, value.formatted(channel, "2026-03-30T01:00:00"))
                .expect(400)
                .text())
        .contains("not entered by hand");
    assertThat(
            client
                .post(SUMMARIZED, value.formatted(channel, "2026-03-30T02:10:00"))
                .expect(400)
                .text())
        .contains("such as 2026-03-30T03:00");
    client.post(SUMMARIZED, value.formatted(channel, "2026-03-30T02:00:00")).expect(200);
    assertThat(doubles(site.summarized(channel), "summarizedValue")).containsExactly(2, 9);
    String delete = "[{\"esaChannelId\": %d, \"timestamp\": \"%s\"}]";
    assertThat(
            client
                .post(SUMMARIZED + "/delete", delete.formatted(channel, "2026-03-30T01:00:00"))
                .expect(400)
                .text())
        .contains("API at 2026-03-30T01:00");
    client
        .post(SUMMARIZED + "/delete", delete.formatted(channel, "2026-03-30T02:00:00"))
        .expect(200);
    client
        .post(SUMMARIZED + "/delete", delete.formatted(channel, "2026-03-30T02:00:00"))
        .expect(400);
    assertThat(doubles(site.summarized(channel), "summarizedValue")).containsExactly(2);
  }

  @Test
  void aMonthIsEnteredAtItsEnd() {
    int channel = site.channel(site.point, 43_200);
    String value = "[{\"esaChannelId\": %d, \"timestamp\": \"%s\", \"value\": 100}]";
    client.post(SUMMARIZED, value.formatted(channel, "2026-03-31")).expect(400);
    client.post(SUMMARIZED, value.formatted(channel, "2026-04-01")).expect(200);
    assertThat(site.summarized(channel).get(0).get("timestamp").stringValue())
        .isEqualTo("2026-04-01T00:00:00-05:00");
  }

  @Test
  void notesAreShownByInterval() {
    int channel = site.channel(site.point, 15);
    site.post(
        channel,
        "{\"timestamp\": \"2026-03-30T00:15:00\", \"value\": 1, \"note\": \"one\"}, {\"timestamp\": \"2026-03-30T01:00:00\", \"value\": 1, \"note\": \"two\"},"
            + " {\"timestamp\": \"2026-03-30T01:15:00\", \"value\": 1, \"note\": \"three\"},"
            + reading("2026-03-30T01:30:00", 1));
    String path = "/api/v202604/esaReadingNote/byInterval";
    String own = "esaChannelId equals '%d'".formatted(channel);
    JsonNode notes = client.get(path, "filter", own).expect(200).json();
    assertThat(notes.get("groupIntervalMinutes").intValue()).isEqualTo(60);
    JsonNode groups = notes.get("esaReadingNotesByInterval");
    assertThat(groups.size()).isEqualTo(2);
    assertThat(groups.get(0).get("date").stringValue()).isEqualTo("2026-03-30T01:00:00");
    assertThat(groups.get(0).get("esaReadingNotes").get(1).get("note").stringValue())
        .isEqualTo("two");
    JsonNode days =
        client
            .get(path, "filter", own + " and readingDate between '2026-03-01'|'2026-03-30'")
            .expect(200)
            .json();
    assertThat(days.get("groupIntervalMinutes").intValue()).isEqualTo(1440);
    assertThat(days.get("esaReadingNotesByInterval").get(0).get("esaReadingNotes").size())
        .isEqualTo(3);
    assertThat(
            client
                .get(path, "filter", own + " and readingDate today", "orderBy", "timestamp desc")
                .expect(200)
                .json()
                .get("esaReadingNotesByInterval")
                .size())
        .isZero();
    assertThat(client.get(path).expect(200).json().get("esaReadingNotesByInterval").size())
        .as("nothing in the last days")
        .isZero();
    client.get(path, "filter", "esaChannelId greater than '1'").expect(400);
    client.get(path, "filter", own, "orderBy", "note").expect(400);
  }

  @Test
  void theCompactFormIsTaken() {
    int channel = site.channel(site.point, 15);
    client
        .with("Content-Type", "text/csv")
        .post(ALL, "channelId,time,value\n%d,2026-03-30T00:15:00,1.25\n".formatted(channel))
        .expect(200);
    assertThat(doubles(site.readings(channel), "rawValue")).containsExactly(1.25);
  }
}
