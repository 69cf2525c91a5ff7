package org.meterbook.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Engine;
import org.meterbook.api.OpenApi;
import org.meterbook.api.Operations;
import org.meterbook.api.RateClass;
import org.meterbook.api.RateLimits;
import org.meterbook.http.HttpServer;
import org.meterbook.identity.Credentials;
import org.meterbook.store.Database;

/** The composition root: everything a running server is made of. */
public final class Server implements AutoCloseable {
  /**
   * How a server runs.
   *
   * @param host the address to bind; default 127.0.0.1
   * @param port the port; 0 lets the system choose
   * @param data the data directory of the embedded database
   * @param databaseUrl {@code jdbc:postgresql://…} of a database of one's own, instead
   * @param limits calls per minute by rate class, over the defaults
   * @param clock the clock of everything
   */
  public record Configuration(
      String host,
      int port,
      Path data,
      Optional<String> databaseUrl,
      Map<RateClass, Integer> limits,
      Clock clock) {}

  private final String host;
  private final Store store;
  private final HttpServer http;
  private final Operations operations;

  private Server(String host, Store store, HttpServer http, Operations operations) {
    this.host = host;
    this.store = store;
    this.http = http;
    this.operations = operations;
  }

  /** Starts; answers when this returns. */
  public static Server start(Configuration configuration) {
    Store store =
        Store.start(configuration.data(), configuration.databaseUrl(), configuration.clock());
    try {
      Database database = store.database();
      Api.Version version = Api.Version.current();
      Operations operations = Api.operations(() -> database, version);
      Engine.Pages pages =
          new LazyPages(() -> new SitePages(OpenApi.json(operations, version.number())));
      RateLimits limits = new RateLimits(configuration.limits(), configuration.clock());
      Engine engine = new Engine(operations, database, new Credentials(database), limits, pages);
      return new Server(
          configuration.host(),
          store,
          HttpServer.start(configuration.host(), configuration.port(), engine::handle),
          operations);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Where it answers. */
  public String url() {
    String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return "http://"
        + (reachable.contains(":") ? "[" + reachable + "]" : reachable)
        + ":"
        + http.port();
  }

  /** Is its database there? Without it there is nothing to serve. */
  boolean isAlive() {
    return store.isAlive();
  }

  public Database database() {
    return store.database();
  }

  /** What it answers. */
  public Operations operations() {
    return operations;
  }

  @Override
  public void close() {
    http.close();
    store.close();
  }
}
