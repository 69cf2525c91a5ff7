package org.meterbook.ledger.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Meaning;
import tools.jackson.databind.JsonNode;

/** How audits are run, as it is answered: describes what {@link AuditSettings} puts together. */
final class AuditAnswers {
  private AuditAnswers() {}

  record UserChild(
      @Meaning("identifier of the user") int userId,
      @Meaning("sign-in name") String userCode,
      @Meaning("full name") String fullName) {}

  record AuditSettingResponse(
      @Meaning("Check, Hold or Skip") String settingStatus,
      @Meaning("the audit's code") String settingCode,
      @Meaning("what it looks for") String settingDescription,
      @Meaning("cost of bill or meter, up or down, from which on it is run") int minimumCost,
      @Meaning("users who get the flag") List<UserChild> assignees) {}

  record Descriptions(
      @Flat AuditSettingResponse setting,
      @Meaning("parts of captions; null for none") @Nullable List<String> lineItemDescriptions) {}

  record Types(
      @Flat AuditSettingResponse setting,
      @Meaning("codes of observation types; null for none") @Nullable List<String> lineItemTypes) {}

  record Length(
      @Flat AuditSettingResponse setting, @Meaning("percent") int percentLengthVariance) {}

  record Bills(@Flat AuditSettingResponse setting, @Meaning("bills in a row") int bills) {}

  record Days(@Flat AuditSettingResponse setting, @Meaning("days") int days) {}

  record Outlier(
      @Flat AuditSettingResponse setting,
      @Meaning("the lowest severity that counts: severe, high or moderate") String sensitivity) {}

  record Higher(@Flat AuditSettingResponse setting, @Meaning("percent above") int percentAbove) {}

  record Compared(
      @Flat AuditSettingResponse setting,
      @Meaning("percent above") int percentAbove,
      @Meaning("percent below") int percentBelow) {}

  record LengthDays(
      @Flat AuditSettingResponse setting,
      @Meaning("days shorter than usual") int daysShorter,
      @Meaning("days longer than usual") int daysLonger) {}

  record DescriptionRange(
      @Flat AuditSettingResponse setting,
      @Meaning("parts of captions; null for none") @Nullable List<String> lineItemDescriptions,
      @Meaning("a value at or below it counts; null for none") @Nullable Integer atMost,
      @Meaning("a value at or above it counts; null for none") @Nullable Integer atLeast) {}

  record TypeRange(
      @Flat AuditSettingResponse setting,
      @Meaning("codes of observation types; null for none") @Nullable List<String> lineItemTypes,
      @Meaning("a value at or below it counts; null for none") @Nullable Integer atMost,
      @Meaning("a value at or above it counts; null for none") @Nullable Integer atLeast) {}

