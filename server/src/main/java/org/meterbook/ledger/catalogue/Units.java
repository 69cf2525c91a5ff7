package org.meterbook.ledger.catalogue;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Resource;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** Units of measure: one catalogue for all datasources, with exact factors. */
public final class Units {
  /** A unit as other things name one. */
  public static final Shape CHILD =
      Shape.of("UnitChild", Tables.UNIT)
          .integer("unitId", "identifier of the unit")
          .text("unitCode", "code, such as KWH")
          .text("unitInfo", "name, such as kWh")
          .build();

  /** What a unit measures. */
  public static final Shape TYPE =
      Shape.of("UnitType", Tables.UNIT_TYPE)
          .integer("unitTypeId", "identifier of the type")
          .text("unitTypeCode", "code of the type")
          .text("unitTypeInfo", "what is measured: energy, volume, money, …")
          .build();

  static final Shape RESPONSE =
      Shape.of("Unit", Tables.UNIT)
          .like(CHILD)
          .text("unitDisplayName", "name in full")
          .one("unitType", TYPE, "$.unit_type_id", "what the unit measures")
          .build();

  /** A unit with its type. */
  public static final Shape WITH_TYPE =
      Shape.of("UnitResponse", Tables.UNIT)
          .like(CHILD)
          .one("unitType", TYPE, "$.unit_type_id", "what the unit measures")
          .build();

  /**
   * The units in which a commodity's use, demand or cost may be measured: those of the kinds in
   * which its templates measure it, and money.
   */
  private static final String OF_COMMODITY =
      """
      $.unit_type_id IN (SELECT u.unit_type_id FROM unit u JOIN template_line l
        ON l.tenant_id = :tenant AND u.unit_id IN (l.value_unit_id, l.cost_unit_id)
        JOIN observation_type o ON o.observation_type_id = l.observation_type_id
        JOIN template_version v ON v.tenant_id = l.tenant_id AND v.version_id = l.version_id
        JOIN template c ON c.tenant_id = v.tenant_id AND c.template_id = v.template_id
        WHERE c.commodity_id = :commodityId
          AND (:valueType::text IS NULL OR :valueType = CASE WHEN u.unit_id = l.cost_unit_id THEN 'cost' ELSE o.class_code END))
      """;

  private Units() {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("unitId", "unitCode", "unitInfo")
        .filter("unitTypeCode", "unitType.unitTypeCode")
        .filter("unitTypeId", "unitType.unitTypeId")
        .list("GetUnitsV202305", "/api/v202305/unit", "", "Lists all units.");
    Resource ofCommodity = operations.resource(RESPONSE);
    ofCommodity
        .listing(
            "GetUnitsByCommodityV202304",
            "/api/v202304/commodity/{commodityId}/unit",
            "",
            false,
            OF_COMMODITY,
            "Lists the units in which a commodity is measured.")
        .parameter("valueType", FieldType.TEXT, "use, demand or cost; all of them where not given");
    operations
        .resource(CHILD)
        .listing(
            "GetUnitsByCommodityV3",
            "/api/v3/commodity/{commodityId}/unit",
            "",
            false,
            OF_COMMODITY.replace(":valueType", ":classCode"),
            "Lists the units in which a commodity is measured.")
        .parameter("classCode", FieldType.TEXT, "use, demand or cost; all of them where not given")
        .deprecated("v202304", "GetUnitsByCommodity");
  }
}
