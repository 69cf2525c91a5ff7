package org.meterbook.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API. Immutable. */
public final class Client {
  public static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Map<String, String> headers;
  private final Supplier<String> server;

  /** A client with an API key. */
  public Client(String key) {
    this(Map.of("ECI-ApiKey", key));
  }

  /** A client with these headers. */
  public Client(Map<String, String> headers) {
    this(headers, () -> TestServer.server().url());
  }

  private Client(Map<String, String> headers, Supplier<String> server) {
    this.headers = Map.copyOf(headers);
    this.server = server;
  }

  /** The same of another server. */
  public Client at(String url) {
    return new Client(headers, () -> url);
  }

  /** The same with one more header, or another value of it. */
  public Client with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Client(more, server);
  }

  /** An answer: status, headers, and the body as JSON where it is JSON. */
  public record Response(int status, HttpResponse<String> raw) {
    public JsonNode json() {
      return JSON.readTree(raw.body());
    }

    public String text() {
      return raw.body();
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** The same, which must have this status. */
    public Response expect(int status) {
      if (this.status != status) {
        throw new AssertionError(
            "%s %s answered %d, not %d: %s"
                .formatted(raw.request().method(), raw.uri(), this.status, status, raw.body()));
      }
      return this;
    }
  }

  /** A GET; the path may carry an encoded query. */
  public Response get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody(), false);
  }

  /** A GET with query parameters, name after value, which are encoded. */
  public Response get(String path, String... query) {
    StringBuilder uri = new StringBuilder(path);
    for (int i = 0; i < query.length; i += 2) {
      uri.append(i == 0 ? '?' : '&')
          .append(query[i])
          .append('=')
          .append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return get(uri.toString());
  }

  public Response post(String path, String body) {
    return send("POST", path, HttpRequest.BodyPublishers.ofString(body), true);
  }

  public Response put(String path, String body) {
    return send("PUT", path, HttpRequest.BodyPublishers.ofString(body), true);
  }

  public Response delete(String path) {
    return send("DELETE", path, HttpRequest.BodyPublishers.noBody(), false);
  }

  /** Any request. */
  public Response send(String method, String path, HttpRequest.BodyPublisher body, boolean json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.get() + path)).method(method, body);
    if (json && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Response(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
