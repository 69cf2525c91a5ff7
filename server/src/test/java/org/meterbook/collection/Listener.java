package org.meterbook.collection;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.meterbook.identity.Vault;
import org.meterbook.testing.Client;
import org.meterbook.webhook.WebhookEndpoints;
import tools.jackson.databind.JsonNode;

/** A receiver of webhooks, as a customer runs one: it checks each signature and answers 200. */
final class Listener implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final String secret;

  /** Listens for all events of a datasource. */
  Listener(Collected owner) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String salt = exchange.getRequestHeaders().getFirst("X-UtilityAPI-Webhook-Salt");
          String signature =
              exchange.getRequestHeaders().getFirst("X-UtilityAPI-Webhook-Signature");
          boolean genuine = signature(salt, body).equals(signature);
          if (genuine) {
            Client.JSON.readTree(body).path("events").forEach(events::add);
          }
          exchange.sendResponseHeaders(genuine ? 200 : 401, -1);
          exchange.close();
        });
    server.start();
    secret =
        owner
            .write(sql ->
                WebhookEndpoints.add(
                    sql,
                    Vault.open(Collected.data().resolve("vault.key")),
                    "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()),
                    List.of()))
            .secret();
  }

  private String signature(String salt, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((secret + "." + salt + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So many events, in the order of their UIDs, as they come. */
  List<JsonNode> await(int count) {
    List<JsonNode> all = new ArrayList<>();
    try {
      while (all.size() < count) {
        JsonNode event = events.poll(30, TimeUnit.SECONDS);
        if (event == null) {
          throw new AssertionError("%d of %d events came".formatted(all.size(), count));
        }
        all.add(event);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    all.sort(
        java.util.Comparator.comparingInt(event -> Integer.parseInt(event.path("uid").asString())));
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
