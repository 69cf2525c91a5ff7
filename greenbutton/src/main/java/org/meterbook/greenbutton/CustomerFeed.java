package org.meterbook.greenbutton;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes the entries of a customer and all that hangs on it. */
final class CustomerFeed {
  private final EntryOutput entries;
  private final CustomerElements elements;
  private final String base;
  private int customers;

  CustomerFeed(XmlOutput out, EntryOutput entries, String base) {
    this.entries = entries;
    this.elements = new CustomerElements(out);
    this.base = base;
  }

  void customer(Customer customer) throws IOException {
    String href = GreenButtonWriter.href(customer.entry(), base + "/Customer/" + ++customers);
    List<EntryOutput.Related> related = new ArrayList<>();
    link(related, customer.accounts(), "CustomerAccount", href);
    entries.write(
        "Customer",
        customer.entry(),
        href,
        GreenButtonWriter.up(href),
        related,
        () -> elements.customer(customer));
    int number = 0;
    for (CustomerAccount account : customer.accounts()) {
      account(account, href + "/CustomerAccount", ++number);
    }
  }

  private void account(CustomerAccount account, String up, int number) throws IOException {
    String href = GreenButtonWriter.href(account.entry(), up + "/" + number);
    List<EntryOutput.Related> related = new ArrayList<>();
    link(related, account.agreements(), "CustomerAgreement", href);
    link(related, account.statements(), "Statement", href);
    entries.write(
        "CustomerAccount", account.entry(), href, up, related, () -> elements.account(account));
    int next = 0;
    for (CustomerAgreement agreement : account.agreements()) {
      agreement(agreement, href + "/CustomerAgreement", ++next);
    }
    leaves(account.statements(), "Statement", href, elements::statement);
  }

  private void agreement(CustomerAgreement agreement, String up, int number) throws IOException {
    String href = GreenButtonWriter.href(agreement.entry(), up + "/" + number);
    List<EntryOutput.Related> related = new ArrayList<>();
    link(related, agreement.locations(), "ServiceLocation", href);
    link(related, agreement.suppliers(), "ServiceSupplier", href);
    link(related, agreement.meters(), "Meter", href);
    entries.write(
        "CustomerAgreement",
        agreement.entry(),
        href,
        up,
        related,
        () -> elements.agreement(agreement));
    leaves(agreement.locations(), "ServiceLocation", href, elements::location);
    leaves(agreement.suppliers(), "ServiceSupplier", href, elements::supplier);
    leaves(agreement.meters(), "Meter", href, elements::meter);
  }

  private static void link(
      List<EntryOutput.Related> related, List<?> children, String resource, String href) {
    if (!children.isEmpty()) {
      related.add(EntryOutput.Related.feed(resource, href + "/" + resource));
    }
  }

  /** Writes one resource. */
  private interface Element<T> {
    void write(T resource) throws IOException;
  }

  private <T extends Resource> void leaves(
      List<T> resources, String name, String parent, Element<T> element) throws IOException {
    String up = parent + "/" + name;
    int number = 0;
    for (T resource : resources) {
      String href = GreenButtonWriter.href(resource.entry(), up + "/" + ++number);
      entries.write(name, resource.entry(), href, up, List.of(), () -> element.write(resource));
    }
  }
}
