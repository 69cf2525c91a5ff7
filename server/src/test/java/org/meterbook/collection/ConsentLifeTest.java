package org.meterbook.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An authorization and its meters through the years, by the calendar. */
class ConsentLifeTest {
  private final Collected owner = Collected.make();

  private List<String> events() {
    return owner
        .get("/events")
        .path("events")
        .valueStream()
        .map(event -> event.path("type").asString())
        .toList()
        .reversed();
  }

  private long credentials() {
    return owner
        .read(sql ->
            sql.list(
                "SELECT count(*) FROM collection_credential WHERE tenant_id = :tenant",
                Map.of(),
                row -> row.number(1)))
        .getFirst();
  }

  @Test
  void anAuthorizationIsWarnedOfExpiresAndIsRenewedUnderTheSameUid() {
    String uid = owner.consent("7d");
    String meter = owner.meterOf(uid);
    owner.collect(meter);
    owner.later(Duration.ofDays(5));
    assertThat(events()).doesNotContain("authorization_expiring_soon");
    owner.later(Duration.ofDays(1).plusMinutes(1));
    assertThat(events())
        .contains("authorization_expiring_soon")
        .doesNotContain("authorization_expired");
    owner.later(Duration.ofDays(1));

    JsonNode expired = owner.get("/authorizations/" + uid);
    assertThat(expired.path("is_expired").asBoolean()).isTrue();
    assertThat(events()).containsOnlyOnce("authorization_expired");
    assertThat(credentials()).isZero();
    assertThat(owner.get("/bills?meters=" + meter).path("bills"))
        .as("what was collected stays")
        .isNotEmpty();
    Web.Answer refused =
        owner.web.post(
            "/api/v2/meters/historical-collection", "{\"meters\": [\"%s\"]}".formatted(meter));
    assertThat(refused.expect(400).json().path("error").asString()).isEqualTo("expired_or_revoked");

    String form =
        owner
            .post("/forms", "{\"authorization_uid\": \"%s\"}".formatted(uid))
            .path("uid")
            .asString();
    owner
        .web
        .post(
            "/api/v2/forms/" + form + "/test-submit",
            "{\"utility\": \"DEMO\", \"scenario\": \"residential\"}")
        .expect(400);
    owner.consent("3y", Optional.of(Integer.parseInt(uid)));
    JsonNode renewed = owner.get("/authorizations/" + uid);
    assertThat(renewed.path("uid").asString()).isEqualTo(uid);
    assertThat(renewed.path("referrals")).hasSize(2);
    assertThat(renewed.path("is_expired").asBoolean()).isFalse();
    assertThat(events()).contains("authorization_renewed");
    assertThat(owner.collect(meter).path("status").asString()).isEqualTo("updated");
  }

  @Test
  void metersOfAuthorizationsThatAreOverAreLeftOutInSilence() {
    String over = owner.meterOf(owner.consent("1d"));
    owner.later(Duration.ofDays(2));
    String good = Collected.firstMeter(owner.submit("DEMO", "residential"));
    JsonNode answer =
        owner.post(
            "/meters/ongoing-monitoring",
            "{\"meters\": [\"%s\", %s], \"frequency\": \"monthly\", \"fixed_refresh_day\": 31}"
                .formatted(over, good));
    assertThat(answer.path("meters").valueStream().map(JsonNode::asString)).containsExactly(good);
    assertThat(answer.path("fixed_refresh_day").asInt()).isEqualTo(31);
  }

