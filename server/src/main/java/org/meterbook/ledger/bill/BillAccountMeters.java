package org.meterbook.ledger.bill;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.store.Tables;

/** What bills say of each of their meters, as billed; see {@link BillSums}. */
public final class BillAccountMeters {
  private static final String COMMON_USE = "$category.use_unit_id";
  private static final String COMMON_DEMAND = "$category.demand_unit_id";
  private static final String GLOBAL = "$setting.energy_unit_id";
  private static final String DEMAND = "coalesce($.billed_demand, $.actual_demand)";

  /** Days that the bill covers: the begin counts, the end does not. */
  static final String DAYS = "($.end_date::date - $.begin_date::date)";

  private static final Shape RESPONSE =
      Shape.of("BillAccountMeterResponse", Tables.BILL_ACCOUNT_METER)
          .join("bill", Tables.BILL, "$.bill_id")
          .join("lineMeter", Tables.METER, "$.meter_id")
          .join("commodity", Tables.COMMODITY, "$lineMeter.commodity_id")
          .join("category", Tables.COMMODITY_CATEGORY, "$commodity.commodity_category_id")
          .join("setting", Tables.SETTING, "1")
          .field(
              "globalUse",
              FieldType.NUMBER,
              global(),
              "use in the unit of energy reports; null for what is no energy")
          .field("globalUsePerDay", FieldType.NUMBER, perDay(global()), "the same for a day")
          .one("globalUseUnit", Units.CHILD, GLOBAL, "unit of energy reports")
          .field("nativeUse", FieldType.NUMBER, "$.native_use", "use in the meter's unit")
          .field("nativeUsePerDay", FieldType.NUMBER, perDay("$.native_use"), "the same for a day")
          .one("nativeUseUnit", Units.CHILD, "$.use_unit_id", "the meter's unit")
          .field("nativeDemand", FieldType.NUMBER, DEMAND, "billed demand, or else the actual one")
          .one("nativeDemandUnit", Units.CHILD, "$.demand_unit_id", "the meter's unit of demand")
          .field("nativeBilledDemand", FieldType.NUMBER, "$.billed_demand", "highest billed demand")
          .one("nativeBilledDemandUnit", Units.CHILD, "$.demand_unit_id", "its unit")
          .field("nativeActualDemand", FieldType.NUMBER, "$.actual_demand", "highest actual demand")
          .one("nativeActualDemandUnit", Units.CHILD, "$.demand_unit_id", "its unit")
          .field("commonUse", FieldType.NUMBER, use(COMMON_USE), "use in the commodity's unit")
          .field("commonUsePerDay", FieldType.NUMBER, perDay(use(COMMON_USE)), "the same for a day")
          .one("commonUseUnit", Units.CHILD, COMMON_USE, "the commodity's unit")
          .field("commonDemand", FieldType.NUMBER, demand(DEMAND), "demand in the commodity's unit")
          .one("commonDemandUnit", Units.CHILD, COMMON_DEMAND, "the commodity's unit of demand")
          .field(
              "commonBilledDemand",
              FieldType.NUMBER,
              demand("$.billed_demand"),
              "billed demand in the commodity's unit")
          .one("commonBilledDemandUnit", Units.CHILD, COMMON_DEMAND, "its unit")
          .field(
              "commonActualDemand",
              FieldType.NUMBER,
              demand("$.actual_demand"),
              "actual demand in the commodity's unit")
          .one("commonActualDemandUnit", Units.CHILD, COMMON_DEMAND, "its unit")
          .field("directCost", FieldType.MONEY, "cost of the meter's own lines")
          .field(
              "directCostPerDay",
              FieldType.NUMBER,
              perDay("$.direct_cost::double precision"),
              "the same for a day")
          .field(
              "proportionalCost",
              FieldType.MONEY,
              "the same with the meter's share of the account's charges, by cost")
          .field(
              "proportionalCostPerDay",
              FieldType.NUMBER,
              perDay("$.proportional_cost::double precision"),
              "the same for a day")
          .one("costUnit", Units.CHILD, "$.cost_unit_id", "the currency")
          .integer("billAccountMeterId", "identifier of the bill's row for the meter")
          .integer("billId", "the bill")
          .integer("billingPeriod", "month it counts for, YYYYMM")
          .date("beginDate", "first day of the bill")
          .date("endDate", "last day of the bill, exclusive")
          .field("days", FieldType.INTEGER, DAYS, "days of the bill")
          .one("account", AccountShapes.CHILD, "$.account_id", "the bill's account")
          .one("meter", MeterShapes.CHILD, "$.meter_id", "the meter")
          .build();

  private BillAccountMeters() {}

  private static String perDay(String value) {
    return "(%s / nullif(%s, 0))".formatted(value, DAYS);
  }

  private static String in(String value, String from, String to) {
    return """
    (SELECT %s * u.multiplier / n.multiplier FROM unit_size u JOIN unit_size n ON n.unit_type_id = u.unit_type_id
      WHERE u.unit_id = %s AND n.unit_id = %s)\
    """
        .formatted(value, from, to);
  }

  private static String use(String unit) {
    return in("$.native_use", "$.use_unit_id", unit);
  }

  private static String demand(String value) {
    return in(value, "$.demand_unit_id", COMMON_DEMAND);
  }

  private static String global() {
    return "(CASE WHEN $commodity.include_in_energy_reporting THEN " + use(GLOBAL) + " END)";
  }

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .listing(
            "GetBillAccountMeterActualByBillIdV3",
            "/api/v3/bill/{billId}/billaccountmeter/actual",
            Bills.VIEW,
            false,
            "$.bill_id = :billId",
            "Lists what a bill says of each of its meters, as billed.")
        .filters("billAccountMeterId", "billId", "billingPeriod", "beginDate", "endDate")
        .filter("accountId", "account.accountId")
        .filter("accountCode", "account.accountCode")
        .filter("meterId", "meter.meterId")
        .filter("meterCode", "meter.meterCode")
        .filter("accrual", FieldType.BOOLEAN, "{false}", "stands for a bill to come")
        .filter("void", FieldType.BOOLEAN, "{$bill.void}", "the bill is void")
        .filter(
            "lastNYears",
            FieldType.INTEGER,
            """
            EXISTS (SELECT 1 FROM generate_series(greatest(extract(year FROM :now::timestamptz)::int - $.billing_period / 100 + 1, 1), 200) AS y(n)
              WHERE {y.n})\
            """,
            "billing period in the last so many calendar years, this one counted")
        .page(
            "GetBillAccountMetersActualV3",
            "/api/v3/bill/billaccountmeter/actual",
            Bills.VIEW,
            "Lists what bills say of each of their meters, as billed.");
  }
}
