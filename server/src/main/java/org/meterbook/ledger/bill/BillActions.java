package org.meterbook.ledger.bill;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.batch.Batches.BatchCreate;

/** What is done to many bills at once: to those that are named, or to all of something. */
public final class BillActions {
  static final String EDIT = "BillsAndBatches (Edit)";
  private static final String PATH = "/api/v3/bill";

  private BillActions() {}

  /** Does something to bills, as the body says. */
  interface Work<B, A> {
    A apply(Call call, List<Integer> bills, B body);
  }

  record BillActionVoid(
      @Defined @NotEmpty @Refers("bill") @Meaning("which bills") List<Integer> ids,
      @Defined @JsonProperty("void") @Meaning("true voids, false lifts it; not null")
          @Nullable Boolean isVoid) {}

  record ListActionVoid(
      @Defined @JsonProperty("void") @Meaning("true voids, false lifts it; not null")
          @Nullable Boolean isVoid) {}

  record BillActionApprove(
      @Defined @NotEmpty @Refers("bill") @Meaning("which bills") List<Integer> ids,
      @Defined @Meaning("true approves, false takes it back; not null")
          @Nullable Boolean approve) {}

  record ListActionApprove(
      @Defined @Meaning("true approves, false takes it back; not null")
          @Nullable Boolean approve) {}

  record BillActionExportHold(
      @Defined @NotEmpty @Refers("bill") @Meaning("which bills") List<Integer> ids,
      @Defined @Meaning("true holds from export, false releases; not null")
          @Nullable Boolean exportHold) {}

  record ListActionExportHold(
      @Defined @Meaning("true holds from export, false releases; not null")
          @Nullable Boolean exportHold) {}

  record BillAccrualExclusionRequest(
      @Required @Refers("bill") @Meaning("which bills") List<Integer> billIds,
      @Required @Meaning("true leaves them out of accruals") Boolean exclude) {}

  record ListActionAccrualExclusion(
      @Required @Meaning("true leaves them out of accruals") Boolean exclude) {}

  record BillActionDelete(
      @Required @NotEmpty @Refers("bill") @Meaning("which bills") List<Integer> ids) {}

  record BillDeleteActionResult(
      @Meaning("bills that were named, each once") int selected,
      @Meaning("bills that were deleted") int deleted) {}

  record BillReversalRequest(
      @Required @NotEmpty @Refers("bill") @Meaning("which bills") List<Integer> billIds,
      @Meaning("a new batch for the reversals; default as for a bill that is entered")
          @Nullable BatchCreate batchSettings) {}

  record ListActionReverse(
      @Meaning("a new batch for the reversals; default as for a bill that is entered")
          @Nullable BatchCreate batchSettings) {}

  record BillActionHeaderUpdate(
      @Required @NotEmpty @Refers("bill") @Meaning("which bills") List<Integer> billIds,
      @Required @Meaning("what to change") BillHeaders.BillHeaderUpdate billHeader) {}

