package org.meterbook.ledger.bill;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.ledger.batch.Batches;
import org.meterbook.ledger.flag.Flags;
import org.meterbook.ledger.udf.UdfFields;
import org.meterbook.ledger.udf.UdfType;
import org.meterbook.store.Tables;

/** Bills: what a vendor asks for a span of service on an account. */
public final class Bills {
  static final String VIEW = "BillsAndBatches (View)";

  static final Shape METHOD =
      Shape.of("ObservationMethodChild", Tables.OBSERVATION_METHOD)
          .integer("observationMethodId", "identifier of the way")
          .text("observationMethodCode", "code of the way")
          .text(
              "observationMethodInfo",
              "Automatic, Manual, Estimated, Simulated, Accrual or Adjustment")
          .build();

  private static final Shape ID =
      Shape.of("BillIdResponse", Tables.BILL).integer("billId", "identifier of the bill").build();

  /** The bill that a bill reverses, or that reverses it. */
  static final String OTHER_OF_REVERSAL =
      "coalesce($.reversed_bill_id, (SELECT r.bill_id FROM bill r WHERE r.tenant_id = $.tenant_id AND r.reversed_bill_id = $.bill_id))";

  /** Seen from the other bill: what was reversed is the source. */
  static final Shape REVERSAL =
      Shape.of("BillReversal", Tables.BILL)
          .field("referenceBillId", FieldType.INTEGER, "$.bill_id", "the other bill")
          .field(
              "referenceType",
              FieldType.TEXT,
              "CASE WHEN $.reversed_bill_id IS NULL THEN 'Source' ELSE 'Reversal' END",
              "Source: the other one was reversed by this; Reversal: it reverses this")
          .field(
              "description",
              FieldType.TEXT,
              "CASE WHEN $.reversed_bill_id IS NULL THEN 'Reverses bill ' ELSE 'Reversed by bill ' END || $.bill_id",
              "the same in words")
          .build();

  static final Shape RESPONSE =
      People.stamps(
              Shape.of("BillResponse", Tables.BILL)
                  .join("batchRow", Tables.BATCH, "$.batch_id")
                  .join("apExport", Tables.BILL_EXPORT, "$.ap_export_id")
                  .join("glExport", Tables.BILL_EXPORT, "$.gl_export_id")
                  .integer("billId", "identifier of the bill")
                  .one("batch", Batches.CHILD, "$.batch_id", "the batch it came in")
                  .one("account", AccountShapes.CHILD, "$.account_id", "the account it is for")
                  .date("beginDate", "first day, inclusive")
                  .date("endDate", "last day, exclusive")
                  .integer("billingPeriod", "month it counts for, YYYYMM")
                  .integer("accountPeriod", "accounting period, YYYYPP")
                  .field("totalCost", FieldType.MONEY, "sum of its lines, to the cent")
                  .bool("estimated", "the vendor estimated it")
                  .bool("approved", "somebody approved it")
                  .field("approveDate", FieldType.MOMENT, "when")
                  .one("approvedBy", People.CHILD, "$.approved_by", "who approved it")
                  .field(
                      "exported",
                      FieldType.BOOLEAN,
                      "$.ap_export_id IS NOT NULL",
                      "exported for payment")
                  .field("exportDate", FieldType.MOMENT, "$apExport.created_date", "when")
                  .one("exportedBy", People.CHILD, "$apExport.created_by", "who exported it")
                  .one("observationMethod", METHOD, "$.observation_method_id", "how it was entered")
                  .date("statementDate", "date of the statement")
                  .date("dueDate", "to be paid by")
                  .date("nextReading", "next reading")
                  .text("controlCode", "control code")
                  .text("invoiceNumber", "invoice number")
                  .absent("invoicePages", FieldType.INTEGER, "pages of the invoice")
                  .text("checkNumber", "number of the check that paid it")
                  .date("checkDate", "date of the check")
                  .text("payStatus", "state of its payment")
                  .date("clearedDate", "when the check was cleared"))
          .bool("void", "does not count; so are all bills of a pending batch")
          .no("dirty", "waits to be recalculated")
          .no("importVerified", "an import was verified by hand")
          .no("accrual", "stands for a bill to come")
          .no("accrualReversed", "the accrual was reversed")
          .absent("accrualReversedDate", FieldType.DATE_TIME, "when")
          .bool("exportHold", "is held from export")
          .field(
              "glExported",
              FieldType.BOOLEAN,
              "$.gl_export_id IS NOT NULL",
              "exported to the general ledger")
          .one(
              "glExportedBy",
              People.CHILD,
              "$glExport.created_by",
              "who exported it to the general ledger")
          .field("glExportDate", FieldType.MOMENT, "$glExport.created_date", "when")
          .bool("fromVendor", "came from the vendor, not from a split or calculation")
          .no("hasBeenSplit", "was split onto other accounts")
          .absent("wasSplitDate", FieldType.DATE_TIME, "when")
          .absent("transRefNum", FieldType.TEXT, "reference of its payment")
          .absent("paymentType", FieldType.TEXT, "way of its payment")
          .absent("actualAmountPaid", FieldType.MONEY, "what was paid")
          .one("assignedTo", People.CHILD, Flags.ASSIGNED_TO, "who is to look at it first")
          .field("assignedDate", FieldType.MOMENT, Flags.ASSIGNED_DATE, "since when")
          .absent("paySource", FieldType.TEXT, "where it is paid from")
          .absent("payTo", FieldType.TEXT, "who is paid")
          .absent("previousBalance", FieldType.MONEY, "balance before it")
          .absent("balanceForward", FieldType.MONEY, "balance carried forward")
          .field("currentCharges", FieldType.MONEY, "$.total_cost", "charges of its span")
          .text("billNote", "notes")
          .one(
              "reversalDetails",
              REVERSAL,
              OTHER_OF_REVERSAL,
              "the bill it reverses, or that reverses it")
          .bool("excludedFromAccruals", "accruals leave it out")
          .no("analyzing", "is being analyzed")
          .build();

