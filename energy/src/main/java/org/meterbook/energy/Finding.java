package org.meterbook.energy;

/** Something in the readings of a channel that somebody should look at. */
public sealed interface Finding {
  /** Epoch second where it begins, for putting findings in order. */
  long start();

  /**
   * Readings are missing.
   *
   * @param from epoch second where the missing time begins, the end of the last interval before
   * @param to epoch second where it ends, the beginning of the next interval that has a value
   * @param missing how many intervals that is, 1 or more, rounded where the times are uneven
   */
  record Gap(long from, long to, long missing) implements Finding {
    @Override
    public long start() {
      return from;
    }
  }

  /**
   * The value did not change.
   *
   * @param from epoch second of the beginning of the first interval
   * @param to epoch second of the end of the last
   * @param value what each of them has
   * @param count how many readings there are, 2 or more
   */
  record FlatLine(long from, long to, double value, int count) implements Finding {
    @Override
    public long start() {
      return from;
    }
  }

  /**
   * A value far off those of other days.
   *
   * @param at epoch second of the end of the interval
   * @param value what it has
   * @param expected the median of all values at this time of day
   */
  record Spike(long at, double value, double expected) implements Finding {
    @Override
    public long start() {
      return at;
    }
  }
}
