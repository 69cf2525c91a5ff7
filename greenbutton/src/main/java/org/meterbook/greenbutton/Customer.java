package org.meterbook.greenbutton;

import java.util.List;
import java.util.Optional;

/**
 * Who buys a service.
 *
 * @param entry the Atom entry
 * @param organisation address and the like
 * @param kind residential, commercialIndustrial and so on, as given
 * @param pucNumber number with the public utilities commission
 * @param name the customer's name
 * @param accounts the accounts, in the order of the feed
 */
public record Customer(
    Entry entry,
    Optional<Organisation> organisation,
    Optional<String> kind,
    Optional<String> pucNumber,
    Optional<String> name,
    List<CustomerAccount> accounts)
    implements Resource {
  /** Copies the list. */
  public Customer {
    accounts = List.copyOf(accounts);
  }
}
