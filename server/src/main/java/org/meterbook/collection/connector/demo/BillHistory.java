package org.meterbook.collection.connector.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.connector.Found;

/**
 * The history of a meter's bills as CSV: a row for each bill, and behind it a row for each thing on
 * it. Written by the website; {@link HistoryReader} reads it.
 */
final class BillHistory {
  static final List<String> HEAD =
      List.of(
          "bill",
          "row",
          "name",
          "kind",
          "begin",
          "end",
          "statement",
          "cost",
          "rate",
          "volume",
          "unit",
          "service",
          "tariff");
  static final String BILL = "bill";
  static final String LINE = "line";
  static final String TIER = "tier";
  static final String TIME_OF_USE = "time of use";
  static final String DEMAND = "demand";
  static final String POWER = "power";
  static final String SUPPLIER = "supplier";
  static final String SUPPLIER_LINE = "supplier line";

  private BillHistory() {}

  static String write(List<Found.Bill> bills) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
    csv.writeRecord(HEAD);
    for (Found.Bill bill : bills) {
      Rows rows = new Rows(csv, bill.key());
      rows.of(BILL, "", "").dates(bill.start(), bill.end(), bill.statement());
      rows.amounts(bill.totalCost(), null, bill.totalVolume(), bill.totalUnit()).end();
      bill.lineItems().forEach(line -> rows.line(LINE, line));
      for (Found.Tier tier : bill.tiers()) {
        rows.of(TIER, tier.name(), String.valueOf(tier.level()));
        rows.amounts(tier.cost(), null, tier.volume(), tier.unit()).end();
      }
      for (Found.TimeOfUse use : bill.timesOfUse()) {
        rows.of(TIME_OF_USE, use.name(), use.bucket());
        rows.amounts(use.cost(), null, use.volume(), use.unit()).end();
      }
      for (Found.Demand demand : bill.demands()) {
        rows.of(DEMAND, demand.name(), "")
            .amounts(demand.cost(), null, demand.demand(), "kw")
            .end();
      }
      for (Found.Power power : bill.powers()) {
        rows.of(POWER, power.name(), power.type());
        rows.amounts(null, null, power.volume(), power.unit()).end();
      }
      for (Found.Supplier supplier : bill.suppliers()) {
        rows.of(SUPPLIER, supplier.name(), supplier.type());
        rows.amounts(supplier.totalCost(), null, supplier.totalVolume(), supplier.totalUnit());
        rows.put("service", supplier.serviceId()).put("tariff", supplier.tariff()).end();
        supplier.lineItems().forEach(line -> rows.line(SUPPLIER_LINE, line));
      }
    }
    return text.toString();
  }

  /** Writes one row after the other. */
  private static final class Rows {
    private final CsvWriter csv;
    private final String bill;
    private String[] cells = new String[0];

    Rows(CsvWriter csv, String bill) {
      this.csv = csv;
      this.bill = bill;
    }

    Rows of(String row, String name, String kind) {
      cells = new String[HEAD.size()];
      return put("bill", bill).put("row", row).put("name", name).put("kind", kind);
    }

    Rows put(String column, @Nullable Object value) {
      cells[HEAD.indexOf(column)] = value == null ? "" : value.toString();
      return this;
    }

    Rows dates(LocalDate begin, LocalDate end, @Nullable LocalDate statement) {
      return put("begin", begin).put("end", end).put("statement", statement);
    }

    Rows amounts(
        @Nullable BigDecimal cost,
        @Nullable Double rate,
        @Nullable Double volume,
        @Nullable String unit) {
      return put("cost", cost).put("rate", rate).put("volume", volume).put("unit", unit);
    }

    void line(String row, Found.LineItem line) {
      of(row, line.name(), line.kind()).dates(line.start(), line.end(), null);
      amounts(line.cost(), line.rate(), line.volume(), line.unit()).end();
    }

    void end() {
      csv.writeRecord(cells);
    }
  }
}
