package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.interval.Site.reading;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sums, load and findings over HTTP. */
class SummaryTest {
  private final Site site = new Site();

  private JsonNode get(int channel, String what) {
    return site.client
        .get("/api/v202611/channel/%d/%s".formatted(channel, what))
        .expect(200)
        .json();
  }

  private int week() {
    int channel = site.channel(60, "Trip", 1, 0);
    StringBuilder readings = new StringBuilder();
    for (int i = 1; i <= 7 * 24; i++) {
      double value = i == 100 ? 50 : i % 24 == 12 ? 10 : 2;
      readings
          .append(i == 1 ? "" : ",")
          .append(
              reading(java.time.LocalDateTime.of(2026, 3, 16, 0, 0).plusHours(i) + ":00", value));
    }
    site.post(channel, readings.toString());
    return channel;
  }

  @Test
  void daysMonthsAndHoursAreSummedUpByTheMethodOfWhatIsObserved() {
    int channel = week();
    JsonNode days = get(channel, "summary");
    assertThat(days.get("method").stringValue()).isEqualTo("sum");
    assertThat(days.get("summaries").size()).isEqualTo(7);
    JsonNode first = days.get("summaries").get(0);
    assertThat(first.get("value").doubleValue()).isEqualTo(23 * 2 + 10);
    assertThat(first.get("maximumTime").stringValue()).isEqualTo("2026-03-16T12:00:00");
    assertThat(get(channel, "summary?by=month").get("summaries").get(0).get("total").doubleValue())
        .isEqualTo(7 * 56 + 48);
    assertThat(get(channel, "summary?by=hour").get("summaries").size()).isEqualTo(168);
    site.client.get("/api/v202611/channel/%d/summary?by=year".formatted(channel)).expect(400);
    int demand = site.channel(site.meter, 60, "Trip", 1, 0, "INTERVALDEMAND");
    site.post(demand, reading("2026-03-02T01:00:00", 3) + "," + reading("2026-03-02T02:00:00", 7));
    assertThat(get(demand, "summary").get("summaries").get(0).get("value").doubleValue())
        .isEqualTo(7);
  }

  @Test
  void loadHasItsPeakWithItsTime() {
    JsonNode load = get(week(), "load?points=3");
    assertThat(load.get("peak").get("value").doubleValue()).isEqualTo(50);
    assertThat(load.get("peak").get("time").stringValue()).isEqualTo("2026-03-20T04:00:00-05:00");
    assertThat(load.get("peakPerHour").doubleValue()).isEqualTo(50);
    assertThat(load.get("loadFactor").doubleValue()).isEqualTo(440.0 / 168 / 50);
    assertThat(load.get("durationCurve").get(0).get("value").doubleValue()).isEqualTo(50);
    assertThat(load.get("durationCurve").get(2).get("value").doubleValue()).isEqualTo(2);
  }

  @Test
  void gapsAreFound() {
    int channel = site.channel(60, "Trip", 1, 0);
    site.post(channel, reading("2026-03-02T01:00:00", 3) + "," + reading("2026-03-02T05:00:00", 7));
    JsonNode finding = get(channel, "finding").get("findings").get(0);
    assertThat(finding.get("kind").stringValue()).isEqualTo("gap");
    assertThat(finding.get("count").intValue()).isEqualTo(3);
    site.client
        .get("/api/v202611/channel/%d/finding?gapIntervals=0".formatted(channel))
        .expect(400);
  }

  @Test
  void whoIsSilentIsFoundAmongAll() {
    int silent = site.channel(60, "Trip", 1, 0);
    site.post(silent, reading("2026-11-18T01:00:00", 3));
    int heard = site.channel(60, "Trip", 1, 0);
    site.post(heard, reading("2026-11-21T01:00:00", 3) + "," + reading("2026-11-21T05:00:00", 7));
    JsonNode findings = site.client.get("/api/v202611/finding").expect(200).json().get("findings");
    assertThat(findings.size()).isEqualTo(2);
    assertThat(findings.get(0).get("kind").stringValue()).isEqualTo("silent");
    assertThat(findings.get(0).get("channelId").intValue()).isEqualTo(silent);
    assertThat(findings.get(0).get("meterCode").stringValue()).isEqualTo("HQ-E");
    assertThat(findings.get(0).get("from").stringValue()).isEqualTo("2026-11-18T01:00:00-06:00");
    assertThat(findings.get(1).get("kind").stringValue()).isEqualTo("gap");
    assertThat(findings.get(1).get("count").intValue()).isEqualTo(3);
    site.client.get("/api/v202611/finding?days=0").expect(400);
  }

  @Test
  void aSeriesIsTimesAndValues() {
    int channel = site.channel(60, "Trip", 2, 0);
    site.post(
        channel, reading("2026-03-02T01:00:00", 3) + "," + reading("2026-03-02T02:00:00", 0.001));
    JsonNode series = get(channel, "series");
    assertThat(series.get("times").get(1).longValue() - series.get("times").get(0).longValue())
        .isEqualTo(3600);
    assertThat(series.get("values").toString()).isEqualTo("[6,0.002]");
    assertThat(series.get("timeZone").stringValue()).isEqualTo("America/Chicago");
    assertThat(get(channel, "series?field=values").propertyNames()).containsExactly("values");
  }
}