  record AuditSettingsResponse(
      @Meaning("a line's caption contains one of the given texts")
          Descriptions billContainsLineItemDescriptions,
      @Meaning("a line is of one of the given types") Types billContainsLineItemTypes,
      @Meaning("the lines of the given types do not add up to the bill's total")
          Types totalBillCostDoesNotMatchLineItemTypes,
      @Meaning("no day of the billing period lies within the bill")
          AuditSettingResponse billingPeriodOutsideStartEndDates,
      @Meaning("the bill covers days that another bill of the account covers")
          AuditSettingResponse billOverlapsWithOtherAccountBill,
      @Meaning("days between the bill and the one before are covered by no bill")
          AuditSettingResponse gapBetweenBillAndPreviousBillOnAccount,
      @Meaning("the bill ends after today") AuditSettingResponse billEndsInFuture,
      @Meaning("the account has another bill in the billing period")
          AuditSettingResponse accountHasMultipleBillsInBillingPeriod,
      @Meaning("the statement is dated before the bill ends")
          AuditSettingResponse statementDateBeforeEndDate,
      @Meaning("the bill is due before it ends") AuditSettingResponse dueDateBeforeEndDate,
      @Meaning("the bill's days differ by more than a percentage from the bill before")
          Length billSignificantlyShorterOrLongerThanPrevious,
      @Meaning("more bills in a row are estimated than allowed")
          Bills tooManyConsecutiveEstimatedBills,
      @Meaning("the bill is due more than some days after it ends") Days dueDateTooLongAfterBillEnd,
      @Meaning("the statement is dated more than some days after the bill ends")
          Days statementDateTooLongAfterBillEnd,
      @Meaning("another bill of the account has the invoice number")
          AuditSettingResponse invoiceNumberIsRepeatedOnAccount,
      @Meaning("another bill of the account has the same total and one of the same dates")
          AuditSettingResponse likelyDuplicateBillOnAccount,
      @Meaning("cost a day is more than a percentage above the same month of the year before")
          Higher totalMeterCostIsPercentageHigherThanPastYear,
      @Meaning("use a day is more than a percentage above the same month of the year before")
          Higher totalMeterUseIsPercentageHigherThanPastYear,
      @Meaning("the import file names another serial number than the meter has")
          AuditSettingResponse serialNumberDoesNotMatchImportFile,
      @Meaning("the import file names another rate than the meter is billed by")
          AuditSettingResponse rateCodeDoesNotMatchImportFile,
      @Meaning("the bill was made to begin on another day than the import file says")
          AuditSettingResponse importFileStartDateAdjustedToPreventGaps,
      @Meaning("an alert of the account is in force when an imported bill ends")
          AuditSettingResponse accountAlertExistsOnAccountInImportFile,
      @Meaning("cost a day is an outlier by twelve to twenty-four earlier bills")
          Outlier abnormalBillCostWithOutlierAnalysis,
      @Meaning("use a day is an outlier by twelve to twenty-four earlier bills")
          Outlier abnormalBillUseWithOutlierAnalysis,
      @Meaning("demand is an outlier by twelve to twenty-four earlier bills")
          Outlier abnormalBillDemandWithOutlierAnalysis,
      @Meaning("another bill of the account has the control code")
          AuditSettingResponse controlCodeIsRepeatedOnAccount,
      @Meaning(
              "the lines do not add up to the total, or to what the import file says is to be paid")
          AuditSettingResponse totalBillCostDoesNotMatchLineItems,
      @Meaning("a line stands on the bill more than once with the same amounts")
          AuditSettingResponse lineItemIsRepeatedOnBill,
      @Meaning(
              "a line whose caption contains one of the given texts is at most or at least so much")
          DescriptionRange lineItemDescriptionHasUnusualValue,
      @Meaning("a line of one of the given types is at most or at least so much")
          TypeRange lineItemTypeHasUnusualValue,
      @Meaning("a use that was taken is below zero") AuditSettingResponse useIsNegative,
      @Meaning("the bill is due before it is issued")
          AuditSettingResponse dueDateBeforeStatementDate,
      @Meaning(
              "the bill's days differ by more than some days from the mean of the twelve bills before")
          LengthDays billLengthIsUnusual,
      @Meaning("another bill fits between this one and its neighbour by the account's rhythm")
          AuditSettingResponse billIsMissing,
      @Meaning("the bill costs what the one before does, though the account's bills do not repeat")
          AuditSettingResponse costIsSameAsLatestBill,
      @Meaning(
              "bills in a row have the same use or use a day, though the meter's bills do not repeat and none is marked as estimated")
          Bills useIsSameAsPreviousBills,
      @Meaning("bills in a row have no use, though the meter had use before")
          Bills tooManyConsecutiveBillsWithoutUse,
      @Meaning("use a day is above or below the mean of the two months before")
          Compared useDiffersFromPriorTwoMonths,
      @Meaning("cost a day is above or below the mean of the two months before")
          Compared costDiffersFromPriorTwoMonths,
      @Meaning("use a day is above or below that of the same month of the year before")
          Compared useDiffersFromSameMonthLastYear,
      @Meaning("cost a day is above or below that of the same month of the year before")
          Compared costDiffersFromSameMonthLastYear,
      @Meaning("use a day is above the highest or below the lowest of the twelve months before")
          Compared useIsBeyondLastTwelveMonths,
      @Meaning("cost a day is above the highest or below the lowest of the twelve months before")
          Compared costIsBeyondLastTwelveMonths,
      @Meaning("cost of a unit is above or below that of the same month of the year before")
          Compared unitCostDiffersFromLastYear,
      @Meaning("cost of a unit is above or below the median of the twelve months before")
          Compared unitCostDiffersFromPreviousBills,
      @Meaning("use is more than the demand can have made") Higher loadFactorIsImpossible) {}

  /** What an account has instead. */
  record AccountAuditSettingsResponse(
      @Meaning("the account") JsonNode account,
      @Meaning("its bills are audited") boolean auditEnabled,
      @Meaning("audits that are run in another way than elsewhere")
          List<AccountAuditSettingResponse> settings) {}

  record AccountAuditSettingResponse(
      @Meaning("the audit's code") String settingCode,
      @Meaning("what it looks for") String settingDescription,
      @Meaning("Check, Hold or Skip") String settingStatus) {}
}