  private static final String OF_METER =
      "EXISTS (SELECT 1 FROM body_line l JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id"
          + " JOIN commodity c ON c.tenant_id = m.tenant_id AND c.commodity_id = m.commodity_id"
          + " JOIN place p ON p.tenant_id = m.tenant_id AND p.place_id = m.place_id"
          + " WHERE l.tenant_id = $.tenant_id AND l.bill_id = $.bill_id [meter m] AND {%s})";
  private static final String OF_GROUP =
      "EXISTS (SELECT 1 FROM body_line l JOIN meter_group_member g ON g.tenant_id = l.tenant_id AND g.meter_id = l.meter_id"
          + " JOIN meter_group n ON n.tenant_id = g.tenant_id AND n.meter_group_id = g.meter_group_id"
          + " WHERE l.tenant_id = $.tenant_id AND l.bill_id = $.bill_id [body_line l] AND {n.%s})";
  private static final String UNDER_PLACE =
      "EXISTS (SELECT 1 FROM body_line l JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id"
          + " JOIN place_ancestor a ON a.tenant_id = m.tenant_id AND a.place_id = m.place_id"
          + " JOIN place p ON p.tenant_id = a.tenant_id AND p.place_id = a.ancestor_id"
          + " WHERE l.tenant_id = $.tenant_id AND l.bill_id = $.bill_id [meter m] AND {p.%s})";
  private static final String OF_COST_CENTER =
      "EXISTS (SELECT 1 FROM account x JOIN cost_center c ON c.tenant_id = x.tenant_id AND c.cost_center_id = x.cost_center_id"
          + " WHERE x.tenant_id = $.tenant_id AND x.account_id = $.account_id AND {c.%s})";
  private static final String UNDER_COST_CENTER =
      "EXISTS (SELECT 1 FROM account x JOIN cost_center_ancestor a ON a.tenant_id = x.tenant_id AND a.cost_center_id = x.cost_center_id"
          + " JOIN cost_center c ON c.tenant_id = a.tenant_id AND c.cost_center_id = a.ancestor_id"
          + " WHERE x.tenant_id = $.tenant_id AND x.account_id = $.account_id AND {c.%s})";

