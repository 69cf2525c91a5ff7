package org.meterbook.ledger.meter;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Address;
import org.meterbook.ledger.GeneralLedgers;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.vendor.VendorShapes;
import org.meterbook.store.Tables;

/** A meter as other things name one. */
public final class MeterShapes {
  public static final Shape TYPE =
      Shape.of("MeterTypeChild", Tables.METER_TYPE)
          .integer("meterTypeId", "identifier of the type")
          .text("meterTypeCode", "code of the type")
          .text("meterTypeInfo", "name of the type")
          .build();

  /** As a place, a link or a bill line names it. */
  public static final Shape CHILD =
      flags(
              Shape.of("MeterChild", Tables.METER)
                  .integer("meterId", "identifier of the meter")
                  .text("meterCode", "code of the meter")
                  .text("meterInfo", "name of the meter")
                  .one("meterType", TYPE, "$.meter_type_id", "kind of meter")
                  .one("commodity", Commodities.CHILD, "$.commodity_id", "what it measures")
                  .bool("active", "is in use"))
          .no("isEsaCalculatedMeter", "is calculated by interval analytics")
          .text("serialNumber", "current serial number")
          .build();

  private static final Shape PLACE = org.meterbook.ledger.place.PlaceShapes.CHILD;

  /** As its account names it: a row of the link between them. */
  public static final Shape OF_ACCOUNT =
      flags(
              Shape.of("AccountMeterChildWithSerialNumber", Tables.ACCOUNT_METER)
                  .join("meter", Tables.METER, "$.meter_id")
                  .field(
                      "serialNumber",
                      FieldType.TEXT,
                      "$meter.serial_number",
                      "current serial number")
                  .integer("accountMeterId", "identifier of the link")
                  .field("startDate", FieldType.DATE_TIME, "$.begin_date", "first day of the link")
                  .field("endDate", FieldType.DATE_TIME, "$.end_date", "last day of the link")
                  .integer("meterId", "identifier of the meter")
                  .field("meterCode", FieldType.TEXT, "$meter.meter_code", "code of the meter")
                  .field("meterInfo", FieldType.TEXT, "$meter.meter_info", "name of the meter")
                  .one("place", PLACE, "$meter.place_id", "where it is")
                  .one("commodity", Commodities.CHILD, "$meter.commodity_id", "what it measures")
                  .oneAlways(
                      "meterGeneralLedger",
                      GeneralLedgers.CHILD,
                      "$.general_ledger_id",
                      "general ledger of the link")
                  .one("vendorType", VendorShapes.TYPE, "$.vendor_type_id", "the vendor's role")
                  .field("active", FieldType.BOOLEAN, "$meter.active", "the meter is in use"))
          .build();

  /** As an account is named by its meter: a row of the link between them. */
  public static final Shape OF_METER =
      AccountShapes.flags(
              Shape.of("MeterAccountChild", Tables.ACCOUNT_METER)
                  .join("account", Tables.ACCOUNT, "$.account_id")
                  .integer("accountMeterId", "identifier of the link")
                  .integer("accountId", "identifier of the account")
                  .field("accountCode", FieldType.TEXT, "$account.account_code", "account number")
                  .field(
                      "accountInfo", FieldType.TEXT, "$account.account_info", "name of the account")
                  .field("active", FieldType.BOOLEAN, "$account.active", "the account takes bills"),
              "$account")
          .one("vendor", VendorShapes.CHILD, "$account.vendor_id", "who sends its bills")
          .oneAlways(
              "meterGeneralLedger",
              GeneralLedgers.CHILD,
              "$.general_ledger_id",
              "general ledger of the link")
          .oneAlways(
              "accountGeneralLedger",
              GeneralLedgers.CHILD,
              "$account.general_ledger_id",
              "general ledger of the account")
          .one("vendorType", VendorShapes.TYPE, "$.vendor_type_id", "the vendor's role")
          .field("startDate", FieldType.DATE_TIME, "$.begin_date", "first day of the link")
          .field("endDate", FieldType.DATE_TIME, "$.end_date", "last day of the link")
          .absent(
              "dataAccessReleaseId",
              FieldType.INTEGER,
              "the customer's release of data; null without one")
          .build();

  /** As a search for bills shows it. */
  public static final Shape FOUND =
      MeterSerialNumbers.found(
              Shape.of("MeterChildSearch", Tables.METER)
                  .like(CHILD)
                  .group("meterAddress", Address.on(Tables.METER), "service address"))
          .build();

  private MeterShapes() {}

  private static Shape.Builder flags(Shape.Builder shape) {
    return shape
        .no("isCalculatedMeter", "its bills are calculated")
        .no("isSplitParentMeter", "is split onto others")
        .no("isSplitChildMeter", "receives a split");
  }
}
