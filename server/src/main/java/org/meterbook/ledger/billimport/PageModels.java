package org.meterbook.ledger.billimport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.Required;

/** How the bills of a vendor are read from the text of their pages. */
final class PageModels {
  private PageModels() {}

  record BillPageFields(
      @Required @Length(max = 500) @Meaning("expression whose group is the account's number")
          String account,
      @Required @Length(max = 500) @Meaning("expression whose group is the first day") String begin,
      @Required @Length(max = 500) @Meaning("expression whose group is the day the bill ends on")
          String end,
      @Required @Length(max = 500) @Meaning("expression whose group is what the lines add up to")
          String total,
      @Length(max = 500) @Meaning("expression whose group is the meter's code or serial number")
          @Nullable String meter,
      @Length(max = 500) @Meaning("expression whose group is the number of the invoice")
          @Nullable String invoiceNumber,
      @Length(max = 500) @Meaning("expression whose group is the date of the statement")
          @Nullable String statementDate,
      @Length(max = 500) @Meaning("expression whose group is the day to pay by")
          @Nullable String dueDate) {}

  record BillPageLine(
      @Required
          @Length(max = 500)
          @Meaning("expression for a whole line, with groups named use, cost and caption")
          String pattern,
      @Length(max = 100) @Meaning("what the line is called; default the group caption")
          @Nullable String caption,
      @Meaning("kind of what the group use has; default TOTALUSE")
          @Nullable String useObservationTypeCode,
      @Meaning("unit of the group use") @Nullable String unitCode,
      @Meaning("kind of what the group cost has; default COST")
          @Nullable String costObservationTypeCode) {}

  record BillPageRuleRequest(
      @Required @Length(max = 64) @Meaning("unique name") String ruleCode,
      @Required @NotEmpty @Meaning("texts that all stand on such a bill, and on no other one")
          List<String> recognize,
      @Length(max = 255) @Meaning("code or alias of the vendor; default the account's")
          @Nullable String vendorCode,
      @Required @Length(max = 40) @Meaning("how dates are written, such as MMMM d, yyyy")
          String dateFormat,
      @Required @Meaning("where the bill says what it is of") BillPageFields fields,
      @Required @NotEmpty @Meaning("what becomes the lines of the bill")
          List<BillPageLine> lines) {}

  record BillPageRuleResponse(
      @Meaning("identifier of the rule") int billPageRuleId,
      @Meaning("unique name") String ruleCode,
      @Meaning("texts that all stand on such a bill") List<String> recognize,
      @Meaning("code or alias of the vendor") @Nullable String vendorCode,
      @Meaning("how dates are written") String dateFormat,
      @Meaning("where the bill says what it is of") BillPageFields fields,
      @Meaning("what becomes the lines of the bill") List<BillPageLine> lines) {
    static BillPageRuleResponse of(int id, BillPageRuleRequest rule) {
      return new BillPageRuleResponse(
          id,
          rule.ruleCode(),
          rule.recognize(),
          rule.vendorCode(),
          rule.dateFormat(),
          rule.fields(),
          rule.lines());
    }
  }
}
