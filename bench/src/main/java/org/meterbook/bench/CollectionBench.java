package org.meterbook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.meterbook.bridge.Booking;
import org.meterbook.collection.Collecting;
import org.meterbook.collection.Consent;
import org.meterbook.collection.CredentialStore;
import org.meterbook.collection.Submission;
import org.meterbook.collection.Templates;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.collection.connector.demo.DemoConnector;
import org.meterbook.collection.connector.demo.DemoSite;
import org.meterbook.collection.work.Workers;
import org.meterbook.http.HttpServer;
import org.meterbook.identity.CollectionTokens;
import org.meterbook.identity.Credentials;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.identity.Vault;
import org.meterbook.job.Job;
import org.meterbook.job.JobRunner;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.webhook.Courier;
import org.meterbook.webhook.EventType;
import org.meterbook.webhook.Events;
import org.meterbook.webhook.Outgoing;
import org.meterbook.webhook.Subject;
import org.meterbook.webhook.WebhookEndpoints;
import tools.jackson.databind.json.JsonMapper;

/** Collecting many customers, the rate limit, and deliveries with a receiver that is dead. */
final class CollectionBench {
  private static final int AUTHORIZATIONS = 1000;
  private static final int BOOKED = 50;
  private static final int EVENTS = 10_000;
  private static final int GOAL_METERS = 200;
  private static final JsonMapper JSON = new JsonMapper();

  private final Report report;
  private final Database database;
  private final Vault vault;

  private record Site(long tenant, int user, int template) {}

  CollectionBench(Report report, Database database, Path directory) {
    this.report = report;
    this.database = database;
    this.vault = Vault.open(directory.resolve("bench.key"));
  }

  void withoutServer() {
    collect();
    deliver();
  }

  private Site site(String code) {
    long tenant = Datasources.create(database, code, code, ZoneId.of("America/Chicago"), 7);
    int user = Users.createAdministrator(database, tenant, "bench", "Bench", "bench-bench-bench");
    int template =
        write(
            tenant,
            sql ->
                Templates.create(
                    sql,
                    user,
                    new Templates.Portal(
                        code, "Bench", "bench@example.com", Optional.empty(), List.of())));
    return new Site(tenant, user, template);
  }

  private <T> T write(long tenant, java.util.function.Function<Sql, T> work) {
    return database.write(tenant, Scope.UNBOUNDED, null, work);
  }

  // Collecting
  // -----------------------------------------------------------------------------------------------------------------

  private void collect() {
    report.section(
        "Collecting",
        "%,d test customers of the demo utility, 4 meters each, 36 bills with PDFs each, no interval data; signing in, finding meters, collecting, over HTTP from the utility's own website in the same process"
            .formatted(AUTHORIZATIONS));
    report.columns("what", "seconds", "a second", "goal");
    try (DemoSite utility = new DemoSite(database.clock())) {
      Connectors connectors =
          new Connectors(
              List.of(new DemoConnector(utility::uri)),
              id -> new WithoutIntervals(new DemoConnector(id, id, utility::uri)));
      CredentialStore credentials = new CredentialStore(vault);
      Map<String, java.util.function.Consumer<Job>> handlers =
          new java.util.HashMap<>(new Workers(database, connectors, credentials).handlers());
      Credentials users = new Credentials(database);
      handlers.put(
          Collecting.BOOK,
          new Booking(database, (tenant, user) -> users.user(tenant, user, "bench"))::run);
      try (JobRunner jobs = new JobRunner(database, handlers, 8)) {
        round(jobs, credentials, "collecting-warm", 30, false, "");
        round(jobs, credentials, "collecting", AUTHORIZATIONS, false, "meters collected");
        round(
            jobs,
            credentials,
            "collecting-booked",
            BOOKED,
            true,
            "the same, booked into the ledger");
      }
    }
  }

  private void round(
      JobRunner jobs,
      CredentialStore credentials,
      String code,
      int customers,
      boolean booked,
      String name) {
    Site site = site(code);
    Consent consent = new Consent(credentials);
    long start = System.nanoTime();
    for (int i = 0; i < customers; i++) {
      String password = "bench-" + i;
      write(site.tenant(), sql -> consent.submit(sql, submission(site, password)));
    }
    jobs.settle(site.tenant());
    double found = (System.nanoTime() - start) / 1e9;
    write(
        site.tenant(),
        sql ->
            sql.execute(
                "UPDATE collection_authorization SET is_booked = :booked WHERE tenant_id = :tenant",
                Map.of("booked", booked)));
    List<Integer> meters =
        database.read(
            site.tenant(),
            Scope.UNBOUNDED,
            sql ->
                sql.list(
                    "SELECT collection_meter_id FROM collection_meter WHERE tenant_id = :tenant",
                    Map.of(),
                    row -> row.integer(1)));
    long begin = System.nanoTime();
    write(
        site.tenant(),
        sql -> {
          Collecting.all(sql, meters, 36, ZoneId.of("America/Chicago"));
          return true;
        });
    jobs.settle(site.tenant());
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (name.isEmpty()) {
      return;
    }
    if (!booked) {
      report.row("customers signed in, meters found", number(found), number(customers / found), "");
    }
    double rate = meters.size() / seconds;
    report.row(
        name,
        number(seconds),
        number(rate),
        booked ? "" : "≥ %d %s".formatted(GOAL_METERS, reached(rate >= GOAL_METERS)));
    long bills =
        database.read(
            site.tenant(),
            Scope.UNBOUNDED,
            sql ->
                sql.list(
                        "SELECT count(*) FROM %s WHERE tenant_id = :tenant"
                            .formatted(booked ? "bridge_bill" : "collection_bill"),
                        Map.of(),
                        row -> row.number(1))
                    .getFirst());
    report.row(
        booked ? "bills booked" : "bills collected", number(seconds), number(bills / seconds), "");
  }

