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
