package org.meterbook.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import org.meterbook.api.Engine;
import org.meterbook.api.Idempotency;
import org.meterbook.api.Operations;
import org.meterbook.api.RateClass;
import org.meterbook.api.RateLimits;
import org.meterbook.api.Seal;
import org.meterbook.app.Api;
import org.meterbook.http.HttpServer;
import org.meterbook.identity.Credentials;
import org.meterbook.store.Database;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;

/** A second server over the test run's database, with limits or operations of its own. */
final class OwnServer implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final Idempotency IDEMPOTENCY =
      new Idempotency(
          TestServer.server().database(),
          new Seal() {
            @Override
            public byte[] seal(byte[] plain, String context) {
              return plain;
            }

            @Override
            public byte[] open(byte[] sealed, String context) {
              return sealed;
            }
          });

  private final HttpServer http;

  OwnServer(Operations operations, Map<RateClass, Integer> limits, Clock limitsClock) {
    Database database = TestServer.server().database();
    Engine engine =
        new Engine(
            operations,
            database,
            new org.meterbook.api.LedgerFace(new Credentials(database)),
            new RateLimits(limits, limitsClock),
            (_, _) -> false,
            IDEMPOTENCY);
    this.http = HttpServer.start("127.0.0.1", 0, engine::handle);
  }

  /** All operations there are, to be changed. */
  static Operations operations() {
    Database database = TestServer.server().database();
    return Api.operations(() -> database, Api.Version.current());
  }

  /** A request without a body. */
  Client.Response send(String method, String path, String key) {
    URI uri = URI.create("http://127.0.0.1:" + http.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("ECI-ApiKey", key)
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return new Client.Response(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
