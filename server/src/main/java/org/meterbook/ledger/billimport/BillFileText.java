package org.meterbook.ledger.billimport;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** Bills as a file in the Advanced format, to be changed and imported again. */
public final class BillFileText {
  /** Who may take bills out as a file. */
  public static final String PERMISSION = "BillsAndBatches (View)";

  /** Bills of a file at most. */
  public static final int MOST = 10_000;

  private static final int ROWS_HELD = 1000;
  private static final List<String> HEADINGS =
      List.of(
          "ACCOUNT",
          "STARTDATE",
          "ENDDATE",
          "ACE",
          "VPR",
          "METERCODE",
          "VENDORCODE",
          "BILLINGPERIOD",
          "ACCOUNTPERIOD",
          "STATEMENTDATE",
          "DUEDATE",
          "NEXTREADING",
          "INVOICENUMBER",
          "CONTROLCODE",
          "NOTE");

  /** A line's quantity and its cost are a column each; of equal ones on a bill each has its own. */
  private static final String CELLS =
      """
      WITH cell AS (
        SELECT l.tenant_id, l.bill_id, coalesce(l.meter_id, 0) AS meter_id, t.observation_type_code || ':' || u.unit_code || ':'
          || replace(l.caption, ':', ' ') AS heading, c.value, l.display_order, c.kind
        FROM body_line l
        JOIN observation_type t ON t.observation_type_id = l.observation_type_id
        CROSS JOIN LATERAL (VALUES (1, l.value::text, l.value_unit_id), (2, l.cost::text, l.cost_unit_id)) c (kind, value, unit_id)
        JOIN unit u ON u.unit_id = c.unit_id
        WHERE l.tenant_id = :tenant AND l.bill_id = ANY(:bills) AND c.value IS NOT NULL
      ), numbered AS (
        SELECT c.*, row_number() OVER (PARTITION BY c.bill_id, c.meter_id, c.heading ORDER BY c.display_order, c.kind) AS number
        FROM cell c WHERE c.tenant_id = :tenant
      )
      """;

  private static final String COLUMNS =
      CELLS
          + """
          SELECT n.heading, n.number FROM numbered n WHERE n.tenant_id = :tenant
          GROUP BY n.heading, n.number ORDER BY min(n.kind), min(n.display_order), n.heading, n.number
          """;

  private static final NamedSql ROWS =
      NamedSql.compile(
          CELLS
              + """
              SELECT a.account_code, b.begin_date, b.end_date, CASE WHEN b.estimated THEN 'E' ELSE 'A' END, coalesce(m.meter_code, ''),
                v.vendor_code, b.billing_period, b.account_period, b.statement_date, b.due_date, b.next_reading, b.invoice_number,
                b.control_code, b.bill_note, b.bill_id, n.meter_id, n.heading, n.number, n.value
              FROM bill b
              JOIN account a ON a.tenant_id = b.tenant_id AND a.account_id = b.account_id
              JOIN vendor v ON v.tenant_id = a.tenant_id AND v.vendor_id = a.vendor_id
              JOIN numbered n ON n.tenant_id = b.tenant_id AND n.bill_id = b.bill_id
              LEFT JOIN meter m ON m.tenant_id = b.tenant_id AND m.meter_id = n.meter_id
              WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills)
              ORDER BY lower(a.account_code), b.begin_date, b.end_date, b.bill_id, n.meter_id, n.heading, n.number
              """);

  private BillFileText() {}

  record BillActionHistoricalExport(
      @NotEmpty @Meaning("the bills, at most 10,000; void ones are left out")
          @Nullable List<Integer> ids,
      @OneOf({"", "V", "P", "R"})
          @Meaning("what is to become of the bills when the file is imported again")
          @Nullable String vpr) {}

  /** A column of a line, of which there may be several with one heading. */
  private record Column(String heading, long number) {}

  static void register(Operations operations) {
    operations
        .download(
            "ExportHistoricalBillsV3",
            "/api/v3/generatebillimport",
            PERMISSION,
            BillActionHistoricalExport.class,
            (call, request) ->
                of(
                    call,
                    Objects.requireNonNullElse(request.ids(), List.of()),
                    Objects.requireNonNullElse(request.vpr(), "")),
            "Hands out bills as a file that can be imported.")
        .parameter("exportFileName", FieldType.TEXT, "name of the file; default bills.csv");
    of(
        operations,
        "AccountExportHistoricalBillListV3",
        "/api/v3/account/{accountId}/list/bill/generateimport",
        "b.account_id = :accountId",
        "an account");
    of(
        operations,
        "MeterExportHistoricalBillListV3",
        "/api/v3/meter/{meterId}/list/bill/generateimport",
        "EXISTS (SELECT 1 FROM body_line l WHERE l.tenant_id = b.tenant_id AND l.bill_id = b.bill_id AND l.meter_id = :meterId)",
        "a meter");
  }

