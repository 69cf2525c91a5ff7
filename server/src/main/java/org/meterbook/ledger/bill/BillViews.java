package org.meterbook.ledger.bill;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Address;
import org.meterbook.ledger.GeneralLedgers;
import org.meterbook.ledger.People;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.catalogue.ObservationTypes;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.ledger.rate.Rates;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/** A bill with everything that a screen shows of it. */
final class BillViews {
  private static final Shape VENDOR =
      Shape.of("BillViewVendorChild", Tables.VENDOR)
          .integer("vendorId", "identifier of the vendor")
          .text("vendorCode", "code of the vendor")
          .text("vendorInfo", "name of the vendor")
          .group("address", address(Tables.VENDOR), "its address")
          .build();

  private static final Shape ACCOUNT =
      Shape.of("BillViewAccountChild", Tables.ACCOUNT)
          .integer("accountId", "identifier of the account")
          .text("accountCode", "account number")
          .text("accountInfo", "name of the account")
          .bool("auditEnabled", "its bills are audited")
          .one("accountType", AccountShapes.TYPE, "$.account_type_id", "kind of account")
          .group("address", address(Tables.ACCOUNT), "its address")
          .one("vendor", VENDOR, "$.vendor_id", "who sends its bills")
          .one("generalLedger", GeneralLedgers.CHILD, "$.general_ledger_id", "its general ledger")
          .build();

  /** The link of the account and the meter in the bill's time, of several the first one. */
  private static final String LINK =
      "(SELECT l.account_meter_id FROM account_meter l WHERE l.tenant_id = $.tenant_id AND l.account_id = $.account_id"
          + " AND l.meter_id = $.meter_id AND l.begin_date < $.end_date AND l.end_date > $.begin_date ORDER BY l.begin_date LIMIT 1)";

  private static final Shape METER =
      Shape.of("BillViewMeterChild", Tables.BILL_ACCOUNT_METER)
          .join("lineMeter", Tables.METER, "$.meter_id")
          .join("link", Tables.ACCOUNT_METER, LINK)
          .integer("meterId", "identifier of the meter")
          .field("meterCode", FieldType.TEXT, "$lineMeter.meter_code", "code of the meter")
          .field("meterInfo", FieldType.TEXT, "$lineMeter.meter_info", "name of the meter")
          .one("meterType", MeterShapes.TYPE, "$lineMeter.meter_type_id", "kind of meter")
          .one("commodity", Commodities.CHILD, "$lineMeter.commodity_id", "what it measures")
          .field("serialNumber", FieldType.TEXT, "$lineMeter.serial_number", "its serial number")
          .one(
              "rate",
              Rates.CHILD,
              "(SELECT r.rate_id FROM account_meter_rate r WHERE r.tenant_id = $.tenant_id AND r.account_meter_id = $link.account_meter_id"
                  + " AND r.start_date <= greatest($.begin_date, $link.begin_date) ORDER BY r.start_date DESC LIMIT 1)",
              "its rate on the bill's first day, or that of the link")
          .one("place", PlaceShapes.CHILD, "$lineMeter.place_id", "where it is")
          .one(
              "generalLedger",
              GeneralLedgers.CHILD,
              "$link.general_ledger_id",
              "general ledger of its charges")
          .build();

  private static final Shape LINE =
      Shape.of("BodylineChild", Tables.BODY_LINE)
          .join("bill", Tables.BILL, "$.bill_id")
          .join("billAccount", Tables.ACCOUNT, "$bill.account_id")
          .join("type", Tables.OBSERVATION_TYPE, "$.observation_type_id")
          .field("bodyLineId", FieldType.INTEGER, "$.body_line_id", "identifier of the line")
          .field("accountId", FieldType.INTEGER, "$bill.account_id", "the account")
          .integer("meterId", "the meter; null for a line of the account itself")
          .integer("displayOrder", "place on the bill, from 1")
          .text("caption", "what the bill calls it")
          .field("value", FieldType.NUMBER, "use, demand, …")
          .field(
              "valueIsInfoOnly",
              FieldType.BOOLEAN,
              "$type.credit = 3",
              "the value is not part of the use")
          .field("cost", FieldType.MONEY, "cost, to the cent")
          .field(
              "costIsInfoOnly",
              FieldType.BOOLEAN,
              "$type.credit = 3",
              "the cost is not part of the total")
          .one("valueUnit", Units.CHILD, "$.value_unit_id", "unit of the value")
          .one("costUnit", Units.CHILD, "$.cost_unit_id", "the currency")
          .one("observationType", ObservationTypes.CHILD, "$.observation_type_id", "kind of line")
          .one(
              "generalLedger",
              GeneralLedgers.CHILD,
              BodyLines.GENERAL_LEDGER,
              "general ledger of its cost")
          .build();

