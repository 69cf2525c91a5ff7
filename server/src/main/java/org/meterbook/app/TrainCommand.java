package org.meterbook.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.app.demo.DemoData;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import picocli.CommandLine.Command;

/**
 * {@code meterbook train}: does once, on data that it throws away, what a server does, so that the
 * class cache knows it.
 */
@Command(name = "train", hidden = true, description = "Fills the class cache after a build.")
final class TrainCommand implements Runnable {
  private static final ZoneId ZONE = ZoneId.of("UTC");

  @Override
  public void run() {
    try {
      Path data = Files.createTempDirectory("meterbook-train");
      try (Server server =
          Server.start(
              new Server.Configuration(
                  "127.0.0.1", 0, data, Optional.empty(), Map.of(), Clock.systemUTC()))) {
        Database database = server.database();
        long tenant = Datasources.create(database, "train", "train", ZONE, 1);
        int user =
            Users.createAdministrator(
                database, tenant, "train", "train", UserCommand.generatedPassword());
        DemoData.fill(database, tenant, user, ZONE, 2);
        String key =
            database.write(tenant, Scope.UNBOUNDED, user, sql -> ApiKeys.make(sql, user, "train"));
        ask(server, key);
      } finally {
        delete(data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ask(Server server, String key) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path :
          List.of(
              "/openapi.json",
              "/docs",
              "/api/v3/meter",
              "/api/v3/bill?pageSize=25",
              "/api/v3/account?filter=active%20equals%20'true'".replace("'", "%27"),
              "/api/v3/me")) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("ECI-ApiKey", key)
                .build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
