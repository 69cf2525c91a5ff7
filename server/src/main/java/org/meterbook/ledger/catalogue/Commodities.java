package org.meterbook.ledger.catalogue;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWith;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Icons;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * What flows through meters: electricity, gas, water, … The built-in ones come with each
 * datasource.
 */
public final class Commodities {
  public static final Shape CHILD =
      Shape.of("CommodityChild", Tables.COMMODITY)
          .integer("commodityId", "identifier of the commodity")
          .text("commodityCode", "code, such as ELECTRIC")
          .text("commodityInfo", "name")
          .group("commodityIcon", Icons.on(Tables.COMMODITY), "how it is drawn")
          .build();

  private static final Shape CATEGORY =
      Shape.of("CommodityCategory", Tables.COMMODITY_CATEGORY)
          .integer("commodityCategoryId", "identifier of the category")
          .text("commodityCategoryInfo", "name of the category")
          .one("commonUseUnit", Units.CHILD, "$.use_unit_id", "usual unit of use")
          .one("commonDemandUnit", Units.CHILD, "$.demand_unit_id", "usual unit of demand")
          .build();

  private static final String IN_USE =
      "EXISTS (SELECT 1 FROM meter x WHERE x.tenant_id = $.tenant_id AND x.commodity_id = $.commodity_id [meter x])";

  private static final String METERED_UNDER_PLACE =
      "EXISTS (SELECT 1 FROM meter x JOIN place_ancestor a ON a.tenant_id = x.tenant_id AND a.place_id = x.place_id"
          + " WHERE x.tenant_id = $.tenant_id AND x.commodity_id = $.commodity_id [meter x] AND {a.ancestor_id})";
  private static final String METERED_FOR_COST_CENTER =
      "EXISTS (SELECT 1 FROM meter x JOIN account_meter l ON l.tenant_id = x.tenant_id AND l.meter_id = x.meter_id"
          + " JOIN account c ON c.tenant_id = l.tenant_id AND c.account_id = l.account_id"
          + " JOIN cost_center_ancestor a ON a.tenant_id = c.tenant_id AND a.cost_center_id = c.cost_center_id"
          + " WHERE x.tenant_id = $.tenant_id AND x.commodity_id = $.commodity_id [meter x] [account c] AND {a.ancestor_id})";
  private static final String METERED_FOR_ACCOUNT =
      "EXISTS (SELECT 1 FROM meter x JOIN account_meter l ON l.tenant_id = x.tenant_id AND l.meter_id = x.meter_id"
          + " WHERE x.tenant_id = $.tenant_id AND x.commodity_id = $.commodity_id [meter x] [account_meter l] AND {l.account_id})";

  static final Shape RESPONSE =
      Shape.of("CommodityResponse", Tables.COMMODITY)
          .integer("commodityId", "identifier of the commodity")
          .text("commodityCode", "code, such as ELECTRIC")
          .text("commodityInfo", "name")
          .text("abbreviation", "one to three letters")
          .text("description", "what it is")
          .group("icon", Icons.on(Tables.COMMODITY), "how it is drawn")
          .one("commodityCategory", CATEGORY, "$.commodity_category_id", "category")
          .one(
              "useRollupUnit", Units.CHILD, "$.use_rollup_unit_id", "unit in which use is added up")
          .one(
              "demandRollupUnit",
              Units.CHILD,
              "$.demand_rollup_unit_id",
              "unit in which demand is compared")
          .bool("includeInEnergyReporting", "its use counts in energy totals")
          .field(
              "energyReportingUnitConversionMultiplier",
              FieldType.NUMBER,
              "roll-up unit × this = MMBTU; null for energy units")
          .field("inUse", FieldType.BOOLEAN, IN_USE, "a meter measures it")
          .bool("isSystemCommodity", "built in")
          .build();

  private static final Shape OLD =
      Shape.of("Commodity", Tables.COMMODITY)
          .integer("commodityId", "identifier of the commodity")
          .text("commodityCode", "code, such as ELECTRIC")
          .text("commodityInfo", "name")
          .one("commonUseUnit", Units.CHILD, "$.use_rollup_unit_id", "usual unit of use")
          .one("commonDemandUnit", Units.CHILD, "$.demand_rollup_unit_id", "usual unit of demand")
          .field("inUseByVendor", FieldType.BOOLEAN, IN_USE, "a meter measures it")
          .build();

  private Commodities() {}

  public record Icon(
      @Length(max = 64) @RequiredWith("color") @Meaning("name of the icon") @Nullable String code,
      @Length(max = 32) @RequiredWith("code") @Meaning("its color") @Nullable String color) {}

