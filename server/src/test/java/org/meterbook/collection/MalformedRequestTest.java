package org.meterbook.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every operation of the face with what no client should send: a clear refusal, never a 5xx. */
class MalformedRequestTest {
  private static final Collected OWNER = Collected.make();
  private static final Collected OTHER = Collected.make();

  /** Texts that have broken somebody's server. */
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "2147483648",
          "99999999999999999999",
          "1e309",
          "NaN",
          "null",
          "undefined",
          "true",
          "[]",
          "{}",
          "\u0000",
          "\u202e",
          "'",
          "''; DROP TABLE job; --",
          "../../etc/passwd",
          "%",
          "%zz",
          "a,b,,c",
          "1,1,1",
          "\uD83D\uDE00",
          "2026-02-30",
          "2026-01-01 00:00:00",
          "01/02/2026 3:00 PM",
          "9999-12-31T23:59:59.999999999+18:00",
          "x".repeat(5000));

  private static final List<String> BODIES =
      List.of(
          "null",
          "[]",
          "\"text\"",
          "1",
          "{",
          "{\"a\":",
          "{}",
          "[".repeat(3000),
          "{\"scope\": []}",
          "{\"scope\": {\"expires\": 5}}",
          "{\"scope\": {\"expires\": \"1y\", \"ongoing_end\": \"never\"}}",
          "{\"meters\": {}}",
          "{\"meters\": [null]}",
          "{\"meters\": [[1]], \"frequency\": \"monthly\"}",
          "{\"meters\": [1e400]}",
          "{\"meters\": [\"1\"], \"collection_duration\": 37}",
          "{\"meters\": [\"1\"], \"collection_duration\": 1.5}",
          "{\"meters\": [\"1\"], \"frequency\": 3}",
          "{\"is_archived\": \"yes\"}",
          "{\"nickname\": " + "9".repeat(400) + "}",
          "{\"nickname\": \"\\u0000\"}",
          "{\"utility\": \"NOWHERE\", \"scenario\": \"x\"}",
          "{\"is_delivered\": false}",
          "{\"template_uid\": \"-5\"}",
          "{\"authorization_uid\": {}}",
          "{\"disabled\": null, \"utility\": null, \"customer_email\": null}");

  private static String uid = "";

  /** An operation: its method and its path. */
  record Target(String method, String path, List<String> parameters) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @BeforeAll
  static void fill() {
    uid = OWNER.submit("DEMO", "residential").path("uid").asString();
    OWNER.collect(OWNER.meterOf(uid));
  }

  static List<Target> operations() {
    List<Target> targets = new ArrayList<>();
    JsonNode paths = OWNER.web.get("/collection.json").expect(200).json().path("paths");
    paths
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    targets.add(
                        new Target(
                            operation.getKey().toUpperCase(java.util.Locale.ROOT),
                            path.getKey(),
                            operation
                                .getValue()
                                .path("parameters")
                                .valueStream()
                                .filter(
                                    parameter -> parameter.path("in").asString().equals("query"))
                                .map(parameter -> parameter.path("name").asString())
                                .toList()))));
    return targets;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void isRefusedWithAnErrorObject(Target target) {
    Random random = new Random(target.hashCode());
    for (String body : target.method().equals("GET") ? List.of("") : BODIES) {
      check(target, path(target, "1"), body);
    }
    for (String nasty : NASTY) {
      check(target, path(target, encoded(nasty)), "");
      for (String parameter : target.parameters()) {
        check(target, path(target, "1") + "?" + parameter + "=" + encoded(nasty), "{}");
      }
      if (!target.parameters().isEmpty()) {
        String one = target.parameters().get(random.nextInt(target.parameters().size()));
        check(target, path(target, "1") + "?meters=1&" + one + "=" + encoded(nasty), "{}");
      }
    }
  }

  private static String path(Target target, String id) {
    return target.path().replaceAll("\\{[^}]*}", java.util.regex.Matcher.quoteReplacement(id));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void check(Target target, String path, String body) {
    Web.Answer answer = OTHER.web.send(target.method(), path, body);
    assertThat(answer.status())
        .as(target + " " + path + " " + body + ": " + answer.text())
        .isLessThan(500);
    if (answer.status() >= 400) {
      assertThat(answer.json().path("error").asString()).as(answer.text()).isNotBlank();
      assertThat(answer.text()).doesNotContain("Exception").doesNotContain("SELECT");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void needsAToken(Target target) {
    OWNER.web.without().send(target.method(), path(target, "1"), "").expect(401);
  }

  @Test
  void twoAccountsNeverSeeEachOther() {
    JsonNode bills = OWNER.get("/bills?authorizations=" + uid);
    assertThat(bills.path("bills")).isNotEmpty();
    for (String list : List.of("/authorizations", "/meters", "/forms", "/events")) {
      String plural = list.substring(1);
      JsonNode mine = OWNER.get(list).path(plural);
      Collected stranger = Collected.make();
      assertThat(mine).as(list).isNotEmpty();
      assertThat(stranger.get(list).path(plural)).as(list).isEmpty();
      stranger.web.get("/api/v2" + list + "/" + mine.get(0).path("uid").asString()).expect(404);
      assertThat(stranger.get(list + "?uids=" + mine.get(0).path("uid").asString()).path(plural))
          .isEmpty();
    }
    Collected stranger = Collected.make();
    stranger.web.get("/api/v2/bills?authorizations=" + uid).expect(404);
    stranger.web.get("/api/v2/intervals?authorizations=" + uid).expect(404);
    stranger.web.post("/api/v2/authorizations/" + uid + "/revoke", "").expect(404);
    stranger.web.post("/api/v2/meters/historical-collection", "{\"meters\": [\"1\"]}").expect(400);
    OWNER.web.get("/api/v2/authorizations/" + uid).expect(200);
  }
}
