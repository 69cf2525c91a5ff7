package org.meterbook.api;

import java.util.Optional;
import org.meterbook.store.Table;

/** One JSON property of a shape. */
public sealed interface Member {
  /** The property's name. */
  String name();

  /** One line for the documentation: what it means, and its unit. */
  String meaning();

  /**
   * A value of the row.
   *
   * @param sql its expression; {@code $.column} is the shape's own row, {@code $join.column} a
   *     joined one
   */
  record Field(String name, FieldType type, String sql, String meaning) implements Member {}

  /**
   * An object. With a join it is another row, null where there is none; without, it groups columns
   * of the same row.
   *
   * @param join the name of the join of the shape it belongs to
   * @param always shown, with empty fields, even where the other row is not there
   */
  record One(String name, Shape shape, Optional<String> join, boolean always, String meaning)
      implements Member {}

  /**
   * A list of objects, read by one statement for all rows of a page.
   *
   * @param reference the column in the child's table (or in the link) that refers to the parent
   * @param parent the column of the parent's row that it refers to
   * @param link a table between the two, whose key column names the child
   * @param where a further condition on the child, or empty
   * @param order an SQL ordering of the children
   */
  record Many(
      String name,
      Shape shape,
      String reference,
      String parent,
      Optional<Table> link,
      String where,
      String order,
      String meaning)
      implements Member {}
}
