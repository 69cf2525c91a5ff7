package org.meterbook.ledger.audit;

import java.util.Set;
import org.meterbook.energy.audit.Audit;

/** Ways in which a bill goes wrong between the meter and the books. */
enum Fault {
  DOUBLE_ENTRY(
      "double entry",
      "the bill once more, dated one to three days later",
      Audit.COST_IS_SAME_AS_LATEST_BILL,
      Audit.LIKELY_DUPLICATE_BILL_ON_ACCOUNT,
      Audit.ACCOUNT_HAS_MULTIPLE_BILLS_IN_BILLING_PERIOD),
  SHIFTED_DECIMAL(
      "shifted decimal",
      "use or cost ten times too high or too low",
      Audit.UNIT_COST_DIFFERS_FROM_PREVIOUS_BILLS),
  WRONG_MONTH(
      "wrong month",
      "dated a month too early or too late",
      Audit.BILL_IS_MISSING,
      Audit.ACCOUNT_HAS_MULTIPLE_BILLS_IN_BILLING_PERIOD,
      Audit.BILL_SIGNIFICANTLY_SHORTER_OR_LONGER_THAN_PREVIOUS),
  SWAPPED_METERS(
      "swapped meters",
      "use of two meters changed for each other, cost not",
      Audit.UNIT_COST_DIFFERS_FROM_PREVIOUS_BILLS),
  MISSING_MONTH(
      "missing month",
      "no bill; the next one has to tell",
      Audit.BILL_IS_MISSING,
      Audit.GAP_BETWEEN_BILL_AND_PREVIOUS_BILL_ON_ACCOUNT,
      Audit.BILL_SIGNIFICANTLY_SHORTER_OR_LONGER_THAN_PREVIOUS),
  DOUBLED_LINE("doubled line", "the row twice in the file", Audit.LINE_ITEM_IS_REPEATED_ON_BILL),
  WRONG_UNIT("wrong unit", "MWh for kWh, or Wh", Audit.UNIT_COST_DIFFERS_FROM_PREVIOUS_BILLS),
  NEGATIVE_USE("negative use", "use below zero", Audit.USE_IS_NEGATIVE),
  STALE_ESTIMATE(
      "stale estimate",
      "use of the bill before on this bill and the next",
      Audit.USE_IS_SAME_AS_PREVIOUS_BILLS),
  TRANSPOSED_DIGITS(
      "transposed digits",
      "two leading digits of use or cost exchanged",
      Audit.UNIT_COST_DIFFERS_FROM_PREVIOUS_BILLS);

  final String title;
  final String meaning;
  final Set<Audit> telling;

  Fault(String title, String meaning, Audit... telling) {
    this.title = title;
    this.meaning = meaning;
    this.telling = Set.of(telling);
  }
}
