package org.meterbook.ledger.meter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Given;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Resource;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Address;
import org.meterbook.ledger.Address.AddressChild;
import org.meterbook.ledger.BillGuard;
import org.meterbook.ledger.Json;
import org.meterbook.ledger.People;
import org.meterbook.ledger.Tree;
import org.meterbook.ledger.bill.BillSums;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.catalogue.PrimaryUses;
import org.meterbook.ledger.catalogue.TimeZones;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.group.Memberships;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.ledger.place.Places;
import org.meterbook.ledger.route.RouteShapes;
import org.meterbook.ledger.udf.UdfFields;
import org.meterbook.ledger.udf.UdfType;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What measures a commodity at a place. */
public final class Meters {
  private static final Set<Integer> CREATABLE_TYPES = Set.of(1, 6);

  /** What older clients send for "leave the unit as it is". */
  private static final int UNCHANGED = -1;

  private static final Shape RESPONSE =
      MeterSerialNumbers.history(
              People.stamps(
                      Shape.of("MeterResponse", Tables.METER)
                          .integer("meterId", "identifier of the meter")
                          .text("meterCode", "unique code")
                          .text("meterInfo", "name")
                          .one("meterType", MeterShapes.TYPE, "$.meter_type_id", "kind of meter")
                          .many(
                              "channels",
                              ChannelShapes.CHILD,
                              "meter_id",
                              "",
                              "$.channel_id",
                              "its channels of interval data")
                          .many(
                              "accounts",
                              MeterShapes.OF_METER,
                              "meter_id",
                              "",
                              "$.begin_date, $.account_meter_id",
                              "accounts it is linked to")
                          .one("commodity", Commodities.CHILD, "$.commodity_id", "what it measures")
                          .one("place", PlaceShapes.CHILD, "$.place_id", "where it is")
                          .group("address", Address.on(Tables.METER), "service address")
                          .text("billEntryNote", "hint for whoever enters its bills")
                          .no("includeInEnergyStar", "is submitted for a rating")
                          .one("primaryUse", PrimaryUses.CHILD, "$.primary_use_id", "main use"))
                  .field(
                      "properties", FieldType.OBJECT, "$.properties", "further properties by name")
                  .no("includeInCostAvoidance", "takes part in cost avoidance")
                  .one("route", RouteShapes.CHILD, "$.route_id", "the route on which it is read")
                  .one(
                      "meterTimeZone",
                      TimeZones.CHILD,
                      "$.meter_time_zone_id",
                      "zone of its readings")
                  .bool("active", "is in use")
                  .no("isCalculatedMeter", "its bills are calculated")
                  .no("isSplitParentMeter", "is split onto others")
                  .no("isSplitChildMeter", "receives a split")
                  .one("useUnit", Units.CHILD, "$.use_unit_id", "unit of use in reports")
                  .one("demandUnit", Units.CHILD, "$.demand_unit_id", "unit of demand in reports")
                  .text("serialNumber", "current serial number")
                  .text("meterDescription", "notes")
                  .one(
                      "watticsDataPoint",
                      DataPointShapes.LINKED,
                      "$.data_point_id",
                      "linked data point of interval analytics")
                  .absent("emissionSource", FieldType.OBJECT, "linked emission source"))
          .build();

  /** A meter directly in the root has not been put anywhere yet. */
  private static final String UNPLACED = "$.place_id = " + Tree.ROOT;

  private static final String IN_GROUP =
      "EXISTS (SELECT 1 FROM meter_group_member g JOIN meter_group n ON n.tenant_id = g.tenant_id AND n.meter_group_id = g.meter_group_id"
          + " WHERE g.tenant_id = $.tenant_id AND g.meter_id = $.meter_id AND {n.%s})";

  private Meters() {}