  private static Submission submission(Site site, String password) {
    return new Submission(
        site.template(),
        Optional.empty(),
        Optional.empty(),
        site.user(),
        "customer@example.com",
        "DEMO",
        JSON.createObjectNode(),
        Submission.TEST_PREFIX + "commercial",
        password,
        true);
  }

  // The rate limit
  // --------------------------------------------------------------------------------------------------------------

  /** Asks at a steady pace; what is over 50 a second is refused, what is not stays as quick. */
  void limit(String url) {
    Site site = site("limited");
    String token =
        write(
            site.tenant(),
            sql ->
                CollectionTokens.make(
                    sql, site.user(), "bench", sql.now().plus(Duration.ofDays(1))));
    report.section(
        "The rate limit",
        "`GET /api/v2/forms` at a steady pace for 10 seconds, 50 a second allowed");
    report.columns("asked a second", "answered a second", "429 a second", "p50 ms", "p99 ms");
    for (int pace : new int[] {45, 200}) {
      paced(URI.create(url + "/api/v2/forms"), token, pace);
    }
  }

  private void paced(URI uri, String token, int pace) {
    int calls = pace * 10;
    long[] nanos = new long[calls];
    AtomicInteger answered = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
    try (HttpClient http = HttpClient.newHttpClient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        long due = start + i * 1_000_000_000L / pace;
        while (System.nanoTime() < due) {
          java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
        }
        threads.execute(() -> {
          long before = System.nanoTime();
          int status = status(http, request);
          if (status == 200) {
            nanos[answered.getAndIncrement()] = System.nanoTime() - before;
          } else if (status == 429) {
            refused.incrementAndGet();
          }
        });
      }
    }
    long[] sorted = Arrays.copyOf(nanos, answered.get());
    Arrays.sort(sorted);
    report.row(
        String.valueOf(pace),
        number(answered.get() / 10.0),
        number(refused.get() / 10.0),
        number(sorted[sorted.length / 2] / 1e6),
        number(sorted[(int) (sorted.length * 0.99)] / 1e6));
  }

  private static int status(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  // Deliveries
  // -----------------------------------------------------------------------------------------------------------------

  private void deliver() {
    report.section(
        "Webhook deliveries",
        "%,d events to a receiver that answers 200, alone and beside a receiver that never answers"
            .formatted(EVENTS));
    report.columns("receivers", "seconds until all were received", "events a second");
    delivered("webhook-warm", false, "");
    double alone = delivered("webhook-alone", false, "one");
    double beside = delivered("webhook-beside", true, "one, and a dead one");
    report.text("Beside a dead receiver it takes %.2f times as long.".formatted(beside / alone));
  }

  private double delivered(String code, boolean dead, String name) {
    Site site = site(code);
    AtomicInteger received = new AtomicInteger();
    java.util.concurrent.CountDownLatch all = new java.util.concurrent.CountDownLatch(EVENTS);
    try (ServerSocket silent = new ServerSocket();
        HttpServer receiver =
            HttpServer.start(
                "127.0.0.1",
                0,
                exchange -> {
                  int events = count(exchange);
                  received.addAndGet(events);
                  exchange.respond(200, Map.of(), new byte[0]);
                  for (int i = 0; i < events; i++) {
                    all.countDown();
                  }
                })) {
      silent.bind(new InetSocketAddress("127.0.0.1", 0));
      List<String> urls = new ArrayList<>();
      if (dead) {
        urls.add("http://127.0.0.1:%d/".formatted(silent.getLocalPort()));
      }
      urls.add("http://127.0.0.1:%d/".formatted(receiver.port()));
      write(
          site.tenant(),
          sql -> {
            urls.forEach(url -> WebhookEndpoints.add(sql, vault, url, List.of()));
            for (int i = 0; i < EVENTS; i++) {
              Events.tell(sql, EventType.AUTHORIZATION_CREATED, Subject.authorization(i + 1));
            }
            return true;
          });
      long start = System.nanoTime();
      try (Courier courier = new Courier(database, vault, new Outgoing(true)).start()) {
        all.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!name.isEmpty()) {
          report.row(name, number(seconds), number(received.get() / seconds));
        }
        return seconds;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int count(org.meterbook.http.Exchange exchange) {
    try {
      return JSON.readTree(exchange.body().readAllBytes()).path("events").size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
  }

  private static String reached(boolean reached) {
    return reached ? "reached" : "**missed**";
  }
}
