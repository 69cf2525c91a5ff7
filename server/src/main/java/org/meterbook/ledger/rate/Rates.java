package org.meterbook.ledger.rate;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Uses;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.vendor.VendorShapes;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Rate schedules: under which tariff a vendor delivers a commodity. */
public final class Rates {
  /** The span of a version that nothing bounds. */
  private static final LocalDateTime FIRST = LocalDateTime.of(1899, 12, 31, 0, 0);

  static final LocalDateTime LAST = LocalDateTime.of(3000, 1, 1, 0, 0);

  public static final Shape CHILD =
      Shape.of("RateChild", Tables.RATE)
          .integer("rateId", "identifier of the rate")
          .text("name", "name of the rate")
          .build();

  private static final Shape VERSION =
      Shape.of("VersionResponse", Tables.RATE_VERSION)
          .integer("versionId", "identifier of the version")
          .date("beginDate", "first day of the version")
          .date("endDate", "day on which the next one begins")
          .build();

  private static final Shape RESPONSE =
      Shape.of("RateResponse", Tables.RATE)
          .like(CHILD)
          .text("note", "notes")
          .one("vendor", VendorShapes.CHILD, "$.vendor_id", "whose rate it is")
          .one("commodity", Commodities.CHILD, "$.commodity_id", "what it prices")
          .many("versions", VERSION, "rate_id", "", "$.begin_date", "its versions in time")
          .build();

  /** The unit of the latest version; where it has none, the usual one of the commodity. */
  private static final String USE_UNIT =
      "coalesce((SELECT v.use_unit_id FROM rate_version v WHERE v.tenant_id = $.tenant_id AND v.rate_id = $.rate_id"
          + " AND v.use_unit_id IS NOT NULL ORDER BY v.begin_date DESC LIMIT 1),"
          + " (SELECT c.use_rollup_unit_id FROM commodity c WHERE c.tenant_id = $.tenant_id AND c.commodity_id = $.commodity_id))";

  private static final Shape UNIT =
      Shape.of("UnitResponse", Tables.RATE)
          .join("unit", Tables.UNIT, USE_UNIT)
          .field("unitId", FieldType.INTEGER, "$unit.unit_id", "identifier of the unit")
          .field("unitCode", FieldType.TEXT, "$unit.unit_code", "code of the unit")
          .field("unitInfo", FieldType.TEXT, "$unit.unit_info", "name of the unit")
          .one("unitType", Units.TYPE, "$unit.unit_type_id", "what the unit measures")
          .build();

  private Rates() {}

  public record RateCreate(
      @Required @Length(max = 255) @Meaning("name") String name,
      @Required @Refers("vendor") @Meaning("whose rate it is") Integer vendorId,
      @Required @Refers("commodity") @Meaning("what it prices") Integer commodityId,
      @Length(max = 255) @Meaning("notes") @Nullable String note) {}

  public record RateEdit(
      @Defined @Length(max = 255) @Meaning("name; null leaves it") @Nullable String name,
      @Defined @Length(max = 255) @Meaning("notes") @Nullable String note) {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("rateId")
        .filter("rateCode", "name")
        .filter("commodityCode", "commodity.commodityCode")
        .filter("commodityId", "commodity.commodityId")
        .filter("commodityInfo", "commodity.commodityInfo")
        .filter("vendorCode", "vendor.vendorCode")
        .filter("vendorId", "vendor.vendorId")
        .filter("vendorInfo", "vendor.vendorInfo")
        .filter(
            "meterId",
            FieldType.INTEGER,
            "EXISTS (SELECT 1 FROM account_meter_rate r JOIN account_meter l ON l.tenant_id = r.tenant_id"
                + " AND l.account_meter_id = r.account_meter_id WHERE r.tenant_id = $.tenant_id AND r.rate_id = $.rate_id [account_meter l] AND {l.meter_id})",
            "a meter that has or had this rate")
        .page("GetRatesV3", "/api/v3/rate", "VendorsAndRatesModule (View)", "Lists rate schedules.")
        .one(
            "GetRateV3",
            "/api/v3/rate/{rateId}",
            "VendorsAndRatesModule (View)",
            "Answers one rate schedule.")
        .create(
            "CreateRateV3",
            "/api/v3/rate",
            "RateSchedules (Create)",
            RateCreate.class,
            Rates::create,
            "Creates a rate schedule.")
        .edit(
            "EditRateV3",
            "/api/v3/rate/{rateId}",
            "RateSchedules (Edit)",
            RateEdit.class,
            Rates::edit,
            "Replaces a rate schedule's name and notes.")
        .delete(
            "DeleteRateV3",
            "/api/v3/rate/{rateId}",
            "RateSchedules (Delete)",
            Rates::delete,
            "Deletes a rate schedule that no account meter has.");
    operations
        .resource(UNIT)
        .one(
            "GetRateUnitV3",
            "/api/v3/rate/{rateId}/unit",
            "VendorsAndRatesModule (View)",
            "Answers the unit of use that a rate prices.");
    RateVersions.register(operations);
  }

  private static int create(Call call, RateCreate request) {
    int id = call.sql().insert(Tables.RATE, Values.from(request));
    call.sql()
        .insert(
            Tables.RATE_VERSION,
            Values.none().with("rate_id", id).with("begin_date", FIRST).with("end_date", LAST));
    return id;
  }

  private static void edit(Call call, RateEdit request) {
    Values values = Values.from(request);
    call.sql()
        .update(
            Tables.RATE,
            call.id("rateId"),
            request.name() == null ? values.without("name") : values);
  }

  private static void delete(Call call) {
    int id = call.id("rateId");
    Uses.of(call.sql(), id)
        .in("account_meter_rate", "rate_id", "assignments to account meters")
        .refuse("rateId");
    List<Integer> versions =
        call.sql()
            .list(
                "SELECT version_id FROM rate_version WHERE tenant_id = :tenant AND rate_id = :id ORDER BY version_id",
                Map.of("id", id),
                row -> row.integer(1));
    call.sql().delete(Tables.RATE_VERSION, versions);
    call.sql().delete(Tables.RATE, id);
  }
}
