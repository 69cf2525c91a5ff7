package org.meterbook.ledger.setup;

import org.meterbook.ledger.setup.Column.Use;
import org.meterbook.ledger.setup.Sheet.Makes;
import org.meterbook.store.Tables;

/** Meters. */
final class MeterSheets {
  static final Lookup CODE = Lookup.of(Tables.METER, "meter_code");

  static final Part METER =
      Part.of(
              "meter",
              "meterId",
              "CreateMeterV3",
              "EditMeterWithUnitsV202307",
              new Part.ByCode("Meter", CODE),
              Column.text("Meter", "meterCode"),
              Column.text("Meter name", "meterInfo"),
              Column.code(
                      "Meter type",
                      "meterTypeId",
                      "meterType.meterTypeId",
                      Lookup.listed(Tables.METER_TYPE, "meter_type_code"))
                  .use(Use.CREATE),
              Column.code(
                  "Commodity", "commodityId", "commodity.commodityId", RateSheets.COMMODITY),
              Column.code("Place", "placeId", "place.placeId", PlaceSheets.CODE),
              Column.truth("Meter active", "active").use(Use.EDIT),
              Column.code(
                  "Time zone",
                  "meterTimeZoneId",
                  "meterTimeZone.timeZoneId",
                  Lookup.listed(Tables.TIME_ZONE, "time_zone_code")),
              Column.code("Unit of use", "useUnitId", "useUnit.unitId", RateSheets.UNIT),
              Column.code("Unit of demand", "demandUnitId", "demandUnit.unitId", RateSheets.UNIT),
              Column.code(
                  "Meter primary use",
                  "primaryUseId",
                  "primaryUse.primaryUseId",
                  PlaceSheets.primaryUse("meter")),
              Column.text("Meter line 1", "address.line1"),
              Column.text("Meter line 2", "address.line2"),
              Column.text("Meter line 3", "address.line3"),
              Column.text("Meter city", "address.city"),
              Column.text("Meter state", "address.state"),
              Column.text("Meter country", "address.country"),
              Column.text("Meter postal code", "address.postalCode"),
              Column.number("Meter latitude", "address.latitude"),
              Column.number("Meter longitude", "address.longitude"),
              Column.text("Bill entry note", "billEntryNote"),
              Column.text("Meter description", "meterDescription"))
          .hidden(
              Hidden.kept("address.addressTypeId", "address.addressTypeId"),
              Hidden.kept("properties", "properties"),
              Hidden.kept("includeInEnergyStar", "includeInEnergyStar"));

  static final Sheet METERS =
      Sheet.of(
          "Meters",
          Makes.NOTHING,
          METER.custom("Meter", "GetMetersUDFsV3", "EditMeterUdFsV3"),
          "GetMetersV3",
          "SELECT t.meter_id FROM meter t WHERE t.tenant_id = :tenant ORDER BY 1");

  private MeterSheets() {}
}
