package org.meterbook.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.meterbook.api.RateClass;
import org.meterbook.app.Server;
import org.meterbook.app.demo.DemoData;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;

/**
 * The server of this test run: one for all tests, on a port of the system's choice and an embedded
 * database of its own. Tests keep out of each other's way by datasources, of which each may have as
 * many as it likes.
 */
public final class TestServer {
  /** A Saturday, in the morning of America/Chicago. */
  public static final Instant START = Instant.parse("2026-11-21T15:00:00Z");

  public static final ZoneId ZONE = ZoneId.of("America/Chicago");
  public static final String PASSWORD = "Correct-Horse-7";
  private static final AtomicInteger DATASOURCES = new AtomicInteger();

  /**
   * A datasource with an administrator.
   *
   * @param code its code
   * @param tenant its tenant id
   * @param userId the administrator, who signs in as {@code admin} with {@link #PASSWORD}
   * @param key the administrator's API key
   */
  public record Datasource(String code, long tenant, int userId, String key) {
    /** A client that acts as the administrator. */
    public Client client() {
      return new Client(key);
    }
  }

  private static final class Holder {
    static final SettableClock CLOCK = new SettableClock(START);
    static final Server SERVER = start();
    static final Datasource DEMO = demo();

    private static Server start() {
      try {
        Path data = Files.createTempDirectory("meterbook-test");
        Server server =
            Server.start(
                new Server.Configuration(
                    "127.0.0.1",
                    0,
                    data,
                    Optional.empty(),
                    Map.of(RateClass.LOGIN, 100_000),
                    CLOCK));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(Server server, Path data) {
      server.close();
      try (var files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Datasource demo() {
      Datasource demo = make("demo");
      DemoData.fill(SERVER.database(), demo.tenant(), demo.userId(), ZONE, 2);
      return demo;
    }

    private static Datasource make(String code) {
      Database database = SERVER.database();
      long tenant = Datasources.create(database, code, code, ZONE, 7);
      int user =
          Users.createAdministrator(database, tenant, "admin", "Ada Administrator", PASSWORD);
      String key =
          database.write(tenant, Scope.UNBOUNDED, user, sql -> ApiKeys.make(sql, user, "test"));
      return new Datasource(code, tenant, user, key);
    }
  }

  private TestServer() {}

  public static Server server() {
    return Holder.SERVER;
  }

  /** The server's clock; whoever moves it, moves it back. */
  public static SettableClock clock() {
    return Holder.CLOCK;
  }

  /** The demo datasource, which no test changes. */
  public static Datasource demo() {
    return Holder.DEMO;
  }

  /** A new datasource with nothing in it but what each begins with. */
  public static Datasource datasource() {
    return Holder.make("test" + DATASOURCES.incrementAndGet());
  }
}
