package org.meterbook.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table as statements need to know it.
 *
 * @param name the table's name
 * @param key the id column beside {@code tenant_id}
 * @param shared a catalogue that is equal for all tenants and has no {@code tenant_id}
 * @param stamped has {@code created_by}, {@code created_date}, {@code modified_by}, {@code
 *     modified_date}
 * @param view how a view is read quickly; empty for a table
 * @param ordered columns that its rows are ordered by before the id, where no other order is asked
 *     for
 * @param bounds for each dimension that bounds its rows, the condition; {@code $} stands for the
 *     table's alias, {@code :places} and {@code :costCenters} for all ids within the caller's
 *     bounds, {@code :topmostPlaces} and {@code :topmostCostCenters} for the topmost ones
 * @param implied names of tables whose row, joined by its own key, is within the bounds if this one
 *     is
 */
public record Table(
    String name,
    String key,
    boolean shared,
    boolean stamped,
    Optional<View> view,
    List<String> ordered,
    Map<Dimension, Bound> bounds,
    Set<String> implied) {
  /**
   * A view over a tenant's tables, with computed int64 ids in {@code <name>_id}: what keeps it from
   * computing all its rows.
   *
   * @param lookup a condition on {@code $} that finds the row of {@code :id}, beside the id's own
   * @param order columns that order rows as the id does, and by which the tables are indexed; the
   *     id comes after them
   * @param count a statement that counts all its rows; empty where there is no other than to count
   */
  public record View(String lookup, List<String> order, String count) {
    public View {
      order = List.copyOf(order);
    }
  }

  /**
   * A condition in more than one way. PostgreSQL cannot tell beforehand how many rows are within;
   * whoever knows, chooses.
   *
   * @param few lets the rows be found through what bounds them: best where few of many are within
   * @param many looks at each row by itself
   * @param join the same as {@code many}, as a join that PostgreSQL remembers the answers of: best
   *     for a page where many are within; empty where {@code many} is as good
   */
  public record Bound(String few, String many, String join) {}

  public Table {
    ordered = List.copyOf(ordered);
    bounds = Map.copyOf(bounds);
    implied = Set.copyOf(implied);
  }

  /** A tenant's table with the id column {@code <name>_id}. */
  public static Table of(String name) {
    return new Table(
        name, name + "_id", false, false, Optional.empty(), List.of(), Map.of(), Set.of());
  }

  /** A catalogue that is equal for all tenants. */
  public static Table shared(String name) {
    return new Table(
        name, name + "_id", true, false, Optional.empty(), List.of(), Map.of(), Set.of());
  }

  /** A view over a tenant's tables. */
  public static Table of(String name, View view) {
    return new Table(
        name, name + "_id", false, false, Optional.of(view), view.order(), Map.of(), Set.of());
  }

  /** Has it computed int64 ids? */
  public boolean isWide() {
    return view.isPresent();
  }

  /** The columns that its rows are ordered by, where no other order is asked for. */
  public List<String> order() {
    List<String> columns = new ArrayList<>(ordered);
    columns.add(key);
    return columns;
  }

  /** The same with another id column. */
  public Table key(String column) {
    return new Table(name, column, shared, stamped, view, ordered, bounds, implied);
  }

  /** The same, keeping who created and last changed a row, and when. */
  public Table withStamps() {
    return new Table(name, key, shared, true, view, ordered, bounds, implied);
  }

  /** The same, ordered by these columns and then the id, where no other order is asked for. */
  public Table ordered(String... columns) {
    return new Table(name, key, shared, stamped, view, List.of(columns), bounds, implied);
  }

  /** The same, bounded in one more dimension by a condition. */
  public Table bounded(Dimension dimension, String condition) {
    return bounded(dimension, new Bound(condition, condition, ""));
  }

  /** The same, bounded in one more dimension by a condition in two ways. */
  public Table bounded(Dimension dimension, Bound bound) {
    Map<Dimension, Bound> more = new EnumMap<>(Dimension.class);
    more.putAll(bounds);
    more.put(dimension, bound);
    return new Table(name, key, shared, stamped, view, ordered, more, implied);
  }

  /** The same; who sees a row of it sees the rows of these tables that it refers to. */
  public Table implying(Table... tables) {
    Set<String> names = new java.util.HashSet<>();
    for (Table table : tables) {
      names.add(table.name());
    }
    return new Table(name, key, shared, stamped, view, ordered, bounds, names);
  }
}
