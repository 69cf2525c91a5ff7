package org.meterbook.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.meterbook.http.Exchange;
import org.meterbook.store.Database;
import org.meterbook.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Leads each request from the wire through routing and the gate to its action, and answers whatever
 * goes wrong.
 */
public final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** Numbers are read with all their digits. */
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Face face;
  private final String refusalMedia;
  private final Router router;
  private final Gate gate;
  private final Actions actions;
  private final Pages pages;
  private final Idempotency idempotency;

  /**
   * The engine over checked operations.
   *
   * @throws IllegalStateException operations break conventions; the message lists every breach
   */
  public Engine(
      Operations operations,
      Database database,
      Face face,
      RateLimits rateLimits,
      Pages pages,
      Idempotency idempotency) {
    Enforcement.check(operations);
    this.face = face;
    this.refusalMedia = face.description().refusalMedia();
    this.router = new Router(operations.all());
    this.gate = new Gate(face, rateLimits, database.clock());
    this.actions = new Actions(operations, database);
    this.pages = pages;
    this.idempotency = idempotency;
  }

  /** Answers what is not an operation: the API's description and static files. */
  public interface Pages {
    /** Answers a GET, or not. */
    boolean serve(Exchange exchange, Map<String, String> headers);
  }

  /** Answers one request. Never throws. */
  public void handle(Exchange exchange) {
    String requestId = UUID.randomUUID().toString();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Request-Id", requestId);
    headers.putAll(face.headers());
    headers.put("X-Content-Type-Options", "nosniff");
    MDC.put("request", requestId);
    try {
      answer(exchange, headers);
    } catch (Problem problem) {
      refuse(exchange, headers, problem, requestId);
    } catch (StoreException.Duplicate e) {
      refuse(exchange, headers, duplicate(e), requestId);
    } catch (StoreException.Referenced e) {
      String detail =
          "It is still used by, or refers to, a row of '%s'."
              .formatted(e.table().replace('_', ' '));
      refuse(exchange, headers, Problem.invalid("", detail), requestId);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("{} {} failed", exchange.method(), exchange.path(), e);
      refuse(
          exchange,
          headers,
          Problem.of(ErrorCode.INTERNAL, "The server's log has more under this request id."),
          requestId);
    } finally {
      MDC.remove("request");
    }
  }

  /** A value that the client chose is in use, or somebody else was faster. */
  static Problem duplicate(StoreException.Duplicate e) {
    return e.isOfKey()
        ? Problem.of(ErrorCode.CONFLICT, "Somebody else has just written the same; try again.")
        : Problem.invalid(camelCase(e.column()), "is already in use; it must be unique");
  }

  private void answer(Exchange exchange, Map<String, String> headers) {
    if (exchange.method().equals("OPTIONS")) {
      headers.putAll(face.preflight());
      headers.put("Access-Control-Max-Age", "86400");
      exchange.respond(204, headers, new byte[0]);
      return;
    }
    if (exchange.method().equals("GET") && pages.serve(exchange, headers)) {
      return;
    }
    List<String> segments = Uri.segments(exchange.path());
    Router.Match match = router.find(exchange.method(), segments);
    Operation operation = match.operation();
    operation
        .deprecation()
        .ifPresent(deprecation -> headers.put("ECI-Deprecated", deprecation.header()));
    Request request =
        new Request(
            exchange, operation, match.variables(), Uri.query(exchange.query(), face::repeated));
    Optional<Caller> caller = gate.admit(request);
    Optional<String> key =
        exchange.method().equals("GET") ? Optional.empty() : exchange.header("Idempotency-Key");
    if (caller.isPresent() && key.isPresent()) {
      idempotency.perform(
          request,
          caller.get(),
          key.get(),
          headers,
          held -> actions.perform(held, caller, headers));
    } else {
      actions.perform(request, caller, headers);
    }
  }

  private void refuse(
      Exchange exchange, Map<String, String> headers, Problem problem, String requestId) {
    Map<String, Object> body = face.refusal(problem, exchange.path(), requestId);
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(problem.headers());
    all.put("Content-Type", refusalMedia);
    try {
      exchange.respond(
          problem.code().status(),
          all,
          MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      // Half an answer was sent, or nobody is there any more: the connection ends, which a client
      // can tell from success.
      LOG.debug("cannot answer {}", exchange.path(), e);
      throw e;
    }
  }

  private static String camelCase(String column) {
    StringBuilder name = new StringBuilder();
    for (String word : column.split("_", -1)) {
      name.append(
          name.isEmpty() || word.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }
}
