package org.meterbook.ledger.vendor;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Resource;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Address;
import org.meterbook.ledger.Address.AddressChild;
import org.meterbook.ledger.NamesAndAliases;
import org.meterbook.ledger.People;
import org.meterbook.ledger.Uses;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.contact.Contacts;
import org.meterbook.ledger.file.StoredFiles;
import org.meterbook.ledger.udf.UdfFields;
import org.meterbook.ledger.udf.UdfType;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Who sends bills. */
public final class Vendors {
  /**
   * What clients send that were generated from a description with this default: nothing was given.
   */
  private static final String NOT_GIVEN = "Æ";

  private static final int PDF = 17;

  private static final String CONSENT =
      "(SELECT f.name FROM stored_file f WHERE f.tenant_id = $.tenant_id AND f.stored_file_id = $.consent_file_id)";

  private static final Shape RATE =
      Shape.of("RateChildResponse", Tables.RATE)
          .integer("rateId", "identifier of the rate")
          .text("name", "name of the rate")
          .one("commodity", Commodities.CHILD, "$.commodity_id", "what it prices")
          .build();

  private static final Shape RESPONSE =
      People.stamps(
              Shape.of("VendorResponse", Tables.VENDOR)
                  .like(VendorShapes.CHILD)
                  .group("address", Address.withRemitTo(Tables.VENDOR), "where it is")
                  .text("ediCode", "identification in electronic invoices")
                  .integer("payDays", "days in which its bills are to be paid"))
          .text("website", "address of its website")
          .text("email", "e-mail address")
          .text("phoneNumber", "telephone number")
          .field("consentToRepresent", FieldType.TEXT, CONSENT, "the uploaded document of consent")
          .one("contact", Contacts.CHILD, "$.contact_id", "who to ask")
          .field("vendorAliases", FieldType.TEXTS, "other names by which imports know it")
          .many("rates", RATE, "vendor_id", "", "$.rate_id", "its rate schedules")
          .text("vendorDescription", "notes")
          .build();

  private Vendors() {}

  public record VendorRequest(
      @Required @Length(max = 16) @Meaning("unique code") String vendorCode,
      @Required @Length(max = 50) @Meaning("name") String vendorInfo,
      @Defined @Length(max = 255) @Meaning("address of its website") @Nullable String website,
      @Meaning("where it is") @Nullable AddressChild address,
      @Defined @Length(max = 4000) @Meaning("notes") @Nullable String vendorDescription,
      @Length(max = 128) @Meaning("e-mail address") @Nullable String email,
      @Length(max = 50) @Meaning("telephone number") @Nullable String phoneNumber,
      @Length(max = 260) @Meaning("a PDF, as its upload answered; null: none")
          @Nullable String consentToRepresent,
      @Refers("contact") @Meaning("who to ask") @Nullable Integer contactId,
      @Meaning("at most 5 other names by which imports know it; absent leaves them")
          @Nullable List<String> vendorAliases) {
    Values values(Call call) {
      Values values =
          Address.columnsWithRemitTo(
              Values.from(this, "address", "consentToRepresent", "vendorAliases"), address);
      values.with("consent_file_id", consent(call, consentToRepresent));
      VendorNames.requireFree(call, vendorCode, vendorAliases);
      if (vendorAliases != null) {
        values.with("vendor_aliases", NamesAndAliases.checked(vendorAliases, "vendorAliases"));
      }
      return NOT_GIVEN.equals(vendorDescription) ? values.without("vendor_description") : values;
    }
  }

  public static void register(Operations operations) {
    Resource vendors = operations.resource(RESPONSE);
    vendors
        .filters("vendorCode", "vendorId", "vendorInfo")
        .filter("city", "address.city")
        .filter("state", "address.state")
        .filter("postalCode", "address.postalCode")
        .filter(
            "splitAccountChargesConfigured",
            FieldType.BOOLEAN,
            "{false}",
            "its account charges are split onto meters")
        .filter("commodityCode", "rates.commodity.commodityCode")
        .filter("commodityId", "rates.commodity.commodityId")
        .filter("commodityInfo", "rates.commodity.commodityInfo")
        .page("GetVendorsV3", "/api/v3/vendor", "VendorsAndRatesModule (View)", "Lists vendors.")
        .one(
            "GetVendorV3",
            "/api/v3/vendor/{vendorId}",
            "VendorsAndRatesModule (View)",
            "Answers one vendor.")
        .create(
            "CreateVendorV3",
            "/api/v3/vendor",
            "Vendors (Create)",
            VendorRequest.class,
            (call, request) -> call.sql().insert(Tables.VENDOR, request.values(call)),
            "Creates a vendor.")
        .edit(
            "EditVendorV3",
            "/api/v3/vendor/{vendorId}",
            "Vendors (Edit)",
            VendorRequest.class,
            (call, request) ->
                call.sql().update(Tables.VENDOR, call.id("vendorId"), request.values(call)),
            "Replaces a vendor.")
        .delete(
            "DeleteVendorV3",
            "/api/v3/vendor/{vendorId}",
            "Vendors (Delete)",
            Vendors::delete,
            "Deletes a vendor without accounts and rates.");
    VendorAccounts.register(operations);
    VendorTemplates.register(operations);
    new UdfFields(UdfType.VENDOR, "vendor", "VendorsAndRatesModule (View)", "Vendors (Edit)")
        .register(
            operations,
            new UdfFields.Names(
                "GetVendorUdfsV3",
                "EditVendorUDFsV3",
                "DownloadVendorCustomFieldFileV202105",
                "GetVendorsUdfsV3"),
            "VendorUDFResponse",
            RESPONSE,
            vendors.filters());
  }

  private static @Nullable Integer consent(Call call, @Nullable String quoted) {
    if (quoted == null || quoted.isBlank()) {
      return null;
    }
    return StoredFiles.find(call.sql(), quoted, PDF)
        .orElseThrow(() ->
            Problem.invalid(
                "consentToRepresent", "is no uploaded PDF; send what its upload answered"));
  }

  private static void delete(Call call) {
    int id = call.id("vendorId");
    Uses.of(call.sql(), id)
        .in("account", "vendor_id", "accounts")
        .in("rate", "vendor_id", "rates")
        .refuse("vendorId");
    call.sql().delete(Tables.VENDOR, id);
  }
}
