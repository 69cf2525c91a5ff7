package org.meterbook.ledger.billimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.meterbook.ledger.billimport.Columns.Cell;

/** Texts, dates and amounts of the row at hand; collects what is wrong with it. */
final class CellReader {
  private static final int LONGEST_SHOWN = 40;

  private final Columns columns;
  private final Amounts amounts;
  private final Dates dates;
  private final String dateForms;
  private final List<Reason> faults = new ArrayList<>();
  private List<String> cells = List.of();

  CellReader(Columns columns, Profile.Layout layout) {
    this.columns = columns;
    this.amounts = new Amounts(layout);
    this.dates = new Dates(layout.dateFormats());
    this.dateForms = String.join(" or ", layout.dateFormats());
  }

  /** Goes to the next row. */
  void start(List<String> row) {
    cells = row;
    faults.clear();
  }

  /** What is wrong with the row, so far. */
  List<Reason> faults() {
    return faults;
  }

  void fault(String fault) {
    faults.add(Reason.of(fault));
  }

  private void fault(String column, String fault) {
    faults.add(new Reason(column, column + ": " + fault));
  }

  /** Whether the profile names a source of it. */
  boolean has(Field field) {
    return columns.of(field).isPresent();
  }

  boolean isEmpty(Cell cell) {
    return cell.isEmpty(cells);
  }

  String text(Cell cell) {
    return cell.of(cells);
  }

  /** A text that must be there where the profile names a source of it. */
  String code(Field field) {
    Optional<Cell> cell = columns.of(field);
    if (cell.isPresent() && isEmpty(cell.get())) {
      fault(cell.get().name(), "is empty");
      return "";
    }
    return text(field);
  }

  /** A label, cut where it is too long. */
  String name(Field field, String otherwise) {
    String name =
        columns.of(field).filter(cell -> !isEmpty(cell)).map(this::text).orElse(otherwise);
    int longest = field.longest();
    return name.codePointCount(0, name.length()) <= longest
        ? name
        : name.substring(0, name.offsetByCodePoints(0, longest)).strip();
  }

  /** A text; empty where there is none. */
  String text(Field field) {
    Optional<Cell> cell = columns.of(field);
    if (cell.isEmpty() || isEmpty(cell.get())) {
      return "";
    }
    String text = PlainText.meant(text(cell.get()));
    if (text.length() > field.longest()) {
      fault(cell.get().name(), "is longer than %d characters".formatted(field.longest()));
      return "";
    }
    return text;
  }

  /** A day that must be there. */
  int requiredDay(Field field) {
    if (!has(field)) {
      fault(field.json() + ": is missing");
      return Rows.NO_DAY;
    }
    return day(field, code(field));
  }

  /** A day, or {@link Rows#NO_DAY}. */
  int day(Field field) {
    return day(field, text(field));
  }

  private int day(Field field, String text) {
    if (text.isEmpty()) {
      return Rows.NO_DAY;
    }
    OptionalInt day = dates.parse(text);
    if (day.isEmpty()) {
      fault(columns.of(field).orElseThrow(), "is not a date of the form " + dateForms);
    }
    return day.orElse(Rows.NO_DAY);
  }

  /** An amount; empty where there is none, which is a fault unless it is optional. */
  Optional<BigDecimal> amount(Cell cell, boolean optional) {
    if (isEmpty(cell)) {
      if (!optional) {
        fault(cell.name(), "is empty");
      }
      return Optional.empty();
    }
    Optional<BigDecimal> amount = amounts.parse(text(cell));
    check(amount.isPresent(), cell, "is not an amount");
    return amount;
  }

  /** A fault of what the row says for a field. */
  void fault(Field field, String fault) {
    fault(columns.of(field).orElseThrow(), fault);
  }

  boolean check(boolean holds, Cell cell, String fault) {
    if (!holds) {
      fault(cell, fault);
    }
    return holds;
  }

  private void fault(Cell cell, String fault) {
    String text = text(cell);
    String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    fault(cell.name(), "'%s' %s".formatted(shown, fault));
  }
}
