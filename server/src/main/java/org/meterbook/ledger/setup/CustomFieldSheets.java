package org.meterbook.ledger.setup;

import java.util.List;
import org.meterbook.ledger.setup.Column.Use;
import org.meterbook.ledger.setup.Sheet.Makes;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Custom fields: what they are, and their values. */
final class CustomFieldSheets {
  static final Sheet DEFINITIONS =
      Sheet.of(
          "CustomFields",
          Makes.BY_CREATE,
          Part.of(
              "custom field",
              "udfId",
              "CreateUDFV3",
              "EditUDFV3",
              new Part.ByCode(
                  List.of("Of", "Name"),
                  new Lookup(Tables.UDF, "t.udf_type || ' / ' || t.name", "custom field", false)),
              Column.text("Of", "udfType").use(Use.CREATE),
              Column.text("Name", "name"),
              Column.code(
                      "Kind of value",
                      "dataTypeId",
                      "dataType.dataTypeId",
                      Lookup.listed(Tables.DATA_TYPE, "data_type_code"))
                  .use(Use.CREATE),
              Column.text("Description", "description"),
              Column.number("Position", "displayOrder"),
              Column.truth("Important", "important"),
              Column.of("Options", "udfSelectValues", "udfSelectValues.value", new Cell.Texts())
                  .putting(CustomFieldSheets::options)),
          "GetUDFsV3",
          "SELECT t.udf_id FROM udf t WHERE t.tenant_id = :tenant AND NOT t.locked ORDER BY t.udf_type, t.display_order, t.udf_id");

  static final Sheet OF_ACCOUNTS =
      values(
          "Account",
          "account",
          "GetAccountsUdfsV3",
          "EditAccountUDFsV3",
          "GetAccountsV3",
          AccountSheets.CODE);
  static final Sheet OF_METERS =
      values(
          "Meter", "meter", "GetMetersUDFsV3", "EditMeterUdFsV3", "GetMetersV3", MeterSheets.CODE);
  static final Sheet OF_PLACES =
      values(
          "Place", "place", "GetPlacesUdfsV3", "EditPlaceUdFsV3", "GetPlacesV3", PlaceSheets.CODE);
  static final Sheet OF_VENDORS =
      values(
          "Vendor",
          "vendor",
          "GetVendorsUdfsV3",
          "EditVendorUDFsV3",
          "GetVendorsV3",
          VendorSheets.CODE);

  private CustomFieldSheets() {}

  /** An option that keeps its text stays the one it was. */
  private static void options(ObjectNode body, JsonNode values, JsonNode current) {
    if (values.isEmpty()) {
      body.putNull("udfSelectValues");
      return;
    }
    var options = body.putArray("udfSelectValues");
    for (JsonNode value : values) {
      JsonNode there =
          current
              .path("udfSelectValues")
              .valueStream()
              .filter(option -> option.path("value").asString().equals(value.asString()))
              .findFirst()
              .orElse(MissingNode.getInstance());
      ObjectNode option = options.addObject();
      option.set(
          "udfSelectValueId",
          there.isMissingNode() ? Cell.JSON.nullNode() : there.path("udfSelectValueId"));
      option.set("value", value);
      option.put("displayOrder", options.size());
    }
  }

  private static Sheet values(
      String type, String what, String list, String write, String filtered, Lookup code) {
    return Sheet.of(
        "CustomFields" + type,
        Makes.NOTHING,
        Part.of(
                what,
                what + "Id",
                "",
                "",
                new Part.ByCode("Code", code),
                Column.of("Code", "", what + "Code", Cell.Plain.TEXT),
                Column.of("Name", "", what + "Info", Cell.Plain.TEXT))
            .custom(type, list, write),
        filtered,
        "SELECT t.@_id FROM @ t WHERE t.tenant_id = :tenant ORDER BY 1".replace("@", what));
  }
}
