package org.meterbook.api;

import java.time.Duration;

/**
 * How often one key, or one address before it is known, may call. Defaults; each is configuration.
 */
public enum RateClass {
  /** A client that lists everything in one loop, a page after the other, never meets it. */
  READ(600_000, Duration.ofMinutes(1)),
  WRITE(300_000, Duration.ofMinutes(1)),
  /** Passwords are guessed no faster than this. */
  LOGIN(30, Duration.ofMinutes(1));

  private final int calls;
  private final Duration period;

  RateClass(int calls, Duration period) {
    this.calls = calls;
    this.period = period;
  }

  /** Calls within {@link #period}. */
  public int calls() {
    return calls;
  }

  public Duration period() {
    return period;
  }
}
