package org.meterbook.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The web server: a virtual thread per request, each handed to one handler. */
public final class HttpServer implements AutoCloseable {
  private static final int LONGEST_LINE = 1 << 16;

  private final WebServer server;

  private HttpServer(WebServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param host the address to bind
   * @param port the port; 0 lets the system choose
   * @param handler answers every request; must not throw
   */
  public static HttpServer start(String host, int port, Consumer<Exchange> handler) {
    requireFree(host, port);
    // Filters carry raw | and ' in the request line, which strict prologue validation would refuse.
    // A list of a thousand ids in a query is longer than the server's own limit.
    Http1Config http1 =
        Http1Config.builder().validatePrologue(false).maxPrologueLength(LONGEST_LINE).build();
    WebServer server =
        WebServer.builder()
            .host(host)
            .port(port)
            .shutdownGracePeriod(Duration.ofSeconds(5))
            .shutdownHook(false)
            .directHandlers(
                DirectHandlers.builder()
                    .addHandler(DirectHandler.EventType.BAD_REQUEST, HttpServer::malformed)
                    .build())
            .addConnectionSelector(Http1ConnectionSelector.builder().config(http1).build())
            // Without it bodies near 80 KB wait 40 ms for an acknowledgement.
            .connectionOptions(options -> options.tcpNoDelay(true))
            .routing(routing ->
                routing.any(
                    (request, response) -> handler.accept(new HelidonExchange(request, response))))
            .build()
            .start();
    return new HttpServer(server);
  }

  /**
   * What the web server refuses before anybody is asked: as problem details, like every refusal.
   */
  private static DirectHandler.TransportResponse malformed(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    String id = UUID.randomUUID().toString();
    String problem =
        "{\"type\":\"urn:meterbook:problem:invalid-request\",\"title\":\"The request is not valid\","
            + "\"status\":%d,\"detail\":\"The request line or a header is malformed.\",\"requestId\":\"%s\"}";
    headers.set(HeaderNames.CONTENT_TYPE, "application/problem+json");
    headers.set(HeaderNames.create("X-Request-Id"), id);
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .keepAlive(false)
        .entity(problem.formatted(status.code(), id).getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /**
   * Looks before the web server does: that one logs a trace and goes on without listening.
   *
   * @throws IllegalArgumentException the port is taken, or the address is none of this machine's
   */
  private static void requireFree(String host, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port is a number from 0 to 65535, not " + port);
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Port %d on %s cannot be used (%s). Choose another with --port."
              .formatted(port, host, e.getMessage()),
          e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private record HelidonExchange(ServerRequest request, ServerResponse response)
      implements Exchange {
    @Override
    public String method() {
      Method method = request.prologue().method();
      return method.text();
    }

    @Override
    public String path() {
      return request.prologue().uriPath().rawPath();
    }

    @Override
    public String query() {
      return request.prologue().query().rawValue();
    }

    @Override
    public Optional<String> header(String name) {
      return request.headers().first(HeaderNames.create(name));
    }

    @Override
    public InputStream body() {
      return request.content().hasEntity()
          ? request.content().inputStream()
          : new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public String remoteAddress() {
      return request.remotePeer().host();
    }

    @Override
    public void respond(int status, Map<String, String> headers, byte[] body) {
      begin(status, headers);
      response.send(body);
    }

    @Override
    public OutputStream stream(int status, Map<String, String> headers) {
      begin(status, headers);
      return response.outputStream();
    }

    private void begin(int status, Map<String, String> headers) {
      response.status(Status.create(status));
      headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
    }
  }
}
