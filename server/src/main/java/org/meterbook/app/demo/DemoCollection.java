package org.meterbook.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Goes the way of every client of the collection API: a form, a test submission, a year of bills of
 * each meter.
 */
public final class DemoCollection {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String token;
  private final Runnable settle;

  /**
   * A client.
   *
   * @param url the server's
   * @param token of the collection API
   * @param settle waits until the server's jobs have ended
   */
  public DemoCollection(String url, String token, Runnable settle) {
    this.url = url;
    this.token = token;
    this.settle = settle;
  }

  /** Collects a simulated customer with four meters. */
  public void run() {
    String form = call("POST", "/forms", "").path("uid").asString();
    String referral =
        call(
                "POST",
                "/forms/" + form + "/test-submit",
                "{\"utility\": \"DEMO\", \"scenario\": \"commercial\"}")
            .path("referral")
            .asString();
    settle.run();
    JsonNode meters =
        call("GET", "/authorizations?include=meters&referrals=" + referral, "")
            .at("/authorizations/0/meters/meters");
    var body = JSON.createObjectNode().put("collection_duration", 12);
    var uids = body.putArray("meters");
    meters.forEach(meter -> uids.add(meter.path("uid").asString()));
    call("POST", "/meters/historical-collection", body.toString());
    settle.run();
  }

  private JsonNode call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v2" + path))
            .header("Authorization", "Bearer " + token)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "%s %s answered %d".formatted(method, path, response.statusCode()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
