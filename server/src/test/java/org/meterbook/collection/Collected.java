package org.meterbook.collection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.meterbook.api.RateClass;
import org.meterbook.app.CollectionSettings;
import org.meterbook.app.Server;
import org.meterbook.identity.CollectionTokens;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.identity.Vault;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.testing.SettableClock;
import tools.jackson.databind.JsonNode;

/**
 * A datasource that collects, on a server with a clock of its own: these tests go through years.
 * Each begins at the clock's moment and may move it on, never back.
 */
public final class Collected {
  /** Played in earnest: not as a test, and at a price. */
  public static final String UTILITY = "SUNVALLEY";

  public static final Instant START = Instant.parse("2026-11-21T15:00:00Z");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final class Holder {
    static final SettableClock CLOCK = new SettableClock(START);
    static final Path DATA = temporary();
    static final Server SERVER = start();

    private static Path temporary() {
      try {
        return Files.createTempDirectory("meterbook-collection");
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private static Server start() {
      Server server =
          Server.start(
              new Server.Configuration(
                  "127.0.0.1",
                  0,
                  DATA,
                  Optional.empty(),
                  Map.of(
                      RateClass.COLLECTION,
                      1_000_000,
                      RateClass.LOGIN,
                      100_000,
                      RateClass.CONSENT,
                      100_000),
                  CLOCK,
                  new CollectionSettings(
                      Optional.empty(),
                      Optional.empty(),
                      true,
                      Optional.empty(),
                      Optional.empty(),
                      List.of(UTILITY))));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    }
  }

  public final String datasource;
  public final long tenant;
  public final int user;
  public final String token;
  public final Web web;

  private Collected(String datasource, long tenant, int user, String token) {
    this.datasource = datasource;
    this.tenant = tenant;
    this.user = user;
    this.token = token;
    this.web = new Web(server().url(), Map.of("Authorization", "Bearer " + token));
  }

  /** A new datasource with a portal {@code <datasource>} and a token. */
  public static Collected make() {
    Database database = server().database();
    String code = "collected" + COUNT.incrementAndGet();
    long tenant = Datasources.create(database, code, code, ZoneId.of("America/Chicago"), 7);
    int user =
        Users.createAdministrator(database, tenant, "owner", "Olive Owner", "Correct-Horse-7");
    String token =
        database.write(
            tenant,
            Scope.UNBOUNDED,
            user,
            sql -> {
              Templates.create(
                  sql,
                  user,
                  new Templates.Portal(
                      code,
                      "Acme Solar",
                      "help@example.com",
                      Optional.empty(),
                      List.of("https://acme.example/back", "https://acme.example/other?x=1")));
              return CollectionTokens.make(
                  sql, user, "test", sql.now().plus(Duration.ofDays(3652)));
            });
    return new Collected(code, tenant, user, token);
  }

  public static Server server() {
    return Holder.SERVER;
  }

  public static SettableClock clock() {
    return Holder.CLOCK;
  }

  public static Path data() {
    return Holder.DATA;
  }

  /** Waits until all that is due by now has been done. */
  public void settle() {
    server().jobs().settle(tenant);
  }

  public void later(Duration duration) {
    clock().advance(duration);
    settle();
  }

  public JsonNode post(String path, String body) {
    return web.post("/api/v2" + path, body).expect(200).json();
  }

  public JsonNode get(String path) {
    return web.get("/api/v2" + path).expect(200).json();
  }

  /** Submits a test and waits for its end; answers the authorization with its meters. */
  public JsonNode submit(String utility, String scenario) {
    String form = post("/forms", "").path("uid").asString();
    return submit(form, utility, scenario);
  }

  public JsonNode submit(String form, String utility, String scenario) {
    String referral =
        post(
                "/forms/" + form + "/test-submit",
                "{\"utility\": \"%s\", \"scenario\": \"%s\"}".formatted(utility, scenario))
            .path("referral")
            .asString();
    settle();
    return get("/authorizations?referrals=" + referral + "&include=meters")
        .path("authorizations")
        .get(0);
  }

  /** A customer consents in earnest, until a time or for a while; answers the authorization. */
  public String consent(String expires) {
    return consent(expires, Optional.empty());
  }

  /** The same, for the first time or to renew an authorization. */
  public String consent(String expires, Optional<Integer> renews) {
    Consent consent = new Consent(new CredentialStore(Vault.open(data().resolve("vault.key"))));
    int template =
        read(sql ->
            sql.first(
                    "SELECT collection_template_id FROM collection_template WHERE tenant_id = :tenant",
                    Map.of(),
                    row -> row.integer(1))
                .orElseThrow());
    Submission submission =
        new Submission(
            template,
            Optional.empty(),
            renews,
            user,
            "customer@example.com",
            UTILITY,
            Notes.JSON.createObjectNode().put("expires", expires),
            "demo",
            "demo",
            false);
    int id = write(sql -> consent.submit(sql, submission)).authorization();
    settle();
    return String.valueOf(id);
  }

  /** The only meter of an authorization. */
  public String meterOf(String authorization) {
    return get("/meters?authorizations=" + authorization)
        .path("meters")
        .get(0)
        .path("uid")
        .asString();
  }

  /** Collects a meter, waits for the end and answers it. */
  public JsonNode collect(String meter) {
    post("/meters/historical-collection", "{\"meters\": [\"%s\"]}".formatted(meter));
    settle();
    return get("/meters/" + meter);
  }

  public static String firstMeter(JsonNode authorization) {
    return authorization.path("meters").path("meters").get(0).path("uid").asString();
  }

  public <T> T write(java.util.function.Function<Sql, T> work) {
    return server().database().write(tenant, Scope.UNBOUNDED, user, work);
  }

  public <T> T read(java.util.function.Function<Sql, T> work) {
    return server().database().read(tenant, Scope.UNBOUNDED, work);
  }
}