  private static final Shape RESPONSE =
      Shape.of("BillViewResponse", Tables.BILL)
          .join("batchRow", Tables.BATCH, "$.batch_id")
          .join("apExport", Tables.BILL_EXPORT, "$.ap_export_id")
          .join("glExport", Tables.BILL_EXPORT, "$.gl_export_id")
          .join("method", Tables.OBSERVATION_METHOD, "$.observation_method_id")
          .integer("billId", "identifier of the bill")
          .bool("void", "does not count")
          .bool("fromVendor", "came from the vendor")
          .field(
              "creationMethod",
              FieldType.TEXT,
              "$method.observation_method_info",
              "Automatic, Manual, Estimated, Simulated, Accrual or Adjustment")
          .no("accrual", "stands for a bill to come")
          .no("accrualReversed", "the accrual was reversed")
          .one("batch", Batches.CHILD, "$.batch_id", "the batch it came in")
          .field("batchEndDate", FieldType.MOMENT, "$batchRow.end_date", "when it was closed")
          .no("hideBatchCode", "the batch is not shown")
          .one("createdBy", People.CHILD, "$.created_by", "who entered it")
          .field("createdDate", FieldType.MOMENT, "when it was entered")
          .one("modifiedBy", People.CHILD, "$.modified_by", "who changed it last")
          .field("modifiedDate", FieldType.MOMENT, "when it was changed last")
          .bool("approved", "somebody approved it")
          .field("approveDate", FieldType.MOMENT, "when")
          .one("approvedBy", People.CHILD, "$.approved_by", "who approved it")
          .no("hasBeenSplit", "was split onto other accounts")
          .absent("wasSplitDate", FieldType.DATE_TIME, "when")
          .bool("exportHold", "is held from export")
          .field("apExported", FieldType.BOOLEAN, "$.ap_export_id IS NOT NULL", "exported to pay")
          .field("apExportDate", FieldType.MOMENT, "$apExport.created_date", "when")
          .one("apExportedBy", People.CHILD, "$apExport.created_by", "who exported it")
          .field(
              "glExported",
              FieldType.BOOLEAN,
              "$.gl_export_id IS NOT NULL",
              "exported to the general ledger")
          .one("glExportedBy", People.CHILD, "$glExport.created_by", "who exported it there")
          .field("glExportDate", FieldType.MOMENT, "$glExport.created_date", "when")
          .text("checkNumber", "number of the check that paid it")
          .date("checkDate", "date of the check")
          .text("payStatus", "state of its payment")
          .date("clearedDate", "when the check was cleared")
          .one("account", ACCOUNT, "$.account_id", "the account it is for")
          .date("beginDate", "first day")
          .date("endDate", "last day, exclusive")
          .integer("billingPeriod", "month it counts for, YYYYMM")
          .field("days", FieldType.INTEGER, BillAccountMeters.DAYS, "days of the bill")
          .integer("accountPeriod", "accounting period, YYYYPP")
          .field(
              "accountPeriodName",
              FieldType.TEXT,
              "coalesce((SELECT p.name FROM account_period p WHERE p.tenant_id = $.tenant_id AND p.period_number = $.account_period % 100),"
                  + " 'Period ' || $.account_period % 100)",
              "name of the accounting period")
          .field("hideAccountPeriod", FieldType.BOOLEAN, hides("accountPeriodName"), "not used")
          .field("hideAccountYear", FieldType.BOOLEAN, hides("accountPeriodYear"), "not used")
          .field("totalCost", FieldType.MONEY, "its total")
          .absent("balance", FieldType.MONEY, "balance before it")
          .bool("estimated", "the vendor estimated it")
          .no("hideEstimated", "not used")
          .date("statementDate", "date of the statement")
          .field("hideStatementDate", FieldType.BOOLEAN, hides("statementDate"), "not used")
          .date("dueDate", "to be paid by")
          .field("hideDueDate", FieldType.BOOLEAN, hides("dueDate"), "not used")
          .text("invoiceNumber", "invoice number")
          .field("hideInvoiceNumber", FieldType.BOOLEAN, hides("invoiceNumber"), "not used")
          .text("controlCode", "control code")
          .field("hideControlCode", FieldType.BOOLEAN, hides("controlCode"), "not used")
          .absent("billImageUrl", FieldType.TEXT, "where its image is")
          .text("billNote", "notes")
          .date("nextReading", "next reading")
          .field("hideNextReading", FieldType.BOOLEAN, hides("nextReading"), "not used")
          .field("priorBillId", FieldType.INTEGER, neighbour("<", "DESC"), "the bill before it")
          .field("nextBillId", FieldType.INTEGER, neighbour(">", "ASC"), "the bill after it")
          .matching(
              "billHistory",
              BillHistory.RESPONSE,
              "account_id",
              "NOT $.void",
              "$.billing_period DESC, $.bill_id DESC",
              "all bills of the account that count, the latest first")
          .many("meters", METER, "bill_id", "", "$.bill_account_meter_id", "its meters")
          .many("bodyLines", LINE, "bill_id", "", "$.display_order, $.body_line_id", "its lines")
          .many(
              "billAccountMeters",
              BillHistory.METER,
              "bill_id",
              "",
              "$.bill_account_meter_id",
              "what it says of each meter")
          .noneOf("calendarizedHistory", "by calendar months; bills are not calendarized yet")
          .one(
              "reversalDetails",
              Bills.REVERSAL,
              Bills.OTHER_OF_REVERSAL,
              "the bill it reverses, or that reverses it")
          .bool("excludedFromAccruals", "accruals leave it out")
          .no("analyzing", "is being analyzed")
          .build();

  private BillViews() {}

  private static Shape address(Table table) {
    return Address.lines("BillViewAddressChild", table).build();
  }

  private static String hides(String header) {
    return "NOT coalesce((SELECT (s.workflow->'batch'->'%s'->>'useField')::boolean FROM setting s WHERE s.tenant_id = $.tenant_id AND s.setting_id = 1), true)"
        .formatted(header);
  }

  private static String neighbour(String comparison, String order) {
    return """
    (SELECT n.bill_id FROM bill n WHERE n.tenant_id = $.tenant_id AND n.account_id = $.account_id
      AND (n.begin_date, n.bill_id) %1$s ($.begin_date, $.bill_id) ORDER BY n.begin_date %2$s, n.bill_id %2$s LIMIT 1)\
    """
        .formatted(comparison, order);
  }

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .one(
            "GetBillViewV3",
            "/api/v3/billView/{billId}",
            Bills.VIEW,
            "Answers one bill with everything that a screen shows of it.");
  }
}
