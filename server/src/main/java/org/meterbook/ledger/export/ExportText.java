package org.meterbook.ledger.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meterbook.ledger.GeneralLedgers;
import org.meterbook.ledger.Json;
import org.meterbook.store.Sql;

/** The text of an export: for each line of the profile one statement, for all bills. */
final class ExportText {
  /** What a line's cost adds to its bill. */
  private static final String COUNTED =
      "CASE t.credit WHEN 2 THEN l.cost WHEN 1 THEN CASE WHEN b.reversed_bill_id IS NULL THEN -1 ELSE 1 END * abs(l.cost) END";

  private static final String LINES =
      """
      FROM body_line l JOIN bill b ON b.tenant_id = l.tenant_id AND b.bill_id = l.bill_id
      JOIN account a ON a.tenant_id = b.tenant_id AND a.account_id = b.account_id
      JOIN observation_type t ON t.observation_type_id = l.observation_type_id
      LEFT JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id
      LEFT JOIN unit u ON u.unit_id = l.value_unit_id
      LEFT JOIN general_ledger g ON g.tenant_id = l.tenant_id AND g.general_ledger_id = %s
      WHERE l.tenant_id = :tenant AND l.bill_id = ANY(:bills)
      """
          .formatted(GeneralLedgers.ofLine("l", "b", "a"));

  private static final Map<String, String> STATEMENTS =
      Map.of(
          "L1Bill@",
          """
          SELECT b.bill_id, jsonb_build_object('invoiceNumber', b.invoice_number, 'controlCode', b.control_code,
            'statementDate', b.statement_date::date, 'dueDate', b.due_date::date, 'beginDate', b.begin_date::date, 'endDate', b.end_date::date,
            'billingPeriod', b.billing_period, 'accountPeriod', b.account_period, 'totalCost', b.total_cost::text, 'vendorCode', v.vendor_code,
            'vendorInfo', v.vendor_info, 'remitTo', v.remit_to, 'estimated', b.estimated, 'reversedBillId', b.reversed_bill_id,
            'accountCode', a.account_code)::text
          FROM bill b JOIN account a ON a.tenant_id = b.tenant_id AND a.account_id = b.account_id
          JOIN vendor v ON v.tenant_id = a.tenant_id AND v.vendor_id = a.vendor_id
          WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills) ORDER BY b.bill_id
          """,
          "L2Account@",
          """
          SELECT b.bill_id, jsonb_build_object('accountCode', a.account_code, 'accountInfo', a.account_info, 'costCenterCode', c.cost_center_code,
            'generalLedgerCode', g.general_ledger_code, 'accountCost', coalesce((SELECT sum(%s) FROM body_line l
              JOIN observation_type t ON t.observation_type_id = l.observation_type_id
              WHERE l.tenant_id = b.tenant_id AND l.bill_id = b.bill_id AND l.meter_id IS NULL), 0)::numeric(19, 2)::text)::text
          FROM bill b JOIN account a ON a.tenant_id = b.tenant_id AND a.account_id = b.account_id
          JOIN cost_center c ON c.tenant_id = a.tenant_id AND c.cost_center_id = a.cost_center_id
          LEFT JOIN general_ledger g ON g.tenant_id = a.tenant_id AND g.general_ledger_id = a.general_ledger_id
          WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills) ORDER BY b.bill_id
          """
              .formatted(COUNTED),
          "L3Meter@",
          """
          SELECT s.bill_id, jsonb_build_object('meterCode', m.meter_code, 'meterInfo', m.meter_info, 'commodityCode', c.commodity_code,
            'placeCode', p.place_code, 'use', s.native_use, 'useUnit', u.unit_code, 'billedDemand', s.billed_demand,
            'actualDemand', s.actual_demand, 'demandUnit', d.unit_code, 'cost', s.direct_cost::text)::text
          FROM bill_account_meter s JOIN meter m ON m.tenant_id = s.tenant_id AND m.meter_id = s.meter_id
          JOIN commodity c ON c.tenant_id = m.tenant_id AND c.commodity_id = m.commodity_id
          JOIN place p ON p.tenant_id = m.tenant_id AND p.place_id = m.place_id
          LEFT JOIN unit u ON u.unit_id = s.use_unit_id LEFT JOIN unit d ON d.unit_id = s.demand_unit_id
          WHERE s.tenant_id = :tenant AND s.bill_id = ANY(:bills) ORDER BY s.bill_id, s.bill_account_meter_id
          """,
          "L4G/L@",
          """
          SELECT l.bill_id, jsonb_build_object('generalLedgerCode', g.general_ledger_code, 'cost', sum(%s)::numeric(19, 2)::text,
            'accountPeriod', b.account_period, 'accountCode', a.account_code, 'costCenterCode', (SELECT c.cost_center_code FROM cost_center c
              WHERE c.tenant_id = a.tenant_id AND c.cost_center_id = a.cost_center_id))::text
          """
                  .formatted(COUNTED)
              + LINES
              + """
              AND l.cost IS NOT NULL AND t.credit IN (1, 2)
              GROUP BY l.bill_id, g.general_ledger_code, b.account_period, a.account_code, a.tenant_id, a.cost_center_id
              ORDER BY l.bill_id, g.general_ledger_code
              """,
          "L5Bill Line@",
          """
          SELECT l.bill_id, jsonb_build_object('bodyLineId', l.body_line_id, 'meterCode', m.meter_code, 'generalLedgerCode', g.general_ledger_code,
            'observationTypeCode', t.observation_type_code, 'caption', l.caption, 'value', l.value, 'valueUnit', u.unit_code,
            'cost', (%s)::numeric(19, 2)::text)::text
          """
                  .formatted(COUNTED)
              + LINES
              + " ORDER BY l.bill_id, l.display_order, l.body_line_id",
          "L6Custom Field@",
          """
          SELECT f.bill_id, jsonb_build_object('name', f.name, 'value', f.value)::text FROM bill_udf f
          WHERE f.tenant_id = :tenant AND f.bill_id = ANY(:bills) AND f.value IS NOT NULL ORDER BY f.bill_id, f.display_order
          """);

