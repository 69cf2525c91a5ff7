package org.meterbook.ledger.billimport;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Problem;
import org.meterbook.ledger.batch.BatchStatus;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.ledger.billimport.BillImportModels.BatchSettings;
import org.meterbook.store.Values;

/**
 * The batch that takes the bills of an import.
 *
 * @param mode as it was understood
 * @param made is new, and goes again if no bill comes into it
 * @param closes ends with the import
 */
record BatchChoice(int batchId, String mode, boolean made, boolean closes) {
  private static final String SELF_CONTAINED = "new self-contained batch";
  private static final int LONGEST_CODE = 255;

  /** A batch that is there. */
  private record Known(int id, String status) {}

  /**
   * Finds or opens the batch.
   *
   * @param fileName names a new batch that has no name
   * @throws Problem the settings cannot be met
   */
  static BatchChoice of(Call call, @Nullable BatchSettings settings, String fileName) {
    BatchSettings asked =
        settings == null ? new BatchSettings(null, null, null, null, null) : settings;
    String mode = asked.batchMode() == null ? SELF_CONTAINED : asked.batchMode();
    String code =
        asked.newBatchCode() == null || asked.newBatchCode().isBlank()
            ? cut("Import of " + fileName)
            : asked.newBatchCode().strip();
    return switch (mode) {
      case "use existing batch" ->
          new BatchChoice(
              Batches.forBill(call, asked.existingOpenBatchId()).batchId(), mode, false, false);
      case "new batch" ->
          opened(call, mode, code, Boolean.TRUE.equals(asked.leaveExistingBatchesOpen()));
      case "use pending batch" -> pending(call, asked, mode);
      case "smart batch" -> smart(call, asked);
      default -> new BatchChoice(open(call, code), SELF_CONTAINED, true, true);
    };
  }

  private static BatchChoice opened(Call call, String mode, String code, boolean leaveOpen) {
    if (!leaveOpen) {
      List<Integer> open = lockOpen(call);
      if (open.size() > 1) {
        throw Problem.invalid(
            "batchSettings.leaveExistingBatchesOpen",
            "you have %d open batches: close them first, or leave them open by true"
                .formatted(open.size()));
      }
      open.forEach(batch -> BatchStatus.change(call, batch, "closed"));
    }
    return new BatchChoice(open(call, code), mode, true, false);
  }

  /** The caller's open batches that nobody brings into another state meanwhile. */
  private static List<Integer> lockOpen(Call call) {
    return call.sql()
        .list(
            "SELECT batch_id FROM batch WHERE tenant_id = :tenant AND batch_id = ANY(:ids::int[]) AND batch_status = 'open' ORDER BY batch_id FOR UPDATE",
            Map.of("ids", Batches.openOf(call.sql(), call.caller().userId())),
            row -> row.integer(1));
  }

  private static BatchChoice pending(Call call, BatchSettings settings, String mode) {
    int id = settings.pendingBatchId() == null ? 0 : settings.pendingBatchId();
    Optional<Known> known = find(call, "batch_id = :id", Map.of("id", id));
    if (known.isEmpty() || !known.get().status().equals("pending")) {
      throw Problem.invalid(
          "batchSettings.pendingBatchId",
          known.isEmpty()
              ? "there is no batch %d".formatted(id)
              : "batch %d is %s, not pending".formatted(id, known.get().status()));
    }
    return new BatchChoice(owned(call, known.get()).id(), mode, false, false);
  }

  /** A code that is known is the batch meant; a closed one makes a new one of a similar name. */
  private static BatchChoice smart(Call call, BatchSettings settings) {
    if (settings.newBatchCode() == null || settings.newBatchCode().isBlank()) {
      throw Problem.invalid(
          "batchSettings.newBatchCode", "is required when batchMode is smart batch");
    }
    String code = settings.newBatchCode().strip();
    Optional<Known> known =
        find(
            call,
            "lower(batch_code) = lower(:code) ORDER BY array_position(ARRAY['open', 'pending', 'closed'], batch_status), batch_id LIMIT 1",
            Map.of("code", code));
    if (known.isEmpty()) {
      return opened(call, "smart batch", code, true);
    }
    if (known.get().status().equals("closed")) {
      String unique = " " + UUID.randomUUID();
      String start = code.substring(0, Math.min(code.length(), LONGEST_CODE - unique.length()));
      return opened(call, "new batch", start + unique, true);
    }
    return new BatchChoice(owned(call, known.get()).id(), "smart batch", false, false);
  }

  private static Known owned(Call call, Known batch) {
    if (!call.caller().may("BillsAndBatches (Manage)")
        && !call.sql()
            .exists(
                "SELECT 1 FROM batch WHERE tenant_id = :tenant AND batch_id = :id AND coalesce(opened_by, created_by) = :user",
                Map.of("id", batch.id(), "user", call.caller().userId()))) {
      throw Problem.of(
          ErrorCode.FORBIDDEN,
          "Another user's batch needs the permission BillsAndBatches (Manage).");
    }
    return batch;
  }

  private static Optional<Known> find(Call call, String where, Map<String, ?> parameters) {
    return call.sql()
        .first(
            "SELECT batch_id, batch_status FROM batch WHERE tenant_id = :tenant AND " + where,
            parameters,
            row -> new Known(row.integer(1), row.text(2)));
  }

  private static int open(Call call, String code) {
    return Batches.insert(
        call.sql(), call.caller().userId(), Values.none().with("batch_code", code), true);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_CODE));
  }
}
