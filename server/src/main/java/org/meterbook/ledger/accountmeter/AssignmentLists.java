package org.meterbook.ledger.accountmeter;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.template.Templates;
import org.meterbook.ledger.vendor.VendorShapes;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/** The rates and templates of all links of an account or of a meter: the newest first. */
final class AssignmentLists {
  private static final Table RATES =
      Tables.ACCOUNT_METER_RATE.ordered("account_meter_id", "start_date DESC");
  private static final Table TEMPLATES =
      Tables.FORM_TEMPLATE.ordered("account_meter_id", "begin_date DESC");

  private static final Shape ACCOUNT_RATE =
      rate("AccountRateResponse")
          .one("meter", MeterShapes.OF_ACCOUNT, "$.account_meter_id", "the link to the meter")
          .one("vendor", VendorShapes.CHILD, "$rate.vendor_id", "whose rate it is")
          .build();

  private static final Shape METER_RATE =
      rate("MeterRateResponse")
          .one("account", MeterShapes.OF_METER, "$.account_meter_id", "the link to the account")
          .one("commodity", Commodities.CHILD, "$rate.commodity_id", "what it prices")
          .build();

  private static final Shape ACCOUNT_TEMPLATE =
      template("AccountTemplateResponse")
          .field("startDate", FieldType.DATE_TIME, "$.begin_date", "first day of the assignment")
          .join("template", Tables.TEMPLATE, "$.template_id")
          .field("templateInfo", FieldType.TEXT, "$template.template_info", "name of the template")
          .field("templateCode", FieldType.TEXT, "$template.template_code", "code of the template")
          .one("meter", MeterShapes.OF_ACCOUNT, "$.account_meter_id", "the link to the meter")
          .build();

  private static final Shape METER_TEMPLATE =
      template("MeterTemplateResponse")
          .date("beginDate", "first day of the assignment")
          .one("template", Templates.CHILD, "$.template_id", "the template")
          .one("account", MeterShapes.OF_METER, "$.account_meter_id", "the link to the account")
          .build();

  private AssignmentLists() {}

  private static Shape.Builder rate(String model) {
    return Shape.of(model, RATES)
        .join("rate", Tables.RATE, "$.rate_id")
        .join("link", Tables.ACCOUNT_METER, "$.account_meter_id")
        .integer("rateId", "identifier of the rate")
        .field("name", FieldType.TEXT, "$rate.name", "name of the rate")
        .field("rateCode", FieldType.TEXT, "$rate.name", "name of the rate")
        .date("startDate", "first day of the assignment")
        .date("endDate", "last day of the assignment")
        .field("note", FieldType.TEXT, "$rate.note", "notes on the rate");
  }

  private static Shape.Builder template(String model) {
    return Shape.of(model, TEMPLATES)
        .join("link", Tables.ACCOUNT_METER, "$.account_meter_id")
        .integer("formTemplateId", "identifier of the assignment")
        .field("displayOrder", FieldType.INTEGER, "1", "place on the entry screen")
        .date("endDate", "last day of the assignment");
  }

  static void register(Operations operations) {
    list(operations, ACCOUNT_RATE, "GetAccountRatesV3", "account", "rate", "Accounts (View)");
    list(
        operations,
        ACCOUNT_TEMPLATE,
        "GetAccountTemplatesV3",
        "account",
        "template",
        "Accounts (View)");
    list(operations, METER_RATE, "GetMeterRatesV3", "meter", "rate", "Meters (View)");
    list(operations, METER_TEMPLATE, "GetMeterTemplatesV3", "meter", "template", "Meters (View)");
  }

  private static void list(
      Operations operations, Shape shape, String id, String owner, String what, String permission) {
    operations
        .resource(shape)
        .listing(
            id,
            "/api/v3/%s/{%1$sId}/%s".formatted(owner, what),
            permission,
            false,
            "$link.%s_id = :%1$sId".formatted(owner),
            "Lists the %ss of all links of one %s, the newest first.".formatted(what, owner));
  }
}
