package org.meterbook.webhook;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real listener that keeps what it gets, and answers as it is told. */
public final class Receiver implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** A call that came. */
  public record Call(String path, Map<String, List<String>> headers, byte[] body) {
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .findFirst()
          .map(header -> header.getValue().getFirst())
          .orElse("");
    }

    public List<String> types() {
      return JSON.readTree(body)
          .get("events")
          .valueStream()
          .map(event -> event.get("type").asString())
          .toList();
    }

    public JsonNode event() {
      return JSON.readTree(body).get("events").get(0);
    }
  }

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Call> arrivals = new LinkedBlockingQueue<>();
  private volatile int status = 200;
  private volatile String location = "";

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          Call call =
              new Call(
                  exchange.getRequestURI().toString(),
                  Map.copyOf(exchange.getRequestHeaders()),
                  exchange.getRequestBody().readAllBytes());
          calls.add(call);
          if (!location.isEmpty()) {
            exchange.getResponseHeaders().set("Location", location);
          }
          byte[] answer = "thank you".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
          arrivals.add(call);
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  public void answer(int status) {
    this.status = status;
  }

  public void redirect(String location) {
    this.status = 307;
    this.location = location;
  }

  public List<Call> calls() {
    return calls;
  }

  public List<String> types() {
    return calls.stream().flatMap(call -> call.types().stream()).toList();
  }

  /** Waits for a call. */
  public Call next() throws InterruptedException {
    Call call = arrivals.poll(20, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("nothing came");
    }
    return call;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
