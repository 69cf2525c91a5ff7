package org.meterbook.greenbutton;

/**
 * A stretch of time.
 *
 * @param start first second, epoch seconds
 * @param duration length in seconds, 0 to 4294967295
 */
public record TimeInterval(long start, long duration) {
  /** First second after it, epoch seconds. */
  public long end() {
    return start + duration;
  }
}
