package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.app.Server;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.testing.ChildServer;
import org.meterbook.testing.Client;

/** What was acknowledged is there after server and database were killed in the middle. */
@Timeout(180)
class AcknowledgedReadingsTest {
  private static final int A_CALL = 96;
  private static final LocalDateTime BEGIN = LocalDateTime.of(2020, 1, 1, 0, 0);

  @TempDir Path data;
  private final HttpClient http = HttpClient.newHttpClient();

  private record Running(ChildServer child, String url, String key, int channel) {}

  @Test
  void survivesKillMinusNineOfServerAndDatabase() throws Exception {
    Running first = start("make");
    AtomicInteger acknowledged = new AtomicInteger();
    CountDownLatch enough = new CountDownLatch(40);
    Thread sender =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int day = 0; post(first, day) == 200; day++) {
                  acknowledged.set(day + 1);
                  enough.countDown();
                }
              } catch (IOException | InterruptedException _) {
                // Killed: what was on its way was not acknowledged.
              }
            });
    enough.await();
    first.child().kill();
    sender.join();
    int days = acknowledged.get();
    assertThat(days).isGreaterThanOrEqualTo(40);

    Running second = start(first.key() + " " + first.channel());
    try {
      String path =
          "/api/v3/channel/%d/reading?beginDate=2019-12-31&endDate=2090-01-01"
              .formatted(first.channel());
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(second.url() + path))
                  .header("ECI-ApiKey", first.key())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      int readings = Client.JSON.readTree(response.body()).get("readings").size();
      // The call that was killed is there as a whole, or not at all.
      assertThat(readings).isIn(days * A_CALL, (days + 1) * A_CALL);
    } finally {
      second.child().process().destroy();
      second.child().process().waitFor();
    }
  }

  private int post(Running server, int day) throws IOException, InterruptedException {
    StringBuilder body =
        new StringBuilder("[{\"channelId\": %d, \"readings\": [".formatted(server.channel()));
    for (int i = 1; i <= A_CALL; i++) {
      body.append(i == 1 ? "" : ",")
          .append(Site.reading(BEGIN.plusDays(day).plusMinutes(15L * i) + ":00Z", day + i / 100.0));
    }
    return http.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/api/v3/reading"))
                .header("ECI-ApiKey", server.key())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.append("]}]").toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private Running start(String known) throws IOException {
    ChildServer child = ChildServer.start(Child.class, data.toString(), known);
    return new Running(
        child, child.words().get(0), child.words().get(1), Integer.parseInt(child.words().get(2)));
  }

  /** What is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws InterruptedException {
      Server server =
          Server.start(
              new Server.Configuration(
                  "127.0.0.1",
                  0,
                  Path.of(arguments[0]),
                  Optional.empty(),
                  Map.of(),
                  Clock.systemUTC()));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      String access = arguments[1].equals("make") ? make(server) : arguments[1];
      System.out.println("ready " + server.url() + " " + access);
      Thread.currentThread().join();
    }

    private static String make(Server server) {
      long tenant = Datasources.create(server.database(), "killed", "Killed", ZoneId.of("UTC"), 1);
      int user =
          Users.createAdministrator(server.database(), tenant, "admin", "Ada", "Correct-Horse-7");
      return server
          .database()
          .write(
              tenant,
              Scope.UNBOUNDED,
              user,
              sql -> ApiKeys.make(sql, user, "test") + " " + channel(sql));
    }

    private static int channel(Sql sql) {
      int meter =
          sql.insert(
              Tables.METER,
              Values.none()
                  .with("meter_code", "M")
                  .with("meter_info", "Meter")
                  .with("meter_type_id", 1)
                  .with("commodity_id", 1)
                  .with("place_id", 1)
                  .with("meter_time_zone_id", 10)
                  .with("active", true)
                  .with("properties", new Sql.Json("{}")));
      return IntervalStore.channel(sql, Values.none().with("meter_id", meter), 9, 15, 2);
    }
  }
}
