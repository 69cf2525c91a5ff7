package org.meterbook.ledger.bill;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.LedgerDate;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWith;

/** What is sent to enter bills. */
final class BillRequests {
  private BillRequests() {}

  /** A line as it is sent: of a new bill or of one that is edited, of a meter or of the account. */
  sealed interface SentLine {
    /** A line that is there; null for a new one. */
    default @Nullable Integer bodyLineId() {
      return null;
    }

    Integer observationTypeId();

    String caption();

    default @Nullable Double value() {
      return null;
    }

    default @Nullable Integer valueUnitId() {
      return null;
    }

    @Nullable BigDecimal cost();

    @Nullable Integer costUnitId();
  }

  /** The lines of a meter as they are sent. */
  sealed interface MeterLines {
    Integer meterId();

    List<? extends SentLine> bodyLines();
  }

  record BillCreate(
      @Required @Refers("account") @Meaning("the account; must be active") Integer accountId,
      @Refers("batch") @Meaning("an open batch; default the caller's only open one, else a new one")
          @Nullable Integer batchId,
      @Required @LedgerDate @Meaning("first day, inclusive") LocalDateTime beginDate,
      @Required @LedgerDate @Meaning("last day, exclusive: the next bill begins on it")
          LocalDateTime endDate,
      @Range(min = 190001, max = 209912)
          @Meaning("YYYYMM; default by the dates and the account's other bills")
          @Nullable Integer billingPeriod,
      @Range(min = 190001, max = 209913) @Meaning("accounting period, YYYYPP; default the batch's")
          @Nullable Integer accountPeriod,
      @Meaning("the vendor estimated it; default false") @Nullable Boolean estimated,
      @Required @Meaning("typed by hand") Boolean manualEntry,
      @LedgerDate @Meaning("date of the statement; default the batch's")
          @Nullable LocalDateTime statementDate,
      @LedgerDate @Meaning("to be paid by; default the batch's") @Nullable LocalDateTime dueDate,
      @LedgerDate @Meaning("next reading; default the batch's") @Nullable LocalDateTime nextReading,
      @Length(max = 255) @Meaning("control code; default the batch's") @Nullable String controlCode,
      @Length(max = 32) @Meaning("invoice number; default the batch's")
          @Nullable String invoiceNumber,
      @Meaning("notes") @Nullable String note,
      @Meaning("lines by meter") @Nullable List<BillMeterCreate> meters,
      @Meaning("lines of the account itself")
          @Nullable List<BillAccountBodyLineCreate> accountBodyLines) {}

  record BillEdit(
      @Required @Refers("account") @Meaning("the bill's account; to change it, move the bill")
          Integer accountId,
      @Required @LedgerDate @Meaning("first day, inclusive") LocalDateTime beginDate,
      @Required @LedgerDate @Meaning("last day, exclusive: the next bill begins on it")
          LocalDateTime endDate,
      @Required @Range(min = 190001, max = 209912) @Meaning("YYYYMM") Integer billingPeriod,
      @Defined @Range(min = 190001, max = 209913) @Meaning("accounting period, YYYYPP")
          @Nullable Integer accountPeriod,
      @Defined @Meaning("the vendor estimated it; null is false") @Nullable Boolean estimated,
      @Defined @LedgerDate @Meaning("date of the statement") @Nullable LocalDateTime statementDate,
      @Defined @LedgerDate @Meaning("to be paid by") @Nullable LocalDateTime dueDate,
      @Defined @LedgerDate @Meaning("next reading") @Nullable LocalDateTime nextReading,
      @Defined @Length(max = 255) @Meaning("control code") @Nullable String controlCode,
      @Defined @Length(max = 32) @Meaning("invoice number") @Nullable String invoiceNumber,
      @Defined @Meaning("takes the approval away, where there is approval")
          @Nullable Boolean setToUnapproved,
      @Defined @Meaning("notes") @Nullable String note,
      @Defined @Meaning("lines by meter; those left out are removed")
          @Nullable List<BillMeterEdit> meters,
      @Defined @Meaning("lines of the account itself; those left out are removed")
          @Nullable List<BillAccountBodyLineEdit> accountBodyLines) {}

  record BillMeterEdit(
      @Required @Refers("meter") @Meaning("the meter; linked to the account") Integer meterId,
      @Required @NotEmpty @Meaning("its lines") List<BillMeterBodyLineEdit> bodyLines)
      implements MeterLines {}

  record BillMeterBodyLineEdit(
      @Defined @Meaning("a line of the bill; null adds one") @Nullable Integer bodyLineId,
      @Required @Refers("observation_type") @Meaning("kind of line") Integer observationTypeId,
      @Defined @Refers("unit") @RequiredWith("value") @Meaning("unit of the value")
          @Nullable Integer valueUnitId,
      @Defined @RequiredWith("valueUnitId") @Meaning("use, demand, …") @Nullable Double value,
      @Defined @Refers("unit") @RequiredWith("cost") @Meaning("currency")
          @Nullable Integer costUnitId,
      @Defined @RequiredWith("costUnitId") @Meaning("cost; rounded to cents")
          @Nullable BigDecimal cost,
      @Required @Length(max = 100) @Meaning("what the bill calls it") String caption)
      implements SentLine {}

  record BillAccountBodyLineEdit(
      @Defined @Meaning("a line of the bill; null adds one") @Nullable Integer bodyLineId,
      @Defined @Meaning("id of the special charge") @Nullable Integer specialChargeId,
      @Required @Refers("observation_type") @Meaning("kind of line") Integer observationTypeId,
      @Defined @Refers("unit") @RequiredWith("cost") @Meaning("currency")
          @Nullable Integer costUnitId,
      @Defined @RequiredWith("costUnitId") @Meaning("cost; rounded to cents")
          @Nullable BigDecimal cost,
      @Required @Length(max = 100) @Meaning("what the bill calls it") String caption)
      implements SentLine {}

  record BillMeterCreate(
      @Required @Refers("meter") @Meaning("the meter; linked to the account") Integer meterId,
      @Required @NotEmpty @Meaning("its lines") List<BillMeterBodyLineCreate> bodyLines)
      implements MeterLines {}

  record BillMeterBodyLineCreate(
      @Required @Refers("observation_type") @Meaning("kind of line") Integer observationTypeId,
      @Refers("unit") @RequiredWith("value") @Meaning("unit of the value")
          @Nullable Integer valueUnitId,
      @RequiredWith("valueUnitId") @Meaning("use, demand, …") @Nullable Double value,
      @Refers("unit") @RequiredWith("cost") @Meaning("currency") @Nullable Integer costUnitId,
      @RequiredWith("costUnitId") @Meaning("cost; rounded to cents") @Nullable BigDecimal cost,
      @Required @Length(max = 100) @Meaning("what the bill calls it") String caption)
      implements SentLine {}

  record BillAccountBodyLineCreate(
      @Meaning("id of the special charge") @Nullable Integer specialChargeId,
      @Required @Refers("observation_type") @Meaning("kind of line") Integer observationTypeId,
      @Refers("unit") @RequiredWith("cost") @Meaning("currency") @Nullable Integer costUnitId,
      @RequiredWith("costUnitId") @Meaning("cost; rounded to cents") @Nullable BigDecimal cost,
      @Required @Length(max = 100) @Meaning("what the bill calls it") String caption)
      implements SentLine {}
}
