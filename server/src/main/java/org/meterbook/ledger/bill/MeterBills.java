package org.meterbook.ledger.bill;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.store.Tables;

/** The bills of a meter, with what they say of it. */
final class MeterBills {
  private static final String COST = "$.direct_cost::double precision";
  private static final String DAYS = "nullif(" + BillAccountMeters.DAYS + ", 0)";

  private static final Shape RESPONSE =
      Shape.of("MeterBillResponse", Tables.BILL_ACCOUNT_METER)
          .join("bill", Tables.BILL, "$.bill_id")
          .likeJoined("bill", Bills.RESPONSE)
          .integer("billAccountMeterId", "identifier of the bill's row for the meter")
          .field("cost", FieldType.MONEY, "$.direct_cost", "cost of the meter's own lines")
          .field("costPerDay", FieldType.NUMBER, "(" + COST + " / " + DAYS + ")", "for a day")
          .field(
              "costPerUnit",
              FieldType.NUMBER,
              "(" + COST + " / nullif($.native_use, 0))",
              "for a unit of use")
          .field("usage", FieldType.NUMBER, "$.native_use", "use in the meter's unit")
          .field("usePerDay", FieldType.NUMBER, "($.native_use / " + DAYS + ")", "use in a day")
          .one("useUnit", Units.CHILD, "$.use_unit_id", "unit of use")
          .field("actualDemand", FieldType.NUMBER, "$.actual_demand", "highest actual demand")
          .one("actualDemandUnit", Units.CHILD, "$.demand_unit_id", "its unit")
          .field("billedDemand", FieldType.NUMBER, "$.billed_demand", "highest billed demand")
          .one("billedDemandUnit", Units.CHILD, "$.demand_unit_id", "its unit")
          .build();

  private MeterBills() {}

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("billAccountMeterId", "billId", "billingPeriod", "beginDate", "endDate", "void")
        .listing(
            "GetMeterBillsV3",
            "/api/v3/meter/{meterId}/bill",
            Bills.VIEW,
            false,
            "$.meter_id = :meterId",
            "Lists the bills of a meter, with what they say of it.");
  }
}