  private final Sql sql;
  private final ExportProfile profile;
  private final boolean customFields;

  ExportText(Sql sql, ExportProfile profile, boolean customFields) {
    this.sql = sql;
    this.profile = profile;
    this.customFields = customFields;
  }

  /**
   * Writes the text.
   *
   * @param head the cells of the export's own line
   */
  String write(List<Integer> bills, Map<String, String> head) {
    Map<Integer, List<List<String>>> ofBill = new HashMap<>();
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      profile
          .columns()
          .forEach((literal, columns) -> {
            if (!STATEMENTS.containsKey(literal)) {
              csv.writeRecord(cells(literal, columns, head));
            } else if (customFields || !literal.startsWith("L6")) {
              read(literal, columns, bills, ofBill);
            }
          });
      for (int bill : bills) {
        ofBill.getOrDefault(bill, List.of()).forEach(csv::writeRecord);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void read(
      String literal,
      List<String> columns,
      List<Integer> bills,
      Map<Integer, List<List<String>>> ofBill) {
    sql.list(
            Objects.requireNonNull(STATEMENTS.get(literal)),
            Map.of("bills", bills),
            row -> Map.entry(row.integer(1), row.text(2)))
        .forEach(row -> {
          Map<String, String> values = Json.texts(row.getValue());
          values.put("billId", String.valueOf(row.getKey()));
          ofBill
              .computeIfAbsent(row.getKey(), _ -> new ArrayList<>())
              .add(cells(literal, columns, values));
        });
  }

  private static List<String> cells(
      String literal, List<String> columns, Map<String, String> values) {
    List<String> cells = new ArrayList<>(List.of(literal));
    columns.forEach(column -> cells.add(values.getOrDefault(column, "")));
    return cells;
  }
}
