package org.meterbook.ledger.workflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.ledger.Json;
import org.meterbook.ledger.workflow.Workflow.BillImport;
import org.meterbook.ledger.workflow.Workflow.Chargeback;
import org.meterbook.ledger.workflow.Workflow.Export;
import org.meterbook.ledger.workflow.Workflow.Header;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The workflow of bills, to be seen and changed. */
public final class WorkflowSettings {
  private static final String PATH = "/api/v3/workflow";
  private static final String VIEW = "BillsAndBatches (View)";
  private static final int ONLY = 1;

  private WorkflowSettings() {}

  record WorkflowSettingsResponse(
      @Meaning("headers of bills") BatchWorkflowSettings batch,
      @Meaning("approval") ApprovalWorkflowSettings approval,
      @Meaning("export for payment") Export apExport,
      @Meaning("export to the general ledger") Export glExport,
      @Meaning("chargebacks") Chargeback chargeback,
      @Meaning("import of bills") BillImport billImport) {}

  record BatchWorkflowSettings(
      @Meaning("bills come in batches; always") boolean batchModeEnabled,
      @Meaning("due date") Header dueDate,
      @Meaning("statement date") Header statementDate,
      @Meaning("invoice number") Header invoiceNumber,
      @Meaning("control code") Header controlCode,
      @Meaning("next reading") Header nextReading,
      @Meaning("accounting period") Header accountPeriodName,
      @Meaning("accounting year") Header accountPeriodYear) {}

  record ApprovalWorkflowSettings(
      @Meaning("only approved bills are exported") boolean approvalModeEnabled,
      @Meaning("clients ask before an approved bill is changed or deleted")
          boolean confirmEditDelete,
      @Meaning("the highest total that the caller may approve, in dollars; null: any")
          @Nullable Integer maximumApprovalAmount,
      @Meaning("who entered or last edited a bill cannot approve it") boolean secondPerson) {}

  record ExportWorkflowSettings(
      @Meaning("is shown to users") boolean exportModeEnabled,
      @Meaning("from when on a bill may be exported") String canExport) {}

  public static void register(Operations operations) {
    operations
        .compute(
            "GetWorkflowV3",
            "GET",
            PATH,
            VIEW,
            WorkflowSettingsResponse.class,
            false,
            (call, _) -> answer(call),
            "Answers how bills go through entry, approval and export.")
        .compute(
            "EditWorkflowV3",
            "PUT",
            PATH,
            "BillWorkflowSettings (Manage)",
            Workflow.class,
            WorkflowSettingsResponse.class,
            WorkflowSettings::edit,
            "Replaces how bills go through entry, approval and export.")
        .deprecated("v202410", "EditWorkflow")
        .compute(
            "EditWorkflowV202410",
            "PUT",
            "/api/v202410/workflow",
            "BillWorkflowSettings (Manage)",
            Workflow.class,
            WorkflowSettingsResponse.class,
            WorkflowSettings::edit,
            "Replaces how bills go through entry, approval and export.")
        .compute(
            "GetApprovalWorkflowV3",
            "GET",
            PATH + "/approval",
            VIEW,
            ApprovalWorkflowSettings.class,
            false,
            (call, _) -> answer(call).approval(),
            "Answers how bills are approved.")
        .compute(
            "GetBatchWorkflowV3",
            "GET",
            PATH + "/batch",
            VIEW,
            BatchWorkflowSettings.class,
            false,
            (call, _) -> answer(call).batch(),
            "Answers which headers bills have.")
        .compute(
            "GetBillImportWorkflowSettingsV3",
            "GET",
            PATH + "/billImport",
            VIEW,
            BillImport.class,
            false,
            (call, _) -> answer(call).billImport(),
            "Answers how bills are imported.")
        .compute(
            "GetExportWorkflowV3",
            "GET",
            PATH + "/export",
            VIEW,
            ExportWorkflowSettings.class,
            false,
            (call, _) -> export(call),
            "Answers from when on bills may be exported.")
        .parameter("exportMode", FieldType.TEXT, "AP or GL; default AP");
  }

  private static WorkflowSettingsResponse edit(Call call, Workflow sent) {
    Workflow workflow = sent.or(Workflow.read(call.sql()));
    call.sql().update(Tables.SETTING, ONLY, Values.none().with("workflow", Json.of(workflow)));
    return answer(call);
  }

  private static WorkflowSettingsResponse answer(Call call) {
    Workflow workflow = Workflow.read(call.sql());
    Workflow.Batch batch = workflow.batch();
    Workflow filled = workflow.or(Workflow.USUAL);
    return new WorkflowSettingsResponse(
        new BatchWorkflowSettings(
            true,
            batch.dueDate(),
            batch.statementDate(),
            batch.invoiceNumber(),
            batch.controlCode(),
            batch.nextReading(),
            batch.accountPeriodName(),
            batch.accountPeriodYear()),
        new ApprovalWorkflowSettings(
            workflow.approvalModeEnabled(),
            workflow.approval().confirmEditDelete(),
            limit(call),
            workflow.asksForSecondPerson()),
        workflow.export("ap"),
        workflow.export("gl"),
        java.util.Objects.requireNonNull(filled.chargeback()),
        java.util.Objects.requireNonNull(filled.billImport()));
  }

  private static @Nullable Integer limit(Call call) {
    return call
        .sql()
        .list(
            "SELECT max_approval_amount FROM app_user WHERE tenant_id = :tenant AND user_id = :user AND max_approval_amount IS NOT NULL",
            Map.of("user", call.caller().userId()),
            row -> row.integer(1))
        .stream()
        .findFirst()
        .orElse(null);
  }

  private static ExportWorkflowSettings export(Call call) {
    String mode = call.parameter("exportMode").orElse("AP");
    if (!mode.equalsIgnoreCase("AP") && !mode.equalsIgnoreCase("GL")) {
      throw Problem.invalid("exportMode", "must be AP or GL");
    }
    Export export = Workflow.read(call.sql()).export(mode.equalsIgnoreCase("GL") ? "gl" : "ap");
    return new ExportWorkflowSettings(export.exportModeEnabled(), export.canExport());
  }
}
