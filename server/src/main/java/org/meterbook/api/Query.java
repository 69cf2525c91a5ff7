package org.meterbook.api;

import java.util.List;
import java.util.OptionalInt;

/**
 * What rows are wanted. Queries that are equal but for their parameters share one SQL text.
 *
 * @param shape what each row looks like
 * @param selection which of its fields
 * @param rows which rows
 * @param conditions the filter
 * @param ordering the order
 */
record Query(
    Shape shape, Selection selection, Rows rows, List<Condition> conditions, Ordering ordering) {
  /** Which rows of the table. */
  sealed interface Rows {
    /**
     * A list.
     *
     * @param where a fixed condition on {@code $}, or empty
     * @param limit rows of a page; empty for all
     * @param skipping whether {@code :offset} rows go before
     * @param many whether many rows are within the caller's bounds; see {@link
     *     org.meterbook.store.Table.Bound}
     */
    record Page(String where, OptionalInt limit, boolean skipping, boolean many) implements Rows {
      Page ofMany() {
        return new Page(where, limit, skipping, true);
      }
    }

    /**
     * The rows with ids in {@code :ids} that also satisfy a fixed condition on {@code $}.
     *
     * @param numbered with the number of each row's last change, before the id
     */
    record ByIds(String where, boolean numbered) implements Rows {
      ByIds(String where) {
        this(where, false);
      }
    }

    /** The children of the parents in {@code :keys}; their first column is the parent's key. */
    record Children(Member.Many of) implements Rows {}
  }

  /** The same over other rows. */
  Query with(Rows others) {
    return new Query(shape, selection, others, conditions, ordering);
  }

  /** Equal for queries that share an SQL text, for callers bounded alike. */
  String key() {
    StringBuilder key =
        new StringBuilder(shape.name())
            .append('|')
            .append(selection)
            .append('|')
            .append(rows)
            .append('|');
    conditions.forEach(condition -> key.append(condition.shape()).append(';'));
    return key.append(ordering).toString();
  }
}
