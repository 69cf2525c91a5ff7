package org.meterbook.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.meterbook.api.Engine;
import org.meterbook.api.Idempotency;
import org.meterbook.api.OpenApi;
import org.meterbook.api.Operations;
import org.meterbook.api.RateLimits;
import org.meterbook.bridge.Booking;
import org.meterbook.collection.Collecting;
import org.meterbook.collection.CollectionApi;
import org.meterbook.collection.CollectionFace;
import org.meterbook.collection.Consent;
import org.meterbook.collection.CredentialStore;
import org.meterbook.collection.Inbox;
import org.meterbook.collection.Site;
import org.meterbook.collection.connector.Connector;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.collection.connector.demo.DemoConnector;
import org.meterbook.collection.connector.demo.DemoSite;
import org.meterbook.collection.connector.file.FolderDrop;
import org.meterbook.collection.connector.file.UploadConnector;
import org.meterbook.collection.page.ConsentPages;
import org.meterbook.collection.work.Workers;
import org.meterbook.http.Exchange;
import org.meterbook.identity.CollectionTokens;
import org.meterbook.identity.Credentials;
import org.meterbook.identity.Vault;
import org.meterbook.job.Job;
import org.meterbook.job.JobRunner;
import org.meterbook.mail.FileMailbox;
import org.meterbook.mail.Mailbox;
import org.meterbook.mail.Postman;
import org.meterbook.mail.SmtpMailbox;
import org.meterbook.store.Database;
import org.meterbook.webhook.Courier;
import org.meterbook.webhook.Outgoing;

/**
 * Everything that collection is made of: its API, its jobs, its messages, the simulated utility.
 */
final class Collection implements AutoCloseable {
  private final Operations operations;
  private final CollectionFace face;
  private final Engine engine;
  private final ConsentPages pages;
  private final JobRunner jobs;
  private final Courier courier;
  private final Postman postman;
  private final Optional<FolderDrop> drop;
  private final Demo demo;

  /** The simulated utility, whose website opens when it is first visited. */
  private static final class Demo implements AutoCloseable {
    private final Database database;
    private Optional<DemoSite> site = Optional.empty();

    Demo(Database database) {
      this.database = database;
    }

    synchronized URI uri() {
      if (site.isEmpty()) {
        site = Optional.of(new DemoSite(database.clock()));
      }
      return site.get().uri();
    }

    @Override
    public synchronized void close() {
      site.ifPresent(DemoSite::close);
    }
  }

  Collection(
      Database database,
      Credentials credentials,
      RateLimits limits,
      CollectionSettings settings,
      Vault vault,
      Outgoing outgoing,
      Path data,
      Supplier<String> url,
      Idempotency idempotency) {
    CredentialStore store = new CredentialStore(vault);
    Site site = new Site(() -> settings.publicUrl().orElseGet(url));
    this.demo = new Demo(database);
    Connectors connectors = connectors(database, settings);
    Consent consent = new Consent(store);
    this.operations = CollectionApi.operations(connectors, consent, site);
    this.pages =
        new ConsentPages(database, connectors, consent, site, limits, vault.derive("consent page"));
    this.drop =
        settings
            .dropFolder()
            .map(folder -> new FolderDrop(database, new Inbox(consent), folder).start());
    CollectionTokens tokens = new CollectionTokens(database, credentials);
    this.face = new CollectionFace(site, tokens::caller);
    this.engine = new Engine(operations, database, face, limits, (_, _) -> false, idempotency);
    this.jobs =
        new JobRunner(database, handlers(database, credentials, store, connectors), 8).start();
    this.courier = new Courier(database, vault, outgoing).start();
    this.postman = new Postman(database, mailbox(database, settings, data)).start();
  }

  private static Map<String, Consumer<Job>> handlers(
      Database database, Credentials credentials, CredentialStore store, Connectors connectors) {
    Map<String, Consumer<Job>> handlers =
        new HashMap<>(new Workers(database, connectors, store).handlers());
    Booking booking =
        new Booking(database, (tenant, user) -> credentials.user(tenant, user, "bridge"));
    handlers.put(Collecting.BOOK, booking::run);
    return handlers;
  }

  private Connectors connectors(Database database, CollectionSettings settings) {
    List<Connector> real = new ArrayList<>();
    real.add(new DemoConnector(demo::uri));
    real.add(new UploadConnector(database));
    settings.simulated().forEach(id -> real.add(new DemoConnector(id, id, demo::uri)));
    return new Connectors(real, utility -> new DemoConnector(utility, utility, demo::uri));
  }

  private static Mailbox mailbox(Database database, CollectionSettings settings, Path data) {
    return settings
        .smtp()
        .map(smtp -> (Mailbox) new SmtpMailbox(smtp, database.clock()))
        .orElseGet(() -> new FileMailbox(data.resolve("mail"), database.clock()));
  }

  /** The description of its API. */
  byte[] description(String version) {
    return OpenApi.json(operations, face, version);
  }

  /** Does the path belong to the collection API, or to the consent page? */
  static boolean owns(String path) {
    return ConsentPages.owns(path)
        || path.regionMatches(true, 0, "/api/v2/", 0, 8)
        || path.equalsIgnoreCase("/api/v2");
  }

  void handle(Exchange exchange) {
    if (!pages.serve(exchange)) {
      engine.handle(exchange);
    }
  }

  JobRunner jobs() {
    return jobs;
  }

  @Override
  public void close() {
    drop.ifPresent(FolderDrop::close);
    jobs.close();
    courier.close();
    postman.close();
    demo.close();
  }
}
