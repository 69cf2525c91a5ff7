package org.meterbook.collection.connector.file;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.collection.connector.Found;
import org.meterbook.files.RowSource;
import org.meterbook.files.TextRow;

/** Reads a table of bills, or of interval data, by the names of its columns. */
final class TableReader {
  private static final int MOST_ROWS = 1_000_000;

  private TableReader() {}

  static void read(RowSource source, ZoneId zone, Finds finds) {
    try (source) {
      List<String> header = header(source);
      Map<TableColumn, Integer> columns = TableRow.columns(header);
      boolean intervals = columns.containsKey(TableColumn.INTERVAL_START);
      require(columns, intervals);
      IntervalTable rows = new IntervalTable(header, zone, finds);
      int count = 0;
      for (Optional<TextRow> next = source.next(); next.isPresent(); next = source.next()) {
        TextRow row = next.get();
        if (row.fault().isPresent()) {
          throw new UnreadableException("Row %d: %s.".formatted(row.line(), row.fault().get()));
        }
        if (row.isBlank()) {
          continue;
        }
        if (++count > MOST_ROWS) {
          throw new UnreadableException("There are more than %d rows.".formatted(MOST_ROWS));
        }
        TableRow cells = new TableRow(columns, row.cells(), row.line());
        if (intervals) {
          rows.read(cells);
        } else {
          finds.bill(bill(cells));
        }
      }
      if (count == 0) {
        throw new UnreadableException("There is no row below the header.");
      }
    }
  }

  private static List<String> header(RowSource source) {
    for (Optional<TextRow> next = source.next(); next.isPresent(); next = source.next()) {
      if (next.get().fault().isPresent()) {
        break;
      }
      if (!next.get().isBlank()) {
        return next.get().cells();
      }
    }
    throw new UnreadableException("There is no header.");
  }

  private static void require(Map<TableColumn, Integer> columns, boolean intervals) {
    List<TableColumn> needed =
        intervals ? List.of(TableColumn.INTERVAL_END) : List.of(TableColumn.START, TableColumn.END);
    for (TableColumn column : needed) {
      if (!columns.containsKey(column)) {
        throw new UnreadableException(
            "There is no column %s, so this is no table of bills or interval data."
                .formatted(column.preferred()));
      }
    }
  }

  private static Found.Bill bill(TableRow row) {
    SimpleBill.Days days =
        new SimpleBill.Days(
            row.day(TableColumn.START),
            row.day(TableColumn.END),
            row.optionalDay(TableColumn.STATEMENT).orElseGet(() -> row.day(TableColumn.END)));
    if (!days.sound()) {
      throw row.problem(TableColumn.END, "does not fit the first day");
    }
    Optional<BigDecimal> kwh = row.number(TableColumn.KWH);
    Optional<BigDecimal> volume = row.number(TableColumn.VOLUME).or(() -> kwh);
    Optional<String> unit =
        row.text(TableColumn.UNIT).map(BillUnit::of).or(() -> kwh.map(_ -> "kwh"));
    Optional<BigDecimal> cost = row.number(TableColumn.COST);
    if (cost.isEmpty() && volume.isEmpty()) {
      throw row.problem(TableColumn.COST, "is empty, and so is the use");
    }
    return SimpleBill.of(
        service(row, unit),
        days,
        new SimpleBill.Totals(
            cost.orElse(null), volume.map(BigDecimal::doubleValue).orElse(null), unit.orElse(null)),
        "csv");
  }

  static Found.Service service(TableRow row, Optional<String> unit) {
    String tariff = row.text(TableColumn.TARIFF).orElse(null);
    return new Found.Service(
        row.service(),
        tariff,
        row.text(TableColumn.SERVICE_CLASS)
            .or(() -> unit.map(known -> BillUnit.serviceClass(known, tariff)))
            .orElse("unknown"),
        row.text(TableColumn.ADDRESS).orElse(null),
        row.text(TableColumn.METER).map(text -> List.of(text.split(",\\s*"))).orElse(List.of()),
        null,
        null,
        row.text(TableColumn.ACCOUNT).orElse(null));
  }
}
