package org.meterbook.store;

import java.util.Map;

/**
 * A table as statements need to know it.
 *
 * @param name the table's name
 * @param key the id column beside {@code tenant_id}
 * @param shared a catalogue that is equal for all tenants and has no {@code tenant_id}
 * @param stamped has {@code created_by}, {@code created_date}, {@code modified_by}, {@code modified_date}
 * @param bounds for each dimension that bounds its rows, the condition; {@code $} stands for the table's alias, {@code
 *     :places} and {@code :costCenters} for the caller's topmost ids
 */
public record Table(
    String name, String key, boolean shared, boolean stamped, Map<Dimension, String> bounds) {
  public Table {
    bounds = Map.copyOf(bounds);
  }

  /** A tenant's table with the id column {@code <name>_id}. */
  public static Table of(String name) {
    return new Table(name, name + "_id", false, false, Map.of());
  }

  /** A catalogue that is equal for all tenants. */
  public static Table shared(String name) {
    return new Table(name, name + "_id", true, false, Map.of());
  }

  /** The same with another id column. */
  public Table key(String column) {
    return new Table(name, column, shared, stamped, bounds);
  }

  /** The same, keeping who created and last changed a row, and when. */
  public Table withStamps() {
    return new Table(name, key, shared, true, bounds);
  }

  /** The same, bounded in one more dimension by a condition. */
  public Table bounded(Dimension dimension, String condition) {
    Map<Dimension, String> more = new java.util.EnumMap<>(Dimension.class);
    more.putAll(bounds);
    more.put(dimension, condition);
    return new Table(name, key, shared, stamped, more);
  }
}
