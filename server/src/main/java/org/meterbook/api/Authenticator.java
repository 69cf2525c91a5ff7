package org.meterbook.api;

import java.util.Optional;

/** Finds out who makes a request. */
public interface Authenticator {
  /** The owner of an API key; empty for a key that is not, or no longer, good. */
  Optional<Caller> byKey(String key);

  /** The owner of a token that a login gave; empty for one that is not, or no longer, good. */
  Optional<Caller> byToken(String token);
}
