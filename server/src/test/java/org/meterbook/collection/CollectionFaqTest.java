package org.meterbook.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.app.Server;
import org.meterbook.collection.prepaid.Plan;
import org.meterbook.collection.prepaid.Prepaid;
import org.meterbook.identity.CollectionTokens;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.identity.Vault;
import org.meterbook.mail.MailAddresses;
import org.meterbook.store.Scope;
import org.meterbook.testing.Client;
import org.meterbook.testing.SettableClock;
import org.meterbook.webhook.WebhookEndpoints;
import tools.jackson.databind.JsonNode;

/** Every answer of the collection FAQ, each test named after its question. */
class CollectionFaqTest {
  private final Collected owner = Collected.make();

  @Test
  void whereDoIStartWithThisApiIntegration() {
    // A token, a data request, and its data.
    String meter = Collected.firstMeter(owner.submit("DEMO", "residential"));
    owner.collect(meter);
    assertThat(owner.get("/bills?meters=" + meter).path("bills")).isNotEmpty();
    assertThat(owner.get("/intervals?limit=1&meters=" + meter).path("intervals")).isNotEmpty();
  }

  @Test
  void howDoITestUsingTheApi() {
    JsonNode authorization = owner.submit("SDG&E", "badlogin");
    assertThat(authorization.path("is_test").asBoolean()).isTrue();
    assertThat(authorization.path("utility").asString()).isEqualTo("SDG&E");
    assertThat(authorization.path("status").asString()).isEqualTo("errored");
    assertThat(authorization.at("/notes/0/type").asString()).isEqualTo("access_invalid");
  }

  @Test
  void doINeedToCreateMultipleApiTokensForTestingAndProduction() {
    String real = owner.consent("3y");
    owner.submit("DEMO", "residential");
    JsonNode both = owner.get("/authorizations");
    assertThat(
            both.path("authorizations").valueStream().map(each -> each.path("is_test").asBoolean()))
        .containsExactly(true, false);
    String another =
        owner.write(
            sql -> CollectionTokens.make(sql, owner.user, "another", sql.now().plusSeconds(60)));
    assertThat(
            owner
                .web
                .with(Map.of("Authorization", "Bearer " + another))
                .get("/api/v2/authorizations/" + real)
                .status())
        .isEqualTo(200);
  }

  @Test
  void doesItChargeByApiCall() {
    owner.write(sql -> Prepaid.topUp(sql, new BigDecimal("100.00")));
    String first = owner.meterOf(owner.consent("3y"));
    String second = owner.meterOf(owner.consent("3y"));
    owner.collect(first);
    assertThat(balance())
        .as("the first collection of a month is free")
        .isEqualByComparingTo("100.00");
    owner.collect(second);
    assertThat(balance()).as("36 months cost $48").isEqualByComparingTo("52.00");
    for (int i = 0; i < 5; i++) {
      owner.get("/bills?meters=" + second);
      owner.get("/intervals?limit=1&meters=" + second);
    }
    owner.collect(Collected.firstMeter(owner.submit("DEMO", "residential")));
    assertThat(balance()).as("calls and tests cost nothing").isEqualByComparingTo("52.00");
  }

  private BigDecimal balance() {
    return owner.read(Prepaid::account).balance();
  }

  @Test
  void canCustomersShareTheirUtilityAccountCredentialsViaApi() {
    Web.Answer refused =
        owner.web.post("/api/v2/forms", "{\"username\": \"someone\", \"password\": \"secret\"}");
    refused.expect(400);
    assertThat(refused.json().path("error").asString()).isEqualTo("invalid_param");
    assertThat(refused.text()).doesNotContain("secret");
    JsonNode description = owner.web.get("/collection.json").expect(200).json();
    assertThat(description.findValues("password")).isEmpty();
    assertThat(description.findValues("username")).isEmpty();
  }

