package org.meterbook.ledger.workflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.Json;
import org.meterbook.store.Sql;

/** How a datasource lets bills go through entry, approval and export. */
public record Workflow(
    @Required @Meaning("headers of bills") Batch batch,
    @Required @Meaning("approval") Approval approval,
    @Meaning("export for payment; null leaves it") @Nullable Export apExport,
    @Meaning("export to the general ledger; null leaves it") @Nullable Export glExport,
    @Meaning("chargebacks; null leaves them") @Nullable Chargeback chargeback,
    @Meaning("import of bills; null leaves it") @Nullable BillImport billImport) {
  private static final Header USED = new Header(true, false);
  private static final Export AFTER_ENTRY = new Export(true, "after entry", false);

  /** What holds where nobody has said anything. */
  static final Workflow USUAL =
      new Workflow(
          new Batch(USED, USED, USED, USED, USED, USED, USED),
          new Approval(true, false, false),
          AFTER_ENTRY,
          AFTER_ENTRY,
          new Chargeback(true),
          new BillImport("ProcessValidBills"));

  /** A header of bills. */
  public record Header(
      @Meaning("is shown where bills are entered; default true") @Nullable Boolean useField,
      @Meaning("a bill entered by hand or API needs it; default false")
          @Nullable Boolean required) {
    /** A bill needs it. */
    public boolean isRequired() {
      return Boolean.TRUE.equals(required);
    }

    Header filled() {
      return new Header(!Boolean.FALSE.equals(useField), isRequired());
    }
  }

  public record Batch(
      @Required @Meaning("due date") Header dueDate,
      @Required @Meaning("statement date") Header statementDate,
      @Required @Meaning("invoice number") Header invoiceNumber,
      @Required @Meaning("control code") Header controlCode,
      @Required @Meaning("next reading") Header nextReading,
      @Required @Meaning("accounting period") Header accountPeriodName,
      @Required @Meaning("accounting year") Header accountPeriodYear) {
    Batch filled() {
      return new Batch(
          dueDate.filled(),
          statementDate.filled(),
          invoiceNumber.filled(),
          controlCode.filled(),
          nextReading.filled(),
          accountPeriodName.filled(),
          accountPeriodYear.filled());
    }
  }

  public record Approval(
      @Required @Meaning("clients ask before an approved bill is changed or deleted")
          Boolean confirmEditDelete,
      @Meaning(
              "only approved bills are exported; default false, but always where export waits for approval")
          @Nullable Boolean approvalModeEnabled,
      @Meaning("who entered or last edited a bill cannot approve it; default false")
          @Nullable Boolean secondPerson) {}

  public record Export(
      @Required @Meaning("is shown to users") Boolean exportModeEnabled,
      @Required
          @OneOf({"never", "after entry", "after batch", "after approval", "after batch approval"})
          @Meaning("from when on a bill may be exported")
          String canExport,
      @Required @Meaning("the file has custom fields too") Boolean includeUdfs) {
    boolean needsApproval() {
      return canExport.endsWith("approval");
    }

    boolean needsClosedBatch() {
      return canExport.startsWith("after batch");
    }
  }

  public record Chargeback(
      @Required @Meaning("the advanced settings of a run are shown")
          Boolean allowAdvancedChargebackSettings) {}

  public record BillImport(
      @OneOf({"MarkBatchPending", "ProcessValidBills"})
          @Meaning("what becomes of a batch into which an import refused rows")
          @Nullable String errorHandling) {}

  /** The one that holds. */
  public static Workflow read(Sql sql) {
    return sql.first(
            "SELECT workflow::text FROM setting WHERE tenant_id = :tenant AND workflow <> '{}'",
            Map.of(),
            row -> Json.read(row.text(1), Workflow.class))
        .orElse(USUAL);
  }

  /** The same, with another's parts where this one has none. */
  Workflow or(Workflow other) {
    return new Workflow(
        batch.filled(),
        new Approval(
            approval.confirmEditDelete,
            approval.approvalModeEnabled == null
                ? other.approval.approvalModeEnabled
                : approval.approvalModeEnabled,
            approval.secondPerson == null ? other.approval.secondPerson : approval.secondPerson),
        apExport == null ? other.apExport : apExport,
        glExport == null ? other.glExport : glExport,
        chargeback == null ? other.chargeback : chargeback,
        billImport == null || billImport.errorHandling == null ? other.billImport : billImport);
  }

  /** Who entered a bill cannot approve it. */
  public boolean asksForSecondPerson() {
    return Boolean.TRUE.equals(approval.secondPerson);
  }

  /** The rules of exports of a mode: {@code gl}, or {@code ap} and {@code payment}. */
  public Export export(String mode) {
    Export export = mode.equals("gl") ? glExport : apExport;
    return export == null ? AFTER_ENTRY : export;
  }

  /** Bills are approved before some export. */
  public boolean approvalModeEnabled() {
    return Boolean.TRUE.equals(approval.approvalModeEnabled)
        || export("ap").needsApproval()
        || export("gl").needsApproval();
  }

  /** Only approved bills are exported by this mode. */
  public boolean needsApproval(String mode) {
    return Boolean.TRUE.equals(approval.approvalModeEnabled) || export(mode).needsApproval();
  }

  /** Only bills of closed batches are exported. */
  public boolean waitsForBatch(String mode) {
    return export(mode).needsClosedBatch();
  }

  /**
   * Refuses a bill without a header that is asked for.
   *
   * @param headers by their names in a bill
   */
  public void requireHeaders(Map<String, ? extends @Nullable Object> headers) {
    require(batch.dueDate, headers, "dueDate");
    require(batch.statementDate, headers, "statementDate");
    require(batch.invoiceNumber, headers, "invoiceNumber");
    require(batch.controlCode, headers, "controlCode");
    require(batch.nextReading, headers, "nextReading");
    require(batch.accountPeriodName, headers, "accountPeriod");
    require(batch.accountPeriodYear, headers, "accountPeriod");
  }

  private static void require(
      Header header, Map<String, ? extends @Nullable Object> headers, String name) {
    if (header.isRequired() && headers.get(name) == null) {
      throw Problem.invalid(name, "is required by the workflow settings");
    }
  }
}
