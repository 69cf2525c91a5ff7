package org.meterbook.ledger.setup;

import org.meterbook.ledger.setup.Sheet.Makes;
import org.meterbook.store.Tables;

/** Vendors. */
final class VendorSheets {
  static final Lookup CODE = Lookup.of(Tables.VENDOR, "vendor_code");

  static final Part VENDOR =
      Part.of(
              "vendor",
              "vendorId",
              "CreateVendorV3",
              "EditVendorV3",
              new Part.ByCode("Code", CODE),
              Column.text("Code", "vendorCode"),
              Column.text("Name", "vendorInfo"),
              Column.text("Website", "website"),
              Column.text("E-mail", "email"),
              Column.text("Telephone", "phoneNumber"),
              Column.text("Line 1", "address.line1"),
              Column.text("Line 2", "address.line2"),
              Column.text("Line 3", "address.line3"),
              Column.text("City", "address.city"),
              Column.text("State", "address.state"),
              Column.text("Country", "address.country"),
              Column.text("Postal code", "address.postalCode"),
              Column.number("Latitude", "address.latitude"),
              Column.number("Longitude", "address.longitude"),
              Column.text("Remit to", "address.remitTo"),
              Column.of("Aliases", "vendorAliases", new Cell.Texts()),
              Column.text("Notes", "vendorDescription"))
          .hidden(
              Hidden.kept("address.addressTypeId", "address.addressTypeId"),
              Hidden.kept("consentToRepresent", "consentToRepresent"),
              Hidden.kept("contactId", "contact.contactId"))
          .custom("Vendor", "GetVendorsUdfsV3", "EditVendorUDFsV3");

  static final Sheet VENDORS =
      Sheet.of(
          "Vendors",
          Makes.BY_CREATE,
          VENDOR,
          "GetVendorsV3",
          "SELECT t.vendor_id FROM vendor t WHERE t.tenant_id = :tenant ORDER BY 1");

  private VendorSheets() {}
}
