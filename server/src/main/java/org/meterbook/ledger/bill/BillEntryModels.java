package org.meterbook.ledger.bill;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Meaning;

/** What the entry screen of bills is told. */
final class BillEntryModels {
  private BillEntryModels() {}

  record BatchChild(
      @Meaning("identifier of the batch") int batchId,
      @Meaning("name of the batch") String batchCode) {}

  record ObservationMethodChild(
      @Meaning("identifier of the way") int observationMethodId,
      @Meaning("code of the way") String observationMethodCode,
      @Meaning("how the bill was entered") String observationMethodInfo) {}

  record BillHeaderChild(
      @Meaning("its value as text") @Nullable String value,
      @Meaning("the workflow asks for it") boolean required) {}

  record UnitChild(
      @Meaning("identifier of the unit") int unitId,
      @Meaning("code of the unit") String unitCode,
      @Meaning("name of the unit") String unitInfo) {}

  record BillEntryObservationTypeChild(
      @Meaning("identifier of the type") int observationTypeId,
      @Meaning("code of the type") String observationTypeCode,
      @Meaning("name of the type") String observationTypeInfo) {}

  record BillEntryBodyLineChild(
      @Meaning("the cost; null where there is none yet") @Nullable BigDecimal value,
      @Meaning("Cost") String type,
      @Meaning("the currency") UnitChild unit) {}

  record BillEntryBodyLineWithNounChild(
      @Meaning("what is observed: USE, DEMAND, …") String noun,
      @Meaning("the value; null where there is none yet") @Nullable Double value,
      @Meaning("Value") String type,
      @Meaning("its unit") UnitChild unit) {}

  record BillEntryBodyLine(
      @Meaning("identifier of the line; null for one to come") @Nullable Integer bodyLineId,
      @Meaning("what the bill calls it") String caption,
      @Meaning("use, demand, …; null for a line of cost only")
          @Nullable BillEntryBodyLineWithNounChild value,
      @Meaning("cost; null for a line of value only") @Nullable BillEntryBodyLineChild cost,
      @Meaning("kind of line") BillEntryObservationTypeChild observationType) {}

  record BillEntryMeterChild(
      @Meaning("the lines are a template's, not a bill's") boolean fromTemplate,
      @Meaning("identifier of the meter") int meterId,
      @Meaning("code of the meter") String meterCode,
      @Meaning("name of the meter") String meterInfo,
      @Meaning("general ledger of its charges") @Nullable String generalLedgerCode,
      @Meaning("its lines") List<BillEntryBodyLine> bodyLines) {}

  /** What the row of a bill says, or nothing yet. */
  record Bill(
      @Nullable Integer billId,
      int accountId,
      int vendorId,
      @Nullable LocalDateTime beginDate,
      @Nullable LocalDateTime endDate,
      @Nullable Integer billingPeriod,
      @Nullable BigDecimal totalCost,
      boolean estimated,
      @Nullable String billNote,
      boolean isVoid,
      boolean fromVendor,
      @Nullable ObservationMethodChild observationMethod,
      boolean approved,
      boolean exportHold,
      boolean apExported,
      boolean glExported,
      @Nullable String checkNumber,
      @Nullable LocalDateTime checkDate,
      @Nullable String payStatus,
      @Nullable LocalDateTime clearedDate,
      @Nullable BatchChild batch) {
    static Bill toCome(int account, int vendor, LocalDateTime begin, @Nullable BatchChild batch) {
      return new Bill(
          null, account, vendor, begin, null, null, null, false, null, false, true, null, false,
          false, false, false, null, null, null, null, batch);
    }

    @Nullable Integer days() {
      return beginDate == null || endDate == null
          ? null
          : Integer.valueOf((int) ChronoUnit.DAYS.between(beginDate, endDate));
    }
  }

  record BillEntryResponse(
      @Meaning("the bill; null for one to come") @Nullable Integer billId,
      @Meaning("the account") int accountId,
      @Meaning("the account's vendor") int vendorId,
      @Meaning("a batch must be opened first, or is when the bill is entered")
          boolean needsToOpenBatch,
      @Meaning("first day") @Nullable LocalDateTime beginDate,
      @Meaning("last day, exclusive") @Nullable LocalDateTime endDate,
      @Meaning("month it counts for, YYYYMM") @Nullable Integer billingPeriod,
      @Meaning("days of the bill") @Nullable Integer days,
      @Meaning("its total") @Nullable BigDecimal totalCost,
      @Meaning("to be paid by") BillHeaderChild dueDate,
      @Meaning("date of the statement") BillHeaderChild statementDate,
      @Meaning("invoice number") BillHeaderChild invoiceNumber,
      @Meaning("control code") BillHeaderChild controlCode,
      @Meaning("next reading") BillHeaderChild nextReading,
      @Meaning("name of the accounting period") BillHeaderChild accountPeriodName,
      @Meaning("number of the accounting period") BillHeaderChild accountPeriodNumber,
      @Meaning("accounting year") BillHeaderChild accountPeriodYear,
      @Meaning("the vendor estimated it") BillHeaderChild estimated,
      @Meaning("notes") @Nullable String billNote,
      @JsonProperty("void") @Meaning("does not count") boolean isVoid,
      @Meaning("came from the vendor") boolean fromVendor,
      @Meaning("how it was entered; null for one to come")
          @Nullable ObservationMethodChild observationMethod,
      @Meaning("somebody approved it") boolean approved,
      @Meaning("was split onto other accounts") boolean hasBeenSplit,
      @Meaning("is held from export") boolean exportHold,
      @Meaning("exported for payment") boolean apExported,
      @Meaning("exported to the general ledger") boolean glExported,
      @Meaning("stands for a bill to come") boolean accrual,
      @Meaning("number of the check that paid it") @Nullable String checkNumber,
      @Meaning("date of the check") @Nullable LocalDateTime checkDate,
      @Meaning("state of its payment") @Nullable String payStatus,
      @Meaning("when the check was cleared") @Nullable LocalDateTime clearedDate,
      @Meaning("where its image is") @Nullable String billImageUrl,
      @Meaning("general ledger of the account's own lines") @Nullable String generalLedgerCode,
      @Meaning("the meters with their lines") List<BillEntryMeterChild> meters,
      @Meaning("lines of the account itself") List<BillEntryBodyLine> accountBodyLines,
      @Meaning("lines of the account that the vendor's template asks for")
          List<BillEntryBodyLine> vendorBodyLines,
      @Meaning("the bill's batch, or the one that takes it") @Nullable BatchChild batch) {}
}
