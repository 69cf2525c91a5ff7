package org.meterbook.collection.connector.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.meterbook.collection.connector.Interruption;

/**
 * A visit to a website: follows no redirect, gives up in time, and says what went wrong in our own
 * words, never in the site's.
 *
 * @param session the site's session cookie, {@code name=value}; empty before the sign-in
 */
record Website(URI base, String session) {
  // One for all, so that connections are used again.
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long MAXIMUM_BYTES = 64L << 20;

  /**
   * Gets a page or a file.
   *
   * @throws Interruption if the site gives none
   */
  byte[] get(String path) {
    HttpResponse<byte[]> answer = send(request(path).GET());
    if (answer.statusCode() != 200) {
      throw refusal(answer);
    }
    return answer.body();
  }

  String text(String path) {
    return new String(get(path), StandardCharsets.UTF_8);
  }

  /**
   * Sends a form; the answer's status is 200 or 303.
   *
   * @throws Interruption if it is another
   */
  HttpResponse<byte[]> post(String path, String form) {
    HttpResponse<byte[]> answer =
        send(
            request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    if (answer.statusCode() != 200 && answer.statusCode() != 303) {
      throw refusal(answer);
    }
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    return session.isEmpty() ? request : request.header("Cookie", session);
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(
          request.build(),
          HttpResponse.BodyHandlers.limiting(
              HttpResponse.BodyHandlers.ofByteArray(), MAXIMUM_BYTES));
    } catch (IOException e) {
      throw Interruption.of(Interruption.Kind.SITE_DOWN, "The utility's website does not answer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Interruption.of(Interruption.Kind.SITE_DOWN, "The visit was ended before its time.");
    }
  }

  private static Interruption refusal(HttpResponse<byte[]> answer) {
    return switch (answer.statusCode()) {
      case 401 ->
          Interruption.of(
              Interruption.Kind.BAD_LOGIN, "The utility refused the user name or the password.");
      case 403 ->
          Interruption.of(Interruption.Kind.REVOKED, "The access was taken back at the utility.");
      case 409 ->
          Interruption.of(
              Interruption.Kind.MANUAL, "The utility's bills need a person to look at them.");
      case 423 -> Interruption.of(Interruption.Kind.LOCKED, "The utility locked the account.");
      case 429 ->
          until(answer)
              .map(when -> Interruption.waiting("The utility asks to come back later.", when))
              .orElseGet(Website::strange);
      case 503 -> Interruption.of(Interruption.Kind.SITE_DOWN, "The utility's website is down.");
      default -> strange();
    };
  }

  private static Optional<Instant> until(HttpResponse<byte[]> answer) {
    try {
      return answer
          .headers()
          .firstValue("Retry-After")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A page that is not what it should be. */
  static Interruption strange() {
    return Interruption.of(
        Interruption.Kind.UTILITY_ERROR, "The utility's website gave a page that makes no sense.");
  }
}
