package org.meterbook.collection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.meterbook.api.Caller;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Face;
import org.meterbook.api.Operation;
import org.meterbook.api.Problem;
import org.meterbook.api.RateClass;
import org.meterbook.http.Exchange;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The collection API's conventions: a token in the header or the query, JSON whatever it calls
 * itself, small error objects, every success 200.
 */
public final class CollectionFace implements Face {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String ABOUT =
      """
      Send a token as `Authorization: Bearer …` or as `access_token` in the query; `./meterbook token create` makes one. \
      One token opens everything of its datasource, tests and the real thing alike.

      **Lists** are answered in the order newest first, at most 1,000 at a time; `next` is the full URL of what follows, or null. \
      Lists of values are separated by commas, or the parameter is repeated. Filters add up.

      **Times** are `2016-01-01T12:30:24.653422+00:00`; a utility's own times carry its local offset. **UIDs** are strings.

      **Errors** are `{"error", "error_description", "url"}`. Over 50 requests a second answer 429 with `Retry-After`.

      Credentials are entered on the consent page and nowhere else; no operation takes or returns them.
      """;

  private final Site site;
  private final Function<String, Optional<Caller>> tokens;

  /**
   * The face.
   *
   * @param tokens who a token stands for
   */
  public CollectionFace(Site site, Function<String, Optional<Caller>> tokens) {
    this.site = site;
    this.tokens = tokens;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of(
        "Access-Control-Allow-Origin",
        "*",
        "Access-Control-Expose-Headers",
        "Retry-After, X-Request-Id, ETag, Idempotent-Replayed");
  }

  @Override
  public Map<String, String> preflight() {
    return Map.of(
        "Access-Control-Allow-Methods",
        "GET, POST, PATCH, DELETE",
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Accept, Idempotency-Key, If-Match, If-None-Match");
  }

  @Override
  public Caller authenticate(Exchange exchange, Map<String, String> query) {
    String token =
        exchange
            .header("Authorization")
            .map(String::strip)
            .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(header -> header.substring(7).strip())
            .or(() -> Optional.ofNullable(query.get("access_token")))
            .filter(text -> !text.isBlank())
            .orElseThrow(() ->
                unauthorized(
                    "Send an API token in the header 'Authorization: Bearer API_TOKEN' or as access_token."));
    return tokens.apply(token).orElseThrow(() -> unauthorized("The API token is not valid."));
  }

  private static Problem unauthorized(String detail) {
    return Problem.named(ErrorCode.UNAUTHORIZED, "unauthorized", detail)
        .with("WWW-Authenticate", "Bearer");
  }

  /** All tokens of a datasource together. */
  @Override
  public String countedBy(Caller caller) {
    return "collection of " + caller.tenant();
  }

  @Override
  public RateClass rateClass(Operation operation) {
    return RateClass.COLLECTION;
  }

  /** Clients send any Accept and any Content-Type with JSON. */
  @Override
  public boolean negotiates() {
    return false;
  }

  /** A list may be sent as one parameter for each value. */
  @Override
  public String repeated(String earlier, String later) {
    return earlier + "," + later;
  }

  @Override
  public Map<String, Object> refusal(Problem problem, String path, String requestId) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", name(problem));
    body.put("error_description", problem.detail());
    body.put("url", site.url().get() + "/docs/collection");
    body.put("status_code", problem.code().status());
    body.put("request_id", requestId);
    return body;
  }

  private static String name(Problem problem) {
    if (!problem.name().isEmpty()) {
      return problem.name();
    }
    return switch (problem.code()) {
      case INVALID_REQUEST -> "invalid_param";
      case TOO_MANY_REQUESTS -> "rate_limited";
      default -> problem.code().name().toLowerCase(Locale.ROOT);
    };
  }

  @Override
  public Description description() {
    ObjectNode schema =
        JSON.objectNode()
            .put("type", "object")
            .put(
                "description", "Why a request was refused; programs tell errors apart by 'error'.");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("error").put("type", "string").put("description", "the kind of error");
    properties
        .putObject("error_description")
        .put("type", "string")
        .put("description", "what was wrong, for people");
    properties.putObject("url").put("type", "string").put("description", "where to read more");
    schema.putArray("required").add("error").add("error_description").add("url");
    return new Description(
        "Meterbook collection",
        ABOUT,
        Map.of(
            "Token",
            JSON.objectNode().put("type", "http").put("scheme", "bearer"),
            "TokenInQuery",
            JSON.objectNode().put("type", "apiKey").put("in", "query").put("name", "access_token")),
        "application/json",
        "Error",
        schema,
        List.of(
            ErrorCode.INVALID_REQUEST,
            ErrorCode.UNAUTHORIZED,
            ErrorCode.PAYMENT_REQUIRED,
            ErrorCode.FORBIDDEN,
            ErrorCode.NOT_FOUND,
            ErrorCode.TOO_MANY_REQUESTS));
  }
}
