package org.meterbook.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;

/** The guide "API versioning": its mechanics, on the operations that there are. */
class VersioningTest {
  private final Client client = TestServer.demo().client().with("Content-Type", "application/json");

  @Test
  void stableEndpointsStayAtV3() {
    assertThat(client.get("/api/v3/meter").expect(200).header("ECI-Deprecated")).isEmpty();
    assertThat(client.get("/api/v3/bill").expect(200).header("ECI-Deprecated")).isEmpty();
  }

  @Test
  void aDeprecatedOperationNamesItsSuccessorAndStillWorks() {
    int bill = client.get("/api/v3/bill?pageSize=1").json().get(0).get("billId").intValue();
    Client.Response old = client.get("/api/v3/bill/%d/bodyline".formatted(bill)).expect(200);
    assertThat(old.header("ECI-Deprecated")).isEqualTo("Use v202208 GetBillBodylines instead");
    Client.Response current =
        client.get("/api/v202208/bill/%d/bodyline".formatted(bill)).expect(200);
    assertThat(current.header("ECI-Deprecated")).isEmpty();
    assertThat(current.json()).isEqualTo(old.json());
  }

  /** The guide's own example: the old way of making a channel beside the new ones. */
  @Test
  void aChannelIsMadeTheOldWayAndTheNewWays() {
    Client own = TestServer.datasource().client();
    int place =
        own.post(
                "/api/v3/place",
                "{\"placeCode\": \"HQ\", \"placeInfo\": \"HQ\", \"parentPlaceId\": 1, \"placeTypeId\": 2}")
            .json()
            .get("placeId")
            .intValue();
    int meter =
        own.post(
                "/api/v3/meter",
                """
                {"meterCode": "E1", "meterInfo": "Electric", "commodityId": 1, "placeId": %d, "meterTypeId": 1,
                 "address": {"country": "United States", "postalCode": "16801"}}\
                """
                    .formatted(place))
            .expect(200)
            .json()
            .get("meterId")
            .intValue();
    String version =
        "\"multiplier\": 1, \"unitCode\": \"KWH\", \"observationRule\": \"Trip\", \"maximumReading\": 0";
    String channel =
        "\"meterId\": %d, \"intervalMinutes\": 15, \"observationTypeCode\": \"INTERVALUSE\""
            .formatted(meter);
    Client.Response old =
        own.post("/api/v3/channel", "{%s, %s}".formatted(channel, version)).expect(200);
    assertThat(old.header("ECI-Deprecated")).isEqualTo("Use v202101 CreateChannel instead");
    assertThat(old.json().get("channelCode").stringValue())
        .isEqualTo("INTERVALUSE:KWH:AUTOMATIC:Trip:15");
    assertThat(old.json().get("interval").intValue()).as("in seconds").isEqualTo(900);
    for (String path : new String[] {"/api/v202101/channel", "/api/v202407/channel"}) {
      Client.Response current =
          own.post(path, "{%s, \"channelVersion\": {%s}}".formatted(channel, version)).expect(200);
      assertThat(current.header("ECI-Deprecated")).isEmpty();
      assertThat(current.json().get("intervalMinutes").intValue()).isEqualTo(15);
      assertThat(current.json().get("channelVersions").size()).isEqualTo(1);
    }
    Client.Response read =
        own.get("/api/v3/channel/" + old.json().get("channelId").intValue()).expect(200);
    assertThat(read.header("ECI-Deprecated")).isEqualTo("Use v202101 GetMeterChannel instead");
    assertThat(own.get("/api/v3/meter/" + meter).json().get("channels").size()).isEqualTo(3);
  }

  @Test
  void theHeaderComesWithErrorsToo() {
    assertThat(client.get("/api/v3/bill/999999/bodyline").expect(404).header("ECI-Deprecated"))
        .startsWith("Use v202208");
  }

  @Test
  void theDescriptionMarksIt() {
    assertThat(
            client
                .get("/openapi.json")
                .json()
                .get("paths")
                .get("/api/v3/commodity")
                .get("get")
                .get("deprecated")
                .booleanValue())
        .isTrue();
  }
}
