package org.meterbook.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What each test scenario comes to, and what is told of it. */
class ScenarioTest {
  private final Collected owner = Collected.make();
  private final Listener listener = new Listener(owner);

  /** Whatever was told is at the listener, signed, and no more than that. */
  @AfterEach
  void everythingIsReceived() {
    List<String> told =
        types(owner.get("/events").path("events").valueStream().toList().reversed());
    assertThat(types(listener.await(told.size()))).isEqualTo(told);
    listener.close();
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.path("type").asString()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "badlogin, errored, access_invalid, 0",
    "websitedown, errored, utility_down, 0",
    "utilityerror, errored, utility_down, 0",
    "code, errored, access_code_needed, 0",
    "empty, updated, access_valid, 0",
    "residential, updated, access_valid, 1",
    "commercial, updated, access_valid, 4"
  })
  void discovery(String scenario, String status, String note, int meters) {
    JsonNode authorization = owner.submit("DEMO", scenario);
    assertThat(authorization.path("status").asString()).isEqualTo(status);
    assertThat(authorization.at("/notes/0/type").asString()).isEqualTo(note);
    assertThat(authorization.path("meters").path("meters")).hasSize(meters);
  }

  @ParameterizedTest
  @CsvSource({
    "badlogin_after, errored, access_invalid",
    "websitedown_after, errored, utility_down",
    "utilityerror_after, errored, utility_down",
    "pending_manual_after, pending, pending_manual",
    "nointervals, updated, access_valid",
    "partialintervals, updated, access_valid",
    "residential, updated, access_valid",
    "wait_to_login_after, pending, waiting"
  })
  void collection(String scenario, String status, String note) {
    String uid = Collected.firstMeter(owner.submit("DEMO", scenario));
    JsonNode meter = owner.collect(uid);
    assertThat(meter.path("status").asString()).isEqualTo(status);
    assertThat(meter.at("/notes/0/type").asString()).isEqualTo(note);
    // The sixth and the seventh step: what was collected is there, of what failed there is none.
    boolean collected = status.equals("updated");
    assertThat(owner.get("/bills?meters=" + uid).path("bills").isEmpty()).isEqualTo(!collected);
    assertThat(owner.get("/intervals?limit=1&meters=" + uid).path("intervals").isEmpty())
        .isEqualTo(!collected || scenario.equals("nointervals"));
    if (scenario.equals("nointervals")) {
      assertThat(meter.path("interval_count").asInt()).isZero();
      assertThat(meter.path("notes").toString()).contains("intervals_empty");
      assertThat(owner.get("/intervals?meters=" + uid).path("intervals")).isEmpty();
    }
  }

  @Test
  void revokedByTheUtilityTheMeterIsGone() {
    JsonNode authorization = owner.submit("DEMO", "revoked");
    String meter = Collected.firstMeter(authorization);
    owner.post("/meters/historical-collection", "{\"meters\": [\"%s\"]}".formatted(meter));
    owner.settle();
    owner.web.get("/api/v2/meters/" + meter).expect(404);
    assertThat(
            owner
                .get("/authorizations/" + authorization.path("uid").asString())
                .path("is_revoked")
                .asBoolean())
        .isTrue();
  }

  @Test
  void theEventsComeInTheDocumentedOrder() {
    String meter = Collected.firstMeter(owner.submit("DEMO", "residential"));
    owner.collect(meter);
    List<String> types =
        owner
            .get("/events")
            .path("events")
            .valueStream()
            .map(event -> event.path("type").asString())
            .toList()
            .reversed();
    assertThat(types)
        .containsExactly(
            "form_created",
            "authorization_created",
            "authorization_update_started",
            "authorization_update_progress",
            "meter_created",
            "authorization_update_finished_successful",
            "meter_historical_collection_started",
            "meter_historical_collection_progress",
            "meter_bills_added",
            "meter_intervals_added",
            "meter_historical_collection_finished_successful");
  }

  @Test
  void collectedAgainOnlyWhatIsMissingIsFetchedAndNothingTwice() {
    String meter = Collected.firstMeter(owner.submit("DEMO", "residential"));
    String body = "{\"meters\": [\"%s\"], \"collection_duration\": 12}".formatted(meter);
    assertThat(
            owner.post("/meters/historical-collection", body).path("collection_duration").asInt())
        .isEqualTo(12);
    owner.settle();
    assertThat(owner.get("/meters/" + meter).path("bill_count").asInt()).isEqualTo(12);
    owner.collect(meter);
    assertThat(owner.get("/meters/" + meter).path("bill_count").asInt()).isEqualTo(12);
  }
}
