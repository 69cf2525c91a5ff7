package org.meterbook.api;

import java.util.Locale;

/** Every way a request may be refused. Stable: clients may tell errors apart by it. */
public enum ErrorCode {
  INVALID_REQUEST(400, "The request is not valid"),
  UNAUTHORIZED(401, "Authentication is missing or not enough"),
  PAYMENT_REQUIRED(402, "There is no balance to pay with"),
  FORBIDDEN(403, "This is not allowed"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The method is not supported here"),
  NOT_ACCEPTABLE(406, "The answer cannot be given in an accepted format"),
  CONFLICT(409, "The request conflicts with what is stored"),
  GONE(410, "The operation was removed"),
  PRECONDITION_FAILED(412, "It has changed since it was read"),
  TOO_LARGE(413, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's format is not supported"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  INTERNAL(500, "Something went wrong on the server");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The {@code type} of the problem details. */
  public String type() {
    return "urn:meterbook:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
