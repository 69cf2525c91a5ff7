package org.meterbook.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.meterbook.http.Exchange;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A routed request.
 *
 * @param exchange the wire
 * @param operation what it asks for
 * @param path the path's variables, as written
 * @param query the query parameters, by lower-case name
 */
record Request(
    Exchange exchange, Operation operation, Map<String, String> path, Map<String, String> query) {
  /** An id of the path; empty where the text is none, so that nothing can be there. */
  OptionalInt id(String variable) {
    try {
      return OptionalInt.of(Integer.parseInt(path.getOrDefault(variable, "")));
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }

  /** A computed id of the path; empty where the text is none. */
  OptionalLong wideId(String variable) {
    try {
      return OptionalLong.of(Long.parseLong(path.getOrDefault(variable, "")));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /** Refuses an {@code Accept} that JSON does not satisfy. */
  void requireAcceptable() {
    String accept = exchange.header("Accept").orElse("*/*").toLowerCase(Locale.ROOT);
    for (String range : accept.split(",", -1)) {
      String[] parts = range.strip().split(";", -1);
      boolean refused = false;
      for (int i = 1; i < parts.length; i++) {
        refused |= parts[i].strip().matches("q=0(\\.0*)?");
      }
      String type = parts[0].strip();
      if (!refused
          && (type.isEmpty()
              || type.equals("*/*")
              || type.equals("application/*")
              || type.equals("application/json")
              || type.equals("text/json"))) {
        return;
      }
    }
    throw Problem.of(
        ErrorCode.NOT_ACCEPTABLE,
        "The answer is application/json, which the Accept header excludes.");
  }

  /** The body's media type, in lower case and without parameters. */
  private String media() {
    String type =
        exchange.header("Content-Type").orElse("application/json").toLowerCase(Locale.ROOT);
    return type.split(";", 2)[0].strip();
  }

  private static boolean isJson(String media) {
    return media.equals("application/json") || media.equals("text/json") || media.endsWith("+json");
  }

  /** The body as a JSON object, whatever it calls itself; empty where there is none. */
  ObjectNode object(ObjectMapper mapper, int largest) {
    JsonNode json = parsed(mapper, largest);
    if (json.isMissingNode()) {
      return mapper.createObjectNode();
    }
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw Problem.invalid("", "The body must be a JSON object.");
  }

  /** The body as it comes in, up to a size. */
  Operation.Incoming incoming(Operation.Intake intake, long largest) {
    String media = media();
    if (!isJson(media) && !intake.formats().containsKey(media)) {
      throw Problem.of(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "The body must be application/json or %s, not %s."
              .formatted(String.join(" or ", intake.formats().keySet()), media));
    }
    return new Operation.Incoming(new Limited(exchange.body(), largest), media);
  }

  /** The body as JSON. */
  JsonNode body(ObjectMapper mapper, int largest) {
    String media = media();
    if (!isJson(media)) {
      throw Problem.of(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "The body must be application/json, not " + media + ".");
    }
    JsonNode json = parsed(mapper, largest);
    if (json.isMissingNode()) {
      throw Problem.invalid("", "A JSON body is required.");
    }
    return json;
  }

  private JsonNode parsed(ObjectMapper mapper, int largest) {
    try {
      return mapper.readTree(new Limited(exchange.body(), largest).readAllBytes());
    } catch (JacksonException e) {
      throw notJson(e);
    } catch (NumberFormatException _) {
      throw Problem.invalid("", "The body has a number with an exponent beyond all limits.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The refusal of a body that is no JSON, with the place where it ceases to be. */
  static Problem notJson(JacksonException e) {
    var location = e.getLocation();
    String at =
        location == null
            ? ""
            : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    return Problem.invalid("", "The body is not JSON" + at + ": " + reason(e));
  }

  /** What the parser found wrong, without what it says about itself. */
  private static String reason(JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return "it is nested too deeply, or a name, a text or a number is too long";
    }
    return e instanceof StreamReadException
        ? e.getOriginalMessage().replaceFirst(" \\((for|start marker at) .*", "")
        : "there is something after its end";
  }
}
