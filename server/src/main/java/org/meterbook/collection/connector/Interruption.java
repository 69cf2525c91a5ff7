package org.meterbook.collection.connector;

import java.time.Instant;
import java.util.Optional;

/** Why a connector cannot go on. The message is for people; it never has a secret in it. */
public final class Interruption extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is to be done about it. */
  public enum Kind {
    /** The customer must authorize again. */
    BAD_LOGIN,
    /** The utility locked the account; the customer must see to it. */
    LOCKED,
    /** The customer must type the code that the utility sent. */
    CODE_NEEDED,
    /** This kind of account or login is not supported. */
    UNSUPPORTED,
    /** The website is down: tried again. */
    SITE_DOWN,
    /** The utility made a mistake: tried again. */
    UTILITY_ERROR,
    /** To be tried at a moment, not before. */
    WAITING,
    /** A person must look at it; it stays pending. */
    MANUAL,
    /** The customer or the utility took the access back. */
    REVOKED
  }

  private final Kind kind;
  private final String state;
  private final transient Optional<Instant> until;

  private Interruption(Kind kind, String message, String state, Optional<Instant> until) {
    super(message);
    this.kind = kind;
    this.state = state;
    this.until = until;
  }

  public static Interruption of(Kind kind, String message) {
    return new Interruption(kind, message, "", Optional.empty());
  }

  /** A code is needed; {@code state} comes back with it in {@link Login#state}. */
  public static Interruption codeNeeded(String message, String state) {
    return new Interruption(Kind.CODE_NEEDED, message, state, Optional.empty());
  }

  /** To be tried again at a moment. */
  public static Interruption waiting(String message, Instant until) {
    return new Interruption(Kind.WAITING, message, "", Optional.of(until));
  }

  public Kind kind() {
    return kind;
  }

  public String state() {
    return state;
  }

  /** The moment to try again, where the utility says one. */
  public Optional<Instant> until() {
    return until;
  }
}
