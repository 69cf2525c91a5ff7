package org.meterbook.interval.readingimport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.interval.FileChannels;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportProfile;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportProfileColumn;

/**
 * A profile that fits together. Columns are counted from 0; -1 is none.
 *
 * @param delimiter between cells
 * @param headerRows rows before the first readings
 * @param columns cells of a row
 * @param times where the time of a row is and how it is written
 * @param zone id of the time zone of the file's times; empty: each meter's own
 * @param meter the column that names the meter
 * @param channel the column that names the channel
 * @param mappings the columns of readings
 * @param estimate the column that tells of estimates
 * @param indicator what it says of one
 * @param note the column of notes
 * @param wide the intervals of a day side by side; then there is one mapping
 * @param intervalSeconds of channels
 */
record Profile(
    char delimiter,
    int headerRows,
    int columns,
    TimeColumns times,
    Optional<Integer> zone,
    int meter,
    int channel,
    List<Mapping> mappings,
    int estimate,
    String indicator,
    int note,
    Optional<WideDay> wide,
    Optional<Integer> intervalSeconds) {

  /** As many as a workbook has. */
  private static final int MOST_COLUMNS = 16_384;

  private static final Set<String> DELIMITERS = Set.of(",", ";", "|", "\t", "\\t", " ");

  /** A column of readings, with what they are. */
  record Mapping(int column, String observationType, String unit) {}

  /**
   * Checks a profile as it was sent.
   *
   * @param errors takes a sentence for each mistake; if there is one, nothing is answered
   */
  static Optional<Profile> of(ReadingImportProfile sent, List<String> errors) {
    int before = errors.size();
    if (sent.dataMapping() != null
        && sent.dataMapping().stream()
            .anyMatch(each ->
                each == null || isBlank(each.observationTypeCode()) || isBlank(each.unitCode()))) {
      errors.add("dataMapping: observationTypeCode and unitCode are required");
    }
    if (sent.estimated() != null
        && (sent.estimated().columnNumber() == null || sent.estimated().indicator() == null)) {
      errors.add("estimated: columnNumber and indicator are required");
    }
    // A profile from a file has not been through the engine, which checks what a request must have.
    if (isMissing(sent.delimiter(), "delimiter", errors)
        | isMissing(sent.numberOfHeaderRows(), "numberOfHeaderRows", errors)
        | isMissing(sent.numberOfColumns(), "numberOfColumns", errors)
        | errors.size() > before) {
      return Optional.empty();
    }
    if (sent.numberOfHeaderRows() < 0) {
      errors.add("numberOfHeaderRows must not be negative");
    }
    if (sent.numberOfColumns() < 1 || sent.numberOfColumns() > MOST_COLUMNS) {
      errors.add("numberOfColumns must be 1 to " + MOST_COLUMNS);
    }
    if (!DELIMITERS.contains(sent.delimiter())) {
      errors.add("delimiter must be one of , ; | a tab or a blank");
    }
    Set<Integer> numbers = new HashSet<>();
    Optional<WideDay> wide = WideDay.of(sent.wide(), errors);
    List<Mapping> mappings = mappings(sent, wide.isPresent(), numbers, errors);
    for (Integer number :
        new Integer[] {
          sent.timestampColumnNumber(),
          sent.dateColumnNumber(),
          sent.timeColumnNumber(),
          sent.meterImportIdColumnNumber(),
          sent.channelImportIdColumnNumber(),
          sent.noteColumnNumber(),
          sent.estimated() == null ? null : sent.estimated().columnNumber()
        }) {
      if (number != null) {
        numbers.add(number);
      }
    }
    wide.ifPresent(day ->
        numbers.add(
            Math.toIntExact(Math.min((long) day.first() + day.columns(), Integer.MAX_VALUE))));
    numbers.stream()
        .filter(number -> number < 1 || number > sent.numberOfColumns())
        .sorted()
        .forEach(number ->
            errors.add(
                "column %d is not within numberOfColumns, %d"
                    .formatted(number, sent.numberOfColumns())));
    if (sent.meterImportIdColumnNumber() == null && sent.channelImportIdColumnNumber() == null) {
      errors.add("meterImportIdColumnNumber or channelImportIdColumnNumber is required");
    }
    if (sent.channelImportIdColumnNumber() != null && mappings.size() > 1) {
      errors.add(
          "channelImportIdColumnNumber names one channel: dataMapping can have one column only");
    }
    Integer seconds = sent.channelIntervalInSeconds();
    if (seconds != null && !FileChannels.isInterval(seconds)) {
      errors.add(
          "channelIntervalInSeconds must be whole minutes that divide a day, or a week or 30 days");
    }
    Optional<TimeColumns> times = TimeColumns.of(sent, errors);
    if (errors.size() > before || times.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Profile(
            sent.delimiter().equals("\\t") ? '\t' : sent.delimiter().charAt(0),
            sent.numberOfHeaderRows(),
            sent.numberOfColumns(),
            times.get(),
            Optional.ofNullable(sent.timeZoneId()),
            index(sent.meterImportIdColumnNumber()),
            index(sent.channelImportIdColumnNumber()),
            mappings,
            sent.estimated() == null ? -1 : index(sent.estimated().columnNumber()),
            sent.estimated() == null ? "" : sent.estimated().indicator().strip(),
            index(sent.noteColumnNumber()),
            wide,
            Optional.ofNullable(seconds).or(() -> wide.map(WideDay::intervalSeconds))));
  }

  private static List<Mapping> mappings(
      ReadingImportProfile sent, boolean wide, Set<Integer> numbers, List<String> errors) {
    List<Mapping> mappings = new ArrayList<>();
    for (ReadingImportProfileColumn column :
        Objects.requireNonNullElse(sent.dataMapping(), List.<ReadingImportProfileColumn>of())) {
      Integer number = column.columnNumber();
      if (number == null && !wide) {
        errors.add("dataMapping: columnNumber is required");
      } else if (number != null && !wide && !numbers.add(number)) {
        errors.add("dataMapping: column %d stands there twice".formatted(number));
      }
      mappings.add(
          new Mapping(
              number == null ? -1 : number - 1, column.observationTypeCode(), column.unitCode()));
    }
    if (mappings.isEmpty() || wide && mappings.size() > 1) {
      errors.add(
          wide
              ? "dataMapping: with wide, one entry says what all columns are"
              : "dataMapping: at least one column is required");
    }
    return mappings;
  }

  private static boolean isMissing(@Nullable Object value, String name, List<String> errors) {
    if (value == null) {
      errors.add(name + " is required");
    }
    return value == null;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank() || text.indexOf('\0') >= 0;
  }

  private static int index(@Nullable Integer number) {
    return number == null ? -1 : number - 1;
  }
}
