package org.meterbook.api;

import java.util.EnumSet;
import java.util.Set;
import org.meterbook.store.Column;

/** What a field is in JSON, how it is read from the database, and which filter operators fit it. */
public enum FieldType {
  INTEGER(Column.INTEGER, "integer", "int32"),
  LONG(Column.LONG, "integer", "int64"),
  NUMBER(Column.DOUBLE, "number", "double"),
  /** Exact to the cent. */
  MONEY(Column.DECIMAL, "number", "double"),
  TEXT(Column.TEXT, "string", ""),
  /** Text that is stored sealed; {@link Operations#opener} shows it to those who may see it. */
  SEALED(Column.TEXT, "string", ""),
  BOOLEAN(Column.BOOLEAN, "boolean", ""),
  /** A date and time without zone, as on a bill. */
  DATE_TIME(Column.LOCAL, "string", "date-time"),
  /** A moment; shown without zone, in the datasource's time zone. */
  MOMENT(Column.INSTANT, "string", "date-time"),
  TEXTS(Column.TEXTS, "array", "string"),
  INTEGERS(Column.INTEGERS, "array", "integer"),
  /** JSON as stored. */
  OBJECT(Column.TEXT, "object", ""),
  /** A JSON array of objects as stored. */
  OBJECTS(Column.TEXT, "array", "object");

  private final Column column;
  private final String jsonType;
  private final String format;

  FieldType(Column column, String jsonType, String format) {
    this.column = column;
    this.jsonType = jsonType;
    this.format = format;
  }

  Column column() {
    return column;
  }

  /** The type in JSON Schema. */
  public String jsonType() {
    return jsonType;
  }

  /** The format in JSON Schema, or for an array its items' type; may be empty. */
  public String format() {
    return format;
  }

  /** The filter operators that fit. */
  public Set<Operator> operators() {
    return switch (this) {
      case BOOLEAN -> EnumSet.of(Operator.EQUALS);
      case TEXT ->
          Operator.of(
              Operator.Kind.COMPARISON,
              Operator.Kind.TEXT,
              Operator.Kind.LIST,
              Operator.Kind.RANGE);
      case INTEGER, LONG, NUMBER, MONEY ->
          Operator.of(Operator.Kind.COMPARISON, Operator.Kind.LIST, Operator.Kind.RANGE);
      case DATE_TIME, MOMENT ->
          Operator.of(
              Operator.Kind.COMPARISON,
              Operator.Kind.LIST,
              Operator.Kind.RANGE,
              Operator.Kind.SHORTCUT);
      case TEXTS, INTEGERS, OBJECT, OBJECTS, SEALED -> EnumSet.noneOf(Operator.class);
    };
  }

  boolean isTime() {
    return this == DATE_TIME || this == MOMENT;
  }
}
