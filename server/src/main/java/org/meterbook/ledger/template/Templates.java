package org.meterbook.ledger.template;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.catalogue.ObservationTypes;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.store.Tables;

/** Bill entry templates: which lines a bill of a meter usually has. */
public final class Templates {
  public static final Shape CHILD =
      Shape.of("TemplateChild", Tables.TEMPLATE)
          .integer("templateId", "identifier of the template")
          .text("templateCode", "code of the template")
          .text("templateInfo", "name of the template")
          .build();

  private static final Shape VERSION_CHILD =
      Shape.of("VersionChild", Tables.TEMPLATE_VERSION)
          .integer("versionId", "identifier of the version")
          .date("beginDate", "first day of the version")
          .date("endDate", "day on which the next one begins")
          .build();

  public static final Shape RESPONSE =
      Shape.of("TemplateResponse", Tables.TEMPLATE)
          .like(CHILD)
          .text("note", "notes")
          .one("commodity", Commodities.CHILD, "$.commodity_id", "what its lines measure")
          .one("demandUnit", Units.CHILD, "$.demand_unit_id", "unit of demand; null for use only")
          .one("useUnit", Units.CHILD, "$.use_unit_id", "unit of use")
          .many(
              "versions", VERSION_CHILD, "template_id", "", "$.begin_date", "its versions in time")
          .build();

  private static final Shape LINE =
      Shape.of("TemplateLine", Tables.TEMPLATE_LINE)
          .join("version", Tables.TEMPLATE_VERSION, "$.version_id")
          .join("template", Tables.TEMPLATE, "$version.template_id")
          .integer("templateLineId", "identifier of the line")
          .absent("beginDay", FieldType.INTEGER, "the begin day")
          .absent("endDay", FieldType.INTEGER, "the end day")
          .integer("displayOrder", "place on the entry screen")
          .text("caption", "label on the entry screen")
          .absent("helpTag", FieldType.TEXT, "hint for whoever enters the bill")
          .bool("isRequired", "must be given on a bill")
          .absent(
              "fromPrevTemplateLineId",
              FieldType.INTEGER,
              "line of the previous version that this one continues")
          .one("unit", Units.WITH_TYPE, "$.value_unit_id", "unit of the value")
          .one("costUnit", Units.WITH_TYPE, "$.cost_unit_id", "unit of the cost")
          .one("commodity", Commodities.CHILD, "$template.commodity_id", "what it measures")
          .one("observationType", ObservationTypes.FULL, "$.observation_type_id", "kind of line")
          .build();

  /** A version with its lines. */
  public static final Shape VERSION =
      Shape.of("TemplateVersion", Tables.TEMPLATE_VERSION)
          .integer("templateId", "identifier of the template")
          .like(VERSION_CHILD)
          .many("templateLines", LINE, "version_id", "", "$.display_order", "its lines")
          .build();

  private Templates() {}

  public static void register(Operations operations) {
    operations
        .variable(
            "/template/{templateId}/version/{versionId}", "versionId", Tables.TEMPLATE_VERSION)
        .resource(RESPONSE)
        .filters("templateId", "templateCode", "templateInfo")
        .filter("commodityCode", "commodity.commodityCode")
        .filter("commodityId", "commodity.commodityId")
        .filter("commodityInfo", "commodity.commodityInfo")
        .filter("unitCode", "useUnit.unitCode")
        .filter("unitID", "useUnit.unitId")
        .filter("unitInfo", "useUnit.unitInfo")
        .listing(
            "GetTemplatesV3",
            "/api/v3/template",
            "",
            true,
            "$.vendor_id IS NULL",
            "Lists bill entry templates; those of vendors are found there.")
        .one(
            "GetTemplateV3",
            "/api/v3/template/{templateId}",
            "",
            "Answers one bill entry template.");
    operations
        .resource(VERSION)
        .listing(
            "GetTemplateVersionsV3",
            "/api/v3/template/{templateId}/version",
            "",
            false,
            "$.template_id = :templateId",
            "Lists a template's versions with their lines.")
        .oneWithin(
            "GetTemplateVersionV3",
            "/api/v3/template/{templateId}/version/{versionId}",
            "",
            "$.template_id = :templateId",
            "Answers one version with its lines.");
  }
}
