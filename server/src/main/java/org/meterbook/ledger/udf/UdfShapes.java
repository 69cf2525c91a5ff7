package org.meterbook.ledger.udf;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/** Custom fields as they are shown. */
public final class UdfShapes {
  private static final String USES =
      "(SELECT count(*) FROM udf_value v WHERE v.tenant_id = $.tenant_id AND v.%s = $.%1$s)";

  static final Shape DATA_TYPE =
      Shape.of("DataTypeResponse", Tables.DATA_TYPE)
          .integer("dataTypeId", "identifier of the data type")
          .text("dataTypeCode", "code of the data type")
          .text("dataTypeInfo", "name of the data type")
          .build();

  private static final Shape OPTION =
      Shape.of("UDFSelectValueEntityResponse", Tables.UDF_SELECT_VALUE)
          .integer("udfSelectValueId", "identifier of the option")
          .text("value", "text of the option")
          .integer("displayOrder", "place among the options")
          .build();

  private static final Shape COUNTED_OPTION =
      Shape.of("UDFSelectValueResponse", Tables.UDF_SELECT_VALUE)
          .like(OPTION)
          .field(
              "count",
              FieldType.INTEGER,
              USES.formatted("udf_select_value_id"),
              "things that have it")
          .build();

  static final Shape RESPONSE =
      described(Shape.of("UDFResponse", Tables.UDF))
          .text("udfType", "what it belongs to")
          .many(
              "udfSelectValues",
              COUNTED_OPTION,
              "udf_id",
              "",
              "$.display_order, $.udf_select_value_id",
              "options of a selection list")
          .field("count", FieldType.INTEGER, USES.formatted("udf_id"), "things that have a value")
          .bool("locked", "belongs to the system and cannot be changed")
          .build();

  private UdfShapes() {}

  private static Shape.Builder described(Shape.Builder shape) {
    return shape
        .integer("udfId", "identifier of the field")
        .one("dataType", DATA_TYPE, "$.data_type_id", "kind of value")
        .text("name", "name of the field")
        .text("description", "what it is for")
        .integer("displayOrder", "place among the fields, from 1")
        .bool("important", "is highlighted where it is entered");
  }

  /** A field of this type, with the value of one thing. */
  public static Shape field(UdfType type) {
    return described(Shape.of("UDFFieldChild", type.fields()))
        .text("value", "the value, as text; null where there is none")
        .many(
            "udfSelectValues",
            OPTION,
            "udf_id",
            "",
            "$.display_order, $.udf_select_value_id",
            "options of a selection list")
        .build();
  }

  /** Adds the fields of this type to the shape of the things that have them. */
  public static Shape.Builder fields(Shape.Builder shape, UdfType type) {
    return shape.many(
        "udfs", field(type), type.column(), "", "$.display_order, $.udf_id", "custom fields");
  }

  /**
   * Things with nothing but their identity and their fields, filtered like the whole.
   *
   * @param name the prefix of the properties: {@code account} has {@code accountId}, {@code
   *     accountCode} and {@code accountInfo}
   */
  static Shape owners(String model, String name, UdfType type, Table table, Shape whole) {
    Shape.Builder shape =
        Shape.of(model, table)
            .integer(name + "Id", "identifier")
            .text(name + "Code", "code")
            .text(name + "Info", "name");
    return fields(shape.searchedLike(whole), type).build();
  }
}
