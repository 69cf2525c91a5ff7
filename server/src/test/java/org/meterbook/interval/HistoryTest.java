package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.interval.Site.reading;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.store.Scope;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** What was replaced or deleted is kept, with who and when; the log tells what changed. */
class HistoryTest {
  private final Site site = new Site();

  @Test
  void aCorrectionKeepsWhatWasSaidBefore() {
    int channel = site.channel(15, "Trip", 1, 0);
    site.post(channel, reading("2026-03-30T00:15:00", 1) + "," + reading("2026-03-30T00:30:00", 2));
    TestServer.clock().advance(Duration.ofHours(1));
    try {
      site.post(channel, reading("2026-03-30T00:15:00", 5));
      site.client
          .delete(
              "/api/v3/reading/" + site.readings(channel).get(1).get("observationId").longValue())
          .expect(204);
    } finally {
      TestServer.clock().set(TestServer.START);
    }
    JsonNode history =
        site.client
            .get("/api/v202611/channel/%d/history?beginDate=2026-03-29".formatted(channel))
            .expect(200)
            .json()
            .get("changes");
    assertThat(history.size()).isEqualTo(2);
    JsonNode deleted = history.get(0);
    assertThat(deleted.get("kind").stringValue()).isEqualTo("delete");
    assertThat(deleted.get("rawValue").doubleValue()).isEqualTo(2);
    JsonNode replaced = history.get(1);
    assertThat(replaced.get("kind").stringValue()).isEqualTo("edit");
    assertThat(replaced.get("time").stringValue()).isEqualTo("2026-03-30T00:15:00-05:00");
    assertThat(replaced.get("rawValue").doubleValue()).isEqualTo(1);
    assertThat(replaced.get("madeAt").stringValue()).startsWith("2026-11-21T");
    assertThat(replaced.get("fullName").stringValue()).isEqualTo("Ada Administrator");
  }

  @Test
  void theLogHasALineForEachCallAndChannel() {
    int channel = site.channel(15, "Trip", 1, 0);
    String readings = reading("2026-03-30T00:15:00", 1) + "," + reading("2026-03-31T00:30:00", 2);
    site.post(channel, readings);
    site.post(channel, readings);
    List<String> lines =
        TestServer.server()
            .database()
            .read(
                site.datasource.tenant(),
                Scope.UNBOUNDED,
                sql ->
                    sql.list(
                        "SELECT c.after::text FROM change c WHERE c.tenant_id = :tenant AND c.resource = 'reading' AND c.entity_id = :id",
                        Map.of("id", channel),
                        row -> row.text(1)));
    assertThat(lines)
        .as("sending it again changed nothing")
        .singleElement()
        .asString()
        .contains("\"stored\": 2", "\"replaced\": 0");
  }
}
