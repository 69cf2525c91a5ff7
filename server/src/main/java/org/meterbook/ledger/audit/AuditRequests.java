package org.meterbook.ledger.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWhen;

/** How audits are to be run, as it is sent: one property an audit, in the words of its code. */
final class AuditRequests {
  private static final String DEFAULT = "; null takes the usual one, where it is skipped";

  private AuditRequests() {}

  /** What each audit takes. */
  record AuditSettingRequest(
      @Defined
          @OneOf({"Check", "Hold", "Skip"})
          @Meaning(
              "Check flags, Hold also holds the bill from export, Skip does not run it; null keeps it")
          @Nullable String settingStatus,
      @Defined @Meaning("cost of bill or meter, up or down, from which on it is run; null is 0")
          @Nullable Integer minimumCost,
      @Defined @Refers("app_user") @Meaning("users who get the flag; null is nobody")
          @Nullable List<Integer> assignees) {}

  record Descriptions(
      @Flat AuditSettingRequest setting,
      @RequiredWhen(
              field = "settingStatus",
              is = {"Check", "Hold"})
          @NotEmpty
          @Meaning("parts of captions, each shorter than 32 characters" + DEFAULT)
          @Nullable List<String> lineItemDescriptions) {}

  record Types(
      @Flat AuditSettingRequest setting,
      @RequiredWhen(
              field = "settingStatus",
              is = {"Check", "Hold"})
          @NotEmpty
          @Meaning("codes of observation types" + DEFAULT)
          @Nullable List<String> lineItemTypes) {}

  record Length(
      @Flat AuditSettingRequest setting,
      @RequiredWhen(
              field = "settingStatus",
              is = {"Check", "Hold"})
          @NotEmpty
          @Meaning("percent" + DEFAULT)
          @Nullable Integer percentLengthVariance) {}

  record Bills(
      @Flat AuditSettingRequest setting,
      @RequiredWhen(
              field = "settingStatus",
              is = {"Check", "Hold"})
          @Range(min = 1, max = Integer.MAX_VALUE)
          @Meaning("bills in a row" + DEFAULT)
          @Nullable Integer bills) {}

  record Days(
      @Flat AuditSettingRequest setting,
      @RequiredWhen(
              field = "settingStatus",
              is = {"Check", "Hold"})
          @Range(min = 0, max = Integer.MAX_VALUE)
          @Meaning("days" + DEFAULT)
          @Nullable Integer days) {}

  record Outlier(
      @Flat AuditSettingRequest setting,
      @RequiredWhen(
              field = "settingStatus",
              is = {"Check", "Hold"})
          @OneOf({"Severe", "High", "Moderate", "severe", "high", "moderate"})
          @Meaning("the lowest severity that counts" + DEFAULT)
          @Nullable String sensitivity) {}

  record Higher(
      @Flat AuditSettingRequest setting,
      @Range(min = 0, max = Integer.MAX_VALUE) @Meaning("percent above; null keeps it")
          @Nullable Integer percentAbove) {}

  record Compared(
      @Flat AuditSettingRequest setting,
      @Range(min = 0, max = Integer.MAX_VALUE) @Meaning("percent above; null keeps it")
          @Nullable Integer percentAbove,
      @Range(min = 0, max = Integer.MAX_VALUE) @Meaning("percent below; null keeps it")
          @Nullable Integer percentBelow) {}

  record LengthDays(
      @Flat AuditSettingRequest setting,
      @Range(min = 0, max = Integer.MAX_VALUE) @Meaning("days shorter than usual; null keeps it")
          @Nullable Integer daysShorter,
      @Range(min = 0, max = Integer.MAX_VALUE) @Meaning("days longer than usual; null keeps it")
          @Nullable Integer daysLonger) {}

  record DescriptionRange(
      @Flat AuditSettingRequest setting,
      @RequiredWhen(
              field = "settingStatus",
              is = {"Check", "Hold"})
          @NotEmpty
          @Meaning("parts of captions, each shorter than 32 characters" + DEFAULT)
          @Nullable List<String> lineItemDescriptions,
      @Meaning("a value at or below it counts; null for none") @Nullable Integer atMost,
      @Meaning("a value at or above it counts; null for none") @Nullable Integer atLeast) {}

  record TypeRange(
      @Flat AuditSettingRequest setting,
      @RequiredWhen(
              field = "settingStatus",
              is = {"Check", "Hold"})
          @NotEmpty
          @Meaning("codes of observation types" + DEFAULT)
          @Nullable List<String> lineItemTypes,
      @Meaning("a value at or below it counts; null for none") @Nullable Integer atMost,
      @Meaning("a value at or above it counts; null for none") @Nullable Integer atLeast) {}