  @Test
  void revocationInTheMiddleOfACollectionLeavesNothing() {
    JsonNode authorization = owner.submit("DEMO", "commercial");
    String uid = authorization.path("uid").asString();
    String all =
        String.join(
            "\", \"",
            authorization
                .path("meters")
                .path("meters")
                .valueStream()
                .map(each -> each.path("uid").asString())
                .toList());
    owner.post("/meters/historical-collection", "{\"meters\": [\"" + all + "\"]}");
    JsonNode revoked = owner.post("/authorizations/" + uid + "/revoke", "");
    assertThat(revoked.path("is_revoked").asBoolean()).isTrue();
    owner.settle();

    for (String table :
        List.of(
            "collection_meter",
            "collection_bill",
            "collection_interval",
            "collection_document",
            "collection_credential",
            "job")) {
      assertThat(
              owner
                  .read(sql ->
                      sql.list(
                          "SELECT count(*) FROM " + table + " WHERE tenant_id = :tenant",
                          Map.of(),
                          row -> row.number(1)))
                  .getFirst())
          .as(table)
          .isZero();
    }
    owner.web.get("/api/v2/meters/" + Collected.firstMeter(authorization)).expect(404);
    owner.web.get("/api/v2/bills?authorizations=" + uid).expect(404);
    assertThat(events()).containsOnlyOnce("authorization_revoked");
    String again = owner.post("/authorizations/" + uid + "/revoke", "").path("revoked").asString();
    assertThat(again).isEqualTo(revoked.path("revoked").asString());
  }

  @Test
  void monitoringOnThe31stGoesByTheLastDayOfEachMonthThroughTheYear() {
    String meter = Collected.firstMeter(owner.submit("DEMO", "residential"));
    owner.collect(meter);
    int before = owner.get("/meters/" + meter).path("bill_count").asInt();
    owner.post(
        "/meters/ongoing-monitoring",
        "{\"meters\": [\"%s\"], \"frequency\": \"monthly\", \"fixed_refresh_day\": 31}"
            .formatted(meter));
    LocalDate start = LocalDate.ofInstant(Collected.clock().instant(), ZoneOffset.UTC);
    for (int month = 0; month < 12; month++) {
      String next =
          owner.get("/meters/" + meter).path("ongoing_monitoring").path("next_refresh").asString();
      LocalDate day =
          Stamp.parse(next)
              .orElseThrow()
              .atZone(java.time.ZoneId.of("America/Los_Angeles"))
              .toLocalDate();
      assertThat(day.getDayOfMonth()).as(next).isEqualTo(Math.min(31, day.lengthOfMonth()));
      owner.later(
          Duration.between(Collected.clock().instant(), Stamp.parse(next).orElseThrow())
              .plusSeconds(1));
    }
    LocalDate end = LocalDate.ofInstant(Collected.clock().instant(), ZoneOffset.UTC);
    assertThat(ChronoUnit.MONTHS.between(start, end)).isBetween(11L, 12L);
    JsonNode after = owner.get("/meters/" + meter);
    assertThat(after.path("bill_count").asInt()).isBetween(before + 11, before + 13);
    assertThat(after.path("bill_coverage")).as("no bill is missing").hasSize(1);

    owner.post(
        "/meters/ongoing-monitoring",
        "{\"meters\": [\"%s\"], \"frequency\": \"off\"}".formatted(meter));
    owner.later(Duration.ofDays(62));
    assertThat(owner.get("/meters/" + meter).path("bill_count").asInt())
        .isEqualTo(after.path("bill_count").asInt());
  }

  @Test
  void whoWaitsToSignInIsCollectedWhenTheTimeHasCome() {
    String meter = Collected.firstMeter(owner.submit("DEMO", "wait_to_login_after"));
    JsonNode waiting = owner.collect(meter);
    assertThat(waiting.path("status").asString()).isEqualTo("pending");
    assertThat(waiting.at("/notes/0/type").asString()).isEqualTo("waiting");
    assertThat(Stamp.parse(waiting.at("/notes/0/eta").asString())).isPresent();
    owner.later(Duration.ofHours(1).plusSeconds(2));
    assertThat(owner.get("/meters/" + meter).path("status").asString()).isEqualTo("updated");
    assertThat(events()).contains("meter_historical_collection_delayed");
  }
}
