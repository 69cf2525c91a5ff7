package org.meterbook.ledger.batch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.BillGuard.Deed;
import org.meterbook.ledger.audit.Audits;
import org.meterbook.ledger.audit.Options;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The states of a batch: open takes bills, pending makes its bills void, closed is for ever. */
public final class BatchStatus {
  private static final String MANAGE = "BillsAndBatches (Manage)";

  private BatchStatus() {}

  record UpdateBatchStatusRequest(
      @Required
          @OneOf({"Open", "Pending", "Closed"})
          @Meaning("Open from Pending, Pending from Open, Closed from both")
          String batchStatus,
      @Defined
          @Length(max = 255)
          @Meaning(
              "note; null leaves it, empty removes it; where another user's batch is opened, of the own batch that becomes pending")
          @Nullable String note,
      @Meaning("opening another user's batch leaves the caller's own open; default false")
          @Nullable Boolean leaveOpenBatchesAsIs) {}

  private record Found(String status, int createdBy, int holder) {}

  static void register(Operations operations) {
    operations.actOn(
        "UpdateBatchStatusV202206",
        "PUT",
        "/api/v202206/batch/{batchId}/status",
        "BillsAndBatches (Create)",
        UpdateBatchStatusRequest.class,
        BatchStatus::update,
        "Opens a pending batch, or makes a batch pending or closed, with the effect on its bills.");
  }

  private static void update(Call call, UpdateBatchStatusRequest request) {
    int id = call.id("batchId");
    int user = call.caller().userId();
    Sql sql = call.sql();
    String status = request.batchStatus().toLowerCase(Locale.ROOT);
    Found found = lock(sql, id);
    change(call, id, status);
    String note = request.note();
    if (!status.equals("open") || found.createdBy() == user) {
      note(sql, id, note);
    }
    if (status.equals("open")) {
      sql.update(Tables.BATCH, id, Values.none().with("opened_by", user));
      if (found.createdBy() != user && !Boolean.TRUE.equals(request.leaveOpenBatchesAsIs())) {
        for (int own : Batches.openOf(sql, user)) {
          if (own != id) {
            change(call, own, "pending");
            note(sql, own, note);
          }
        }
      }
    }
  }

  private static void note(Sql sql, int batch, @Nullable String note) {
    if (note != null) {
      sql.update(Tables.BATCH, batch, Values.none().with("note", note.isEmpty() ? null : note));
    }
  }

  private static Found lock(Sql sql, int id) {
    return sql.first(
            "SELECT batch_status, created_by, coalesce(opened_by, created_by) FROM batch WHERE tenant_id = :tenant AND batch_id = :id FOR UPDATE",
            Map.of("id", id),
            row -> new Found(row.text(1), row.integer(2), row.integer(3)))
        .orElseThrow(() -> Problem.notFound("There is no batch " + id + "."));
  }

  /** Brings a batch into another state; nobody adds bills to it meanwhile. Answers its id. */
  public static int change(Call call, int id, String status) {
    Sql sql = call.sql();
    Found found = lock(sql, id);
    boolean allowed =
        switch (status) {
          case "open" -> found.status().equals("pending");
          case "pending" -> found.status().equals("open");
          default -> !found.status().equals("closed");
        };
    if (!allowed) {
      throw Problem.invalid(
          "batchStatus",
          "batch %d is %s and cannot become %s".formatted(id, found.status(), status));
    }
    if (!status.equals("open")
        && found.holder() != call.caller().userId()
        && !call.caller().may(MANAGE)) {
      throw Problem.of(
          ErrorCode.FORBIDDEN, "Another user's batch needs the permission " + MANAGE + ".");
    }
    sql.update(
        Tables.BATCH,
        id,
        Values.none()
            .with("batch_status", status)
            .with("end_date", status.equals("closed") ? sql.now() : null));
    if (status.equals("pending")) {
      requireChangeable(call, id);
    }
    if (status.equals("pending") || found.status().equals("pending")) {
      markVoid(sql, id, status.equals("pending"));
    }
    return id;
  }

  /** What may not be voided by itself may not be by its batch. */
  private static void requireChangeable(Call call, int batch) {
    List<Integer> bills =
        call.sql()
            .list(
                "SELECT bill_id FROM bill WHERE tenant_id = :tenant AND batch_id = :batch AND NOT void",
                Map.of("batch", batch),
                row -> row.integer(1));
    if (BillGuard.allowed(call, bills, Deed.EDIT, "true").size() < bills.size()) {
      throw Problem.of(
          ErrorCode.FORBIDDEN,
          "Some bills of the batch are approved, exported or reversed and cannot be voided by you.");
    }
  }

  /** Voids all bills of a batch that its transaction has locked, or lifts it and audits them. */
  public static void markVoid(Sql sql, int batch, boolean isVoid) {
    // All of them are locked, those too that are as they shall be: nobody lifts one meanwhile.
    List<Integer> bills =
        sql
            .list(
                "SELECT bill_id, void FROM bill WHERE tenant_id = :tenant AND batch_id = :batch ORDER BY bill_id FOR UPDATE",
                Map.of("batch", batch),
                row -> Map.entry(row.integer(1), row.bool(2)))
            .stream()
            .filter(bill -> bill.getValue() != isVoid)
            .map(Map.Entry::getKey)
            .toList();
    sql.update(Tables.BILL, bills, Values.none().with("void", isVoid));
    if (!isVoid) {
      Audits.run(sql, bills, Options.of(Options.Why.EDIT));
    }
  }
}
