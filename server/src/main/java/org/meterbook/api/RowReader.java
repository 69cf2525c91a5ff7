package org.meterbook.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;

/** Runs plans: the rows of an object's own statement, and one statement for each of its lists. */
final class RowReader {
  /** Rows so many at a time, where a list has no pages. */
  private static final int FETCH = 1000;

  /**
   * The rows of a list's objects, by the parent's id.
   *
   * @param parentColumn the parent's column that holds its id
   * @param plan how they are read
   * @param rows parent's id to rows
   * @param children the lists of these objects
   */
  record Loaded(
      int parentColumn,
      Plan plan,
      Map<Integer, List<@Nullable Object[]>> rows,
      List<Loaded> children) {}

  private final Sql sql;

  RowReader(Sql sql) {
    this.sql = sql;
  }

  /** Hands over each row as it comes from the database; for plans without lists. */
  void each(Plan plan, Map<String, ?> parameters, Consumer<@Nullable Object[]> consumer) {
    @Nullable Object[] values = new @Nullable Object[plan.columns().size()];
    sql.each(
        plan.sql(),
        parameters,
        FETCH,
        row -> {
          fill(plan, row, values);
          consumer.accept(values);
        });
  }

  /** All rows, of a page or of a few ids. */
  List<@Nullable Object[]> all(Plan plan, Map<String, ?> parameters) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    sql.each(
        plan.sql(),
        parameters,
        0,
        row -> {
          @Nullable Object[] values = new @Nullable Object[plan.columns().size()];
          fill(plan, row, values);
          rows.add(values);
        });
    return rows;
  }

  private static void fill(Plan plan, Row row, @Nullable Object[] values) {
    List<FieldType> types = plan.columns();
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i + 1, types.get(i).column());
    }
  }

  /** The lists of the given rows, each read by one statement, however many rows there are. */
  List<Loaded> children(Plan plan, List<@Nullable Object[]> rows) {
    List<Loaded> loaded = new ArrayList<>();
    for (Plan.Child child : plan.children()) {
      List<Integer> keys =
          rows.stream()
              .map(row -> (Integer) row[child.key()])
              .filter(java.util.Objects::nonNull)
              .distinct()
              .toList();
      Map<Integer, List<@Nullable Object[]>> byParent = new HashMap<>();
      List<@Nullable Object[]> all =
          keys.isEmpty() ? List.of() : all(child.plan(), Map.of("keys", keys));
      for (@Nullable Object[] row : all) {
        byParent
            .computeIfAbsent(
                (Integer) java.util.Objects.requireNonNull(row[0]), _ -> new ArrayList<>())
            .add(row);
      }
      loaded.add(new Loaded(child.key(), child.plan(), byParent, children(child.plan(), all)));
    }
    return loaded;
  }
}
