package org.meterbook.ledger.export;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Document;
import org.meterbook.api.Problem;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.export.BillExports.BillExportOptions;
import org.meterbook.ledger.workflow.Workflow;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Exporting bills once, and taking it back. */
final class Exporting {
  private static final int MOST_BILLS = 10_000;

  private Exporting() {}

  /**
   * The export of those bills that may be exported: not void, not held, not exported yet, approved
   * and of a closed batch where the workflow asks for it. Marked in the same transaction, so that
   * no bill is in two exports.
   *
   * @param bills empty: of all bills
   * @return empty where none may be exported
   */
  static Optional<Document> export(
      Call call,
      Optional<List<Integer>> bills,
      BillExportOptions options,
      @Nullable String fileName) {
    String mode = options.exportMode();
    Workflow workflow = Workflow.read(call.sql());
    if (workflow.export(mode).canExport().equals("never")) {
      throw Problem.invalid("exportMode", "the workflow settings allow no export of this mode");
    }
    List<Integer> exported = exportable(call, bills, mode, workflow);
    if (exported.size() > MOST_BILLS) {
      throw Problem.invalid(
          "billIds",
          "more than %d bills may be exported; name fewer at a time".formatted(MOST_BILLS));
    }
    if (exported.isEmpty()) {
      return Optional.empty();
    }
    String guid = UUID.randomUUID().toString();
    BigDecimal total = total(call.sql(), exported);
    String text =
        new ExportText(call.sql(), ExportProfile.of(mode), workflow.export(mode).includeUdfs())
            .write(exported, head(call, guid, options, exported.size(), total));
    if (options.markAsExported()) {
      mark(call, guid, options, fileName, exported, total);
    }
    Map<String, String> headers = new LinkedHashMap<>(Map.of("Ec-Guid", guid));
    if (fileName != null) {
      headers.put("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    }
    return Optional.of(
        new Document("text/plain; charset=utf-8", headers, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, String> head(
      Call call, String guid, BillExportOptions options, int count, BigDecimal total) {
    String note = options.exportNote();
    return Map.of(
        "exportGuid",
        guid,
        "exportMode",
        options.exportMode(),
        "exportDate",
        call.today().toString(),
        "exportNote",
        note == null ? "" : note,
        "billCount",
        String.valueOf(count),
        "totalCost",
        total.toPlainString());
  }

  private static List<Integer> exportable(
      Call call, Optional<List<Integer>> bills, String mode, Workflow workflow) {
    return call.sql()
        .list(
            """
            SELECT b.bill_id FROM bill b JOIN batch p ON p.tenant_id = b.tenant_id AND p.batch_id = b.batch_id
            WHERE b.tenant_id = :tenant AND (:all OR b.bill_id = ANY(:bills)) AND NOT b.void AND NOT b.export_hold AND b.%s IS NULL
              AND (b.approved OR NOT :approval) AND (p.batch_status = 'closed' OR NOT :closed)%s
            ORDER BY b.bill_id LIMIT %d FOR UPDATE OF b
            """
                .formatted(column(mode), call.within(Tables.BILL, "b"), MOST_BILLS + 1),
            Map.of(
                "all",
                bills.isEmpty(),
                "bills",
                bills.orElse(List.of()),
                "approval",
                workflow.needsApproval(mode),
                "closed",
                workflow.waitsForBatch(mode)),
            row -> row.integer(1));
  }

  /** What a bill is marked by; a payment pays what is exported for payment. */
  private static String column(String mode) {
    return mode.equals("gl") ? "gl_export_id" : "ap_export_id";
  }

  private static BigDecimal total(Sql sql, List<Integer> bills) {
    return sql.first(
            "SELECT sum(total_cost) FROM bill WHERE tenant_id = :tenant AND bill_id = ANY(:bills)",
            Map.of("bills", bills),
            row -> row.decimal(1))
        .orElseThrow();
  }

  private static void mark(
      Call call,
      String guid,
      BillExportOptions options,
      @Nullable String fileName,
      List<Integer> bills,
      BigDecimal total) {
    int export =
        call.sql()
            .insert(
                Tables.BILL_EXPORT,
                Values.none()
                    .with("export_guid", guid)
                    .with("export_mode", options.exportMode())
                    .with("file_name", fileName)
                    .with("note", options.exportNote())
                    .with("bill_count", bills.size())
                    .with("total_cost", total)
                    .with("created_by", call.caller().userId())
                    .with("created_date", call.now()));
    call.sql().update(Tables.BILL, bills, Values.none().with(column(options.exportMode()), export));
  }

  /** Takes the mark of a mode from bills; those without it are passed over. */
  static UpdateResult unexport(Call call, Collection<Integer> bills, String mode) {
    List<Integer> marked =
        call.sql()
            .list(
                "SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills) AND b.%s IS NOT NULL ORDER BY b.bill_id FOR UPDATE"
                    .formatted(column(mode)),
                Map.of("bills", List.copyOf(bills)),
                row -> row.integer(1));
    call.sql().update(Tables.BILL, marked, Values.none().with(column(mode), null));
    return new UpdateResult(Set.copyOf(bills).size(), marked.size());
  }

  /** Takes the mark of one export from all its bills that the caller may see. */
  static UpdateResult unexportRun(Call call, int run) {
    String mode =
        call.sql()
            .first(
                "SELECT export_mode FROM bill_export WHERE tenant_id = :tenant AND bill_export_id = :run",
                Map.of("run", run),
                row -> row.text(1))
            .orElseThrow();
    List<Integer> bills =
        call.sql()
            .list(
                "SELECT b.bill_id FROM bill b WHERE b.tenant_id = :tenant AND b.%s = :run%s ORDER BY b.bill_id"
                    .formatted(column(mode), call.within(Tables.BILL, "b")),
                Map.of("run", run),
                row -> row.integer(1));
    return unexport(call, bills, mode);
  }
}
