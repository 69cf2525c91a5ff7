package org.meterbook.collection;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import tools.jackson.databind.JsonNode;

/**
 * Bills as a table: a line for each, with columns for all tiers, times of use, demand and power
 * that any of them has.
 */
final class BillsCsv {
  static final List<String> HEADER =
      List.of(
          "meter_uid",
          "utility",
          "utility_service_id",
          "utility_billing_account",
          "utility_service_address",
          "utility_meter_number",
          "utility_tariff_name",
          "bill_start_date",
          "bill_end_date",
          "bill_days",
          "bill_statement_date",
          "bill_total_kWh",
          "bill_total",
          "source",
          "updated",
          "bill_volume",
          "bill_total_unit");

  static final String SELECT =
      """
      SELECT t.collection_meter_id, a.utility, t.updated, t.blocks, t.collection_bill_id
      FROM collection_bill t JOIN collection_meter m ON m.tenant_id = t.tenant_id AND m.collection_meter_id = t.collection_meter_id
      JOIN collection_authorization a ON a.tenant_id = t.tenant_id AND a.collection_authorization_id = t.collection_authorization_id
      WHERE t.tenant_id = :tenant
      """;

  static final String ORDER = "ORDER BY t.collection_meter_id, t.begins, t.collection_bill_id";

  static final int FETCH = 200;
  private static final String DETAILS = "_details";

  private BillsCsv() {}

  static void write(Sql sql, Span span, OutputStream out) {
    NamedSql statement = NamedSql.compile(span.all(SELECT, ORDER));
    WideCsv.write(
        out,
        HEADER,
        lines -> sql.each(statement, span.parameters(), FETCH, row -> lines.accept(line(row))));
  }

  private static WideCsv.Line line(Row row) {
    JsonNode blocks = Notes.JSON.readTree(row.text(4));
    JsonNode base = blocks.path("base");
    return new WideCsv.Line(
        Arrays.asList(
            String.valueOf(row.integer(1)),
            row.text(2),
            CsvFile.cell(base.path("service_identifier")),
            CsvFile.cell(base.path("billing_account")),
            CsvFile.cell(base.path("service_address")),
            CsvFile.cell(base.path("meter_numbers")),
            CsvFile.cell(base.path("service_tariff")),
            CsvFile.day(base.path("bill_start_date")),
            CsvFile.day(base.path("bill_end_date")),
            days(base),
            CsvFile.day(base.path("bill_statement_date")),
            CsvFile.cell(base.path("bill_total_kwh")),
            CsvFile.cell(base.path("bill_total_cost")),
            CsvFile.cell(blocks.path("sources").path(0).path("type")),
            Stamp.utc(row.instant(3)),
            CsvFile.cell(base.path("bill_total_volume")),
            CsvFile.cell(base.path("bill_total_unit"))),
        further(blocks));
  }

  private static String days(JsonNode base) {
    return String.valueOf(
        ChronoUnit.DAYS.between(
            LocalDate.parse(CsvFile.day(base.path("bill_start_date"))),
            LocalDate.parse(CsvFile.day(base.path("bill_end_date")))));
  }

  private static Map<WideCsv.Column, String> further(JsonNode blocks) {
    Map<WideCsv.Column, String> cells = new LinkedHashMap<>();
    blocks
        .propertyStream()
        .filter(block -> block.getKey().endsWith(DETAILS))
        .forEach(block ->
            block
                .getValue()
                .propertyStream()
                .forEach(each ->
                    cells.put(
                        WideCsv.Column.of(0, block.getKey(), each.getKey()),
                        CsvFile.cell(each.getValue()))));
    for (JsonNode tier : blocks.path("tiers")) {
      costAndVolume(cells, 1, tier);
    }
    for (JsonNode tou : blocks.path("tou")) {
      costAndVolume(cells, 2, tou);
    }
    for (JsonNode demand : blocks.path("demand")) {
      String name = demand.path("name").asString("");
      put(cells, WideCsv.Column.of(3, name, "cost"), demand.path("cost"), BigDecimal::add);
      put(cells, WideCsv.Column.of(3, name, "kw"), demand.path("demand"), BigDecimal::max);
    }
    for (JsonNode power : blocks.path("power")) {
      String type = power.path("type").asString("");
      put(
          cells,
          WideCsv.Column.of(4, "power_" + type, power.path("unit").asString("")),
          power.path("volume"),
          type.endsWith("usage") ? BigDecimal::add : BigDecimal::max);
    }
    return cells;
  }

  private static void costAndVolume(Map<WideCsv.Column, String> cells, int group, JsonNode line) {
    String name = line.path("name").asString("");
    put(cells, WideCsv.Column.of(group, name, "cost"), line.path("cost"), BigDecimal::add);
    put(
        cells,
        WideCsv.Column.of(group, name, line.path("unit").asString("")),
        line.path("volume"),
        BigDecimal::add);
  }

  /** A bill may have two lines of one name: half of it in summer, half in winter. */
  private static void put(
      Map<WideCsv.Column, String> cells,
      WideCsv.Column column,
      JsonNode value,
      BinaryOperator<BigDecimal> together) {
    if (value.isNumber()) {
      cells.merge(
          column,
          CsvFile.cell(value),
          (one, other) ->
              together.apply(new BigDecimal(one), new BigDecimal(other)).toPlainString());
    }
  }
}
