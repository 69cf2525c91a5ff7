package org.meterbook.ledger.datafield;

import java.util.List;
import org.meterbook.api.FieldType;
import org.meterbook.api.FilterField;
import org.meterbook.api.Operator;

/**
 * What a list or an automatic group may be filtered by, and a list may show: a filter of the kind's
 * own list operation, under a number and a caption.
 *
 * @param id identifier, for ever
 * @param field the filter
 * @param caption what people call it
 * @param grouping may make an automatic group: its truth changes with the books only, not with the
 *     clock
 * @param recommended is offered first
 * @param position its place among the columns of a new list, from 1; 0 is none
 * @param width width of its column, in pixels
 * @param valuesOf the {@code table.column} of its values, where it is no property of a row
 */
public record DataField(
    int id,
    FilterField field,
    String caption,
    boolean grouping,
    boolean recommended,
    int position,
    int width,
    String valuesOf) {

  /** May it be a column? A condition that is no property may not. */
  public boolean isColumn() {
    return !field.path().isEmpty();
  }

  /** The type of its values. */
  public DataType type() {
    return switch (field.type()) {
      case BOOLEAN -> DataType.BOOLEAN;
      case INTEGER, LONG -> DataType.INTEGER;
      case NUMBER, MONEY -> DataType.DOUBLE;
      case DATE_TIME, MOMENT -> DataType.DATE;
      case TEXT, SEALED, TEXTS, INTEGERS, OBJECT, OBJECTS -> DataType.STRING;
    };
  }

  /** The operators, as they are written. */
  List<String> operators() {
    return field.operators().stream().map(Operator::text).toList();
  }

  boolean isBoolean() {
    return field.type() == FieldType.BOOLEAN;
  }

  /** The field as a filter that is not set. */
  public FilterResponse offered() {
    return response(null, null);
  }

  /** The field as a filter that is set. */
  FilterResponse response(
      @org.jspecify.annotations.Nullable String operator,
      @org.jspecify.annotations.Nullable String value) {
    return new FilterResponse(
        operators(),
        caption,
        field.name(),
        id,
        id,
        type().response(),
        operator,
        value,
        false,
        recommended,
        false);
  }
}
