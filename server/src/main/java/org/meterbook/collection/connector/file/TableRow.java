package org.meterbook.collection.connector.file;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A row of a table by its columns. What cannot be understood names its row and column. */
final class TableRow {
  private static final Pattern NUMBER =
      Pattern.compile("-?\\$?-?(\\d{1,15}|\\d{1,3}(,\\d{3}){1,5})(\\.\\d{1,20})?");
  private static final int LONGEST_TEXT = 300;

  private final Map<TableColumn, Integer> columns;
  private final List<String> cells;
  private final long line;

  TableRow(Map<TableColumn, Integer> columns, List<String> cells, long line) {
    this.columns = columns;
    this.cells = cells;
    this.line = line;
  }

  /** Where a header has which column. */
  static Map<TableColumn, Integer> columns(List<String> header) {
    Map<TableColumn, Integer> columns = new EnumMap<>(TableColumn.class);
    for (TableColumn column : TableColumn.values()) {
      int index = column.in(header);
      if (index >= 0) {
        columns.put(column, index);
      }
    }
    return columns;
  }

  /** A text; our own exports put an apostrophe before what looks like a formula. */
  Optional<String> text(TableColumn column) {
    return Optional.ofNullable(columns.get(column)).flatMap(this::cell);
  }

  Optional<String> cell(int index) {
    return index >= cells.size()
        ? Optional.empty()
        : Optional.of(
                cells
                    .get(index)
                    .replaceAll("\\p{Cntrl}+", " ")
                    .strip()
                    .replaceFirst("^'(?=[=+@-])", ""))
            .filter(text -> !text.isEmpty())
            .map(text -> text.substring(0, Math.min(LONGEST_TEXT, text.length())));
  }

  LocalDate day(TableColumn column) {
    return optionalDay(column).orElseThrow(() -> problem(column, "is empty"));
  }

  Optional<LocalDate> optionalDay(TableColumn column) {
    return text(column)
        .map(text -> {
          List<LocalDate> days = Dates.in(text);
          if (days.size() != 1) {
            throw problem(column, "is no day: " + text);
          }
          return days.getFirst();
        });
  }

  Optional<BigDecimal> number(TableColumn column) {
    return text(column).map(text -> number(text, column.preferred()));
  }

  /** A number; commas stand only between thousands, so that 1,5 is not fifteen. */
  BigDecimal number(String text, String column) {
    if (!NUMBER.matcher(text).matches()) {
      throw problem(column, "is no number: " + text);
    }
    return new BigDecimal(text.replaceAll("[$,]", ""));
  }

  UnreadableException problem(TableColumn column, String what) {
    return problem(column.preferred(), what);
  }

  UnreadableException problem(String column, String what) {
    return new UnreadableException("Row %d: %s %s.".formatted(line, column, what));
  }

  /** What is billed or measured: by its identifier, else its meter, else its account. */
  String service() {
    return text(TableColumn.SERVICE)
        .or(() -> text(TableColumn.METER))
        .or(() -> text(TableColumn.ACCOUNT))
        .orElseThrow(() -> problem(TableColumn.SERVICE, "is empty"));
  }
}
