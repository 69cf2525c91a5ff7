package org.meterbook.greenbutton;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a customer is billed on.
 *
 * @param entry the Atom entry
 * @param billingCycle day of the cycle it is billed
 * @param budgetBill code of a budget plan
 * @param lastBillAmount the last bill, five decimals
 * @param contact who answers for it
 * @param accountId the utility's account number
 * @param agreements the agreements, in the order of the feed
 * @param statements the bills as documents, in the order of the feed
 */
public record CustomerAccount(
    Entry entry,
    Optional<String> billingCycle,
    Optional<String> budgetBill,
    Optional<BigDecimal> lastBillAmount,
    Optional<Organisation> contact,
    Optional<String> accountId,
    List<CustomerAgreement> agreements,
    List<Statement> statements)
    implements Resource {
  /** Copies the lists. */
  public CustomerAccount {
    agreements = List.copyOf(agreements);
    statements = List.copyOf(statements);
  }
}