  public static void register(Operations operations) {
    Resource meters = operations.resource(RESPONSE);
    meters
        .filters(
            "meterCode",
            "meterId",
            "meterInfo",
            "active",
            "serialNumber",
            "createdDate",
            "modifiedDate",
            "isCalculatedMeter",
            "isSplitParentMeter",
            "isSplitChildMeter")
        .filter("accountCode", "accounts.accountCode")
        .filter("accountId", "accounts.accountId")
        .filter("accountInfo", "accounts.accountInfo")
        .filter("vendorCode", "accounts.vendor.vendorCode")
        .filter("vendorId", "accounts.vendor.vendorId")
        .filter("vendorInfo", "accounts.vendor.vendorInfo")
        .filter("city", "address.city")
        .filter("state", "address.state")
        .filter("postalCode", "address.postalCode")
        .filter("commodityCode", "commodity.commodityCode")
        .filter("commodityId", "commodity.commodityId")
        .filter("commodityInfo", "commodity.commodityInfo")
        .filter("meterTypeCode", "meterType.meterTypeCode")
        .filter("placeCode", "place.placeCode")
        .filter("placeId", "place.placeId")
        .filter("placeInfo", "place.placeInfo")
        .filter("primaryUseCode", "primaryUse.primaryUseCode")
        .filter("primaryUseInfo", "primaryUse.primaryUseInfo")
        .filter("channelId", "channels.channelId")
        .filter("interval", "channels.interval")
        .filter(
            "hasChannels",
            FieldType.BOOLEAN,
            "{EXISTS (SELECT 1 FROM channel h WHERE h.tenant_id = $.tenant_id AND h.meter_id = $.meter_id)}",
            "has interval data")
        .filter("importId", FieldType.TEXT, "{$.meter_import_id}", "its name in other systems")
        .filter(
            "hasEmissionSourceLink",
            FieldType.BOOLEAN,
            "{false}",
            "is linked to an emission source")
        .filter(
            "hasWatticsLink",
            FieldType.BOOLEAN,
            "{$.data_point_id IS NOT NULL}",
            "is linked to interval analytics")
        .filter(
            "meterGroupId",
            FieldType.INTEGER,
            IN_GROUP.formatted("meter_group_id"),
            "is in this group")
        .filter(
            "meterGroupCode",
            FieldType.TEXT,
            IN_GROUP.formatted("meter_group_code"),
            "is in this group")
        .filter(
            "meterGroupInfo",
            FieldType.TEXT,
            IN_GROUP.formatted("meter_group_info"),
            "is in this group")
        .filter(
            "topmostPlaceId", FieldType.INTEGER, Places.under("place_id"), "at or below this place")
        .filter(
            "topmostPlaceCode",
            FieldType.TEXT,
            Places.under("place_code"),
            "at or below this place")
        .page("GetMetersV3", "/api/v3/meter", "Meters (View)", "Lists meters.")
        .one("GetMeterV3", "/api/v3/meter/{meterId}", "Meters (View)", "Answers one meter.")
        .create(
            "CreateMeterV3",
            "/api/v3/meter",
            "Meters (Create)",
            MeterRequests.MeterCreate.class,
            Meters::create,
            "Creates a meter.")
        .edit(
            "EditMeterV3",
            "/api/v3/meter/{meterId}",
            "Meters (Edit)",
            MeterRequests.MeterEditV3.class,
            Meters::editKeepingUnits,
            "Replaces a meter; units not given stay.")
        .edit(
            "EditMeterWithUnitsV202307",
            "/api/v202307/meter/{meterId}",
            "Meters (Edit)",
            MeterRequests.MeterEdit.class,
            (call, request) -> edit(call, request.meter(), Values.from(request)),
            "Replaces a meter; a unit that is null is removed.")
        .delete(
            "DeleteMeterV3",
            "/api/v3/meter/{meterId}",
            "Meters (Delete)",
            Meters::delete,
            "Deletes a meter and its links.")
        .flag("deleteBills", "deletes its bills too; without it a meter with bills is refused")
        .listing(
            "GetUnplacedMetersV202203",
            "/api/v202203/meter/unplacedMeters",
            "Meters (View)",
            true,
            UNPLACED,
            "Lists the meters that hang in no place but the root.");
    MeterSerialNumbers.register(operations);
    new UdfFields(UdfType.METER, "meter", "Meters (View)", "Meters (Edit)")
        .register(
            operations,
            new UdfFields.Names(
                "GetMeterUdfsV3",
                "EditMeterUdFsV3",
                "DownloadMeterCustomFieldFileV202105",
                "GetMetersUDFsV3"),
            "MeterUDFResponse",
            RESPONSE,
            meters.filters());
  }

  private static int create(Call call, MeterRequests.MeterCreate request) {
    if (!CREATABLE_TYPES.contains(request.meterTypeId())) {
      throw Problem.invalid("meterTypeId", "must be 1 (standard) or 6 (chargeback)");
    }
    AddressChild address = request.address().address();
    requireLocation(address);
    Values values =
        Values.from(request, "address", "includeInEnergyStar", "properties")
            .with("active", true)
            .with("properties", Json.of(request.properties()))
            .with("meter_import_id", importId(request.properties()))
            .with(
                "meter_time_zone_id",
                request.meterTimeZoneId() == null
                    ? TimeZones.ofDatasource(call)
                    : request.meterTimeZoneId())
            .with(
                "use_unit_id",
                request.useUnitId() == null
                    ? usualUnit(call, request.commodityId())
                    : request.useUnitId());
    return call.sql().insert(Tables.METER, Address.columns(values, address));
  }

