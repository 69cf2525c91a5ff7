package org.meterbook.greenbutton;

/**
 * Takes the readings of a file one by one. Whatever it throws ends the reading and is passed on.
 */
public interface ReadingConsumer {
  /**
   * A reading. One with the same meter reading and the same start as an earlier one replaces it.
   *
   * @param meterReading the series it belongs to; always the same object for the same series
   */
  void reading(MeterReading meterReading, IntervalReading reading);

  /**
   * A reading that was left out; all others go on.
   *
   * @param reason what is wrong with it, a sentence
   */
  default void refused(Place place, String reason) {}
}
