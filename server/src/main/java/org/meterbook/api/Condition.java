package org.meterbook.api;

import java.util.List;

/**
 * One expression of a filter, checked: the field has the operator, and the values are of the
 * field's type.
 *
 * @param values {@code Long}, {@code BigDecimal}, {@code String}, {@code Boolean} or {@link
 *     DateRange}
 */
public record Condition(FilterField field, Operator operator, List<Object> values) {
  /** The same for all conditions that share an SQL text. */
  String shape() {
    return field.name() + ' ' + operator + (field.type().isTime() ? values.size() : "");
  }
}
