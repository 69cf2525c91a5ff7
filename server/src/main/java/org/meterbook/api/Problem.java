package org.meterbook.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal that the client gets as problem details (RFC 9457). Its texts are for the client: no
 * secrets, no internals.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String name;
  private final transient Map<String, List<String>> errors;
  private final transient Map<String, String> headers;

  private Problem(
      ErrorCode code,
      String name,
      String detail,
      Map<String, List<String>> errors,
      Map<String, String> headers) {
    super(detail, null, false, false);
    this.code = code;
    this.name = name;
    this.errors = new LinkedHashMap<>(errors);
    this.headers = Map.copyOf(headers);
  }

  /** A refusal with one sentence. */
  public static Problem of(ErrorCode code, String detail) {
    return named(code, "", detail);
  }

  /** A refusal that programs tell from others of its code by a name. */
  public static Problem named(ErrorCode code, String name, String detail) {
    return new Problem(code, name, detail, Map.of(), Map.of());
  }

  /** 400 because of one field or parameter. */
  public static Problem invalid(String field, String message) {
    return new Problem(
        ErrorCode.INVALID_REQUEST,
        "",
        field.isEmpty() ? message : field + ": " + message,
        Map.of(field, List.of(message)),
        Map.of());
  }

  /** 400 with every violation, by field. */
  public static Problem invalid(Map<String, List<String>> errors) {
    String detail =
        errors.size() == 1 ? "One field is not valid." : errors.size() + " fields are not valid.";
    return new Problem(ErrorCode.INVALID_REQUEST, "", detail, errors, Map.of());
  }

  /** 400 because of a body that is no JSON, with the place where it ceases to be. */
  public static Problem notJson(tools.jackson.core.JacksonException e) {
    return Request.notJson(e);
  }

  public static Problem notFound(String what) {
    return of(ErrorCode.NOT_FOUND, what);
  }

  /** The same with a response header. */
  public Problem with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Problem(code, name, detail(), errors, more);
  }

  public ErrorCode code() {
    return code;
  }

  /** What programs tell it by; empty where its code says enough. */
  public String name() {
    return name;
  }

  public String detail() {
    return java.util.Objects.requireNonNullElse(getMessage(), code.title());
  }

  public Map<String, List<String>> errors() {
    return errors;
  }

  /** What goes with the answer. */
  public Map<String, String> headers() {
    return headers;
  }
}
