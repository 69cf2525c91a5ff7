package org.meterbook.ledger.bill;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Problem;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.audit.Audits;
import org.meterbook.ledger.audit.Options;
import org.meterbook.ledger.workflow.Workflow;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Editing one bill with its lines: what is not sent is removed. */
final class BillEdit {
  private BillEdit() {}

  /** What protects a bill, locked until the commit. */
  private record Found(
      int account, boolean isVoid, boolean approved, boolean exported, boolean reversed) {}

  static void edit(Call call, BillRequests.BillEdit request) {
    int bill = call.id("billId");
    Found found = editable(call, bill);
    if (found.account() != request.accountId()) {
      throw Problem.invalid(
          "accountId",
          "must be %d, the bill's account; PUT /api/v3/bill/moveBills moves it to another"
              .formatted(found.account()));
    }
    List<BillLine> lines = BillLine.of(request);
    Sql sql = call.sql();
    BillEntry.require(
        sql,
        request.accountId(),
        request.beginDate(),
        request.endDate(),
        request.accountPeriod(),
        lines);
    Workflow workflow = Workflow.read(sql);
    Values values =
        Values.from(request, "meters", "accountBodyLines", "note", "setToUnapproved", "accountId")
            .with("estimated", Boolean.TRUE.equals(request.estimated()))
            .with("bill_note", request.note())
            .with("total_cost", BillLine.total(sql, lines))
            .with("edited_by", call.caller().userId());
    workflow.requireHeaders(BillEntry.headers(values));
    if (Boolean.TRUE.equals(request.setToUnapproved())
        && found.approved()
        && workflow.approvalModeEnabled()) {
      BillMarks.unapproved().columns().forEach(values::with);
    }
    writeLines(sql, bill, lines);
    sql.update(Tables.BILL, bill, values);
    BillSums.refresh(sql, List.of(bill));
    Audits.run(sql, List.of(bill), Options.of(Options.Why.EDIT));
  }

  private static Found editable(Call call, int bill) {
    // Asked after the lock is had: somebody may have reversed it meanwhile.
    boolean _ =
        call.sql()
            .exists(
                "SELECT 1 FROM bill WHERE tenant_id = :tenant AND bill_id = :bill FOR UPDATE",
                Map.of("bill", bill));
    Found found =
        call.sql()
            .first(
                """
                SELECT b.account_id, b.void, b.approved, b.ap_export_id IS NOT NULL OR b.gl_export_id IS NOT NULL,
                  NOT (%s)
                FROM bill b WHERE b.tenant_id = :tenant AND b.bill_id = :bill
                """
                    .formatted(BillGuard.NOT_REVERSED),
                Map.of("bill", bill),
                row ->
                    new Found(row.integer(1), row.bool(2), row.bool(3), row.bool(4), row.bool(5)))
            .orElseThrow(() -> Problem.notFound("There is no bill " + bill + "."));
    if (found.isVoid()) {
      throw Problem.invalid("billId", "the bill is void; lift it by PUT /api/v3/bill/void first");
    }
    if (found.reversed()) {
      throw Problem.invalid(
          "billId", "the bill and its reversal add up to zero; neither can be edited");
    }
    if (found.approved() && !call.caller().may("UpdateApprovedBills (Edit)")) {
      throw Problem.of(
          ErrorCode.FORBIDDEN,
          "The bill is approved; to edit it needs the permission UpdateApprovedBills (Edit).");
    }
    if (found.exported() && !call.caller().may("ExportBills (Edit)")) {
      throw Problem.of(
          ErrorCode.FORBIDDEN,
          "The bill is exported; to edit it needs the permission ExportBills (Edit).");
    }
    return found;
  }

  private static void writeLines(Sql sql, int bill, List<BillLine> lines) {
    Set<Integer> gone = new HashSet<>(BillEntry.lineIds(sql, bill));
    List<Runnable> writes = new ArrayList<>();
    int order = 1;
    for (BillLine line : lines) {
      Values columns = BillEntry.columns(bill, line, order++);
      Integer id = line.bodyLineId();
      if (id == null) {
        writes.add(() -> sql.insert(Tables.BODY_LINE, columns));
      } else if (gone.remove(id)) {
        writes.add(() -> sql.update(Tables.BODY_LINE, id, columns));
      } else {
        throw Problem.invalid(
            "bodyLineId", "bill %d has no line %d, or it is named twice".formatted(bill, id));
      }
    }
    sql.delete(Tables.BODY_LINE, gone);
    writes.forEach(Runnable::run);
  }
}
