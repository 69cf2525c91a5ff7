package org.meterbook.api;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.meterbook.http.Exchange;

/**
 * Lets a request through, or says why not: removed, unknown caller, too often, not permitted, not
 * acceptable.
 */
final class Gate {
  private final Authenticator authenticator;
  private final RateLimits rateLimits;
  private final Clock clock;

  Gate(Authenticator authenticator, RateLimits rateLimits, Clock clock) {
    this.authenticator = authenticator;
    this.rateLimits = rateLimits;
    this.clock = clock;
  }

  /** The caller; empty for an operation that is open to everyone. */
  Optional<Caller> admit(Request request) {
    Operation operation = request.operation();
    operation.deprecation().ifPresent(this::requireNotRemoved);
    if (operation.open()) {
      rateLimits.count(request.exchange().remoteAddress(), operation.rateClass());
      request.requireAcceptable();
      return Optional.empty();
    }
    Caller caller = authenticate(request.exchange());
    rateLimits.count(caller.credential(), operation.rateClass());
    if (!caller.may(operation.anyOf())) {
      String wanted =
          String.join(" or ", operation.anyOf().stream().map(Permission::toString).toList());
      throw Problem.of(ErrorCode.UNAUTHORIZED, "This needs the permission " + wanted + ".");
    }
    request.requireAcceptable();
    return Optional.of(caller);
  }

  private void requireNotRemoved(Deprecation deprecation) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    deprecation
        .removal()
        .filter(day -> !today.isBefore(day))
        .ifPresent(day -> {
          throw Problem.of(
              ErrorCode.GONE, "Removed on %s. %s.".formatted(day, deprecation.header()));
        });
  }

  private Caller authenticate(Exchange exchange) {
    Optional<String> key = exchange.header("ECI-ApiKey").map(String::strip);
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
}