  static void register(Operations operations) {
    operations
        .compute(
            "BillActionVoidV3",
            "PUT",
            PATH + "/void",
            EDIT,
            BillActionVoid.class,
            UpdateResult.class,
            (call, body) -> BillMarks.markVoid(call, body.ids(), body.isVoid()),
            "Voids bills or lifts it; bills of a pending batch stay void.")
        .compute(
            "BillActionApproveV3",
            "PUT",
            PATH + "/approve",
            BillMarks.APPROVE,
            BillActionApprove.class,
            UpdateResult.class,
            (call, body) -> BillMarks.approve(call, body.ids(), body.approve()),
            "Approves bills or takes it back; not a void bill, nor one over the caller's largest amount.")
        .compute(
            "BillActionExportHoldV3",
            "PUT",
            PATH + "/exporthold",
            BillMarks.HOLD,
            BillActionExportHold.class,
            UpdateResult.class,
            (call, body) -> BillMarks.hold(call, body.ids(), body.exportHold()),
            "Holds bills from export or releases them.")
        .compute(
            "SetBillAccrualExclusionV3",
            "PUT",
            PATH + "/accrualExclusion",
            EDIT,
            BillAccrualExclusionRequest.class,
            UpdateResult.class,
            (call, body) -> BillMarks.exclude(call, body.billIds(), body.exclude()),
            "Leaves bills out of accruals or counts them again.")
        .compute(
            "BillActionDeleteV3",
            "POST",
            PATH + "/delete",
            BillMarks.DELETE,
            BillActionDelete.class,
            BillDeleteActionResult.class,
            (call, body) -> BillMarks.delete(call, body.ids()),
            "Deletes bills with their lines; the change log keeps both.")
        .compute(
            "BillActionUpdateHeadersV3",
            "PUT",
            PATH + "/billHeaders",
            EDIT,
            BillActionHeaderUpdate.class,
            UpdateResult.class,
            (call, body) -> BillHeaders.update(call, body.billIds(), body.billHeader()),
            "Changes headers of bills; audits are not run.")
        .compute(
            "ReverseBillsV3",
            "PUT",
            PATH + "/reverse",
            "BillsAndBatches (Create)",
            BillReversalRequest.class,
            UpdateResult.class,
            (call, body) -> BillReversals.reverse(call, body.billIds(), body.batchSettings()),
            "Enters for each bill one that takes it back.");
    of(operations, BillTarget.ACCOUNT);
    of(operations, BillTarget.METER);
  }

  /** Declares the actions on all bills of something. */
  public static void of(Operations operations, BillTarget target) {
    new Declaring(operations, target)
        .action(
            target.named("Void"),
            "/void",
            EDIT,
            ListActionVoid.class,
            (call, bills, body) -> BillMarks.markVoid(call, bills, body.isVoid()),
            "Voids all bills or lifts it.")
        .action(
            target.named("Approve"),
            "/approve",
            BillMarks.APPROVE,
            ListActionApprove.class,
            (call, bills, body) -> BillMarks.approve(call, bills, body.approve()),
            "Approves all bills or takes it back.")
        .action(
            target.named("ExportHold"),
            "/exporthold",
            BillMarks.HOLD,
            ListActionExportHold.class,
            (call, bills, body) -> BillMarks.hold(call, bills, body.exportHold()),
            "Holds all bills from export or releases them.")
        .action(
            target.named("Set", "AccrualExclusion"),
            "/accrualExclusion",
            EDIT,
            ListActionAccrualExclusion.class,
            (call, bills, body) -> BillMarks.exclude(call, bills, body.exclude()),
            "Leaves all bills out of accruals or counts them again.")
        .action(
            target.named("Update", "Headers"),
            "/billHeaders",
            EDIT,
            BillHeaders.BillHeaderUpdate.class,
            BillHeaders::update,
            "Changes headers of all bills; audits are not run.")
        .action(
            target.named("Reverse", ""),
            "/reverse",
            "BillsAndBatches (Create)",
            ListActionReverse.class,
            (call, bills, body) -> BillReversals.reverse(call, bills, body.batchSettings()),
            "Enters for each bill one that takes it back.");
    operations.compute(
        target.owner().isEmpty() ? "DeleteBillsInBillListV3" : target.named("DeleteBills"),
        "DELETE",
        target.path() + "/data",
        BillMarks.DELETE,
        BillDeleteActionResult.class,
        false,
        (call, _) -> BillMarks.delete(call, target.bills().apply(call)),
        "Deletes all bills with their lines; the change log keeps both.");
  }

  private record Declaring(Operations operations, BillTarget target) {
    <B> Declaring action(
        String id,
        String path,
        String permission,
        Class<B> body,
        Work<B, UpdateResult> work,
        String summary) {
      operations.compute(
          id,
          "PUT",
          target.path() + path,
          permission,
          body,
          UpdateResult.class,
          (call, sent) -> work.apply(call, target.bills().apply(call), sent),
          summary);
      return this;
    }
  }
}
