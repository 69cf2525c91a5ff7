package org.meterbook.api;

import java.util.List;
import java.util.Map;
import org.meterbook.http.Exchange;
import tools.jackson.databind.node.ObjectNode;

/**
 * The conventions of one of the APIs that the engine speaks: who calls, how a refusal looks, what a
 * request must say of itself.
 */
public interface Face {
  /** Headers of every answer. */
  Map<String, String> headers();

  /** Headers of the answer to a browser that asks before it calls from another site. */
  Map<String, String> preflight();

  /**
   * Finds out who calls.
   *
   * @param query the query parameters, by lower-case name
   * @throws Problem 401
   */
  Caller authenticate(Exchange exchange, Map<String, String> query);

  /** What the caller's requests are counted by. */
  String countedBy(Caller caller);

  /** Which limit counts an operation of a known caller. */
  RateClass rateClass(Operation operation);

  /** Do {@code Accept} and {@code Content-Type} decide anything? */
  boolean negotiates();

  /** The value of a query parameter that is given once more. */
  String repeated(String earlier, String later);

  /** What a refused client gets, as a JSON object; the media type is {@link Description}'s. */
  Map<String, Object> refusal(Problem problem, String path, String requestId);

  /** How the API is described. */
  Description description();

  /**
   * How an API is described.
   *
   * @param title its name
   * @param about what a reader should know first, in Markdown
   * @param security the OpenAPI security schemes; any one of them is enough
   * @param refusalMedia the media type of refusals
   * @param refusal the name of their schema
   * @param refusalSchema their schema
   * @param refused what every operation may refuse with
   */
  record Description(
      String title,
      String about,
      Map<String, ObjectNode> security,
      String refusalMedia,
      String refusal,
      ObjectNode refusalSchema,
      List<ErrorCode> refused) {}
}