  private Bills() {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters(
            "accountPeriod",
            "accrual",
            "accrualReversed",
            "accrualReversedDate",
            "approved",
            "approveDate",
            "beginDate",
            "billId",
            "billingPeriod",
            "checkDate",
            "checkNumber",
            "clearedDate",
            "controlCode",
            "createdDate",
            "dirty",
            "dueDate",
            "endDate",
            "estimated",
            "exportDate",
            "exportHold",
            "exported",
            "fromVendor",
            "glExportDate",
            "glExported",
            "hasBeenSplit",
            "importVerified",
            "invoiceNumber",
            "modifiedDate",
            "nextReading",
            "payStatus",
            "statementDate",
            "totalCost",
            "void")
        .filter("accountCode", "account.accountCode")
        .filter("accountId", "account.accountId")
        .filter("accountInfo", "account.accountInfo")
        .filter("active", "account.active")
        .filter("vendorCode", "account.vendor.vendorCode")
        .filter("vendorId", "account.vendor.vendorId")
        .filter("vendorInfo", "account.vendor.vendorInfo")
        .filter("batchCode", "batch.batchCode")
        .filter("batchId", "batch.batchId")
        .filter("createdBy", "createdBy.userId")
        .filter("modifiedBy", "modifiedBy.userId")
        .filter("observationMethodCode", "observationMethod.observationMethodCode")
        .filter("approvedBy", "approvedBy.userId")
        .filter(
            "batchCloseDate", FieldType.MOMENT, "{$batchRow.end_date}", "when its batch was closed")
        .filter(
            "meterCode",
            FieldType.TEXT,
            OF_METER.formatted("m.meter_code"),
            "has lines of this meter")
        .filter(
            "meterId",
            FieldType.INTEGER,
            OF_METER.formatted("m.meter_id"),
            "has lines of this meter")
        .filter(
            "meterInfo",
            FieldType.TEXT,
            OF_METER.formatted("m.meter_info"),
            "has lines of this meter")
        .filter(
            "commodityCode",
            FieldType.TEXT,
            OF_METER.formatted("c.commodity_code"),
            "has lines of this commodity")
        .filter(
            "commodityId",
            FieldType.INTEGER,
            OF_METER.formatted("c.commodity_id"),
            "has lines of this commodity")
        .filter(
            "commodityInfo",
            FieldType.TEXT,
            OF_METER.formatted("c.commodity_info"),
            "has lines of this commodity")
        .filter(
            "placeCode",
            FieldType.TEXT,
            OF_METER.formatted("p.place_code"),
            "has lines of a meter at this place")
        .filter(
            "placeId",
            FieldType.INTEGER,
            OF_METER.formatted("p.place_id"),
            "has lines of a meter at this place")
        .filter(
            "placeInfo",
            FieldType.TEXT,
            OF_METER.formatted("p.place_info"),
            "has lines of a meter at this place")
        .filter(
            "topmostPlaceId",
            FieldType.INTEGER,
            UNDER_PLACE.formatted("place_id"),
            "has lines of a meter at or below this place")
        .filter(
            "topmostPlaceCode",
            FieldType.TEXT,
            UNDER_PLACE.formatted("place_code"),
            "has lines of a meter at or below this place")
        .filter(
            "meterGroupId",
            FieldType.INTEGER,
            OF_GROUP.formatted("meter_group_id"),
            "has lines of a meter in this group")
        .filter(
            "meterGroupCode",
            FieldType.TEXT,
            OF_GROUP.formatted("meter_group_code"),
            "has lines of a meter in this group")
        .filter(
            "meterGroupInfo",
            FieldType.TEXT,
            OF_GROUP.formatted("meter_group_info"),
            "has lines of a meter in this group")
        .filter(
            "costCenterCode",
            FieldType.TEXT,
            OF_COST_CENTER.formatted("cost_center_code"),
            "its account is in this cost center")
        .filter(
            "costCenterId",
            FieldType.INTEGER,
            OF_COST_CENTER.formatted("cost_center_id"),
            "its account is in this cost center")
        .filter(
            "costCenterInfo",
            FieldType.TEXT,
            OF_COST_CENTER.formatted("cost_center_info"),
            "its account is in this cost center")
        .filter(
            "topmostCostCenterId",
            FieldType.INTEGER,
            UNDER_COST_CENTER.formatted("cost_center_id"),
            "its account is at or below this cost center")
        .filter(
            "topmostCostCenterCode",
            FieldType.TEXT,
            UNDER_COST_CENTER.formatted("cost_center_code"),
            "its account is at or below this cost center")
        .page("GetBillsV3", "/api/v3/bill", VIEW, "Lists bills.")
        .one("GetBillV3", "/api/v3/bill/{billId}", VIEW, "Answers one bill.");
    operations
        .resource(ID)
        .create(
            "CreateBillV3",
            "/api/v3/bill",
            "BillsAndBatches (Create)",
            BillRequests.BillCreate.class,
            BillEntry::create,
            "Enters a bill into an open batch.")
        .flag("saveAsResolved", "resolves what audits find, and does not hold the bill from export")
        .parameter("comment", FieldType.TEXT, "comment on the resolution")
        .edit(
            "EditBillV3",
            "/api/v3/bill/{billId}",
            BillActions.EDIT,
            BillRequests.BillEdit.class,
            BillEdit::edit,
            "Replaces a bill's headers and lines.");
    BillActions.register(operations);
    BillMoves.register(operations);
    AccountCharges.register(operations);
    PaymentOperations.register(operations);
    new UdfFields(UdfType.BILL, "bill", VIEW, BillActions.EDIT)
        .registerOne(
            operations,
            new UdfFields.Names(
                "GetBillCustomFieldsV202202",
                "EditBillCustomFieldsV202202",
                "DownloadBillCustomFieldFileV202202",
                ""),
            "/api/v202202",
            "/api/v202202");
    BodyLines.register(operations);
    BillAccountMeters.register(operations);
    BillHistory.register(operations);
    MeterBills.register(operations);
    BillViews.register(operations);
    BillEntryView.register(operations);
    BillTemplates.register(operations);
    BillCleaning.register(operations);
    BillingPeriods.register(operations);
  }
}
