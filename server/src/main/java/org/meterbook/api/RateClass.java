package org.meterbook.api;

import java.time.Duration;

/**
 * How often one key, or one address before it is known, may call. Defaults; each is configuration.
 */
public enum RateClass {
  /** A client that lists everything in one loop, a page after the other, never meets it. */
  READ(600_000, Duration.ofMinutes(1), Duration.ofSeconds(5)),
  WRITE(300_000, Duration.ofMinutes(1), Duration.ofSeconds(5)),
  /** Passwords are guessed no faster than this. */
  LOGIN(30, Duration.ofMinutes(1), Duration.ofSeconds(5)),
  /** What an address may send from the consent page. */
  CONSENT(30, Duration.ofMinutes(1), Duration.ofSeconds(5)),
  /** The collection API counts by second, all tokens of a datasource together. */
  COLLECTION(50, Duration.ofSeconds(1), Duration.ZERO);

  private final int calls;
  private final Duration period;
  private final Duration penalty;

  RateClass(int calls, Duration period, Duration penalty) {
    this.calls = calls;
    this.period = period;
    this.penalty = penalty;
  }

  /** Calls within {@link #period}. */
  public int calls() {
    return calls;
  }

  public Duration period() {
    return period;
  }

  /** How long who is over the limit is refused; a call meanwhile makes it begin again. */
  Duration penalty() {
    return penalty;
  }
}
