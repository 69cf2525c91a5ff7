package org.meterbook.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.http.Exchange;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The ledger's API: keys in a header, problem details, negotiated formats. */
public final class LedgerFace implements Face {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String EXPOSED =
      "PageNumber, PageSize, TotalNumberOfRecords, TotalPages, ECI-Deprecated, Retry-After, X-Request-Id, ETag, Ec-Guid, Idempotent-Replayed";

  private static final String ABOUT =
      """
      Send an API key in the header `ECI-ApiKey`. Paths and the names of parameters, filters and fields match in any letter \
      case. Dates are local, without zone: `2026-03-30T00:00:00`. Identifiers are whole numbers of 32 bits.

      **Lists** take `filter`, for example `placeCode one of 'HQ'|'LAB' and structure equals 'true'`: every value in single \
      quotes, `\\'` for a quote inside one. Paged lists answer how much there is in the headers PageNumber, PageSize, \
      TotalNumberOfRecords and TotalPages.

      **Errors** are problem details (RFC 9457) that name every violation of a body at once.

      **Doing something once**: a write with the header Idempotency-Key is done once in a day, however often it is sent; **stale writes**: If-Match with the
      ETag of what was read refuses (412) to write over a later change; If-None-Match answers 304 while nothing has changed.

      **Deprecated** operations answer with the header ECI-Deprecated, which names their successor.
      """;

  private final Authenticator authenticator;

  public LedgerFace(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", EXPOSED);
  }

  @Override
  public Map<String, String> preflight() {
    return Map.of(
        "Access-Control-Allow-Methods",
        "GET, POST, PUT, DELETE",
        "Access-Control-Allow-Headers",
        "ECI-ApiKey, Authorization, Content-Type, Accept, Idempotency-Key, If-Match, If-None-Match");
  }

  @Override
  public Caller authenticate(Exchange exchange, Map<String, String> query) {
    var key = exchange.header("ECI-ApiKey").map(String::strip);
    if (key.isPresent()) {
      return authenticator
          .byKey(key.get())
          .orElseThrow(() -> unauthorized("The API key is not valid."));
    }
    String authorization = exchange.header("Authorization").map(String::strip).orElse("");
    if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return authenticator
          .byToken(authorization.substring(7).strip())
          .orElseThrow(() -> unauthorized("The token is not valid."));
    }
    throw unauthorized("Send an API key in the header ECI-ApiKey.");
  }

  private static Problem unauthorized(String detail) {
    return Problem.of(ErrorCode.UNAUTHORIZED, detail).with("WWW-Authenticate", "Bearer");
  }

  @Override
  public String countedBy(Caller caller) {
    return caller.credential();
  }

  @Override
  public RateClass rateClass(Operation operation) {
    return operation.rateClass();
  }

  @Override
  public boolean negotiates() {
    return true;
  }

  /** The last one wins. */
  @Override
  public String repeated(String earlier, String later) {
    return later;
  }

  @Override
  public Map<String, Object> refusal(Problem problem, String path, String requestId) {
    ErrorCode code = problem.code();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", code.type());
    body.put("title", code.title());
    body.put("status", code.status());
    body.put("detail", problem.detail());
    body.put("instance", path);
    if (!problem.errors().isEmpty()) {
      body.put("errors", problem.errors());
    }
    body.put("requestId", requestId);
    return body;
  }

  @Override
  public Description description() {
    return new Description(
        "Meterbook",
        ABOUT,
        Map.of(
            "ApiKey",
            JSON.objectNode().put("type", "apiKey").put("in", "header").put("name", "ECI-ApiKey"),
            "Bearer",
            JSON.objectNode()
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "The token that a login answers.")),
        "application/problem+json",
        "ProblemDetails",
        problemDetails(),
        List.of(
            ErrorCode.INVALID_REQUEST,
            ErrorCode.UNAUTHORIZED,
            ErrorCode.NOT_FOUND,
            ErrorCode.NOT_ACCEPTABLE,
            ErrorCode.GONE,
            ErrorCode.TOO_MANY_REQUESTS));
  }

  /** What every refusal is. */
  private static ObjectNode problemDetails() {
    ObjectNode schema =
        JSON.objectNode()
            .put("type", "object")
            .put("description", "Why a request was refused (RFC 9457).");
    ObjectNode properties = schema.putObject("properties");
    property(properties, "type", "string", "names the kind of problem, for programs");
    property(properties, "title", "string", "the kind of problem, for people");
    property(properties, "status", "integer", "the status of the answer");
    property(properties, "detail", "string", "what was wrong with this request");
    property(properties, "instance", "string", "the path that was called");
    ObjectNode errors =
        property(properties, "errors", "object", "what is wrong with each field or parameter");
    errors
        .putObject("additionalProperties")
        .put("type", "array")
        .putObject("items")
        .put("type", "string");
    property(properties, "requestId", "string", "names the request in the server's log");
    schema
        .putArray("required")
        .add("type")
        .add("title")
        .add("status")
        .add("detail")
        .add("instance")
        .add("requestId");
    return schema;
  }

  private static ObjectNode property(
      ObjectNode properties, String name, String type, String description) {
    return properties.putObject(name).put("type", type).put("description", description);
  }
}