  private static void of(Operations operations, String id, String path, String where, String what) {
    operations
        .makes(
            id,
            path,
            PERMISSION,
            call ->
                of(
                    call,
                    call.sql()
                        .list(
                            "SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND %s LIMIT %d"
                                .formatted(where, MOST + 1),
                            call.path(),
                            row -> row.integer(1)),
                    ""),
            "Hands out the bills of " + what + " as a file that can be imported.")
        .parameter("exportFileName", FieldType.TEXT, "name of the file; default bills.csv");
  }

  /**
   * Bills as a file; those that are void, or beyond the caller's bounds, are left out.
   *
   * @param vpr what its column V/P/R says
   */
  public static Operation.File of(Call call, List<Integer> ids, String vpr) {
    if (ids.size() > MOST) {
      throw Problem.invalid("ids", "must be %,d bills at most".formatted(MOST));
    }
    List<Integer> bills =
        call.sql()
            .list(
                "SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills) AND NOT b.void"
                    + call.within(Tables.BILL, "b"),
                Map.of("bills", ids),
                row -> row.integer(1));
    String name = call.parameter("exportFileName").filter(each -> !each.isBlank()).orElse("bills");
    return new Operation.File(
        name.endsWith(".csv") ? name : name + ".csv",
        "text/csv",
        (inner, out) -> write(inner.sql(), bills, vpr, out));
  }

  private static void write(Sql sql, List<Integer> bills, String vpr, OutputStream out)
      throws IOException {
    Map<String, Object> ids = Map.of("bills", bills);
    List<Column> columns = sql.list(COLUMNS, ids, row -> new Column(row.text(1), row.number(2)));
    List<String> headings = new ArrayList<>(HEADINGS);
    columns.forEach(column -> headings.add(column.heading()));
    try (CsvWriter csv =
        CsvWriter.builder().build(new java.io.OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      csv.writeRecord(headings);
      Rows rows = new Rows(csv, columns, vpr);
      sql.each(ROWS, ids, ROWS_HELD, rows::take);
      rows.end();
    }
  }

  /** Gathers the cells of a bill and a meter into a row. */
  private static final class Rows {
    private final CsvWriter csv;
    private final String vpr;
    private final Map<Column, Integer> places = new HashMap<>();
    private final int width;
    private List<String> row = new ArrayList<>();
    private String key = "";

    Rows(CsvWriter csv, List<Column> columns, String vpr) {
      this.csv = csv;
      this.vpr = vpr;
      width = HEADINGS.size() + columns.size();
      columns.forEach(column -> places.put(column, HEADINGS.size() + places.size()));
    }

    void take(Row from) {
      String of = from.integer(15) + " " + from.integer(16);
      if (!of.equals(key)) {
        end();
        key = of;
        row = head(from);
      }
      Column column = new Column(from.text(17), from.number(18));
      row.set(Objects.requireNonNull(places.get(column)), from.text(19));
    }

    private List<String> head(Row from) {
      List<String> head = new ArrayList<>();
      head.add(text(from.text(1)));
      head.add(day(from.localOrNull(2)));
      head.add(day(from.localOrNull(3)));
      head.add(from.text(4));
      head.add(vpr);
      head.add(text(from.text(5)));
      head.add(text(from.text(6)));
      head.add(number(from.integerOrNull(7)));
      head.add(number(from.integerOrNull(8)));
      head.add(day(from.localOrNull(9)));
      head.add(day(from.localOrNull(10)));
      head.add(day(from.localOrNull(11)));
      head.add(text(from.textOrNull(12)));
      head.add(text(from.textOrNull(13)));
      head.add(text(from.textOrNull(14)));
      while (head.size() < width) {
        head.add("");
      }
      return head;
    }

    void end() {
      if (!row.isEmpty()) {
        csv.writeRecord(row);
      }
    }

    private static String day(@Nullable LocalDateTime time) {
      return time == null ? "" : time.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static String number(@Nullable Integer number) {
      return number == null ? "" : number.toString();
    }

    private static String text(@Nullable String text) {
      return text == null ? "" : PlainText.shown(text.replaceAll("[\r\n\0]+", " "));
    }
  }
}
