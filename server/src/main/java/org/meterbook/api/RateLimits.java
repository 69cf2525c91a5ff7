package org.meterbook.api;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts calls per credential and rate class. Who is over the limit of a class with a penalty is
 * refused until that time has passed without a call, as documented. Thread-safe.
 */
public final class RateLimits {
  private static final int KEPT = 100_000;

  private record Counted(String who, RateClass rateClass) {}

  private final Map<RateClass, Integer> calls;
  private final Clock clock;
  private final Map<Counted, Bucket> buckets = new ConcurrentHashMap<>();
  private final Map<Counted, Instant> refusedUntil = new ConcurrentHashMap<>();

  /**
   * Limits by class.
   *
   * @param calls calls in the class's period; a class that is not named keeps its default
   */
  public RateLimits(Map<RateClass, Integer> calls, Clock clock) {
    this.calls = Map.copyOf(calls);
    this.clock = clock;
  }

  /**
   * Counts a call.
   *
   * @throws Problem it is one too many
   */
  public void count(String who, RateClass rateClass) {
    Counted counted = new Counted(who, rateClass);
    if (!refusedUntil.isEmpty()) {
      Instant until = refusedUntil.get(counted);
      if (until != null && clock.instant().isBefore(until)) {
        throw refuse(counted);
      }
      refusedUntil.remove(counted);
    }
    if (buckets.size() > KEPT) {
      buckets.clear();
    }
    if (!buckets.computeIfAbsent(counted, this::bucket).tryConsume(1)) {
      throw refuse(counted);
    }
  }

  private Problem refuse(Counted counted) {
    Duration penalty = counted.rateClass().penalty();
    long seconds = Math.max(1, penalty.toSeconds());
    String message = "Too many calls. Wait %d seconds%s.";
    if (penalty.isPositive()) {
      refusedUntil.put(counted, clock.instant().plus(penalty));
    }
    return Problem.of(
            ErrorCode.TOO_MANY_REQUESTS,
            message.formatted(
                seconds, penalty.isPositive() ? "; retrying at once keeps the limit active" : ""))
        .with("Retry-After", String.valueOf(seconds));
  }

  private Bucket bucket(Counted counted) {
    int limit = calls.getOrDefault(counted.rateClass(), counted.rateClass().calls());
    Bandwidth bandwidth =
        Bandwidth.builder()
            .capacity(limit)
            .refillGreedy(limit, counted.rateClass().period())
            .build();
    return Bucket.builder()
        .addLimit(bandwidth)
        .withCustomTimePrecision(new ClockMeter(clock))
        .build();
  }

  private record ClockMeter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return clock.millis() * 1_000_000;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
