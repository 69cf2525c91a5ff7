package org.meterbook.interval.readingimport;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;

/** What is sent and answered about imports of readings. */
final class ImportModels {
  private static final String COLUMN = "number of the column, from 1";

  private ImportModels() {}

  record ReadingImportProfileColumn(
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning(COLUMN) @Nullable Integer columnNumber,
      @Required @Length(max = 16) @Meaning("what the column's values are")
          String observationTypeCode,
      @Required @Length(max = 16) @Meaning("their unit") String unitCode) {}

  record Estimated(
      @Required @Range(min = 1, max = Integer.MAX_VALUE) @Meaning(COLUMN) Integer columnNumber,
      @Required @Meaning("what the column says of an estimate") String indicator) {}

  record WideColumns(
      @Required
          @Range(min = 1, max = Integer.MAX_VALUE)
          @Meaning("number of the column of the day's first interval, from 1")
          Integer firstColumnNumber,
      @Required
          @Range(min = 1, max = 1500)
          @Meaning(
              "columns of a day, such as 24, 48 or 96; with those of a 25th hour 25, 50 or 100")
          Integer columns,
      @Range(min = 60, max = 86400)
          @Meaning("length of an interval; default what the number of columns tells")
          @Nullable Integer intervalInSeconds) {}

  record ReadingImportProfile(
      @Meaning("interval of channels that are made; and which channel is meant, where several fit")
          @Nullable Integer channelIntervalInSeconds,
      @Required
          @Length(min = 1, max = 2)
          @OneOf({",", ";", "|", "\t", "\\t", " "})
          @Meaning("what stands between cells; of no meaning in a workbook")
          String delimiter,
      @Required @Range(min = 0, max = Integer.MAX_VALUE) @Meaning("rows before the first readings")
          Integer numberOfHeaderRows,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning(COLUMN)
          @Nullable Integer timestampColumnNumber,
      @Meaning("pattern, such as M/d/yyyy H:mm; default ISO 8601") @Nullable String timestampFormat,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning(COLUMN) @Nullable Integer dateColumnNumber,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning(COLUMN) @Nullable Integer timeColumnNumber,
      @Meaning("pattern; default yyyy-MM-dd") @Nullable String dateFormat,
      @Meaning("pattern; default H:mm, with seconds or without") @Nullable String timeFormat,
      @Refers("time_zone") @Meaning("zone of the file's times; default the meter's")
          @Nullable Integer timeZoneId,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning(COLUMN)
          @Nullable Integer meterImportIdColumnNumber,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning(COLUMN)
          @Nullable Integer channelImportIdColumnNumber,
      @Required
          @Range(min = 1, max = Integer.MAX_VALUE)
          @Meaning("cells of a row; a row with another number of them is refused")
          Integer numberOfColumns,
      @Meaning("the columns with readings") @Nullable List<ReadingImportProfileColumn> dataMapping,
      @Meaning("how estimates are marked") @Nullable Estimated estimated,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning(COLUMN) @Nullable Integer noteColumnNumber,
      @Meaning("a day a row: its intervals stand in columns side by side")
          @Nullable WideColumns wide) {}

  record ReadingImportProfileRequest(
      @Required @Length(max = 64) @Meaning("name of the profile") String profileCode,
      @Flat ReadingImportProfile profile) {}

  record UserChild(
      @Meaning("identifier of the user") int userId,
      @Meaning("sign-in name") String userCode,
      @Meaning("full name") String fullName) {}

  record TimeZoneChild(
      @Meaning("identifier of the zone") int timeZoneId,
      @Meaning("IANA name") String timeZoneCode,
      @Meaning("common name") String timeZoneInfo) {}

  record ReadingImportProfileResponse(
      @Meaning("identifier of the profile") int profileId,
      @Meaning("name of the profile") String profileCode,
      @Meaning("who made it; null for the system") @Nullable UserChild createdBy,
      @Meaning(COLUMN) @Nullable Integer meterImportIdColumnNumber,
      @Meaning(COLUMN) @Nullable Integer channelImportIdColumnNumber,
      @Meaning("cells of a row") int numberOfColumns,
      @Meaning("interval of channels that are made") @Nullable Integer channelIntervalInSeconds,
      @Meaning("what stands between cells") String delimiter,
      @Meaning("rows before the first readings") int numberOfHeaderRows,
      @Meaning(COLUMN) @Nullable Integer timestampColumnNumber,
      @Meaning("pattern") @Nullable String timestampFormat,
      @Meaning(COLUMN) @Nullable Integer dateColumnNumber,
      @Meaning(COLUMN) @Nullable Integer timeColumnNumber,
      @Meaning("pattern") @Nullable String dateFormat,
      @Meaning("pattern") @Nullable String timeFormat,
      @Meaning("zone of the file's times; null: the meter's") @Nullable TimeZoneChild timeZone,
      @Meaning("the columns with readings") List<ReadingImportProfileColumn> dataMapping,
      @Meaning("how estimates are marked") @Nullable Estimated estimated,
      @Meaning(COLUMN) @Nullable Integer noteColumnNumber,
      @Meaning("a day a row; null: a moment a row") @Nullable WideColumns wide) {}

  record ReadingImportRequest(
      @Meaning("name of the profile; this or inlineProfile") @Nullable String profileCode,
      @Meaning("what the columns are; this or profileCode")
          @Nullable ReadingImportProfile inlineProfile,
      @Required @Meaning("the file: its text, or that in base64") String data,
      @Meaning("makes channels of known meters that are missing; default false")
          @Nullable Boolean autoCreateChannels,
      @Meaning("kept with the readings' source") @Nullable String importNote) {}

  record ImportLine(
      @Meaning("line of the file, from 1") long line,
      @Meaning("what is to be said of it") String text) {}

  record ReadingImportResult(
      @Meaning("names the import") String taskGUId,
      @Meaning("name of the file") String fileName,
      @Meaning("what its author says of it") @Nullable String note,
      @Meaning("when it was done") LocalDateTime createdDate,
      @Meaning("rows of the file, without header and empty ones") long rowsRead,
      @Meaning("readings that are new") long stored,
      @Meaning("readings that replaced one that said something else") long replaced,
      @Meaning("readings that were there already") long same,
      @Meaning("readings that a later one of the file for the same moment overrules") long repeated,
      @Meaning("rows and readings that were refused") long refused,
      @Meaning("the first 1000 of them, with the reason") List<ImportLine> refusals,
      @Meaning("what else is to be known, at most 1000") List<ImportLine> notes,
      @Meaning("channels that were made") List<Integer> createdChannels) {}
}
