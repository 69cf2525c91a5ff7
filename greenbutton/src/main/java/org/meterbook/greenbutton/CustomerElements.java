package org.meterbook.greenbutton;

import static org.meterbook.greenbutton.Vocabulary.CUSTOMER;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes resources of the customer feed, the elements in the order of the schema. */
final class CustomerElements {
  private final XmlOutput out;

  CustomerElements(XmlOutput out) {
    this.out = out;
  }

  void customer(Customer customer) throws IOException {
    out.start(CUSTOMER, "Customer");
    organisation("Organisation", customer.organisation());
    out.text(CUSTOMER, "kind", customer.kind());
    out.text(CUSTOMER, "pucNumber", customer.pucNumber());
    out.text(CUSTOMER, "customerName", customer.name());
    out.end();
  }

  void account(CustomerAccount account) throws IOException {
    out.start(CUSTOMER, "CustomerAccount");
    out.text(CUSTOMER, "billingCycle", account.billingCycle());
    out.text(CUSTOMER, "budgetBill", account.budgetBill());
    out.money(CUSTOMER, "lastBillAmount", account.lastBillAmount());
    organisation("contactInfo", account.contact());
    out.text(CUSTOMER, "accountId", account.accountId());
    out.end();
  }

  void agreement(CustomerAgreement agreement) throws IOException {
    out.start(CUSTOMER, "CustomerAgreement");
    out.number(CUSTOMER, "signDate", agreement.signDate());
    out.interval(CUSTOMER, "validityInterval", agreement.validity());
    for (String program : agreement.demandResponsePrograms()) {
      out.element(
          CUSTOMER,
          "DemandResponseProgram",
          () -> out.text(CUSTOMER, "programName", XmlOutput.cut(program)));
    }
    for (String structure : agreement.pricingStructures()) {
      out.text(CUSTOMER, "PricingStructures", structure);
    }
    out.number(CUSTOMER, "currency", agreement.currency());
    out.text(CUSTOMER, "agreementId", agreement.agreementId());
    out.end();
  }

  void location(ServiceLocation location) throws IOException {
    out.start(CUSTOMER, "ServiceLocation");
    address("mainAddress", location.mainAddress());
    for (ServiceLocation.Position position : location.positions()) {
      out.start(CUSTOMER, "positionPoints");
      out.text(CUSTOMER, "xPosition", XmlOutput.cut(position.x()));
      out.text(CUSTOMER, "yPosition", XmlOutput.cut(position.y()));
      out.end();
    }
    if (!location.usagePoints().isEmpty()) {
      out.start(CUSTOMER, "UsagePoints");
      for (String href : location.usagePoints()) {
        out.text(CUSTOMER, "UsagePoint", href);
      }
      out.end();
    }
    out.end();
  }

  void supplier(ServiceSupplier supplier) throws IOException {
    out.start(CUSTOMER, "ServiceSupplier");
    organisation("Organisation", supplier.organisation());
    out.text(CUSTOMER, "kind", supplier.kind());
    out.number(CUSTOMER, "effectiveDate", supplier.effectiveDate());
    out.end();
  }

  void meter(Meter meter) throws IOException {
    out.start(CUSTOMER, "Meter");
    out.text(CUSTOMER, "serialNumber", meter.serialNumber());
    out.text(CUSTOMER, "formNumber", meter.formNumber());
    for (Meter.Multiplier multiplier : meter.multipliers()) {
      out.start(CUSTOMER, "MeterMultipliers");
      out.text(CUSTOMER, "kind", multiplier.kind());
      out.text(CUSTOMER, "value", multiplier.value());
      out.end();
    }
    out.number(CUSTOMER, "intervalLength", meter.intervalLength());
    out.end();
  }

  void statement(Statement statement) throws IOException {
    out.start(CUSTOMER, "Statement");
    out.number(CUSTOMER, "issueDateTime", statement.issueDateTime());
    for (Statement.Document document : statement.documents()) {
      out.start(CUSTOMER, "statementRef");
      out.text(CUSTOMER, "fileName", document.fileName());
      out.text(CUSTOMER, "mediaType", document.mediaType());
      out.text(CUSTOMER, "statementURL", document.url());
      out.end();
    }
    out.end();
  }

  private void organisation(String name, Optional<Organisation> organisation) throws IOException {
    if (organisation.isEmpty()) {
      return;
    }
    Organisation value = organisation.get();
    out.start(CUSTOMER, name);
    address("streetAddress", value.streetAddress());
    address("postalAddress", value.postalAddress());
    if (value.phone().isPresent()) {
      out.element(CUSTOMER, "phone1", () -> out.text(CUSTOMER, "ituPhone", value.phone()));
    }
    if (value.email().isPresent()) {
      out.element(CUSTOMER, "electronicAddress", () -> out.text(CUSTOMER, "email1", value.email()));
    }
    out.text(CUSTOMER, "organisationName", value.name());
    out.end();
  }

  private void address(String name, Optional<StreetAddress> address) throws IOException {
    if (address.isEmpty()) {
      return;
    }
    StreetAddress value = address.get();
    out.start(CUSTOMER, name);
    if (any(List.of(value.number(), value.street(), value.type(), value.suite(), value.line()))) {
      out.start(CUSTOMER, "streetDetail");
      out.text(CUSTOMER, "number", value.number());
      out.text(CUSTOMER, "name", value.street());
      out.text(CUSTOMER, "type", value.type());
      out.text(CUSTOMER, "suiteNumber", value.suite());
      out.text(CUSTOMER, "addressGeneral", value.line());
      out.end();
    }
    if (any(List.of(value.town(), value.county(), value.stateOrProvince(), value.country()))) {
      out.start(CUSTOMER, "townDetail");
      out.text(CUSTOMER, "name", value.town());
      out.text(CUSTOMER, "county", value.county());
      out.text(CUSTOMER, "stateOrProvince", value.stateOrProvince());
      out.text(CUSTOMER, "country", value.country());
      out.end();
    }
    out.text(CUSTOMER, "postalCode", value.postalCode());
    out.text(CUSTOMER, "poBox", value.postBox());
    out.end();
  }

  private static boolean any(List<Optional<String>> texts) {
    return texts.stream().anyMatch(Optional::isPresent);
  }
}