  /**
   * All audits; what begins after the outlier analyses only this house has, and may be left out.
   */
  record AuditSettingsRequest(
      @Required @Meaning("a line's caption contains one of the given texts")
          Descriptions billContainsLineItemDescriptions,
      @Required @Meaning("a line is of one of the given types") Types billContainsLineItemTypes,
      @Required @Meaning("the lines of the given types do not add up to the bill's total")
          Types totalBillCostDoesNotMatchLineItemTypes,
      @Required @Meaning("no day of the billing period lies within the bill")
          AuditSettingRequest billingPeriodOutsideStartEndDates,
      @Required @Meaning("the bill covers days that another bill of the account covers")
          AuditSettingRequest billOverlapsWithOtherAccountBill,
      @Required @Meaning("days between the bill and the one before are covered by no bill")
          AuditSettingRequest gapBetweenBillAndPreviousBillOnAccount,
      @Required @Meaning("the bill ends after today") AuditSettingRequest billEndsInFuture,
      @Required @Meaning("the account has another bill in the billing period")
          AuditSettingRequest accountHasMultipleBillsInBillingPeriod,
      @Required @Meaning("the statement is dated before the bill ends")
          AuditSettingRequest statementDateBeforeEndDate,
      @Required @Meaning("the bill is due before it ends") AuditSettingRequest dueDateBeforeEndDate,
      @Required @Meaning("the bill's days differ by more than a percentage from the bill before")
          Length billSignificantlyShorterOrLongerThanPrevious,
      @Required @Meaning("more bills in a row are estimated than allowed")
          Bills tooManyConsecutiveEstimatedBills,
      @Required @Meaning("the bill is due more than some days after it ends")
          Days dueDateTooLongAfterBillEnd,
      @Required @Meaning("the statement is dated more than some days after the bill ends")
          Days statementDateTooLongAfterBillEnd,
      @Required @Meaning("another bill of the account has the invoice number")
          AuditSettingRequest invoiceNumberIsRepeatedOnAccount,
      @Required @Meaning("another bill of the account has the same total and one of the same dates")
          AuditSettingRequest likelyDuplicateBillOnAccount,
      @Required
          @Meaning("cost a day is more than a percentage above the same month of the year before")
          Higher totalMeterCostIsPercentageHigherThanPastYear,
      @Required
          @Meaning("use a day is more than a percentage above the same month of the year before")
          Higher totalMeterUseIsPercentageHigherThanPastYear,
      @Required @Meaning("the import file names another serial number than the meter has")
          AuditSettingRequest serialNumberDoesNotMatchImportFile,
      @Required @Meaning("the import file names another rate than the meter is billed by")
          AuditSettingRequest rateCodeDoesNotMatchImportFile,
      @Required @Meaning("the bill was made to begin on another day than the import file says")
          AuditSettingRequest importFileStartDateAdjustedToPreventGaps,
      @Required @Meaning("an alert of the account is in force when an imported bill ends")
          AuditSettingRequest accountAlertExistsOnAccountInImportFile,
      @Required @Meaning("cost a day is an outlier by twelve to twenty-four earlier bills")
          Outlier abnormalBillCostWithOutlierAnalysis,
      @Required @Meaning("use a day is an outlier by twelve to twenty-four earlier bills")
          Outlier abnormalBillUseWithOutlierAnalysis,
      @Required @Meaning("demand is an outlier by twelve to twenty-four earlier bills")
          Outlier abnormalBillDemandWithOutlierAnalysis,
      @Meaning("another bill of the account has the control code; left out, it stays")
          @Nullable AuditSettingRequest controlCodeIsRepeatedOnAccount,
      @Meaning(
              "the lines do not add up to the total, or to what the import file says is to be paid; left out, it stays")
          @Nullable AuditSettingRequest totalBillCostDoesNotMatchLineItems,
      @Meaning("a line stands on the bill more than once with the same amounts; left out, it stays")
          @Nullable AuditSettingRequest lineItemIsRepeatedOnBill,
      @Meaning(
              "a line whose caption contains one of the given texts is at most or at least so much; left out, it stays")
          @Nullable DescriptionRange lineItemDescriptionHasUnusualValue,
      @Meaning(
              "a line of one of the given types is at most or at least so much; left out, it stays")
          @Nullable TypeRange lineItemTypeHasUnusualValue,
      @Meaning("a use that was taken is below zero; left out, it stays")
          @Nullable AuditSettingRequest useIsNegative,
      @Meaning("the bill is due before it is issued; left out, it stays")
          @Nullable AuditSettingRequest dueDateBeforeStatementDate,
      @Meaning(
              "the bill's days differ by more than some days from the mean of the twelve bills before; left out, it stays")
          @Nullable LengthDays billLengthIsUnusual,
      @Meaning(
              "another bill fits between this one and its neighbour by the account's rhythm; left out, it stays")
          @Nullable AuditSettingRequest billIsMissing,
      @Meaning(
              "the bill costs what the one before does, though the account's bills do not repeat; left out, it stays")
          @Nullable AuditSettingRequest costIsSameAsLatestBill,
      @Meaning(
              "bills in a row have the same use or use a day, though the meter's bills do not repeat and none is marked as estimated; left out, it stays")
          @Nullable Bills useIsSameAsPreviousBills,
      @Meaning("bills in a row have no use, though the meter had use before; left out, it stays")
          @Nullable Bills tooManyConsecutiveBillsWithoutUse,
      @Meaning("use a day is above or below the mean of the two months before; left out, it stays")
          @Nullable Compared useDiffersFromPriorTwoMonths,
      @Meaning("cost a day is above or below the mean of the two months before; left out, it stays")
          @Nullable Compared costDiffersFromPriorTwoMonths,
      @Meaning(
              "use a day is above or below that of the same month of the year before; left out, it stays")
          @Nullable Compared useDiffersFromSameMonthLastYear,
      @Meaning(
              "cost a day is above or below that of the same month of the year before; left out, it stays")
          @Nullable Compared costDiffersFromSameMonthLastYear,
      @Meaning(
              "use a day is above the highest or below the lowest of the twelve months before; left out, it stays")
          @Nullable Compared useIsBeyondLastTwelveMonths,
      @Meaning(
              "cost a day is above the highest or below the lowest of the twelve months before; left out, it stays")
          @Nullable Compared costIsBeyondLastTwelveMonths,
      @Meaning(
              "cost of a unit is above or below that of the same month of the year before; left out, it stays")
          @Nullable Compared unitCostDiffersFromLastYear,
      @Meaning(
              "cost of a unit is above or below the median of the twelve months before; left out, it stays")
          @Nullable Compared unitCostDiffersFromPreviousBills,
      @Meaning("use is more than the demand can have made; left out, it stays")
          @Nullable Higher loadFactorIsImpossible) {}
}
