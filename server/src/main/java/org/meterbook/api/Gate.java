package org.meterbook.api;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Lets a request through, or says why not: removed, unknown caller, too often, not permitted, not
 * acceptable.
 */
final class Gate {
  private final Face face;
  private final RateLimits rateLimits;
  private final Clock clock;

  Gate(Face face, RateLimits rateLimits, Clock clock) {
    this.face = face;
    this.rateLimits = rateLimits;
    this.clock = clock;
  }

  /** The caller; empty for an operation that is open to everyone. */
  Optional<Caller> admit(Request request) {
    Operation operation = request.operation();
    operation.deprecation().ifPresent(this::requireNotRemoved);
    if (operation.open()) {
      rateLimits.count(request.exchange().remoteAddress(), operation.rateClass());
      requireAcceptable(request);
      return Optional.empty();
    }
    Caller caller = face.authenticate(request.exchange(), request.query());
    rateLimits.count(face.countedBy(caller), face.rateClass(operation));
    operation.require(caller);
    requireAcceptable(request);
    return Optional.of(caller);
  }

  private void requireAcceptable(Request request) {
    if (face.negotiates()) {
      request.requireAcceptable();
    }
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
}
