package org.meterbook.collection.connector.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.connector.Found;

/** Reads what {@link BillHistory} writes. */
final class HistoryReader {
  private HistoryReader() {}

  /**
   * The bills by their keys; empty if it is not such a file.
   *
   * @param service what the meter's page says of the service
   */
  static Optional<Map<String, Found.Bill>> read(String csv, Found.Service service) {
    Map<String, Found.Bill> bills = new LinkedHashMap<>();
    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(csv)) {
      Draft draft = null;
      boolean head = true;
      for (CsvRecord row : rows) {
        if (head) {
          if (!row.getFields().equals(BillHistory.HEAD)) {
            return Optional.empty();
          }
          head = false;
        } else if (row.getField(1).equals(BillHistory.BILL)) {
          draft = new Draft(row);
          bills.put(draft.key(), draft.bill(service));
        } else if (draft != null) {
          draft.add(row);
        }
      }
      return head ? Optional.empty() : Optional.of(bills);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A bill whose rows are being read; its lists are filled after it was made. */
  private static final class Draft {
    private final CsvRecord first;
    private final List<Found.LineItem> lines = new ArrayList<>();
    private final List<Found.Supplier> suppliers = new ArrayList<>();
    private final List<Found.Tier> tiers = new ArrayList<>();
    private final List<Found.TimeOfUse> timesOfUse = new ArrayList<>();
    private final List<Found.Demand> demands = new ArrayList<>();
    private final List<Found.Power> powers = new ArrayList<>();
    private List<Found.LineItem> supplied = new ArrayList<>();

    Draft(CsvRecord first) {
      this.first = first;
    }

    String key() {
      return first.getField(0);
    }

    Found.Bill bill(Found.Service service) {
      return new Found.Bill(
          key(),
          service,
          date(first, 4),
          date(first, 5),
          date(first, 6),
          amount(first, 7),
          number(first, 9),
          text(first, 10),
          lines,
          suppliers,
          tiers,
          timesOfUse,
          demands,
          powers,
          "pdf",
          Optional.empty());
    }

    void add(CsvRecord row) {
      String name = row.getField(2);
      String kind = row.getField(3);
      String unit = row.getField(10);
      switch (row.getField(1)) {
        case BillHistory.LINE -> lines.add(line(row));
        case BillHistory.TIER ->
            tiers.add(new Found.Tier(name, Integer.parseInt(kind), cost(row), volume(row), unit));
        case BillHistory.TIME_OF_USE ->
            timesOfUse.add(new Found.TimeOfUse(name, kind, cost(row), volume(row), unit));
        case BillHistory.DEMAND -> demands.add(new Found.Demand(name, cost(row), volume(row)));
        case BillHistory.POWER -> powers.add(new Found.Power(kind, name, volume(row), unit));
        case BillHistory.SUPPLIER -> {
          supplied = new ArrayList<>();
          suppliers.add(
              new Found.Supplier(
                  kind,
                  name,
                  text(row, 11),
                  text(row, 12),
                  supplied,
                  amount(row, 7),
                  number(row, 9),
                  text(row, 10)));
        }
        case BillHistory.SUPPLIER_LINE -> supplied.add(line(row));
        default -> throw new IllegalArgumentException("row " + row.getField(1));
      }
    }

    private static Found.LineItem line(CsvRecord row) {
      return new Found.LineItem(
          row.getField(2),
          date(row, 4),
          date(row, 5),
          cost(row),
          number(row, 8),
          text(row, 10),
          number(row, 9),
          row.getField(3));
    }

    private static LocalDate date(CsvRecord row, int column) {
      return LocalDate.parse(row.getField(column));
    }

    private static BigDecimal cost(CsvRecord row) {
      return new BigDecimal(row.getField(7));
    }

    private static double volume(CsvRecord row) {
      return Double.parseDouble(row.getField(9));
    }

    private static @Nullable String text(CsvRecord row, int column) {
      String field = row.getField(column);
      return field.isEmpty() ? null : field;
    }

    private static @Nullable BigDecimal amount(CsvRecord row, int column) {
      String field = row.getField(column);
      return field.isEmpty() ? null : new BigDecimal(field);
    }

    private static @Nullable Double number(CsvRecord row, int column) {
      String field = row.getField(column);
      return field.isEmpty() ? null : Double.valueOf(field);
    }
  }
}
