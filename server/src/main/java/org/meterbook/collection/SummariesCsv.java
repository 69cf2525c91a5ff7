package org.meterbook.collection;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import tools.jackson.databind.JsonNode;

/** Statements of billing accounts as a table, with a column for each kind of charge. */
final class SummariesCsv {
  static final List<String> HEADER =
      List.of(
          "billing_summary_uid",
          "billing_account_uid",
          "authorization_uid",
          "meter_uids",
          "utility",
          "billing_account",
          "billing_contact",
          "billing_address",
          "statement_date",
          "previous_balance_amount",
          "previous_balance_unpaid",
          "previous_payment_amount",
          "new_charges_amount",
          "new_balance_amount",
          "amount_due",
          "amount_due_date");

  static final String FROM =
      """
      FROM collection_billing_summary t JOIN collection_billing_account b
        ON b.tenant_id = t.tenant_id AND b.collection_billing_account_id = t.collection_billing_account_id
      JOIN collection_authorization a ON a.tenant_id = t.tenant_id AND a.collection_authorization_id = t.collection_authorization_id
      WHERE t.tenant_id = :tenant
      """;

  private static final String SELECT =
      """
      SELECT t.collection_billing_summary_id, t.collection_billing_account_id, t.collection_authorization_id, t.meter_ids, a.utility, b.blocks, t.blocks
      """
          + FROM;

  private SummariesCsv() {}

  /** The same selection, of statements: one is of several meters. */
  static Span of(Span meters) {
    return new Span(
        meters.where().replace("t.collection_meter_id = ANY(:meters)", "t.meter_ids && :meters"),
        meters.parameters(),
        meters.order(),
        meters.limit());
  }

  static void write(Sql sql, Span span, OutputStream out) {
    NamedSql statement =
        NamedSql.compile(
            span.all(
                SELECT,
                "ORDER BY t.collection_billing_account_id, t.statement_date, t.collection_billing_summary_id"));
    WideCsv.write(
        out,
        HEADER,
        lines ->
            sql.each(statement, span.parameters(), BillsCsv.FETCH, row -> lines.accept(line(row))));
  }

  private static WideCsv.Line line(Row row) {
    JsonNode account = Notes.JSON.readTree(row.text(6)).path("base");
    JsonNode blocks = Notes.JSON.readTree(row.text(7));
    List<@Nullable String> cells = new ArrayList<>();
    cells.add(String.valueOf(row.integer(1)));
    cells.add(String.valueOf(row.integer(2)));
    cells.add(String.valueOf(row.integer(3)));
    cells.add(String.join(", ", row.integers(4).stream().map(String::valueOf).toList()));
    cells.add(row.text(5));
    HEADER.subList(5, 8).forEach(name -> cells.add(CsvFile.cell(account.path(name))));
    HEADER
        .subList(8, HEADER.size())
        .forEach(name -> cells.add(CsvFile.cell(blocks.path("base").path(name))));
    Map<WideCsv.Column, String> charges = new LinkedHashMap<>();
    for (JsonNode charge : blocks.path("new_charges")) {
      charges.merge(
          WideCsv.Column.of(0, charge.path("name").asString(""), "cost"),
          CsvFile.cell(charge.path("cost")),
          (one, other) -> new BigDecimal(one).add(new BigDecimal(other)).toPlainString());
    }
    return new WideCsv.Line(cells, charges);
  }
}
