package org.meterbook.ledger.bill;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Resource;
import org.meterbook.api.Shape;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.store.Tables;

/** The bills of an account before one of them, with what they say of each meter. */
final class BillHistory {
  private static final int YEARS = 5;

  /** Cost for a unit of use, and values for a day. */
  static final Shape METER =
      Shape.of("BillAccountMeterChild", Tables.BILL_ACCOUNT_METER)
          .integer("accountId", "the account")
          .integer("meterId", "the meter")
          .field("nativeUse", FieldType.NUMBER, "$.native_use", "use in the meter's unit")
          .one("nativeUseUnit", Units.CHILD, "$.use_unit_id", "the meter's unit")
          .field("directCost", FieldType.MONEY, "cost of the meter's own lines")
          .one("directCostUnit", Units.CHILD, "$.cost_unit_id", "the currency")
          .field(
              "nativeUseUnitCost",
              FieldType.NUMBER,
              "($.direct_cost::double precision / nullif($.native_use, 0))",
              "cost of a unit of use")
          .field(
              "nativeUsePerDay",
              FieldType.NUMBER,
              "($.native_use / nullif(" + BillAccountMeters.DAYS + ", 0))",
              "use in a day")
          .field(
              "directCostPerDay",
              FieldType.NUMBER,
              "($.direct_cost::double precision / nullif(" + BillAccountMeters.DAYS + ", 0))",
              "cost in a day")
          .field("nativeBilledDemand", FieldType.NUMBER, "$.billed_demand", "highest billed demand")
          .one("nativeBilledDemandUnit", Units.CHILD, "$.demand_unit_id", "its unit")
          .field("nativeActualDemand", FieldType.NUMBER, "$.actual_demand", "highest actual demand")
          .one("nativeActualDemandUnit", Units.CHILD, "$.demand_unit_id", "its unit")
          .build();

  static final Shape RESPONSE =
      Shape.of("BillHistoryResponse", Tables.BILL)
          .integer("billId", "identifier of the bill")
          .integer("billingPeriod", "month it counts for, YYYYMM")
          .date("beginDate", "first day")
          .date("endDate", "last day, exclusive")
          .field("createdDate", FieldType.MOMENT, "when it was entered")
          .field("totalCost", FieldType.MONEY, "its total")
          .one(
              "totalCostUnit",
              Units.CHILD,
              "(SELECT l.cost_unit_id FROM body_line l WHERE l.tenant_id = $.tenant_id AND l.bill_id = $.bill_id AND l.cost_unit_id IS NOT NULL LIMIT 1)",
              "the currency")
          .bool("void", "does not count")
          .no("accrual", "stands for a bill to come")
          .text("invoiceNumber", "invoice number")
          .bool("estimated", "the vendor estimated it")
          .date("dueDate", "to be paid by")
          .date("statementDate", "date of the statement")
          .many(
              "billAccountMeters",
              METER,
              "bill_id",
              "",
              "$.bill_account_meter_id",
              "what it says of each meter")
          .build();

  /** Periods of the so many years that end with one. */
  private static final String WITHIN =
      "$.billing_period <= %1$s AND $.billing_period > %1$s - 100 * coalesce(:numberOfYears::int, "
          + YEARS
          + ") AND (NOT $.void OR coalesce(:includeVoid::boolean, false))";

  private BillHistory() {}

  static void register(Operations operations) {
    parameters(
        operations
            .resource(RESPONSE)
            .listing(
                "GetBillHistoryV3",
                "/api/v3/bill/{billId}/billHistory",
                Bills.VIEW,
                false,
                "$.account_id = (SELECT o.account_id FROM bill o WHERE o.tenant_id = $.tenant_id AND o.bill_id = :billId) AND "
                    + WITHIN.formatted(
                        "(SELECT o.billing_period FROM bill o WHERE o.tenant_id = $.tenant_id AND o.bill_id = :billId)"),
                "Lists the bills of a bill's account, back from its billing period."));
    parameters(
        operations
            .resource(RESPONSE)
            .listing(
                "GetAccountBillHistoryV3",
                "/api/v3/account/{accountId}/billHistory",
                Bills.VIEW,
                false,
                "$.account_id = :accountId AND "
                    + WITHIN.formatted(
                        "coalesce(:billingPeriod::int, (SELECT max(o.billing_period) FROM bill o WHERE o.tenant_id = $.tenant_id AND o.account_id = :accountId))"),
                "Lists the bills of an account, back from a billing period.")
            .parameter(
                "billingPeriod", FieldType.INTEGER, "YYYYMM, the last period; default the latest"));
  }

  private static void parameters(Resource resource) {
    resource
        .parameter("numberOfYears", FieldType.INTEGER, "how many years back; default " + YEARS)
        .flag("includeVoid", "void bills too")
        .flag("includeAccrual", "accruals too; there are none yet");
  }
}