  @Test
  void howDoIKnowWhenNewDataIsAvailable() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    HttpServer listener =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    listener.start();
    try {
      owner.write(sql -> {
        WebhookEndpoints.add(
            sql,
            Vault.open(Collected.data().resolve("vault.key")),
            "http://127.0.0.1:%d/hook".formatted(listener.getAddress().getPort()),
            List.of());
        return MailAddresses.add(sql, "faq@example.com", List.of("meter_bills_added"));
      });
      String meter = Collected.firstMeter(owner.submit("DEMO", "residential"));
      owner.collect(meter);
      String told = "";
      while (!told.contains("meter_historical_collection_finished_successful")) {
        told += java.util.Objects.requireNonNull(received.poll(30, TimeUnit.SECONDS), told);
      }
      assertThat(told)
          .contains("\"meter_bills_added\"")
          .contains("\"meter_uid\": \"" + meter + "\"");
    } finally {
      listener.stop(0);
    }
    String mail = awaitMail();
    assertThat(mail).contains("New bills were collected for meter");
  }

  /** The file mailbox gets a file as soon as the postman has been round. */
  private static String awaitMail() throws IOException, InterruptedException {
    Path directory = Files.createDirectories(Collected.data().resolve("mail"));
    try (var watch = directory.getFileSystem().newWatchService()) {
      directory.register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
      for (int i = 0; i < 60; i++) {
        try (var files = Files.list(directory)) {
          for (Path file : files.filter(each -> each.toString().endsWith(".eml")).toList()) {
            String text = Files.readString(file);
            if (text.contains("faq@example.com")) {
              return text;
            }
          }
        }
        watch.poll(1, TimeUnit.SECONDS);
      }
    }
    throw new AssertionError("no mail came");
  }

  @Test
  void whatRateLimitsDoYouHaveForYourApis(@TempDir Path data) {
    SettableClock clock = new SettableClock(Collected.START);
    try (Server server =
        Server.start(
            new Server.Configuration("127.0.0.1", 0, data, Optional.empty(), Map.of(), clock))) {
      long tenant =
          Datasources.create(
              server.database(), "limited", "Limited", java.time.ZoneId.of("UTC"), 1);
      int user =
          Users.createAdministrator(server.database(), tenant, "a", "Ada", "Correct-Horse-7");
      String token =
          server
              .database()
              .write(
                  tenant,
                  Scope.UNBOUNDED,
                  user,
                  sql -> CollectionTokens.make(sql, user, "t", sql.now().plus(Duration.ofDays(1))));
      Web web = new Web(server.url(), Map.of("Authorization", "Bearer " + token));
      for (int i = 0; i < 50; i++) {
        web.get("/api/v2/forms").expect(200);
      }
      Web.Answer over = web.get("/api/v2/forms").expect(429);
      assertThat(over.header("Retry-After")).isEqualTo("1");
      assertThat(over.json().path("error").asString()).isEqualTo("rate_limited");
      clock.advance(Duration.ofSeconds(1));
      web.get("/api/v2/forms").expect(200);
    }
  }

  @Test
  void whyAmIReceivingA402Error() {
    String meter = owner.meterOf(owner.consent("3y"));
    String body = "{\"meters\": [\"%s\"]}".formatted(meter);
    owner.write(sql -> {
      Prepaid.choose(sql, Plan.PAY_AS_YOU_GO);
      return true;
    });
    Web.Answer unpaid = owner.web.post("/api/v2/meters/historical-collection", body).expect(402);
    assertThat(unpaid.json().path("error").asString()).isEqualTo("payment_required");
    owner.write(sql -> Prepaid.topUp(sql, new BigDecimal("49.99")));
    owner.web.post("/api/v2/meters/historical-collection", body).expect(402);
    owner.write(sql -> Prepaid.topUp(sql, new BigDecimal("50.00")));
    owner.web.post("/api/v2/meters/historical-collection", body).expect(200);
    owner.settle();
    owner.write(sql -> {
      sql.execute("UPDATE prepaid_account SET balance = -0.01 WHERE tenant_id = :tenant", Map.of());
      return true;
    });
    owner
        .web
        .post(
            "/api/v2/meters/ongoing-monitoring",
            "{\"meters\": [\"%s\"], \"frequency\": \"monthly\"}".formatted(meter))
        .expect(402);
    // Tests go on: they cost nothing.
    owner.collect(Collected.firstMeter(owner.submit("DEMO", "residential")));
  }

  @Test
  void whyAmIReceivingOtherErrorsWhenTryingToCollectDataOverTheApi() {
    requireError(
        owner.web.post("/api/v2/meters/historical-collection", "{}"),
        400,
        "required_param_missing");
    requireError(
        owner.web.post("/api/v2/meters/historical-collection", "{\"meters\": [\"77\"]}"),
        400,
        "expired_or_revoked");
    requireError(owner.web.post("/api/v2/meters/historical-collection", "{"), 400, "invalid_param");
    requireError(owner.web.get("/api/v2/meters/77"), 404, "not_found");
    requireError(
        owner.web.with(Map.of("Authorization", "Bearer nobody")).get("/api/v2/meters"),
        401,
        "unauthorized");
  }

  private static void requireError(Web.Answer answer, int status, String error) {
    JsonNode body = answer.expect(status).json();
    assertThat(body.path("error").asString()).isEqualTo(error);
    assertThat(body.path("error_description").asString()).isNotBlank();
    assertThat(body.path("url").asString()).startsWith("http");
  }

  @Test
  void whatDoesServiceExistsButNoLogsYetMean() {
    String meter = Collected.firstMeter(owner.submit("DEMO", "residential"));
    JsonNode found = owner.get("/meters/" + meter);
    assertThat(found.path("status_message").asString())
        .isEqualTo("Service exists, but no logs yet.");
    assertThat(found.path("is_activated").asBoolean()).isFalse();
    owner.collect(meter);
    assertThat(owner.get("/meters/" + meter).path("is_activated").asBoolean()).isTrue();
    String other = Collected.firstMeter(owner.submit("DEMO", "residential"));
    owner.post(
        "/meters/ongoing-monitoring",
        "{\"meters\": [\"%s\"], \"frequency\": \"weekly\"}".formatted(other));
    assertThat(owner.get("/meters/" + other).path("is_activated").asBoolean()).isTrue();
  }

  /** What the seed says may not be said twice in another way: its questions are all here. */
  @Test
  void everyQuestionOfTheSeedHasATest() throws IOException {
    Path seed = Path.of("../../shared/seeds/collection-faq.txt");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.exists(seed), "skipped: the seed is not beside this checkout");
    long questions =
        Files.readString(seed).lines().filter(line -> line.strip().endsWith("?")).count();
    long tests =
        java.util.Arrays.stream(CollectionFaqTest.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .count();
    assertThat(tests - 1).isEqualTo(questions);
    assertThat(Client.JSON).isNotNull();
  }
}
