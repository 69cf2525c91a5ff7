package org.meterbook.greenbutton;

/**
 * One reading: numbers only, so that millions of them are cheap.
 *
 * @param start first second, epoch seconds, years 1970 to 2105
 * @param duration length in seconds, 0 to 4294967295
 * @param value the raw value; {@link ReadingType#physical} gives it in its unit
 * @param quality code of {@link CodeList#QUALITY}: the first of the reading's own that is not 0,
 *     else the reading type's default, else 0
 * @param cost cost in hundred-thousandths of the currency, or {@link #ABSENT}
 * @param tier consumption tier, or {@link #NONE}
 * @param tou time-of-use bucket, or {@link #NONE}
 * @param cpp critical peak bucket, or {@link #NONE}
 */
public record IntervalReading(
    long start, long duration, long value, int quality, long cost, int tier, int tou, int cpp) {
  /** No cost was sent. */
  public static final long ABSENT = Long.MIN_VALUE;

  /** No tier or bucket was sent. */
  public static final int NONE = Integer.MIN_VALUE;

  /** A valid reading without cost, tier or bucket. */
  public static IntervalReading of(long start, long duration, long value) {
    return new IntervalReading(start, duration, value, 0, ABSENT, NONE, NONE, NONE);
  }

  /** Whether a cost was sent with it. */
  public boolean hasCost() {
    return cost != ABSENT;
  }

  /** First second after it, epoch seconds. */
  public long end() {
    return start + duration;
  }

  IntervalReading withTime(long newStart, long newDuration) {
    return new IntervalReading(newStart, newDuration, value, quality, cost, tier, tou, cpp);
  }
}