  /** In the United States and Canada a postal code says where, elsewhere coordinates. */
  private static void requireLocation(AddressChild address) {
    String country = String.valueOf(address.country()).strip().toLowerCase(java.util.Locale.ROOT);
    if (Address.NORTH_AMERICA.contains(country)) {
      if (address.postalCode() == null || address.postalCode().isBlank()) {
        throw Problem.invalid("address.postalCode", "is required in the United States and Canada");
      }
    } else if (address.latitude() == null || address.longitude() == null) {
      throw Problem.invalid(
          "address.latitude",
          "is required, with longitude, outside of the United States and Canada");
    }
  }

  private static @Nullable Integer usualUnit(Call call, int commodityId) {
    return call.sql()
        .first(
            "SELECT use_rollup_unit_id FROM commodity WHERE tenant_id = :tenant AND commodity_id = :id",
            Map.of("id", commodityId),
            row -> java.util.Optional.ofNullable(row.integerOrNull(1)))
        .flatMap(unit -> unit)
        .orElse(null);
  }

  private static void edit(Call call, MeterRequests.MeterEditBase request, Values values) {
    int id = call.id("meterId");
    values
        .without("include_in_energy_star")
        .with("properties", Json.of(request.properties()))
        .with("meter_import_id", importId(request.properties()));
    requireSameZone(call, id, request.meterTimeZoneId());
    AddressChild address = request.address();
    if (address != null) {
      Address.columns(values, address);
    }
    call.sql().update(Tables.METER, id, values);
    BillSums.refreshUnits(call.sql(), id);
  }

  /** The name in other systems is one of the properties, as clients send it. */
  private static @Nullable String importId(@Nullable Map<String, String> properties) {
    return properties == null
        ? null
        : properties.entrySet().stream()
            .filter(property -> property.getKey().equalsIgnoreCase("meterImportId"))
            .map(Map.Entry::getValue)
            .filter(value -> value != null && !value.isBlank())
            .findFirst()
            .orElse(null);
  }

  /** Readings are kept by the days of the zone. */
  private static void requireSameZone(Call call, int id, int zone) {
    if (call.sql()
        .exists(
            """
            SELECT 1 FROM meter m WHERE m.tenant_id = :tenant AND m.meter_id = :id AND m.meter_time_zone_id <> :zone AND EXISTS (
              SELECT 1 FROM channel c JOIN interval_month d ON d.tenant_id = c.tenant_id AND d.channel_id = c.channel_id
              WHERE c.tenant_id = m.tenant_id AND c.meter_id = m.meter_id)
            """,
            Map.of("id", id, "zone", zone))) {
      throw Problem.invalid(
          "meterTimeZoneId",
          "cannot change while the meter has readings: their days are those of its zone. Delete the readings first");
    }
  }

  private static void editKeepingUnits(Call call, MeterRequests.MeterEditV3 request) {
    Values values = Values.from(request, "useUnitId", "demandUnitId");
    Integer use = unit(request.useUnitId());
    Integer demand = unit(request.demandUnitId());
    if (use != null) {
      values.with("use_unit_id", use);
    }
    boolean cleared =
        use != null && request.demandUnitId().present() && request.demandUnitId().value() == null;
    if (demand != null || cleared) {
      values.with("demand_unit_id", demand);
    }
    edit(call, request.meter(), values);
  }

  private static @Nullable Integer unit(Given<Integer> given) {
    Integer unit = given.value();
    return unit == null || unit == UNCHANGED ? null : unit;
  }

  private static void delete(Call call) {
    int id = call.id("meterId");
    Map<String, Integer> meter = Map.of("id", id);
    List<Integer> bills =
        call.sql()
            .list(
                "SELECT DISTINCT bill_id FROM body_line WHERE tenant_id = :tenant AND meter_id = :id",
                meter,
                row -> row.integer(1));
    if (!bills.isEmpty() && !call.flag("deleteBills")) {
      throw Problem.invalid(
          "deleteBills",
          "the meter has %d bills; deleteBills=true deletes them too".formatted(bills.size()));
    }
    BillGuard.delete(call, bills);
    call.sql()
        .list(
            "SELECT account_meter_id FROM account_meter WHERE tenant_id = :tenant AND meter_id = :id",
            meter,
            row -> row.integer(1))
        .forEach(link -> call.sql().delete(Tables.ACCOUNT_METER, link));
    call.sql()
        .list(
            "SELECT channel_id FROM channel WHERE tenant_id = :tenant AND meter_id = :id",
            meter,
            row -> row.integer(1))
        .forEach(channel -> ChannelRemoval.delete(call.sql(), channel));
    Memberships.leave(call.sql(), Tables.METER, id);
    call.sql().delete(Tables.METER, id);
  }
}
