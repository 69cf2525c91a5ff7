package org.meterbook.energy;

/**
 * From where on {@link IntervalFindings} reports.
 *
 * @param gapIntervals how many intervals are missing at least; 1 or more
 * @param flatSeconds how long the value stays the same at least, in seconds; 1 or more. Where
 *     intervals are a day or more, give several of them: two equal days are no wonder
 * @param zeroIsFlat whether a value that stays zero counts, as it does where something always runs
 * @param spikeScore how far off a spike is, as a modified z-score that it exceeds; more than 0
 * @param spikeFactor how many times the median a spike is at least; 1 or more
 */
public record Thresholds(
    int gapIntervals, long flatSeconds, boolean zeroIsFlat, double spikeScore, double spikeFactor) {
  /**
   * One interval, 24 hours of anything but zero, score 8 and 3 times the median. Iglewicz and
   * Hoaglin label outliers from 3.5 on; 8 because weekends differ from workdays.
   */
  public static final Thresholds DEFAULT = new Thresholds(1, 24 * 60 * 60, false, 8, 3);

  /** Refuses what is out of range. */
  public Thresholds {
    require(gapIntervals >= 1, "gapIntervals must be 1 or more, not " + gapIntervals);
    require(flatSeconds >= 1, "flatSeconds must be 1 or more, not " + flatSeconds);
    require(spikeScore > 0, "spikeScore must be more than 0, not " + spikeScore);
    require(spikeFactor >= 1, "spikeFactor must be 1 or more, not " + spikeFactor);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
