package org.meterbook.collection.page;

import java.time.Instant;

/**
 * A receipt as it is shown; all times in words.
 *
 * @param ongoingEnd no data of a later day is collected; empty where all is
 * @param revoked the day; empty where it is not
 * @param link its own address
 */
record Receipt(
    Granted granted,
    String utility,
    String until,
    String ongoingEnd,
    String given,
    State state,
    String revoked,
    String link) {
  /** What has become of a consent. */
  enum State {
    ACTIVE("You authorized this"),
    BROKEN("Authorized, but the utility gave no access"),
    EXPIRED("This authorization has ended"),
    REVOKED("You revoked this authorization"),
    DECLINED("You declined");

    private final String title;

    State(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /** Is data still taken? */
    boolean isOpen() {
      return this == ACTIVE || this == BROKEN;
    }

    static State of(Granted granted, Instant now) {
      if (granted.declined().isPresent()) {
        return DECLINED;
      }
      if (granted.revoked().isPresent()) {
        return REVOKED;
      }
      if (granted.isExpired(now)) {
        return EXPIRED;
      }
      return granted.status().equals("errored") ? BROKEN : ACTIVE;
    }
  }

  /** Is there something to end? An expired one's data is still there. */
  boolean isRevocable() {
    return state != State.REVOKED && state != State.DECLINED;
  }
}
