package org.meterbook.collection.connector.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.meterbook.http.Exchange;
import org.meterbook.http.HttpServer;

/**
 * The website of the demo utility: a real server on this machine's own address, with a sign-in, a
 * second factor, meters, bills and downloads. What it shows follows from the user and the clock.
 */
public final class DemoSite implements AutoCloseable {
  static final String CODE = "246810";

  private static final Duration WAIT = Duration.ofHours(1);
  private static final int REMEMBERED = 20_000;
  private static final int FORM_BYTES = 4096;
  private static final String COOKIE = "session=";
  private static final String GARBLED = "<!DOCTYPE html><html><body><table id=\"";

  /** A signed-in user; {@code visit} is one password of one user. */
  private record Visitor(Scenario scenario, String visit, boolean codeGiven) {
    boolean isIn() {
      return codeGiven || scenario != Scenario.CODE;
    }
  }

  private final Clock clock;
  private final Downloads downloads = new Downloads();
  private final Recent<Visitor> sessions = new Recent<>(REMEMBERED, _ -> 1);
  private final Recent<Instant> waits = new Recent<>(REMEMBERED, _ -> 1);
  private final SecureRandom random = new SecureRandom();
  private final HttpServer server;

  /**
   * Starts the website on a port that the system chooses.
   *
   * @param clock what the utility calls now; its days are those of America/Los_Angeles
   */
  public DemoSite(Clock clock) {
    this.clock = clock;
    this.server = HttpServer.start("127.0.0.1", 0, exchange -> answer(exchange).to(exchange));
  }

  /** Where it is; without a slash at the end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Exchange exchange) {
    try {
      return switch (exchange.method() + " " + exchange.path()) {
        case "GET /", "GET /login" -> Answer.html(200, Pages.signIn());
        case "POST /login" -> signIn(form(exchange));
        case "GET /code" -> Answer.html(200, Pages.code("We have sent you a code."));
        case "POST /code" -> code(cookie(exchange), form(exchange));
        default ->
            exchange.method().equals("GET")
                ? visitor(exchange)
                    .filter(Visitor::isIn)
                    .map(visitor -> page(exchange, visitor))
                    .orElse(Answer.seeOther("/login"))
                : Answer.html(405, Html.page("Not allowed", ""));
      };
    } catch (IllegalArgumentException | DateTimeException | IOException e) {
      return Answer.html(400, Html.page("Not understood", ""));
    }
  }

  private static Fields form(Exchange exchange) throws IOException {
    byte[] body = exchange.body().readNBytes(FORM_BYTES);
    return Fields.of(new String(body, StandardCharsets.UTF_8));
  }

  private static String cookie(Exchange exchange) {
    return exchange
        .header("Cookie")
        .filter(text -> text.startsWith(COOKIE))
        .map(text -> text.substring(COOKIE.length()))
        .orElse("");
  }

  private Optional<Visitor> visitor(Exchange exchange) {
    return sessions.get(cookie(exchange));
  }

  private Answer signIn(Fields form) {
    String username = form.text("username");
    String password = form.text("password");
    Optional<Scenario> scenario = Scenario.of(username, password);
    if (scenario.isEmpty()) {
      return Answer.of(Problem.BAD_LOGIN);
    }
    if (scenario.get().signingIn() != Problem.NONE) {
      return Answer.of(scenario.get().signingIn());
    }
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String session = HexFormat.of().formatHex(bytes);
    Visitor visitor = new Visitor(scenario.get(), username + "/" + password.hashCode(), false);
    sessions.put(session, visitor);
    return Answer.seeOther(visitor.isIn() ? "/meters" : "/code")
        .with("Set-Cookie", COOKIE + session + "; Path=/; HttpOnly; SameSite=Lax");
  }

  private Answer code(String session, Fields form) {
    Optional<Visitor> visitor = sessions.get(session);
    if (visitor.isEmpty()) {
      return Answer.seeOther("/login");
    }
    if (!form.text("code").strip().equals(CODE)) {
      return Answer.html(200, Pages.code("That code is not right."));
    }
    sessions.put(session, new Visitor(visitor.get().scenario(), visitor.get().visit(), true));
    return Answer.seeOther("/meters");
  }

  private Answer page(Exchange exchange, Visitor visitor) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), DemoMeter.ZONE);
    String path = exchange.path();
    if (path.equals("/meters")) {
      return Answer.html(200, Pages.meters(visitor.scenario().meters(), today));
    }
    if (path.equals("/accounts.csv")) {
      return downloads.accounts(visitor.scenario(), today);
    }
    return refusal(visitor)
        .orElseGet(
            () -> downloads.of(visitor.scenario(), path, Fields.of(exchange.query()), today));
  }

  /** What stands in the way of bills and readings. */
  private Optional<Answer> refusal(Visitor visitor) {
    Problem problem = visitor.scenario().collecting();
    return switch (problem) {
      case NONE -> Optional.empty();
      case GARBLED -> Optional.of(Answer.html(200, GARBLED));
      case WAIT -> waiting(visitor.visit());
      default -> Optional.of(Answer.of(problem));
    };
  }

  /** The first call waits an hour; from then on the user is let in. */
  private Optional<Answer> waiting(String visit) {
    Instant now = clock.instant();
    Instant until =
        waits
            .get(visit)
            .orElseGet(() -> waits.put(visit, now.truncatedTo(ChronoUnit.SECONDS).plus(WAIT)));
    if (!now.isBefore(until)) {
      return Optional.empty();
    }
    String when = DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC));
    return Optional.of(Answer.of(Problem.WAIT).with("Retry-After", when));
  }
}
