package org.meterbook.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.meterbook.api.Engine;
import org.meterbook.api.Idempotency;
import org.meterbook.api.LedgerFace;
import org.meterbook.api.OpenApi;
import org.meterbook.api.Operations;
import org.meterbook.api.RateClass;
import org.meterbook.api.RateLimits;
import org.meterbook.hook.Dispatcher;
import org.meterbook.http.HttpServer;
import org.meterbook.identity.Credentials;
import org.meterbook.identity.Vault;
import org.meterbook.job.JobRunner;
import org.meterbook.ledger.task.Task;
import org.meterbook.store.Database;
import org.meterbook.webhook.Outgoing;

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
   * @param collection how it collects
   */
  public record Configuration(
      String host,
      int port,
      Path data,
      Optional<String> databaseUrl,
      Map<RateClass, Integer> limits,
      Clock clock,
      CollectionSettings collection) {
    /** Collection as it is where nothing is said of it. */
    public Configuration(
        String host,
        int port,
        Path data,
        Optional<String> databaseUrl,
        Map<RateClass, Integer> limits,
        Clock clock) {
      this(host, port, data, databaseUrl, limits, clock, CollectionSettings.defaults());
    }
  }

  private final String host;
  private final Store store;
  private final HttpServer http;
  private final Operations operations;
  private final Collection collection;
  private final Dispatcher dispatcher;

  private Server(
      String host,
      Store store,
      HttpServer http,
      Operations operations,
      Collection collection,
      Dispatcher dispatcher) {
    this.host = host;
    this.store = store;
    this.http = http;
    this.operations = operations;
    this.collection = collection;
    this.dispatcher = dispatcher;
  }

  /** Starts; answers when this returns. */
  public static Server start(Configuration configuration) {
    Store store =
        Store.start(configuration.data(), configuration.databaseUrl(), configuration.clock());
    try {
      Database database = store.database();
      Task.abandon(database);
      Api.Version version = Api.Version.current();
      CollectionSettings settings = configuration.collection();
      Vault vault =
          Vault.open(settings.keyFile().orElse(configuration.data().resolve("vault.key")));
      Outgoing outgoing = new Outgoing(settings.privateCalls());
      Operations operations = Api.operations(() -> database, () -> vault, () -> outgoing, version);
      Credentials credentials = new Credentials(database);
      LedgerFace face = new LedgerFace(credentials);
      RateLimits limits = new RateLimits(configuration.limits(), configuration.clock());
      AtomicReference<String> url = new AtomicReference<>("");
      Idempotency idempotency = new Idempotency(database, vault.answers());
      Collection collection =
          new Collection(
              database,
              credentials,
              limits,
              settings,
              vault,
              outgoing,
              configuration.data(),
              url::get,
              idempotency);
      Engine.Pages pages =
          new LazyPages(() ->
              new SitePages(
                  OpenApi.json(operations, face, version.number()),
                  collection.description(version.number())));
      Engine ledger = new Engine(operations, database, face, limits, pages, idempotency);
      HttpServer http =
          HttpServer.start(
              configuration.host(),
              configuration.port(),
              exchange -> {
                if (Collection.owns(exchange.path())) {
                  collection.handle(exchange);
                } else {
                  ledger.handle(exchange);
                }
              });
      Dispatcher dispatcher = new Dispatcher(database, vault, outgoing).start();
      Server server =
          new Server(configuration.host(), store, http, operations, collection, dispatcher);
      url.set(server.url());
      return server;
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

  /** Its background work. */
  public JobRunner jobs() {
    return collection.jobs();
  }

  /** What it answers. */
  public Operations operations() {
    return operations;
  }

  @Override
  public void close() {
    http.close();
    collection.close();
    dispatcher.close();
    store.close();
  }
}
