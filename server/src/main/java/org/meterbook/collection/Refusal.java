package org.meterbook.collection;

import org.meterbook.api.ErrorCode;
import org.meterbook.api.Problem;

/** The refusals of the collection API, by the names that its clients know. */
public final class Refusal {
  private Refusal() {}

  /** 400: a parameter or a key of the body is not what it must be. */
  public static Problem invalid(String parameter, String message) {
    return Problem.named(
        ErrorCode.INVALID_REQUEST, "invalid_param", "'" + parameter + "' " + message);
  }

  /** 400: something must be given. */
  public static Problem missing(String message) {
    return Problem.named(ErrorCode.INVALID_REQUEST, "required_param_missing", message);
  }

  /** 400: every meter that was named is of an authorization that is over. */
  public static Problem expiredOrRevoked() {
    return Problem.named(
        ErrorCode.INVALID_REQUEST,
        "expired_or_revoked",
        "The authorizations of all given meters are expired or revoked. Ask the customer to authorize again.");
  }

  /** 403. */
  public static Problem forbidden(String message) {
    return Problem.named(ErrorCode.FORBIDDEN, "forbidden", message);
  }

  /** 404. */
  public static Problem notFound(String message) {
    return Problem.named(ErrorCode.NOT_FOUND, "not_found", message);
  }
}
