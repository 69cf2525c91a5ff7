package org.meterbook.store;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Column values of one row to be written, in order. Not thread-safe. */
public final class Values {
  private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();

  /** No value yet. */
  public static Values none() {
    return new Values();
  }

  /**
   * The scalar components of a record by the house's naming rule: component {@code meterCode} is
   * column {@code meter_code}; a nested record's components are columns of the same row. Components
   * named in {@code left} are left out.
   */
  public static Values from(Record request, String... left) {
    Values values = new Values();
    values.take(request, Set.of(left));
    return values;
  }

  /** The same without those that are null: for requests in which null leaves what is there. */
  public static Values given(Record request) {
    Values values = from(request);
    values.columns.values().removeIf(java.util.Objects::isNull);
    return values;
  }

  private void take(Record request, Set<String> left) {
    for (RecordComponent component : request.getClass().getRecordComponents()) {
      if (left.contains(component.getName())) {
        continue;
      }
      Object value = read(request, component);
      if (value instanceof Record nested) {
        take(nested, left);
      } else if (!Record.class.isAssignableFrom(component.getType())) {
        columns.put(column(component.getName()), value);
      }
    }
  }

  private static @Nullable Object read(Record request, RecordComponent component) {
    try {
      // A request is often a record that only its feature knows.
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(request);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /**
   * The column of a JSON name: {@code line1} stays, {@code meterCode} becomes {@code meter_code}.
   */
  public static String column(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Sets a column. */
  public Values with(String column, @Nullable Object value) {
    columns.put(column, value);
    return this;
  }

  /** Adds the components of a record, as {@link #from} does. */
  public Values withAll(Record request) {
    take(request, Set.of());
    return this;
  }

  /** Forgets a column. */
  public Values without(String column) {
    columns.remove(column);
    return this;
  }

  /** Is nothing to be written? */
  public boolean isEmpty() {
    return columns.isEmpty();
  }

  /** What is set so far, by column. */
  public Map<String, @Nullable Object> columns() {
    return Collections.unmodifiableMap(columns);
  }
}