  public record CommodityRequest(
      @Required @Length(max = 32) @Meaning("name; its code is made from it") String commodityInfo,
      @Required @Length(min = 1, max = 3) @Meaning("one to three letters") String abbreviation,
      @Length(max = 255) @Meaning("what it is") @Nullable String description,
      @Meaning("how it is drawn") @Nullable Icon icon,
      @Refers("commodity_category") @Meaning("category; its usual unit wins over the one given")
          @Nullable Integer commodityCategoryId,
      @Refers("unit") @Meaning("unit in which use is added up")
          @Nullable Integer commodityRollupUnitId,
      @Meaning("its use counts in energy totals; default false")
          @Nullable Boolean includeInEnergyReporting,
      @Meaning("roll-up unit × this = MMBTU")
          @Nullable Double energyReportingUnitConversionMultiplier) {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("commodityId", "commodityCode", "commodityInfo", "inUse")
        .filter("commodityCategoryInfo", "commodityCategory.commodityCategoryInfo")
        .filter(
            "accountId",
            FieldType.INTEGER,
            METERED_FOR_ACCOUNT,
            "measured by a meter of this account")
        .filter(
            "topmostPlaceId", FieldType.INTEGER, METERED_UNDER_PLACE, "measured under this place")
        .filter(
            "topmostCostCenterId",
            FieldType.INTEGER,
            METERED_FOR_COST_CENTER,
            "paid for under this cost center")
        .list("GetCommoditiesV202304", "/api/v202304/commodity", "", "Lists commodities.")
        .one(
            "GetCommodityV202304",
            "/api/v202304/commodity/{commodityId}",
            "",
            "Answers one commodity.")
        .create(
            "CreateCommodityV202304",
            "/api/v202304/commodity",
            "ApplicationSettings (Manage)",
            CommodityRequest.class,
            Commodities::create,
            "Creates a commodity.")
        .edit(
            "EditCommodityV202304",
            "/api/v202304/commodity/{commodityId}",
            "ApplicationSettings (Manage)",
            CommodityRequest.class,
            (call, request) ->
                call.sql().update(Tables.COMMODITY, call.id("commodityId"), values(call, request)),
            "Replaces a commodity.")
        .delete(
            "DeleteCommodityV202304",
            "/api/v202304/commodity/{commodityId}",
            "ApplicationSettings (Manage)",
            Commodities::delete,
            "Deletes a commodity that nothing uses.");
    operations
        .resource(OLD)
        .list("GetCommoditiesV3", "/api/v3/commodity", "", "Lists commodities.")
        .deprecated("v202304", "GetCommodities");
  }

  private static int create(Call call, CommodityRequest request) {
    String code = request.commodityInfo().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return call.sql()
        .insert(
            Tables.COMMODITY,
            values(call, request)
                .with("commodity_code", code)
                .with("is_system_commodity", false)
                .with("demand_rollup_unit_id", null));
  }

  private static Values values(Call call, CommodityRequest request) {
    Integer unit = request.commodityRollupUnitId();
    if (request.commodityCategoryId() != null) {
      unit =
          call.sql()
              .first(
                  "SELECT use_unit_id FROM commodity_category WHERE tenant_id = :tenant AND commodity_category_id = :id",
                  java.util.Map.of("id", request.commodityCategoryId()),
                  row -> java.util.Optional.ofNullable(row.integerOrNull(1)))
              .flatMap(categoryUnit -> categoryUnit)
              .orElse(unit);
    }
    boolean included = Boolean.TRUE.equals(request.includeInEnergyReporting());
    if (!included && request.energyReportingUnitConversionMultiplier() != null) {
      throw Problem.invalid(
          "energyReportingUnitConversionMultiplier",
          "must be null when includeInEnergyReporting is false");
    }
    Icon icon = request.icon();
    return Values.from(request, "icon", "commodityRollupUnitId")
        .with("use_rollup_unit_id", unit)
        .with("include_in_energy_reporting", included)
        .with("icon_code", icon == null ? null : icon.code())
        .with("icon_color", icon == null ? null : icon.color());
  }

  private static void delete(Call call) {
    int id = call.id("commodityId");
    if (call.sql()
        .exists(
            "SELECT 1 FROM commodity WHERE tenant_id = :tenant AND commodity_id = :id AND is_system_commodity",
            java.util.Map.of("id", id))) {
      throw Problem.invalid("commodityId", "a built-in commodity cannot be deleted");
    }
    call.sql().delete(Tables.COMMODITY, id);
  }
}
