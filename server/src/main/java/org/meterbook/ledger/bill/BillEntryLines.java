package org.meterbook.ledger.bill;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.ledger.bill.BillEntryModels.BillEntryBodyLine;
import org.meterbook.ledger.bill.BillEntryModels.BillEntryBodyLineChild;
import org.meterbook.ledger.bill.BillEntryModels.BillEntryBodyLineWithNounChild;
import org.meterbook.ledger.bill.BillEntryModels.BillEntryMeterChild;
import org.meterbook.ledger.bill.BillEntryModels.BillEntryObservationTypeChild;
import org.meterbook.ledger.bill.BillEntryModels.UnitChild;
import org.meterbook.store.Column;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;

/**
 * The lines that the entry screen shows.
 *
 * @param account lines of the account itself
 * @param vendor those that the vendor's template asks for
 * @param accountLedger the account's general ledger
 */
record BillEntryLines(
    List<BillEntryMeterChild> meters,
    List<BillEntryBodyLine> account,
    List<BillEntryBodyLine> vendor,
    @Nullable String accountLedger) {
  private static final String KIND =
      """
      o.observation_type_id, o.observation_type_code, o.observation_type_info, o.noun_code, vu.unit_id, vu.unit_code, vu.unit_info,
        cu.unit_id, cu.unit_code, cu.unit_info\
      """;
  private static final String OF_LINE =
      """
      JOIN observation_type o ON o.observation_type_id = l.observation_type_id
      LEFT JOIN unit vu ON vu.unit_id = l.value_unit_id LEFT JOIN unit cu ON cu.unit_id = l.cost_unit_id
      """;
  private static final String METERS =
      """
      SELECT DISTINCT ON (m.meter_id) m.meter_id, m.meter_code, m.meter_info, g.general_ledger_code, k.account_meter_id
      FROM account_meter k JOIN meter m ON m.tenant_id = k.tenant_id AND m.meter_id = k.meter_id
      JOIN account a ON a.tenant_id = k.tenant_id AND a.account_id = k.account_id
      LEFT JOIN general_ledger g ON g.tenant_id = k.tenant_id AND g.general_ledger_id = coalesce(k.general_ledger_id, a.general_ledger_id)
      WHERE k.tenant_id = :tenant AND k.account_id = :account AND %s
      ORDER BY m.meter_id, (k.begin_date < :end AND k.end_date > :begin) DESC, k.begin_date DESC
      """;

  /** A line of the account stands under 0. */
  private static final int ACCOUNT = 0;

  /** The lines of a bill, with their values. */
  static BillEntryLines ofBill(Sql sql, int bill) {
    record Found(int account, LocalDateTime begin, LocalDateTime end) {}
    Found found =
        sql.first(
                "SELECT account_id, begin_date, end_date FROM bill WHERE tenant_id = :tenant AND bill_id = :bill",
                Map.of("bill", bill),
                row -> new Found(row.integer(1), row.local(2), row.local(3)))
            .orElseThrow();
    Map<Integer, List<BillEntryBodyLine>> lines = billLines(sql, bill, true);
    List<BillEntryMeterChild> meters =
        sql.list(
            METERS.formatted("k.meter_id = ANY(:meters)"),
            Map.of(
                "account",
                found.account(),
                "begin",
                found.begin(),
                "end",
                found.end(),
                "meters",
                List.copyOf(lines.keySet())),
            row -> meter(row, false, lines.getOrDefault(row.integer(1), List.of())));
    return new BillEntryLines(
        meters, lines.getOrDefault(ACCOUNT, List.of()), List.of(), ledger(sql, found.account()));
  }

  /**
   * The lines that the next bill of an account will have: of the meters that are linked within a
   * month from its first day those of their templates, or else of the latest bill; of the account
   * those of the latest bill.
   */
  static BillEntryLines ofAccount(Sql sql, int account, int vendor, LocalDateTime begin) {
    Map<Integer, List<BillEntryBodyLine>> templates = templateLines(sql, account, begin);
    Map<Integer, List<BillEntryBodyLine>> latest =
        sql.first(
                "SELECT bill_id FROM bill WHERE tenant_id = :tenant AND account_id = :account AND NOT void ORDER BY begin_date DESC, bill_id DESC LIMIT 1",
                Map.of("account", account),
                row -> row.integer(1))
            .map(bill -> billLines(sql, bill, false))
            .orElse(Map.of());
    List<BillEntryMeterChild> meters =
        sql.list(
            METERS.formatted("k.begin_date < :end AND k.end_date > :begin"),
            Map.of("account", account, "begin", begin, "end", begin.plusMonths(1)),
            row -> {
              List<BillEntryBodyLine> template = templates.get(row.integer(5));
              return meter(
                  row,
                  template != null,
                  template != null ? template : latest.getOrDefault(row.integer(1), List.of()));
            });
    List<BillEntryBodyLine> vendorLines =
        sql.list(
            "SELECT l.template_line_id, 0, l.caption, NULL::float8, NULL::numeric, "
                + KIND
                + """
                 FROM template t JOIN template_version v ON v.tenant_id = t.tenant_id AND v.template_id = t.template_id
                JOIN template_line l ON l.tenant_id = v.tenant_id AND l.version_id = v.version_id
                """
                + OF_LINE
                + " WHERE t.tenant_id = :tenant AND t.vendor_id = :vendor ORDER BY l.display_order",
            Map.of("vendor", vendor),
            row -> line(row, false));
    return new BillEntryLines(
        meters, latest.getOrDefault(ACCOUNT, List.of()), vendorLines, ledger(sql, account));
  }

  private static Map<Integer, List<BillEntryBodyLine>> billLines(
      Sql sql, int bill, boolean values) {
    return grouped(
        sql,
        "SELECT l.body_line_id, coalesce(l.meter_id, 0), l.caption, l.value, l.cost, "
            + KIND
            + " FROM body_line l "
            + OF_LINE
            + " WHERE l.tenant_id = :tenant AND l.bill_id = :bill ORDER BY l.display_order, l.body_line_id",
        Map.of("bill", bill),
        values);
  }

  /** By link of account and meter. */
  private static Map<Integer, List<BillEntryBodyLine>> templateLines(
      Sql sql, int account, LocalDateTime begin) {
    return grouped(
        sql,
        "SELECT l.template_line_id, k.account_meter_id, l.caption, NULL::float8, NULL::numeric, "
            + KIND
            + """
             FROM account_meter k JOIN form_template f ON f.tenant_id = k.tenant_id AND f.account_meter_id = k.account_meter_id
            JOIN template_version v ON v.tenant_id = f.tenant_id AND v.template_id = f.template_id
            JOIN template_line l ON l.tenant_id = v.tenant_id AND l.version_id = v.version_id
            """
            + OF_LINE
            + """
             WHERE k.tenant_id = :tenant AND k.account_id = :account AND f.begin_date <= :begin AND f.end_date > :begin
              AND v.begin_date <= :begin AND v.end_date > :begin ORDER BY l.display_order, l.template_line_id
            """,
        Map.of("account", account, "begin", begin),
        false);
  }

  private static Map<Integer, List<BillEntryBodyLine>> grouped(
      Sql sql, String text, Map<String, ?> parameters, boolean stored) {
    Map<Integer, List<BillEntryBodyLine>> lines = new LinkedHashMap<>();
    sql.list(text, parameters, row -> Map.entry(row.integer(2), line(row, stored)))
        .forEach(line ->
            lines.computeIfAbsent(line.getKey(), _ -> new ArrayList<>()).add(line.getValue()));
    return lines;
  }

  /**
   * A line.
   *
   * @param stored it is a bill's own: with its identifier and values
   */
  private static BillEntryBodyLine line(Row row, boolean stored) {
    Integer valueUnit = row.integerOrNull(10);
    Integer costUnit = row.integerOrNull(13);
    BigDecimal cost = (BigDecimal) row.get(5, Column.DECIMAL);
    return new BillEntryBodyLine(
        stored ? Integer.valueOf(row.integer(1)) : null,
        row.text(3),
        valueUnit == null
            ? null
            : new BillEntryBodyLineWithNounChild(
                row.text(9),
                stored ? (Double) row.get(4, Column.DOUBLE) : null,
                "Value",
                new UnitChild(valueUnit, row.text(11), row.text(12))),
        costUnit == null
            ? null
            : new BillEntryBodyLineChild(
                stored ? cost : null, "Cost", new UnitChild(costUnit, row.text(14), row.text(15))),
        new BillEntryObservationTypeChild(row.integer(6), row.text(7), row.text(8)));
  }

  private static BillEntryMeterChild meter(
      Row row, boolean fromTemplate, List<BillEntryBodyLine> lines) {
    return new BillEntryMeterChild(
        fromTemplate, row.integer(1), row.text(2), row.text(3), row.textOrNull(4), lines);
  }

  private static @Nullable String ledger(Sql sql, int account) {
    return sql
        .list(
            """
            SELECT g.general_ledger_code FROM account a JOIN general_ledger g ON g.tenant_id = a.tenant_id
              AND g.general_ledger_id = a.general_ledger_id WHERE a.tenant_id = :tenant AND a.account_id = :account
            """,
            Map.of("account", account),
            row -> row.text(1))
        .stream()
        .findFirst()
        .orElse(null);
  }
}
