package org.meterbook.ledger.meter;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.ledger.GeneralLedgers;
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

  private MeterShapes() {}

  private static Shape.Builder flags(Shape.Builder shape) {
    return shape
        .no("isCalculatedMeter", "its bills are calculated")
        .no("isSplitParentMeter", "is split onto others")
        .no("isSplitChildMeter", "receives a split");
  }
}
