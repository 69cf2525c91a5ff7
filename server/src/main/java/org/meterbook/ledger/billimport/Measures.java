package org.meterbook.ledger.billimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines that a row becomes, each bound to the file's columns and to its place in {@link Rows}.
 */
final class Measures {
  private static final int CREDIT = 1;
  private static final int DEBIT = 2;

  /**
   * A line of each row.
   *
   * @param value column of the quantity
   * @param unit the unit's code
   * @param cost column of the amount
   * @param fixedUnit id of the unit, where the profile says it
   * @param valueSlot where a row keeps the quantity; a unit of its own is kept next to it
   * @param costSlot where a row keeps the amount
   */
  record Measure(
      String caption,
      Catalogue.Kind kind,
      Optional<Columns.Cell> value,
      Optional<Columns.Cell> unit,
      Optional<Integer> fixedUnit,
      Optional<Columns.Cell> cost,
      int currency,
      boolean optional,
      int valueSlot,
      int costSlot) {
    boolean hasValue(Rows rows, int row) {
      return value.isPresent() && !Double.isNaN(rows.number(row, valueSlot));
    }

    boolean hasCost(Rows rows, int row) {
      return cost.isPresent() && rows.slot(row, costSlot) != Rows.NO_AMOUNT;
    }

    double value(Rows rows, int row) {
      return rows.number(row, valueSlot);
    }

    int unit(Rows rows, int row) {
      return fixedUnit.orElseGet(() -> (int) rows.slot(row, valueSlot + 1));
    }

    long cents(Rows rows, int row) {
      return rows.slot(row, costSlot);
    }
  }

  private final List<Measure> all = new ArrayList<>();
  private int slots = Rows.FIXED;

  Measures(Profile profile, Columns columns, Catalogue catalogue) {
    for (Profile.Line line : profile.lines()) {
      Optional<Columns.Cell> unit = line.unit().map(columns::cell);
      Optional<Integer> fixed =
          unit.filter(Columns.Cell::isFixed).map(cell -> unit(catalogue, cell.text()));
      int valueSlot = take(line.value().isEmpty() ? 0 : fixed.isPresent() ? 1 : 2);
      int costSlot = take(line.cost().isPresent() ? 1 : 0);
      Catalogue.Kind kind = catalogue.kinds().get(Codes.key(line.observationType()));
      if (kind == null) {
        throw new ImportException(
            "The profile is wrong: there is no observation type '%s'."
                .formatted(line.observationType()));
      }
      all.add(
          new Measure(
              line.caption(),
              kind,
              line.value().map(columns::column),
              unit,
              fixed,
              line.cost().map(columns::column),
              unit(catalogue, line.currency()),
              line.optional(),
              valueSlot,
              costSlot));
    }
  }

  private int take(int count) {
    slots += count;
    return slots - count;
  }

  private static int unit(Catalogue catalogue, String code) {
    return catalogue
        .unit(code)
        .orElseThrow(() ->
            new ImportException("The profile is wrong: there is no unit '%s'.".formatted(code)));
  }

  List<Measure> all() {
    return all;
  }

  /** Slots of a row in all. */
  int slots() {
    return slots;
  }

  /**
   * What a row adds to its bill's total: debits raise, credits lower whatever their sign, in cents.
   */
  long total(Rows rows, int row) {
    long total = 0;
    for (Measure measure : all) {
      if (measure.hasCost(rows, row)) {
        long cents = measure.cents(rows, row);
        int credit = measure.kind().credit();
        total += credit == DEBIT ? cents : credit == CREDIT ? -Math.abs(cents) : 0;
      }
    }
    return total;
  }

  /** The row's use, in the file's own unit. */
  BigDecimal use(Rows rows, int row) {
    BigDecimal use = BigDecimal.ZERO;
    for (Measure measure : all) {
      if (measure.kind().use() && measure.hasValue(rows, row)) {
        use = use.add(BigDecimal.valueOf(measure.value(rows, row)));
      }
    }
    return use;
  }
}
