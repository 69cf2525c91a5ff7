package org.meterbook.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.app.demo.DemoCollection;
import org.meterbook.app.demo.DemoData;
import org.meterbook.collection.Templates;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.CollectionTokens;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code meterbook demo}. */
@Command(
    name = "demo",
    description = "Runs the server on a demo datasource and says what to try.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DATASOURCE = "demo";
  private static final String PORTAL = "riverton";
  private static final ZoneId ZONE = ZoneId.of("America/Chicago");

  /**
   * What opens the demo; kept beside its data, readable by its owner only, so that a second start
   * can say it again.
   */
  record Access(
      String datasource,
      String username,
      String password,
      String apiKey,
      @Nullable String apiToken) {
    /** Shows no secret. */
    @Override
    public String toString() {
      return datasource + "/" + username;
    }
  }

  @Mixin private final Where where = new Where();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port; 0 lets the system choose (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "H",
      description = "Address to bind (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(names = "--json", description = "Prints one line of JSON when ready instead.")
  private boolean json;

  @Override
  public void run() {
    Server server =
        Server.start(
            new Server.Configuration(
                host, port, where.data(), where.databaseUrl(), Map.of(), Clock.systemUTC()));
    try {
      Access access = collected(server, access(server.database()));
      System.out.println(json ? line(server, access) : welcome(server, access));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    Running.untilStopped(server);
  }

  private Access access(Database database) {
    Path file = where.data().resolve("demo.json");
    Optional<Long> existing = Datasources.find(database, DATASOURCE);
    if (existing.isPresent() && Files.exists(file)) {
      return read(file);
    }
    if (existing.isPresent()) {
      throw new Main.UserError(
          "There is a datasource 'demo', but not the file %s that opens it. Use another --data."
              .formatted(file));
    }
    if (!json) {
      System.err.println("Filling the demo datasource ...");
    }
    long tenant = Datasources.create(database, DATASOURCE, "Riverton University", ZONE, 7);
    String password = UserCommand.generatedPassword();
    int user = Users.createAdministrator(database, tenant, "demo", "Demo Administrator", password);
    DemoData.fill(database, tenant, user, ZONE, 400);
    String key =
        database.write(tenant, Scope.UNBOUNDED, user, sql -> ApiKeys.make(sql, user, "demo"));
    Access access = new Access(DATASOURCE, "demo", password, key, null);
    write(file, access);
    return access;
  }

  /** The first time, a simulated customer consents and is collected, and the bills are booked. */
  private Access collected(Server server, Access access) {
    if (access.apiToken() != null) {
      return access;
    }
    if (!json) {
      System.err.println("Collecting from the demo utility ...");
    }
    Database database = server.database();
    long tenant = Where.tenant(database, DATASOURCE);
    int user = Where.user(database, tenant, access.username());
    String token = database.write(tenant, Scope.UNBOUNDED, user, sql -> portal(sql, user));
    new DemoCollection(server.url(), token, () -> server.jobs().settle(tenant)).run();
    Access whole =
        new Access(
            access.datasource(), access.username(), access.password(), access.apiKey(), token);
    write(where.data().resolve("demo.json"), whole);
    return whole;
  }

  /** Makes the portal and a token; a start that was cut off may have made the portal. */
  private static String portal(Sql sql, int user) {
    boolean there =
        sql.exists(
            "SELECT 1 FROM collection_template WHERE tenant_id = :tenant AND portal = :portal",
            Map.of("portal", PORTAL));
    if (!there) {
      Templates.create(
          sql,
          user,
          new Templates.Portal(
              PORTAL,
              "Riverton University",
              "energy@riverton.example",
              Optional.empty(),
              List.of()));
    }
    return CollectionTokens.make(
        sql,
        user,
        "demo",
        sql.now().atOffset(ZoneOffset.UTC).plusYears(CollectionTokens.DEFAULT_YEARS).toInstant());
  }

  private static Access read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), Access.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, Access access) {
    try {
      Path fresh =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              "demo",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, JSON.writeValueAsString(access).getBytes(StandardCharsets.UTF_8));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Server server, Access access) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("url", server.url());
    line.put("datasource", access.datasource());
    line.put("username", access.username());
    line.put("password", access.password());
    line.put("apiKey", access.apiKey());
    line.put("apiToken", String.valueOf(access.apiToken()));
    line.put("portal", server.url() + "/authorize/" + PORTAL);
    return JSON.writeValueAsString(line);
  }

  private static String welcome(Server server, Access access) {
    return """

    Meterbook answers at %1$s

      The API, to read and to try   %1$s/docs
      Datasource                    %2$s
      User and password             %3$s  %4$s
      API key                       %5$s

      The collection API            %1$s/docs/collection
      API token                     %6$s
      Where customers consent       %1$s/authorize/%7$s  (try UAPI_TEST_residential as user name)

    Try this in another terminal:

      curl -s -H "ECI-ApiKey: %5$s" "%1$s/api/v3/bill?pageSize=3&field=billId,account.accountInfo,endDate,totalCost"
      curl -s -H "Authorization: Bearer %6$s" "%1$s/api/v2/meters"

    Ctrl-C stops it; the data stays for the next start.
    """
        .formatted(
            server.url(),
            access.datasource(),
            access.username(),
            access.password(),
            access.apiKey(),
            access.apiToken(),
            PORTAL);
  }
}
