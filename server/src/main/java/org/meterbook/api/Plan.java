package org.meterbook.api;

import java.util.List;
import java.util.Optional;
import org.meterbook.store.NamedSql;

/**
 * A query compiled: its statement, and what each column becomes.
 *
 * @param sql the statement
 * @param count the statement that counts the list, for a page
 * @param columns the types of the columns, in order
 * @param node what an object is made of
 * @param children the lists of the objects, read by a statement each
 */
record Plan(
    NamedSql sql,
    Optional<NamedSql> count,
    List<FieldType> columns,
    Node node,
    List<Child> children) {
  /** One JSON object. */
  record Node(List<Part> parts) {}

  /** One property of an object. */
  sealed interface Part {
    String name();

    /** A value, from a column counted from 0. */
    record Value(String name, FieldType type, int column) implements Part {}

    /** A value that is the same on every row, and so never asked of the database. */
    record Constant(String name, FieldType type, Optional<java.lang.Object> value)
        implements Part {}

    /** An object; null where the column {@code presence} is; -1: always there. */
    record Object(String name, Node node, int presence) implements Part {}

    /** The list number {@code child} of the plan. */
    record Array(String name, int child) implements Part {}
  }

  /**
   * A list of objects.
   *
   * @param key the parent's column, counted from 0, that its rows refer to in their first column
   */
  record Child(int key, Plan plan) {}
}
