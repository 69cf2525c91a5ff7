package org.meterbook.ledger.billimport;

import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWhen;

/** What is sent to import bills. */
final class BillImportModels {
  private BillImportModels() {}

  record BillImportRequest(
      @Meaning("what the columns are; without one the file says so itself: the Advanced format")
          @Nullable String profileCode,
      @Required
          @Meaning(
              "name; its extension says how it is read: csv, dat, txt, xlsx, zip, edi, x12, 810, pdf")
          String fileName,
      @Meaning("which batch takes the bills; default: a new self-contained batch")
          @Nullable BatchSettings batchSettings,
      @Required @Meaning("the file in base64, at most 96 MiB of it") String data,
      @Meaning("kept with the task") @Nullable String importNote,
      @Meaning("resolves at once what audits find; default false") @Nullable Boolean saveAsResolved,
      @Meaning("why it is resolved at once") @Nullable String comment,
      @Meaning("for clients that send it: no notifications are sent for imports")
          @Nullable Boolean suppressBillCaptureNotification) {}

  record BatchSettings(
      @OneOf({
            "use existing batch",
            "new batch",
            "new self-contained batch",
            "use pending batch",
            "smart batch"
          })
          @Meaning("default: new self-contained batch")
          @Nullable String batchMode,
      @RequiredWhen(field = "batchMode", is = "use pending batch")
          @Meaning("the pending batch, which stays pending")
          @Nullable Integer pendingBatchId,
      @Length(max = 255) @Meaning("name of a new batch; default: made from the file's")
          @Nullable String newBatchCode,
      @Meaning("the open batch to be used; default the caller's only one, else a new one")
          @Nullable Integer existingOpenBatchId,
      @Meaning("a new batch leaves the caller's open one open; default false")
          @Nullable Boolean leaveExistingBatchesOpen) {}
}
