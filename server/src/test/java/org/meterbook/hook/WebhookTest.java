package org.meterbook.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.api.Engine;
import org.meterbook.api.Idempotency;
import org.meterbook.api.LedgerFace;
import org.meterbook.api.RateLimits;
import org.meterbook.app.Api;
import org.meterbook.http.HttpServer;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Credentials;
import org.meterbook.identity.Users;
import org.meterbook.identity.Vault;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.testing.Client;
import org.meterbook.testing.OwnDatabase;
import org.meterbook.testing.TestServer;
import org.meterbook.webhook.Outgoing;
import org.meterbook.webhook.Receiver;
import tools.jackson.databind.JsonNode;

/** Webhooks over HTTP, and their calls at a real listener. */
@Timeout(60)
class WebhookTest {
  private static final String SECRET = "between us";

  @TempDir static Path data;
  @TempDir static Path keys;
  private static OwnDatabase own;
  private static Vault vault;
  private static HttpServer http;

  private final Receiver receiver = new Receiver();
  private Dispatcher dispatcher;
  private long tenant;
  private Client client;

  @BeforeAll
  static void start() {
    own = new OwnDatabase(data);
    vault = Vault.open(keys.resolve("vault.key"));
    Engine engine =
        new Engine(
            Api.operations(
                own::database, () -> vault, () -> new Outgoing(true), Api.Version.current()),
            own.database(),
            new LedgerFace(new Credentials(own.database())),
            new RateLimits(Map.of(), own.clock()),
            (_, _) -> false,
            new Idempotency(own.database(), vault.answers()));
    http = HttpServer.start("127.0.0.1", 0, engine::handle);
  }

  @AfterAll
  static void stop() {
    http.close();
    own.close();
  }

  @BeforeEach
  void aDatasource() {
    tenant = own.datasource();
    client = user("admin", 1);
    dispatcher = new Dispatcher(own.database(), vault, new Outgoing(true));
  }

  @AfterEach
  void end() {
    dispatcher.close();
    receiver.close();
  }

  private Client user(String code, int role) {
    int user = Users.create(own.database(), tenant, code, code, TestServer.PASSWORD, role);
    String key = own.write(tenant, sql -> ApiKeys.make(sql, user, "test"));
    return new Client(key).at("http://127.0.0.1:" + http.port());
  }

  private String body(int event, String more) {
    return """
    {"webhookName": "Hook %1$d", "webhookDescription": null, "webhookEventTypeId": %1$d, "mailingList": ["ops@example.org"],
     "url": "%2$s", "secret": "%3$s"%4$s}\
    """
        .formatted(event, receiver.url(), SECRET, more);
  }

  private int webhook(int event) {
    return client
        .post("/api/v3/webhook", body(event, ""))
        .expect(200)
        .json()
        .get("webhookId")
        .intValue();
  }

  private int place(String code, int type) {
    return client
        .post(
            "/api/v3/place",
            "{\"placeCode\": \"%1$s\", \"placeInfo\": \"%1$s\", \"parentPlaceId\": 1, \"placeTypeId\": %2$d}"
                .formatted(code, type))
        .expect(200)
        .json()
        .get("placeId")
        .intValue();
  }

  private JsonNode shown(int webhook) {
    return client.get("/api/v3/webhook/" + webhook).expect(200).json();
  }

  private long mails() {
    return own.write(
        tenant,
        sql ->
            sql.first(
                    "SELECT count(*) FROM mail_message WHERE tenant_id = :tenant",
                    Map.of(),
                    row -> row.number(1))
                .orElseThrow());
  }

  @Test
  void whatHappensIsToldOnceSignedAndLogged() {
    place("before", 2);
    int webhook = webhook(8);
    int building = place("B1", 2);
    place("an organization", 6);
    dispatcher.dispatchDue();
    dispatcher.dispatchDue();
    assertThat(receiver.calls()).hasSize(1);
    Receiver.Call call = receiver.calls().getFirst();
    JsonNode told = Client.JSON.readTree(call.body());
    assertThat(told.get("eventType").asString()).isEqualTo("Building Create");
    assertThat(told.get("ids").toString()).isEqualTo("[" + building + "]");
    String signature = call.header(HookCall.SIGNATURE);
    long seconds = Long.parseLong(signature.replaceAll("t=(\\d+),.*", "$1"));
    assertThat(signature)
        .isEqualTo(HookCall.signature(SECRET, Instant.ofEpochSecond(seconds), call.body()));
    JsonNode log = client.get("/api/v3/webhook/" + webhook + "/log").expect(200).json();
    assertThat(log).hasSize(1);
    assertThat(log.get(0).get("user").get("userCode").asString()).isEqualTo("admin");
    JsonNode details =
        client
            .get(
                "/api/v3/webhook/%d/log/%d/detail"
                    .formatted(webhook, log.get(0).get("webhookLogId").intValue()))
            .expect(200)
            .json();
    assertThat(details.get("response").asString()).contains("200 OK", "thank you");
    assertThat(details.get("request").asString())
        .contains(new String(call.body(), StandardCharsets.UTF_8))
        .doesNotContain(SECRET);
    assertThat(shown(webhook).get("successRate").doubleValue()).isEqualTo(100);
  }

