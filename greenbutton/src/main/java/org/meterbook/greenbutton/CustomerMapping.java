package org.meterbook.greenbutton;

import java.util.List;
import java.util.Optional;

/** Makes resources of the customer feed from elements; what hangs on them is added later. */
final class CustomerMapping {
  private CustomerMapping() {}

  static Customer customer(Entry entry, Fields fields) {
    return new Customer(
        entry,
        fields.child("Organisation", CustomerMapping::organisation),
        fields.text("kind"),
        fields.text("pucNumber"),
        fields.text("customerName"),
        List.of());
  }

  static CustomerAccount account(Entry entry, Fields fields) {
    return new CustomerAccount(
        entry,
        fields.text("billingCycle"),
        fields.text("budgetBill"),
        fields.money("lastBillAmount"),
        fields.child("contactInfo", CustomerMapping::organisation),
        fields.text("accountId"),
        List.of(),
        List.of());
  }

  static CustomerAgreement agreement(Entry entry, Fields fields) {
    return new CustomerAgreement(
        entry,
        fields.time("signDate"),
        fields.interval("validityInterval"),
        fields.children("DemandResponseProgram", program -> program.textOr("programName", "")),
        fields.texts("PricingStructures"),
        fields.code("currency", CodeList.CURRENCY),
        fields.text("agreementId"),
        List.of(),
        List.of(),
        List.of());
  }

  static ServiceLocation location(Entry entry, Fields fields) {
    return new ServiceLocation(
        entry,
        fields.child("mainAddress", CustomerMapping::address),
        fields.children(
            "positionPoints",
            point ->
                new ServiceLocation.Position(
                    point.textOr("xPosition", ""), point.textOr("yPosition", ""))),
        fields.children("UsagePoints", points -> points.texts("UsagePoint")).stream()
            .flatMap(List::stream)
            .toList());
  }

  static ServiceSupplier supplier(Entry entry, Fields fields) {
    return new ServiceSupplier(
        entry,
        fields.child("Organisation", CustomerMapping::organisation),
        fields.text("kind"),
        fields.time("effectiveDate"));
  }

  static Meter meter(Entry entry, Fields fields) {
    return new Meter(
        entry,
        fields.text("serialNumber"),
        fields.text("formNumber"),
        fields.children(
            "MeterMultipliers",
            multiplier ->
                new Meter.Multiplier(
                    multiplier.textOr("kind", ""), multiplier.textOr("value", ""))),
        fields.duration("intervalLength"));
  }

  static Statement statement(Entry entry, Fields fields) {
    return new Statement(
        entry,
        fields.time("issueDateTime"),
        fields.children(
            "statementRef",
            ref ->
                new Statement.Document(
                    ref.text("fileName"), ref.text("mediaType"), ref.textOr("statementURL", ""))));
  }

  private static Organisation organisation(Fields fields) {
    return new Organisation(
        fields.child("streetAddress", CustomerMapping::address),
        fields.child("postalAddress", CustomerMapping::address),
        fields.child("phone1", CustomerMapping::phone).filter(phone -> !phone.isEmpty()),
        fields.child("electronicAddress", mail -> mail.text("email1")).orElse(Optional.empty()),
        fields.text("organisationName"));
  }

  private static String phone(Fields fields) {
    return fields
        .text("ituPhone")
        .orElseGet(() ->
            String.join(
                " ",
                List.of("countryCode", "areaCode", "cityCode", "localNumber", "ext").stream()
                    .flatMap(part -> fields.text(part).stream())
                    .toList()));
  }

  private static StreetAddress address(Fields fields) {
    Node none = new Node("", "", List.of(), fields.node().line());
    Fields street = fields.in(fields.node().child("streetDetail").orElse(none));
    Fields town = fields.in(fields.node().child("townDetail").orElse(none));
    return new StreetAddress(
        street.text("number"),
        street.text("name"),
        street.text("type"),
        street.text("suiteNumber"),
        street.text("addressGeneral"),
        town.text("name"),
        town.text("county"),
        town.text("stateOrProvince"),
        town.text("country"),
        fields.text("postalCode"),
        fields.text("poBox"));
  }
}
