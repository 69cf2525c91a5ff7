package org.meterbook.interval.readingimport;

import java.util.List;
import java.util.Optional;
import org.meterbook.interval.FileText;
import org.meterbook.interval.readingimport.ImportModels.ReadingImportProfile;

/**
 * Where the time of a row is: in one column, in one for the date and one for the time, or, of a
 * wide row, in one for the date. Columns are counted from 0.
 *
 * @param first the column of the time or the date
 * @param second the column of the time beside the date; -1 for none
 * @param format of both with a blank between
 * @param dateOnly the row is a day
 */
record TimeColumns(int first, int second, TimeFormat format, boolean dateOnly) {
  private static final String DATE = "yyyy-MM-dd";
  private static final String TIME = "H:mm[:ss]";

  static Optional<TimeColumns> of(ReadingImportProfile sent, List<String> errors) {
    Integer stamp = sent.timestampColumnNumber();
    Integer date = sent.dateColumnNumber();
    Integer time = sent.timeColumnNumber();
    if (sent.wide() != null) {
      if (date == null || time != null || stamp != null) {
        errors.add("with wide, dateColumnNumber says which column is the day, and no other does");
        return Optional.empty();
      }
      return format(orElse(sent.dateFormat(), DATE), "dateFormat", true, errors)
          .map(format -> new TimeColumns(date - 1, -1, format, true));
    }
    if (stamp != null && date == null && time == null) {
      return format(
              orElse(sent.timestampFormat(), TimeFormat.ISO), "timestampFormat", false, errors)
          .map(format -> new TimeColumns(stamp - 1, -1, format, false));
    }
    if (stamp == null && date != null && time != null) {
      String both = orElse(sent.dateFormat(), DATE) + " " + orElse(sent.timeFormat(), TIME);
      return format(both, "dateFormat and timeFormat", false, errors)
          .map(format -> new TimeColumns(date - 1, time - 1, format, false));
    }
    errors.add(
        "either timestampColumnNumber or dateColumnNumber with timeColumnNumber is required");
    return Optional.empty();
  }

  private static String orElse(
      @org.jspecify.annotations.Nullable String pattern, String otherwise) {
    return pattern == null || pattern.isBlank() ? otherwise : pattern;
  }

  private static Optional<TimeFormat> format(
      String pattern, String name, boolean dateOnly, List<String> errors) {
    Optional<TimeFormat> format = TimeFormat.of(pattern, dateOnly);
    if (format.isEmpty()) {
      errors.add(
          "%s: '%s' is no pattern of %s"
              .formatted(
                  name, FileText.cut(pattern, 50), dateOnly ? "a date" : "a date and a time"));
    }
    return format;
  }

  /** The text of a row's time. A workbook has a day and a time of day as moments of their own. */
  String text(List<String> cells, boolean workbook) {
    String begin = cells.get(first).strip();
    int cut = workbook && (second >= 0 || dateOnly) ? begin.indexOf('T') : -1;
    String date = cut < 0 ? begin : begin.substring(0, cut);
    if (second < 0) {
      return date;
    }
    String time = cells.get(second).strip();
    return date + " " + (workbook ? time.substring(time.indexOf('T') + 1) : time);
  }
}
