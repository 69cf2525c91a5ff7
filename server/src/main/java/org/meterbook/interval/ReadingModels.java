package org.meterbook.interval;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Moment;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;

/** What is sent and answered about readings. */
final class ReadingModels {
  private ReadingModels() {}

  record Reading(
      @Required @Meaning("the end of its interval; without an offset in the channel's time zone")
          Moment time,
      @Required @Meaning("the reading, before multiplier and difference") Double value,
      @Defined @Meaning("is an estimate") @Nullable Boolean estimated,
      @Defined @Meaning("note") @Nullable String note) {}

  record ReadingCreate(
      @Meaning("the channel") @Nullable Integer channelId,
      @Length(max = 255) @Meaning("the channel's name in other systems")
          @Nullable String channelImportId,
      @Length(max = 255) @Meaning("the meter's name in other systems, or its code")
          @Nullable String meterImportId,
      @Meaning("interval in seconds, where several channels fit")
          @Nullable Integer channelIntervalInSeconds,
      @Length(max = 16) @Meaning("what is observed, where several channels fit")
          @Nullable String observationTypeCode,
      @Length(max = 16) @Meaning("unit, where several channels fit") @Nullable String unitCode,
      @Required @Meaning("the readings") List<Reading> readings) {}

  record FailedReadings(
      @Meaning("place among the readings of its set, from 0") int index,
      @Nullable String time,
      @Nullable Double value,
      @Nullable Boolean estimated,
      @Nullable String note,
      @Meaning("what is wrong with it") String error) {}

  record FailedReadingResponse(
      @Meaning("place among the sets that were sent, from 0") int index,
      @Nullable Integer channelId,
      @Nullable String channelImportId,
      @Nullable String meterImportId,
      @Nullable String observationTypeCode,
      @Nullable String unitCode,
      @Nullable Integer channelIntervalInSeconds,
      List<FailedReadings> readings,
      @Meaning("what is wrong with the set; null if only some of its readings are bad")
          @Nullable String error) {}

  record ReadingResponse(
      @Meaning("readings that are stored now, those among them that were there already")
          int importedReadingsCount,
      @Meaning("readings that were refused") int failedReadingsCount,
      @Meaning("readings that replaced one that said something else") int replacedReadingsCount,
      @Meaning("readings that were there already, saying the same") int unchangedReadingsCount,
      @Meaning("readings that gave way to a later one of this call at the same moment")
          int repeatedReadingsCount,
      @Meaning("refused readings that are not listed: of a set the first thousand are")
          int failedReadingsLeftOff,
      @Meaning("the sets with refused readings") List<FailedReadingResponse> failedReadings) {}

  record ReadingDelete(
      @Required @Meaning("the channel") Integer channelId,
      @Meaning("the moment after which readings are deleted; null: from the first one")
          @Nullable Moment timeBegin,
      @Meaning(
              "the last moment of which they are deleted; null: to the last one; equal to timeBegin: only that one")
          @Nullable Moment timeEnd) {}

  record DeleteReadingResponse(
      @Meaning("readings that were deleted") int deleted,
      @Meaning("stretches of channels that are not there") List<ReadingDelete> failures) {}

  record ReadingsObservation(
      @Meaning("identifier, made of channel and time") long observationId,
      @Meaning("the end of the interval, in the channel's time zone") LocalDateTime time,
      @Meaning("with multiplier or difference applied; null where it cannot be told")
          @Nullable Double value,
      @Meaning("as it was sent") double rawValue,
      @Meaning("is an estimate") boolean estimated,
      @Nullable String note) {}

  record Unit(int unitId, String unitCode, String unitInfo) {}

  record Readings(
      int channelId,
      @Meaning("1 odometer, 2 trip") int rule,
      Unit unit,
      List<ReadingsObservation> readings) {}
}
