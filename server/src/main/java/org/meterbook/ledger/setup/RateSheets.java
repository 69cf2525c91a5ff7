package org.meterbook.ledger.setup;

import java.time.LocalDateTime;
import java.util.List;
import org.meterbook.api.Times;
import org.meterbook.ledger.setup.Column.Use;
import org.meterbook.ledger.setup.Sheet.Makes;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rates with their prices: a row is a version of a rate. */
final class RateSheets {
  /** Rates of two vendors may have one name. */
  static final Lookup CODE =
      new Lookup(
          Tables.RATE,
          "(SELECT v.vendor_code FROM vendor v WHERE v.tenant_id = t.tenant_id AND v.vendor_id = t.vendor_id) || ' / ' || t.name",
          "rate (vendor / rate)",
          false);

  static final Lookup COMMODITY = Lookup.listed(Tables.COMMODITY, "commodity_code");
  static final Lookup UNIT = Lookup.of(Tables.UNIT, "unit_code");

  /** When the first version of a new rate begins. */
  private static final LocalDateTime FIRST = LocalDateTime.of(1899, 12, 31, 0, 0);

  private static final Part RATE =
      Part.of(
          "rate",
          "rateId",
          "CreateRateV3",
          "EditRateV3",
          new Part.ByCode(List.of("Vendor", "Rate"), CODE),
          Column.code("Vendor", "vendorId", "vendor.vendorId", VendorSheets.CODE).use(Use.CREATE),
          Column.text("Rate", "name"),
          Column.code("Commodity", "commodityId", "commodity.commodityId", COMMODITY)
              .use(Use.CREATE),
          Column.text("Notes", "note"));

  private static final Part VERSION =
      Part.of(
              "version",
              "versionId",
              "CreateRateVersionV3",
              "EditRateVersionV3",
              new Part.ByDay(
                  "SELECT v.version_id FROM rate_version v WHERE v.tenant_id = :tenant AND v.rate_id = :rateId AND v.begin_date = :begin",
                  "From",
                  FIRST),
              Column.of("From", "effectiveDate", "beginDate", Cell.Plain.DATE)
                  .putting((body, value, _) ->
                      body.set(
                          "effectiveDate",
                          value.isNull() ? Cell.JSON.stringNode(Times.format(FIRST)) : value)),
              Column.of("Version notes", "note", "note", Cell.Plain.TEXT),
              Column.number("Price of use", "useUnitCost"),
              Column.code("Unit of use", "useUnitId", "useUnit.unitId", UNIT),
              Column.number("Price of demand", "demandUnitCost"),
              Column.code("Unit of demand", "demandUnitId", "demandUnit.unitId", UNIT))
          .hidden(
              lines("accountLineItems"),
              lines("meterLineItems"),
              Hidden.fixed("udfs", Cell.JSON.nullNode()))
          .maybe();

  static final Sheet RATES =
      new Sheet(
          "RateSchedules",
          Makes.BY_CREATE,
          List.of(RATE, VERSION),
          "GetRatesV3",
          0,
          "SELECT v.rate_id, v.version_id FROM rate_version v WHERE v.tenant_id = :tenant ORDER BY v.rate_id, v.begin_date");

  private RateSheets() {}

  /** The further lines of a version stay: a row has no room for them. */
  private static Hidden lines(String property) {
    return new Hidden(
        property,
        (_, current) -> {
          ArrayNode lines = Cell.JSON.arrayNode();
          for (JsonNode line : current.path(property)) {
            ObjectNode sent = lines.addObject();
            sent.set("observationTypeId", Json.at(line, "observationType.observationTypeId"));
            sent.set("caption", line.path("caption"));
            sent.set("calculationType", line.path("calculationType"));
            sent.set("value", line.path("value"));
          }
          return lines;
        });
  }
}
