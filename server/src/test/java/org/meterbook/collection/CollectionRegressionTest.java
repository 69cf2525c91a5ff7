package org.meterbook.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meterbook.collection.prepaid.Prepaid;
import org.meterbook.store.Row;
import tools.jackson.databind.JsonNode;

/** What broke once, each named for it. */
class CollectionRegressionTest {
  private final Collected owner = Collected.make();

  private long count(String table) {
    return owner
        .read(sql ->
            sql.list(
                "SELECT count(*) FROM " + table + " WHERE tenant_id = :tenant",
                Map.of(),
                row -> row.number(1)))
        .getFirst();
  }

  private String form(String body) {
    return owner.post("/forms", body).path("uid").asString();
  }

  @Test
  void aCollectionThatWasOpenWhenTheConsentExpiredKeptItsMeterFromBeingCollectedEverAgain() {
    JsonNode authorization =
        owner.submit(form("{\"scope\": {\"expires\": \"1d\"}}"), "DEMO", "pending_manual_after");
    String meter = Collected.firstMeter(authorization);
    assertThat(owner.collect(meter).path("status").asString()).isEqualTo("pending");
    owner.later(Duration.ofDays(2));
    String renewal =
        form("{\"authorization_uid\": \"%s\"}".formatted(authorization.path("uid").asString()));
    owner.submit(renewal, "DEMO", "residential");
    assertThat(owner.collect(meter).path("status").asString()).isEqualTo("updated");
  }

  @Test
  void aCollectionCutOffByARevocationKeptItsTemporaryCharge() {
    owner.write(sql -> Prepaid.topUp(sql, new BigDecimal("100.00")));
    String free = owner.consent("3y");
    owner.collect(owner.meterOf(free));
    String cut = owner.consent("3y");
    owner.post(
        "/meters/historical-collection", "{\"meters\": [\"%s\"]}".formatted(owner.meterOf(cut)));
    owner.post("/authorizations/" + cut + "/revoke", "");
    owner.settle();
    List<BigDecimal> found =
        owner.read(Prepaid::history).stream()
            .filter(entry -> entry.kind().equals("final_charge"))
            .map(Prepaid.Entry::amount)
            .toList();
    assertThat(found).hasSize(1);
    assertThat(owner.read(Prepaid::account).balance())
        .isEqualByComparingTo(new BigDecimal("100.00").add(found.getFirst()));
  }

  @Test
  void aTestTookThePlaceOfARealConsentWhichCouldThenBeDeleted() {
    String real = owner.consent("3y");
    String form = form("{\"authorization_uid\": \"%s\"}".formatted(real));
    owner
        .web
        .post(
            "/api/v2/forms/" + form + "/test-submit",
            "{\"utility\": \"%s\", \"scenario\": \"residential\"}".formatted(Collected.UTILITY))
        .expect(400);
    assertThat(owner.get("/authorizations/" + real).path("is_test").asBoolean()).isFalse();
  }

  @Test
  void aRevokedAuthorizationWasRenewed() {
    String uid = owner.submit("DEMO", "residential").path("uid").asString();
    String form = form("{\"authorization_uid\": \"%s\"}".formatted(uid));
    owner.post("/authorizations/" + uid + "/revoke", "");
    owner
        .web
        .post(
            "/api/v2/forms/" + form + "/test-submit",
            "{\"utility\": \"DEMO\", \"scenario\": \"residential\"}")
        .expect(400);
    assertThat(count("collection_credential")).isZero();
  }

  @Test
  void aFormOfADeletedTestCouldNotBeSubmitted() {
    String uid = owner.submit("DEMO", "residential").path("uid").asString();
    String form = form("{\"authorization_uid\": \"%s\"}".formatted(uid));
    owner.web.send("DELETE", "/api/v2/authorizations/" + uid, "").expect(200);
    assertThat(owner.submit(form, "DEMO", "residential").path("status").asString())
        .isEqualTo("updated");
  }

  @Test
  void oneRevokedMeterBrokeAWholeBatch() {
    JsonNode over = owner.submit("DEMO", "residential");
    String gone = Collected.firstMeter(over);
    owner.post("/authorizations/" + over.path("uid").asString() + "/revoke", "");
    String good = Collected.firstMeter(owner.submit("DEMO", "residential"));
    JsonNode answer =
        owner.post(
            "/meters/historical-collection",
            "{\"meters\": [\"%s\", \"%s\"]}".formatted(gone, good));
    assertThat(answer.path("meters").valueStream().map(JsonNode::asString)).containsExactly(good);
    owner.settle();
  }

