package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.interval.Site.reading;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.meterbook.identity.ApiKeys;
import org.meterbook.store.Scope;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Whoever is bounded to a place sends, reads and deletes readings of that place only. */
class ReadingScopeTest {
  private final Site site = new Site();
  private final int outside = site.channel(60, "Trip", 1, 0);
  private final Client bounded = bounded();

  private Client bounded() {
    int other =
        site.id(
            "/api/v3/place",
            "{\"placeCode\": \"OTHER\", \"placeInfo\": \"Other\", \"parentPlaceId\": 1, \"placeTypeId\": 2}",
            "placeId");
    int user =
        site.id(
            "/api/v3/user",
            """
            {"userCode": "other", "fullName": "Olga Other", "password": "Correct-Horse-8", "email": "olga@example.org",
             "passwordExpirationInterval": 0, "strongPassword": false, "forcePasswordChange": false, "userRoleId": 1,
             "topmostCostCenterIds": [1], "topmostPlaceIds": [%d], "topmostCollectionIds": [1], "active": true,
             "systemUserRoleId": 1, "createdByCode": null, "sendPasswordEmail": false}\
            """
                .formatted(other),
            "userId");
    String key =
        TestServer.server()
            .database()
            .write(
                site.datasource.tenant(),
                Scope.UNBOUNDED,
                site.datasource.userId(),
                sql -> ApiKeys.make(sql, user, "bounded"));
    return new Client(key);
  }

  @Test
  void channelsOutsideAreNotThere() {
    site.post(outside, reading("2026-05-05T12:00:00", 1));
    long id = site.readings(outside).get(0).get("observationId").longValue();
    JsonNode answer =
        bounded
            .post(
                "/api/v3/reading",
                "[{\"channelId\": %d, \"readings\": [%s]}]"
                    .formatted(outside, reading("2026-05-05T12:00:00", 2)))
            .expect(200)
            .json();
    assertThat(answer.get("failedReadings").get(0).get("error").stringValue())
        .contains("there is no channel " + outside);
    JsonNode deleted =
        bounded
            .send(
                "DELETE",
                "/api/v3/reading",
                BodyPublishers.ofString("[{\"channelId\": %d}]".formatted(outside)),
                true)
            .expect(200)
            .json();
    assertThat(deleted.get("deleted").intValue()).isZero();
    bounded.delete("/api/v3/reading/" + id).expect(404);
    bounded.get("/api/v3/channel/%d/reading".formatted(outside)).expect(404);
    bounded.get("/api/v202611/channel/%d/series".formatted(outside)).expect(404);
    for (String list :
        new String[] {
          "/api/v202407/channel",
          "/api/v202407/esaReading",
          "/api/v202410/esaReading/summarized",
          "/api/v202611/channelMonth"
        }) {
      assertThat(bounded.get(list).expect(200).json().size()).as(list).isZero();
    }
    assertThat(site.readings(outside).get(0).get("value").doubleValue()).isEqualTo(1);
  }
}
