package org.meterbook.collection;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import tools.jackson.databind.JsonNode;

/** Meters as a table. */
final class MetersCsv {
  static final List<@Nullable String> HEADER =
      List.of(
          "meter_uid",
          "authorization_uid",
          "customer_email",
          "utility",
          "utility_service_id",
          "utility_billing_account",
          "utility_billing_contact",
          "utility_billing_address",
          "utility_service_address",
          "utility_meter_number",
          "utility_tariff_name",
          "service_class",
          "created",
          "status",
          "status_message",
          "is_activated",
          "frequency",
          "bill_count",
          "interval_count",
          "timezone");

  private static final String SELECT =
      """
      SELECT t.collection_meter_id, t.collection_authorization_id, a.customer_email, a.utility, t.base, t.created, t.status, t.status_message,
        t.is_activated, t.frequency, t.bill_count, t.interval_count, t.zone
      FROM collection_meter t JOIN collection_authorization a
        ON a.tenant_id = t.tenant_id AND a.collection_authorization_id = t.collection_authorization_id
      WHERE t.tenant_id = :tenant
      """;

  private MetersCsv() {}

  static void write(Sql sql, Span span, OutputStream out) {
    CsvFile csv = new CsvFile(out);
    csv.row(HEADER);
    sql.each(
        NamedSql.compile(span.all(SELECT, "ORDER BY t.collection_meter_id")),
        span.parameters(),
        BillsCsv.FETCH,
        row -> csv.row(cells(row)));
    csv.finish();
  }

  private static List<@Nullable String> cells(Row row) {
    JsonNode base = Notes.JSON.readTree(row.text(5));
    return Arrays.asList(
        String.valueOf(row.integer(1)),
        String.valueOf(row.integer(2)),
        row.text(3),
        row.text(4),
        CsvFile.cell(base.path("service_identifier")),
        CsvFile.cell(base.path("billing_account")),
        CsvFile.cell(base.path("billing_contact")),
        CsvFile.cell(base.path("billing_address")),
        CsvFile.cell(base.path("service_address")),
        CsvFile.cell(base.path("meter_numbers")),
        CsvFile.cell(base.path("service_tariff")),
        CsvFile.cell(base.path("service_class")),
        Stamp.utc(row.instant(6)),
        row.text(7),
        row.text(8),
        String.valueOf(row.bool(9)),
        row.text(10),
        String.valueOf(row.integer(11)),
        String.valueOf(row.number(12)),
        row.text(13));
  }
}