  @Test
  void monitoringCouldNotBeSwitchedOffWithoutABalance() {
    owner.write(sql -> Prepaid.topUp(sql, new BigDecimal("50.00")));
    String meter = owner.meterOf(owner.consent("3y"));
    String body = "{\"meters\": [\"%s\"], \"frequency\": \"%s\"}";
    owner.post("/meters/ongoing-monitoring", body.formatted(meter, "daily"));
    owner.write(sql -> {
      sql.execute("UPDATE prepaid_account SET balance = -1 WHERE tenant_id = :tenant", Map.of());
      return true;
    });
    owner.later(Duration.ofDays(1).plusMinutes(1));
    assertThat(count("collection_run")).as("nothing is begun that cannot be paid").isZero();
    owner.post("/meters/ongoing-monitoring", body.formatted(meter, "off"));
    assertThat(
            owner.get("/meters/" + meter).path("ongoing_monitoring").path("frequency").asString())
        .isEqualTo("off");
  }

  @Test
  void aPasswordKnownToBeWrongWasTriedEachDay() {
    JsonNode authorization = owner.submit("DEMO", "badlogin_after");
    owner.post(
        "/meters/ongoing-monitoring",
        "{\"meters\": [\"%s\"], \"frequency\": \"daily\"}"
            .formatted(Collected.firstMeter(authorization)));
    for (int day = 0; day < 4; day++) {
      owner.later(Duration.ofDays(1));
    }
    assertThat(count("collection_run")).isEqualTo(1);
    JsonNode broken = owner.get("/authorizations/" + authorization.path("uid").asString());
    assertThat(broken.path("status").asString()).isEqualTo("errored");
    assertThat(broken.at("/notes/0/type").asString()).isEqualTo("access_invalid");
  }

  @Test
  void yearsWithoutEndAndTextsWithNulWere500() {
    for (String time : List.of("+99999999-01-01T00:00:00Z", "-5000-01-01T00:00:00Z")) {
      owner
          .web
          .post("/api/v2/forms", "{\"scope\": {\"expires\": \"%s\"}}".formatted(time))
          .expect(400);
      owner
          .web
          .post("/api/v2/forms", "{\"scope\": {\"ongoing_end\": \"%s\"}}".formatted(time))
          .expect(400);
    }
    String meter = Collected.firstMeter(owner.submit("DEMO", "residential"));
    for (String day : List.of("%2B999999999-01-01", "%2B99999999-01-01T00:00:00Z")) {
      owner.web.get("/api/v2/bills?meters=" + meter + "&start=" + day).expect(400);
    }
    for (String body :
        List.of(
            "{\"customer_email\": \"a\\u0000\"}",
            "{\"scope\": {\"note\": {\"deep\": \"\\u0000\"}}}")) {
      owner.web.post("/api/v2/forms", body).expect(400);
    }
  }

  @Test
  void aListEndedInSilenceAfterSomethingThatWasDeleted() {
    String first = owner.submit("DEMO", "residential").path("uid").asString();
    String second = owner.submit("DEMO", "residential").path("uid").asString();
    assertThat(owner.get("/authorizations?after=" + second).path("authorizations")).hasSize(1);
    owner.web.send("DELETE", "/api/v2/authorizations/" + second, "").expect(200);
    owner.web.get("/api/v2/authorizations?after=" + second).expect(400);
    assertThat(owner.get("/authorizations?uids=" + first).path("authorizations")).hasSize(1);
  }

  @Test
  void aSecondConsentOfACustomerDoubledTheReadings() {
    owner.collect(Collected.firstMeter(owner.submit("DEMO", "residential")));
    double once = readings();
    owner.collect(Collected.firstMeter(owner.submit("DEMO", "residential")));
    assertThat(readings()).isEqualTo(once);
    assertThat(count("channel")).isEqualTo(1);
  }

  private double readings() {
    return owner
        .read(sql ->
            sql.list(
                "SELECT sum(total) FROM interval_month WHERE tenant_id = :tenant",
                Map.of(),
                row -> row.numberOrNaN(1)))
        .getFirst();
  }

  /** As if a clerk had typed them in: the same account, meter, dates and totals. */
  @Test
  void billsThatWereInTheBooksAlreadyWereBookedAgain() {
    String meter = Collected.firstMeter(owner.submit("DEMO", "residential"));
    owner.collect(meter);
    owner.write(sql -> {
      sql.execute("UPDATE bill SET import_key = NULL WHERE tenant_id = :tenant", Map.of());
      sql.execute("DELETE FROM bridge_bill WHERE tenant_id = :tenant", Map.of());
      sql.execute(
          "UPDATE bill SET total_cost = total_cost + 1 WHERE tenant_id = :tenant AND bill_id = (SELECT min(x.bill_id) FROM bill x WHERE x.tenant_id = :tenant)",
          Map.of());
      org.meterbook.job.Jobs.schedule(sql, Collecting.BOOK, Integer.parseInt(meter), sql.now());
      return true;
    });
    owner.settle();
    assertThat(count("bill")).isEqualTo(36);
    Optional<String> refused =
        owner.read(sql ->
            sql.first(
                "SELECT reason FROM bridge_bill WHERE tenant_id = :tenant AND status = 'refused'",
                Map.of(),
                (Row row) -> row.text(1)));
    assertThat(refused.orElseThrow()).contains("is in the books already");
    assertThat(count("batch")).as("no batch is opened for nothing").isEqualTo(2);
  }
}
