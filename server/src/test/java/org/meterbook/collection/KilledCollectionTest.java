package org.meterbook.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.api.RateClass;
import org.meterbook.app.CollectionSettings;
import org.meterbook.app.Server;
import org.meterbook.collection.prepaid.Prepaid;
import org.meterbook.identity.CollectionTokens;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.identity.Vault;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.testing.ChildServer;
import tools.jackson.databind.JsonNode;

/**
 * Server and database are killed in the middle of collections: all of it is there in the end, and
 * nothing is there twice - no bill, no day, no charge, no booking, no end told.
 */
@Timeout(240)
class KilledCollectionTest {
  private static final String UTILITY = "SUNVALLEY";

  @TempDir Path data;

  private record Running(ChildServer child, Web web, String token) {}

  @Test
  void survivesKillMinusNineWithNothingTwice() throws Exception {
    Running first = start("make");
    List<String> meters = meters(first.web());
    first
        .web()
        .post(
            "/api/v2/meters/historical-collection",
            "{\"meters\": [%s]}".formatted(String.join(", ", meters)))
        .expect(200);
    while (first
        .web()
        .get("/api/v2/meters")
        .json()
        .path("meters")
        .valueStream()
        .noneMatch(meter -> meter.path("bill_count").asInt() > 0)) {
      Thread.onSpinWait();
    }
    first.child().kill();

    Running second = start(first.token());
    try {
      for (String line = ""; !line.equals("settled"); ) {
        line = java.util.Objects.requireNonNull(second.child().process().inputReader().readLine());
      }
      for (String meter : meters) {
        JsonNode collected = second.web().get("/api/v2/meters/" + meter).json();
        assertThat(collected.path("status").asString())
            .as(collected.toString())
            .isEqualTo("updated");
        assertThat(collected.path("bill_count").asInt()).isEqualTo(36);
        assertThat(collected.path("interval_coverage")).hasSize(1);
      }
      Map<String, Integer> ends = new HashMap<>();
      second
          .web()
          .get("/api/v2/events")
          .json()
          .path("events")
          .valueStream()
          .filter(event -> event.path("type").asString().endsWith("finished_successful"))
          .filter(event -> event.has("meter_uid"))
          .forEach(event -> ends.merge(event.path("meter_uid").asString(), 1, Integer::sum));
      assertThat(ends).hasSize(3).containsValues(1).doesNotContainValue(2);
      String tally =
          java.util.Objects.requireNonNull(second.child().process().inputReader().readLine());
      // The first is free, two cost $48 each; the three consents are of one customer, whose 36
      // bills are booked once.
      assertThat(tally).isEqualTo("balance 404.00, bills 36");
    } finally {
      second.child().process().destroy();
      second.child().process().waitFor();
    }
  }

  private static List<String> meters(Web web) {
    while (true) {
      List<String> meters =
          web.get("/api/v2/meters")
              .expect(200)
              .json()
              .path("meters")
              .valueStream()
              .map(meter -> meter.path("uid").asString())
              .toList();
      if (meters.size() == 3) {
        return meters;
      }
      Thread.onSpinWait();
    }
  }

  private Running start(String known) throws IOException {
    ChildServer child = ChildServer.start(Child.class, data.toString(), known);
    String token = child.words().get(1);
    return new Running(
        child, new Web(child.words().get(0), Map.of("Authorization", "Bearer " + token)), token);
  }

  /** What is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws InterruptedException {
      Path data = Path.of(arguments[0]);
      Server server =
          Server.start(
              new Server.Configuration(
                  "127.0.0.1",
                  0,
                  data,
                  Optional.empty(),
                  Map.of(RateClass.COLLECTION, 1_000_000),
                  Clock.systemUTC(),
                  new CollectionSettings(
                      Optional.empty(),
                      Optional.empty(),
                      false,
                      Optional.empty(),
                      Optional.empty(),
                      List.of(UTILITY))));
      if (arguments[1].equals("make")) {
        System.out.println("ready " + server.url() + " " + make(server, data));
      } else {
        System.out.println("ready " + server.url() + " " + arguments[1]);
        long tenant = Datasources.find(server.database(), "killed").orElseThrow();
        server.jobs().settle(tenant);
        System.out.println("settled");
        System.out.println(server.database().read(tenant, Scope.UNBOUNDED, Child::tally));
      }
      System.out.flush();
      Thread.currentThread().join();
    }

    private static String tally(Sql sql) {
      long bills =
          sql.list(
                  "SELECT count(*) FROM bill WHERE tenant_id = :tenant",
                  Map.of(),
                  row -> row.number(1))
              .getFirst();
      return "balance %s, bills %d".formatted(Prepaid.account(sql).balance(), bills);
    }

    private static String make(Server server, Path data) {
      long tenant = Datasources.create(server.database(), "killed", "Killed", ZoneId.of("UTC"), 1);
      int user =
          Users.createAdministrator(server.database(), tenant, "a", "Ada", "Correct-Horse-7");
      Consent consent = new Consent(new CredentialStore(Vault.open(data.resolve("vault.key"))));
      return server
          .database()
          .write(
              tenant,
              Scope.UNBOUNDED,
              user,
              sql -> {
                Prepaid.topUp(sql, new BigDecimal("500.00"));
                int template =
                    Templates.create(
                        sql,
                        user,
                        new Templates.Portal(
                            "killed", "Acme", "a@example.com", Optional.empty(), List.of()));
                for (int i = 0; i < 3; i++) {
                  consent.submit(
                      sql,
                      new Submission(
                          template,
                          Optional.empty(),
                          Optional.empty(),
                          user,
                          "customer@example.com",
                          UTILITY,
                          Notes.JSON.createObjectNode(),
                          "demo",
                          "demo",
                          false));
                }
                return CollectionTokens.make(sql, user, "test", sql.now().plus(Duration.ofDays(1)));
              });
    }
  }
}