  @Test
  void tenFailuresInARowMakeItInactiveAndSomebodyIsTold() {
    int webhook = webhook(8);
    receiver.answer(500);
    place("B1", 2);
    for (int call = 1; call <= 10; call++) {
      assertThat(shown(webhook).get("webhookStatus").asString()).isEqualTo("Active");
      dispatcher.dispatchDue();
      dispatcher.dispatchDue();
      assertThat(receiver.calls()).as("it waits for its time").hasSize(call);
      own.clock().advance(Duration.ofHours(1));
    }
    assertThat(shown(webhook).get("webhookStatus").asString()).isEqualTo("Inactive");
    assertThat(mails()).as("for the first failure, and the last").isEqualTo(2);
    assertThat(client.get("/api/v202108/notification").json().get(0).get("subject").asString())
        .contains("inactive after ten failures");
    receiver.answer(200);
    place("B2", 2);
    client.put("/api/v3/webhook/" + webhook, body(8, ", \"active\": true")).expect(200);
    int later = place("B3", 2);
    dispatcher.dispatchDue();
    assertThat(Client.JSON.readTree(receiver.calls().getLast().body()).get("ids").toString())
        .as("not what happened meanwhile")
        .isEqualTo("[" + later + "]");
  }

  @Test
  void theSecretIsShownToWhoMayManageAndToNobodyElse() {
    int webhook = webhook(8);
    assertThat(shown(webhook).get("secret").asString()).isEqualTo(SECRET);
    assertThat(user("reader", 5).get("/api/v3/webhook").json().get(0).get("secret").isNull())
        .isTrue();
    String everything =
        own.write(
            tenant,
            sql ->
                sql.first(
                        "SELECT string_agg(c.after::text, ' ') FROM change c WHERE c.tenant_id = :tenant",
                        Map.of(),
                        row -> row.text(1))
                    .orElseThrow());
    assertThat(everything).contains("Hook 8").doesNotContain(SECRET);
  }

  @Test
  void aCustomActionIsCalledAtOnceAndItsLogIsTheAnswer() {
    int webhook = webhook(12);
    String path = "/api/v3/admin/customapplicationaction/";
    JsonNode log = client.put(path + webhook, "{}").expect(200).json();
    assertThat(log.get("result").asString()).isEqualTo("200");
    assertThat(receiver.calls()).hasSize(1);
    assertThat(client.get("/api/v3/webhook/" + webhook + "/log").json()).hasSize(1);
    client.put(path + webhook(8), "{}").expect(400);
    client
        .put("/api/v202211/meter/customAction", "{\"ids\": [1], \"webhookId\": " + webhook + "}")
        .expect(400);
    client.put("/api/v3/webhook/" + webhook, body(12, ", \"active\": false")).expect(200);
    client.put(path + webhook, "{}").expect(400);
    assertThat(receiver.calls()).hasSize(1);
  }

  @Test
  void whatCannotBeCalledOrHappenIsRefused() {
    client.post("/api/v3/webhook", body(13, "")).expect(400);
    client.post("/api/v3/webhook", body(8, "").replace("http:", "ftp:")).expect(400);
    client.post("/api/v3/webhook", body(8, "").replace("ops@example.org", "ops")).expect(400);
    webhook(8);
    client.post("/api/v3/webhook", body(8, "")).expect(400);
    assertThat(
            client
                .get("/api/v3/webhook/eventType")
                .json()
                .findValuesAsString("webhookEventTypeName"))
        .contains("Bill Created")
        .doesNotContain("GL Export");
  }

  @Test
  void theNewestHundredCallsStay() {
    int webhook = webhook(12);
    int _ =
        own.write(
            tenant,
            sql -> {
              for (int call = 1; call <= 103; call++) {
                HookLog.write(
                    sql,
                    new HookCall.Outcome(
                        webhook, sql.now().minus(Duration.ofDays(call)), "u", "", "", "200"),
                    null);
              }
              return 0;
            });
    client.delete("/api/v202104/webhook/log?olderThanDays=1").expect(204);
    assertThat(client.get("/api/v3/webhook/" + webhook + "/log").json()).hasSize(100);
    client.delete("/api/v202104/webhook/log?olderThanDays=x").expect(400);
  }

  @Test
  void customActionsWereFiredByAnybody() {
    int webhook = webhook(12);
    Client contact = user("contact", 6);
    contact.put("/api/v3/admin/customapplicationaction/" + webhook, "{}").expect(401);
    for (String of : new String[] {"v202211/account", "v202211/meter", "v3/bill"}) {
      contact.put("/api/" + of + "/customAction", "{\"webhookId\": " + webhook + "}").expect(401);
    }
    assertThat(receiver.calls()).isEmpty();
  }

  @Test
  void theQueryOfAUrlWasShownToEverybody() {
    String body = body(12, "").replace(receiver.url(), receiver.url() + "?token=t0k3n");
    int webhook =
        client.post("/api/v3/webhook", body).expect(200).json().get("webhookId").intValue();
    assertThat(shown(webhook).get("url").asString()).endsWith("?token=t0k3n");
    Client reader = user("settings", role("ApplicationSettings.View"));
    assertThat(reader.get("/api/v3/webhook/" + webhook).json().get("url").asString())
        .isEqualTo(receiver.url());
    assertThat(reader.get("/api/v3/webhook", "filter", "url like 't0k3n'").expect(200).json())
        .isEmpty();
    String fired =
        reader.put("/api/v3/admin/customapplicationaction/" + webhook, "{}").expect(200).text();
    JsonNode log = reader.get("/api/v3/webhook/" + webhook + "/log").expect(200).json();
    String details =
        reader
            .get(
                "/api/v3/webhook/%d/log/%d/detail"
                    .formatted(webhook, log.get(0).get("webhookLogId").intValue()))
            .expect(200)
            .text();
    assertThat(fired + details).contains(receiver.url()).doesNotContain("t0k3n");
  }

  private int role(String permission) {
    return own.write(
        tenant,
        sql ->
            sql.insert(
                Tables.USER_ROLE,
                Values.none()
                    .with("system_user_role_name", permission)
                    .with("description", permission)
                    .with("permissions", List.of(permission))
                    .with("read_only", false)
                    .with("hidden", false)));
  }
}
