package org.meterbook.collection.page;

import java.util.Optional;

/**
 * What the requester is told of a consent that came to nothing.
 *
 * @param error as OAuth names it, and some more
 * @param text for people
 */
record Failure(String error, String text) {
  /** What went wrong; empty where nothing did, so far. */
  static Optional<Failure> of(Granted granted) {
    if (granted.declined().isPresent()) {
      return Optional.of(new Failure("access_denied", "User declined authorization"));
    }
    if (granted.revoked().isPresent()) {
      return Optional.of(new Failure("access_denied", "The authorization was revoked"));
    }
    if (!granted.status().equals("errored")) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            switch (granted.note()) {
              case "access_locked" -> "access_locked";
              case "utility_down" -> "utility_down";
              case "access_invalid", "access_code_needed", "access_unsupported" -> "access_invalid";
              default -> "server_error";
            },
            granted.message()));
  }
}
