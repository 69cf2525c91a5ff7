package org.meterbook.interval;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Moment;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.interval.ReadingModels.FailedReadingResponse;
import org.meterbook.interval.ReadingModels.FailedReadings;
import org.meterbook.interval.ReadingModels.ReadingResponse;

/** What is sent and answered about readings of data points. */
final class EsaReadingModels {
  private EsaReadingModels() {}

  record EsaReading(
      @Required @Meaning("the end of its interval; without an offset in the data point's zone")
          Moment timestamp,
      @Required @Meaning("the reading, before multiplier and difference") Double value,
      @Meaning("is an estimate; default false") @Nullable Boolean estimated,
      @Meaning("note") @Nullable String note) {}

  record EsaReadingCreate(
      @Meaning("the channel") @Nullable Integer esaChannelId,
      @Length(max = 255) @Meaning("the channel's name in other systems")
          @Nullable String esaChannelImportId,
      @Length(max = 255) @Meaning("the data point's name in other systems")
          @Nullable String dataPointImportId,
      @Meaning("interval in minutes, where several channels fit")
          @Nullable Integer esaChannelIntervalMinutes,
      @Length(max = 16) @Meaning("what is observed, where several channels fit")
          @Nullable String observationTypeCode,
      @Length(max = 16) @Meaning("unit, where several channels fit") @Nullable String unitCode,
      @Meaning(
              "times are those of the data point's wall clock, their offsets are ignored; default false")
          @Nullable Boolean useDataPointTimeZone,
      @Required @Meaning("the readings") List<EsaReading> readings) {}

  record FailedEsaReadings(
      @Meaning("place among the sets that were sent, from 0") int index,
      @Nullable Integer esaChannelId,
      @Nullable String esaChannelImportId,
      @Nullable String dataPointImportId,
      @Nullable String observationTypeCode,
      @Nullable String unitCode,
      @Nullable Integer esaChannelIntervalMinutes,
      List<FailedReadings> readings,
      @Meaning("what is wrong with the set; null if only some of its readings are bad")
          @Nullable String error) {}

  record EsaReadingCreateResponse(
      @Meaning("readings that are stored now, those among them that were there already")
          int importedReadingsCount,
      @Meaning("readings that were refused") int failedReadingsCount,
      @Meaning("readings that replaced one that said something else") int replacedReadingsCount,
      @Meaning("readings that were there already, saying the same") int unchangedReadingsCount,
      @Meaning("readings that gave way to a later one of this call at the same moment")
          int repeatedReadingsCount,
      @Meaning("refused readings that are not listed: of a set the first thousand are")
          int failedReadingsLeftOff,
      @Meaning("the sets with refused readings") List<FailedEsaReadings> failedReadings) {
    /** The same in the words of data points. */
    static EsaReadingCreateResponse of(ReadingResponse response) {
      return new EsaReadingCreateResponse(
          response.importedReadingsCount(),
          response.failedReadingsCount(),
          response.replacedReadingsCount(),
          response.unchangedReadingsCount(),
          response.repeatedReadingsCount(),
          response.failedReadingsLeftOff(),
          response.failedReadings().stream().map(EsaReadingModels::failed).toList());
    }
  }

  record EsaReadingDelete(
      @Required @Refers("channel") @Meaning("the channel") Integer esaChannelId,
      @Meaning("the moment after which readings are deleted; null: from the first one")
          @Nullable Moment timeBegin,
      @Meaning(
              "the last moment of which they are deleted; null: to the last one; equal to timeBegin: only that one")
          @Nullable Moment timeEnd,
      @Meaning(
              "times are those of the data point's wall clock, their offsets are ignored; default false")
          @Nullable Boolean useDataPointTimeZone) {}

  record EsaReadingDeleteResponse(@Meaning("readings that were deleted") int deleted) {}

  record EsaReadingSummarizedCreate(
      @Required @Refers("channel") @Meaning("the channel") Integer esaChannelId,
      @Required @Meaning("the end of an interval of the channel; without an offset in its zone")
          Moment timestamp,
      @Required @Meaning("the value, in the channel's unit") Double value,
      @Meaning("is an estimate; default false") @Nullable Boolean estimated,
      @Length(max = 4000) @Meaning("note") @Nullable String note) {}

  record EsaReadingSummarizedCreateResponse(
      @Meaning("values that are stored now") int created,
      @Meaning("values that replaced one that said something else") int replaced) {}

  record EsaReadingSummarizedDelete(
      @Required @Refers("channel") @Meaning("the channel") Integer esaChannelId,
      @Required @Meaning("the end of the interval; without an offset in the channel's zone")
          Moment timestamp) {}

  record EsaReadingNote(
      int esaChannelId,
      @Meaning("it was entered by hand for a whole interval") boolean isSummarized,
      String note,
      @Meaning("the reading's time with the offset of its zone") String timestamp) {}

  record EsaReadingNotesOfInterval(
      @Meaning("the interval's end, in the channel's zone") LocalDateTime date,
      List<EsaReadingNote> esaReadingNotes) {}

  record NoteDateRange(LocalDateTime startDate, LocalDateTime endDate) {}

  record EsaReadingNoteByIntervalResponse(
      @Meaning("the days that are looked at; null without notes") @Nullable NoteDateRange dateRange,
      @Meaning("60 for up to a week, 1440 for more") int groupIntervalMinutes,
      List<EsaReadingNotesOfInterval> esaReadingNotesByInterval) {}

  private static FailedEsaReadings failed(FailedReadingResponse failed) {
    Integer seconds = failed.channelIntervalInSeconds();
    return new FailedEsaReadings(
        failed.index(),
        failed.channelId(),
        failed.channelImportId(),
        failed.meterImportId(),
        failed.observationTypeCode(),
        failed.unitCode(),
        seconds == null ? null : (Integer) (seconds / 60),
        failed.readings(),
        failed.error());
  }
}
