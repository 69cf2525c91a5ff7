package org.meterbook.collection.work;

import java.time.Duration;
import java.time.Instant;
import org.meterbook.collection.connector.Interruption;
import org.meterbook.job.Job;

/** What an interruption means for the work: an end, another try, or patience. */
sealed interface Outcome {
  /** How long the same work is tried. */
  Duration TRIED_FOR = Duration.ofDays(7);

  /** A manual step is looked after each day. */
  Duration MANUAL = Duration.ofDays(1);

  /** It failed for good; the note's type says why. */
  record Failed(String note, String message) implements Outcome {}

  /** It failed for now. */
  record Retry(Instant eta, String message) implements Outcome {}

  /** It is to wait: for a moment the utility named, or for a person. */
  record Wait(String note, Instant eta, String message) implements Outcome {}

  /** The access was taken back. */
  record Revoked() implements Outcome {}

  /**
   * What becomes of a job.
   *
   * @param test a test shows its failure at once: whoever tests waits for it
   */
  static Outcome of(Interruption why, Job job, Instant now, boolean test) {
    String message = String.valueOf(why.getMessage());
    return switch (why.kind()) {
      case BAD_LOGIN -> new Failed("access_invalid", message);
      case LOCKED -> new Failed("access_locked", message);
      case CODE_NEEDED -> new Failed("access_code_needed", message);
      case UNSUPPORTED -> new Failed("access_unsupported", message);
      case SITE_DOWN, UTILITY_ERROR -> retry(job, now, message, test);
      case WAITING ->
          new Wait("waiting", why.until().orElse(now.plus(Duration.ofHours(1))), message);
      case MANUAL -> new Wait("pending_manual", now.plus(MANUAL), message);
      case REVOKED -> new Revoked();
    };
  }

  private static Outcome retry(Job job, Instant now, String message, boolean test) {
    Instant eta = now.plus(Duration.ofMinutes(5L << Math.min(job.attempts() - 1, 8)));
    return test || eta.isAfter(job.firstTried().plus(TRIED_FOR))
        ? new Failed("utility_down", message)
        : new Retry(eta, message);
  }
}
