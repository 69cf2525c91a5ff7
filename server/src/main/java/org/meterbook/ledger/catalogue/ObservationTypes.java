package org.meterbook.ledger.catalogue;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** Kinds of bill lines and readings. */
public final class ObservationTypes {
  /** Its names alone. */
  public static final Shape BASE =
      Shape.of("ObservationTypeChildBase", Tables.OBSERVATION_TYPE)
          .integer("observationTypeId", "identifier of the type")
          .text("observationTypeCode", "code of the type")
          .text("observationTypeInfo", "name of the type")
          .build();

  public static final Shape CHILD =
      Shape.of("ObservationTypeChild", Tables.OBSERVATION_TYPE)
          .integer("nounId", "identifier of what is observed")
          .text("nounCode", "what is observed: USE, DEMAND, COST, …")
          .integer("credit", "1 lowers, 2 raises, 3 leaves the bill's total")
          .integer("observationTypeId", "identifier of the type")
          .text("observationTypeCode", "code of the type")
          .text("observationTypeInfo", "name of the type")
          .build();

  public static final Shape FULL =
      Shape.of("ObservationType", Tables.OBSERVATION_TYPE)
          .integer("observationTypeId", "identifier of the type")
          .integer("credit", "1 lowers, 2 raises, 3 leaves the bill's total")
          .integer(
              "timeOfUse",
              "0 none, 1 on-peak, 2 mid-peak, 3 off-peak, 4 super off-peak, 5 critical")
          .integer("creation", "1 for built-in")
          .field("noun", FieldType.INTEGER, "$.noun_id", "identifier of what is observed")
          .text("observationTypeCode", "code of the type")
          .text("observationTypeInfo", "name of the type")
          .build();

  /** A type that lines of the commodity's templates have. */
  private static final String OF_COMMODITY =
      "EXISTS (SELECT 1 FROM template_line l JOIN template_version v ON v.tenant_id = l.tenant_id AND v.version_id = l.version_id"
          + " JOIN template e ON e.tenant_id = v.tenant_id AND e.template_id = v.template_id"
          + " JOIN commodity c ON c.tenant_id = e.tenant_id AND c.commodity_id = e.commodity_id"
          + " WHERE l.tenant_id = :tenant AND l.observation_type_id = $.observation_type_id AND {c.%s})";

  private ObservationTypes() {}

  public static void register(Operations operations) {
    operations
        .resource(CHILD)
        .filters(
            "nounCode", "nounId", "observationTypeId", "observationTypeCode", "observationTypeInfo")
        .filter("classCode", FieldType.TEXT, "{$.class_code}", "use, demand, cost or other")
        .filter(
            "commodityCode",
            FieldType.TEXT,
            OF_COMMODITY.formatted("commodity_code"),
            "occurs on templates of this commodity")
        .filter(
            "commodityId",
            FieldType.INTEGER,
            OF_COMMODITY.formatted("commodity_id"),
            "occurs on templates of this commodity")
        .filter(
            "commodityInfo",
            FieldType.TEXT,
            OF_COMMODITY.formatted("commodity_info"),
            "occurs on templates of this commodity")
        .list(
            "GetObservationTypesV3",
            "/api/v3/observationtype",
            "",
            "Lists the kinds of bill lines and readings.");
  }
}
