package org.meterbook.hook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.meterbook.webhook.Outgoing;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call that is to be made.
 *
 * @param event its name
 * @param ids what it is about; none for an application action
 * @param at the moment that the signature is made for
 */
record HookCall(int webhook, String event, String url, String secret, List<Long> ids, Instant at) {
  /** Its value is {@code t=<seconds>,v1=<hex HMAC-SHA256 of "<seconds>.<body>">}. */
  static final String SIGNATURE = "Meterbook-Signature";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String NO_ANSWER = "0";

  /**
   * What came of it.
   *
   * @param result the HTTP status, 0 where there was no answer
   * @param response head and body as they came, or why there was none
   */
  record Outcome(
      int webhook, Instant at, String url, String request, String response, String result) {
    boolean isSuccess() {
      return result.startsWith("2") && result.length() == 3;
    }
  }

  /** Makes the call; never throws for what the other side does. */
  Outcome make(Outgoing outgoing) {
    byte[] body = body();
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", SIGNATURE, signature(secret, at, body));
    String request = text(headers, body);
    try {
      Outgoing.Answer answer = outgoing.exchange(URI.create(url), headers, body);
      return outcome(request, answer.text(), Integer.toString(answer.status()));
    } catch (IOException e) {
      return outcome(request, String.valueOf(e.getMessage()), NO_ANSWER);
    }
  }

  private Outcome outcome(String request, String response, String result) {
    return new Outcome(webhook, at, url, request, response, result);
  }

  private byte[] body() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("webhookId", webhook);
    members.put("eventType", event);
    members.put("ids", ids);
    members.put("timestamp", at.toString());
    return JSON.writeValueAsBytes(members);
  }

  private static String text(Map<String, String> headers, byte[] body) {
    StringBuilder text = new StringBuilder();
    headers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(header ->
            text.append(header.getKey()).append(": ").append(header.getValue()).append('\n'));
    return text.append('\n').append(new String(body, StandardCharsets.UTF_8)).toString();
  }

  static String signature(String secret, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      long seconds = at.getEpochSecond();
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=%d,v1=%s".formatted(seconds, HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "HookCall[webhook=" + webhook + ", event=" + event + ", ids=" + ids + "]";
  }
}
