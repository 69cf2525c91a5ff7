package org.meterbook.ledger.bill;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.GeneralLedgers;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.catalogue.ObservationTypes;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.store.Tables;

/** The lines of bills. */
final class BodyLines {
  static final String GENERAL_LEDGER = GeneralLedgers.ofLine("$", "$bill", "$billAccount");

  private static final Shape RESPONSE =
      Shape.of("BodylineResponse", Tables.BODY_LINE)
          .join("bill", Tables.BILL, "$.bill_id")
          .join("billAccount", Tables.ACCOUNT, "$bill.account_id")
          .join("lineMeter", Tables.METER, "$.meter_id")
          .field("bodylineId", FieldType.INTEGER, "$.body_line_id", "identifier of the line")
          .integer("billId", "the bill it stands on")
          .field("value", FieldType.NUMBER, "use, demand, …")
          .field("cost", FieldType.MONEY, "cost, to the cent")
          .integer("displayOrder", "place on the bill, from 1")
          .text("caption", "what the bill calls it")
          .absent("helpTag", FieldType.TEXT, "hint for whoever enters the bill")
          .one("commodity", Commodities.CHILD, "$lineMeter.commodity_id", "what the meter measures")
          .one(
              "meter",
              MeterShapes.CHILD,
              "$.meter_id",
              "the meter; null for a line of the account itself")
          .one("account", AccountShapes.CHILD, "$bill.account_id", "the bill's account")
          .oneAlways(
              "generalLedger", GeneralLedgers.CHILD, GENERAL_LEDGER, "general ledger of its cost")
          .one("observationType", ObservationTypes.CHILD, "$.observation_type_id", "kind of line")
          .one("unit", Units.CHILD, "$.value_unit_id", "unit of the value")
          .one("valueUnit", Units.CHILD, "$.value_unit_id", "unit of the value")
          .one("costUnit", Units.CHILD, "$.cost_unit_id", "currency of the cost")
          .build();

  private BodyLines() {}

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .listing(
            "GetBillBodylinesV202208",
            "/api/v202208/bill/{billId}/bodyline",
            "BillsAndBatches (View)",
            false,
            "$.bill_id = :billId",
            "Lists all lines of a bill.")
        .listing(
            "GetBillBodylinesV3",
            "/api/v3/bill/{billId}/bodyline",
            "BillsAndBatches (View)",
            true,
            "$.bill_id = :billId",
            "Lists the lines of a bill.")
        .deprecated("v202208", "GetBillBodylines")
        .filters("bodylineId", "billId", "cost", "value", "caption")
        .filter("accountCode", "account.accountCode")
        .filter("accountId", "account.accountId")
        .filter("meterCode", "meter.meterCode")
        .filter("meterId", "meter.meterId")
        .filter("commodityCode", "commodity.commodityCode")
        .filter("commodityId", "commodity.commodityId")
        .filter("observationTypeCode", "observationType.observationTypeCode")
        .filter("observationTypeId", "observationType.observationTypeId")
        .filter("nounCode", "observationType.nounCode")
        .filter("beginDate", FieldType.DATE_TIME, "{$bill.begin_date}", "first day of the bill")
        .filter("endDate", FieldType.DATE_TIME, "{$bill.end_date}", "last day of the bill")
        .filter(
            "billingPeriod",
            FieldType.INTEGER,
            "{$bill.billing_period}",
            "month of the bill, YYYYMM")
        .page(
            "GetAllBillsBodylinesV3",
            "/api/v3/bill/bodyline",
            "BillsAndBatches (View)",
            "Lists the lines of all bills.");
  }
}
