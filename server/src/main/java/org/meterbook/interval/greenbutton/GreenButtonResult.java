package org.meterbook.interval.greenbutton;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Meaning;

/**
 * What came of a Green Button.
 *
 * @param series one for each meter reading
 * @param bills one for each usage summary
 */
public record GreenButtonResult(
    @Meaning("names the import") String taskGUId,
    @Meaning("name of the file") String fileName,
    @Meaning("what became of each meter reading") List<GreenButtonSeries> series,
    @Meaning("what became of each usage summary") List<GreenButtonBill> bills,
    @Meaning("departures from the standard that were read nevertheless")
        List<GreenButtonTolerance> tolerances,
    @Meaning("members of an archive and values that were not read") List<String> skipped) {

  /**
   * A meter reading.
   *
   * @param refused readings; all of them if there is a reason and no channel
   */
  public record GreenButtonSeries(
      @Meaning("what the file calls it") String meterReading,
      @Meaning("the meter; null where none was found") @Nullable String meterCode,
      @Meaning("the channel; null where there is none") @Nullable Integer channelId,
      @Meaning("the meter was made") boolean createdMeter,
      @Meaning("the channel was made") boolean createdChannel,
      @Meaning("what is observed") @Nullable String observationTypeCode,
      @Meaning("unit of the channel") @Nullable String unitCode,
      @Meaning("unit of the file") @Nullable String sentUnitCode,
      @Meaning("what readings are multiplied with before they are stored; 1: they are as sent")
          @Nullable Double factor,
      @Meaning("readings that are new") long stored,
      @Meaning("readings that replaced one that said something else") long replaced,
      @Meaning("readings that were there already") long same,
      @Meaning("readings that a later one of the file overrules") long repeated,
      @Meaning("readings that were refused") long refused,
      @Meaning("why, at most 100; or what is to be known") List<String> remarks) {}

  /** A usage summary. */
  public record GreenButtonBill(
      @Meaning("what the file calls it") String usageSummary,
      @Meaning("the bill; null where none was booked") @Nullable Integer billId,
      @Meaning("booked, already booked or refused") String outcome,
      @Meaning("why it was refused") @Nullable String reason) {}

  /** A departure from the standard. */
  public record GreenButtonTolerance(
      @Meaning("its name") String tolerance,
      @Meaning("what was done") String text,
      @Meaning("how often") long count,
      @Meaning("where it was met first") String first) {}
}
