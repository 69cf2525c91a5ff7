package org.meterbook.api;

import java.util.Set;

/**
 * A name that a filter may use.
 *
 * @param name as documented; matched in any letter case
 * @param type decides the operators and how values are read
 * @param path the property it looks at, as a dotted JSON path; empty where {@code sql} is given
 * @param sql a condition on the row {@code $} in which the compared expression stands in braces;
 *     empty where {@code path} is; a time may say {@code within} which day it lies
 * @param meaning one line for the documentation
 */
public record FilterField(String name, FieldType type, String path, String sql, String meaning) {
  public Set<Operator> operators() {
    return type.operators();
  }
}
