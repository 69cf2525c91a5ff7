package org.meterbook.collection;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import tools.jackson.databind.JsonNode;

/** The lines of bills as a table; those of suppliers stand among the others, with their name. */
final class LineItemsCsv {
  static final List<@Nullable String> HEADER =
      List.of(
          "meter_uid",
          "utility",
          "utility_service_id",
          "utility_billing_account",
          "bill_uid",
          "bill_start_date",
          "bill_end_date",
          "bill_statement_date",
          "supplier_name",
          "line_item_name",
          "line_item_start",
          "line_item_end",
          "line_item_cost",
          "line_item_rate",
          "line_item_unit",
          "line_item_volume",
          "line_item_kind",
          "source",
          "updated");

  private LineItemsCsv() {}

  static void write(Sql sql, Span span, OutputStream out) {
    CsvFile csv = new CsvFile(out);
    csv.row(HEADER);
    sql.each(
        NamedSql.compile(span.all(BillsCsv.SELECT, BillsCsv.ORDER)),
        span.parameters(),
        BillsCsv.FETCH,
        row -> bill(csv, row));
    csv.finish();
  }

  private static void bill(CsvFile csv, Row row) {
    JsonNode blocks = Notes.JSON.readTree(row.text(4));
    for (JsonNode item : blocks.path("line_items")) {
      line(csv, row, blocks, "", item);
    }
    for (JsonNode supplier : blocks.path("suppliers")) {
      for (JsonNode item : supplier.path("supplier_line_items")) {
        line(csv, row, blocks, supplier.path("supplier_name").asString(""), item);
      }
    }
  }

  private static void line(CsvFile csv, Row row, JsonNode blocks, String supplier, JsonNode item) {
    JsonNode base = blocks.path("base");
    csv.row(
        Arrays.asList(
            String.valueOf(row.integer(1)),
            row.text(2),
            CsvFile.cell(base.path("service_identifier")),
            CsvFile.cell(base.path("billing_account")),
            String.valueOf(row.integer(5)),
            CsvFile.day(base.path("bill_start_date")),
            CsvFile.day(base.path("bill_end_date")),
            CsvFile.day(base.path("bill_statement_date")),
            supplier,
            CsvFile.cell(item.path("name")),
            CsvFile.cell(item.path("start")),
            CsvFile.cell(item.path("end")),
            CsvFile.cell(item.path("cost")),
            CsvFile.cell(item.path("rate")),
            CsvFile.cell(item.path("unit")),
            CsvFile.cell(item.path("volume")),
            CsvFile.cell(item.path("kind")),
            CsvFile.cell(blocks.path("sources").path(0).path("type")),
            Stamp.utc(row.instant(3))));
  }
}
