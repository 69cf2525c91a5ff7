package org.meterbook.ledger.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Document;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.bill.BillTarget;
import org.meterbook.store.Tables;

/** Bills as text for accounting: for payment, for the general ledger, or as payments. */
public final class BillExports {
  private static final String RUN = "ExportBills (Run)";
  private static final String TAKE_BACK = "ExportBills (Edit)";
  private static final String FILE_NAME = "[A-Za-z0-9._-]{1,255}";

  private BillExports() {}

  record BillExport(
      @Defined
          @NotEmpty
          @Refers("bill")
          @Meaning("which bills; null for all that may be exported, at most 10,000")
          @Nullable List<Integer> billIds,
      @Required @OneOf({"ap", "gl", "payment"}) @Meaning("what for") String exportMode,
      @Required @Meaning("false makes a sample, and marks nothing") Boolean markAsExported,
      @Defined @Meaning("note, kept with the export") @Nullable String exportNote,
      @Length(max = 255)
          @Meaning("what the file is called: letters, digits, dash, underscore, period")
          @Nullable String fileName) {}

  record BillExportOptions(
      @Required @OneOf({"ap", "gl", "payment"}) @Meaning("what for") String exportMode,
      @Required @Meaning("false makes a sample, and marks nothing") Boolean markAsExported,
      @Defined @Meaning("note, kept with the export") @Nullable String exportNote) {}

  record BillUnexport(
      @Required @NotEmpty @Refers("bill") @Meaning("which bills") List<Integer> billIds,
      @Required @OneOf({"ap", "gl"}) @Meaning("which mark") String exportMode) {}

  record BillUnexportOptions(
      @Required @OneOf({"ap", "gl"}) @Meaning("which mark") String exportMode) {}

  public static void register(Operations operations) {
    operations.named("billExportGuid", Tables.BILL_EXPORT, "export_guid");
    operations
        .compute(
            "ExportBillsV3",
            "PUT",
            "/api/v3/bill/export",
            RUN,
            BillExport.class,
            Document.class,
            BillExports::export,
            "Exports bills that may be exported, as text; the header Ec-Guid names the export.")
        .compute(
            "UnexportBillsV3",
            "PUT",
            "/api/v3/bill/unexport",
            TAKE_BACK,
            BillUnexport.class,
            UpdateResult.class,
            (call, body) -> Exporting.unexport(call, body.billIds(), body.exportMode()),
            "Takes back that bills were exported.")
        .compute(
            "UnexportBillsByGuidV3",
            "PUT",
            "/api/v3/bill/unexport/{billExportGuid}",
            TAKE_BACK,
            UpdateResult.class,
            false,
            (call, _) -> Exporting.unexportRun(call, call.id("billExportGuid")),
            "Takes back one export of all its bills.")
        .download(
            "ExportBillProfileV3",
            "/api/v3/bill/exportProfile",
            "",
            BillExports::profile,
            "Answers which lines and columns an export has.")
        .parameter("exportMode", FieldType.TEXT, "AP, GL or Payment; default AP");
    of(operations, BillTarget.ACCOUNT, false);
    of(operations, BillTarget.METER, false);
  }

  /**
   * The same of all bills of something.
   *
   * @param answers the text; else 204
   */
  public static void of(Operations operations, BillTarget target, boolean answers) {
    if (answers) {
      operations.compute(
          target.named("Export"),
          "PUT",
          target.path() + "/export",
          RUN,
          BillExportOptions.class,
          Document.class,
          (call, options) ->
              Exporting.export(call, Optional.of(target.bills().apply(call)), options, null)
                  .orElse(null),
          "Exports all bills that may be exported, as text; 204 where there are none.");
    } else {
      operations.actOn(
          target.named("Export"),
          "PUT",
          target.path() + "/export",
          RUN,
          BillExportOptions.class,
          (call, options) ->
              Exporting.export(call, Optional.of(target.bills().apply(call)), options, null),
          "Exports all bills that may be exported; the text is not answered.");
    }
    operations.compute(
        target.named("Unexport"),
        "PUT",
        target.path() + "/unexport",
        TAKE_BACK,
        BillUnexportOptions.class,
        UpdateResult.class,
        (call, options) ->
            Exporting.unexport(call, target.bills().apply(call), options.exportMode()),
        "Takes back that the bills were exported.");
  }

  private static @Nullable Document export(Call call, BillExport body) {
    String name = body.fileName();
    if (name != null && !name.matches(FILE_NAME)) {
      throw Problem.invalid(
          "fileName", "may have letters, digits, dash, underscore and period only");
    }
    return Exporting.export(
            call,
            Optional.ofNullable(body.billIds()),
            new BillExportOptions(body.exportMode(), body.markAsExported(), body.exportNote()),
            name)
        .orElse(null);
  }

  private static Operation.File profile(Call call) {
    String mode = call.parameter("exportMode").orElse("AP").toLowerCase(Locale.ROOT);
    if (!Set.of("ap", "gl", "payment").contains(mode)) {
      throw Problem.invalid("exportMode", "must be AP, GL or Payment");
    }
    byte[] text = ExportProfile.of(mode).text().getBytes(StandardCharsets.UTF_8);
    return new Operation.File(
        mode + ".ini", "text/plain; charset=utf-8", (_, out) -> out.write(text));
  }
}
