package org.meterbook.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a result, valid until the next one is asked for. Columns are counted from 1.
 */
public final class Row {
  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  /** The column's value, null where the database has null. */
  public @Nullable Object get(int column, Column type) {
    try {
      return type.get(rows, column);
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  /** An integer that is not null. */
  public int integer(int column) {
    return (Integer) present(column, Column.INTEGER);
  }

  /** A long that is not null. */
  public long number(int column) {
    return (Long) present(column, Column.LONG);
  }

  /** A text that is not null. */
  public String text(int column) {
    return (String) present(column, Column.TEXT);
  }

  /** A boolean that is not null. */
  public boolean bool(int column) {
    return (Boolean) present(column, Column.BOOLEAN);
  }

  /** A date and time without zone that is not null. */
  public LocalDateTime local(int column) {
    return (LocalDateTime) present(column, Column.LOCAL);
  }

  /** A moment that is not null. */
  public Instant instant(int column) {
    return (Instant) present(column, Column.INSTANT);
  }

  /** A double, NaN where the database has null. */
  public double numberOrNaN(int column) {
    Double value = (Double) get(column, Column.DOUBLE);
    return value == null ? Double.NaN : value;
  }

  /** The doubles of {@code array_send(…)}. */
  public double[] doubles(int column) {
    return (double[]) present(column, Column.DOUBLES);
  }

  /** The doubles of {@code array_send(…)}, or null. */
  public double @Nullable [] doublesOrNull(int column) {
    return (double[]) get(column, Column.DOUBLES);
  }

  /** The integers of {@code array_send(…)}, or null. */
  public int @Nullable [] intsOrNull(int column) {
    return (int[]) get(column, Column.INTS);
  }

  /** Bytes or null. */
  public byte @Nullable [] bytesOrNull(int column) {
    return (byte[]) get(column, Column.BYTES);
  }

  /** A list of texts that is not null. */
  @SuppressWarnings("unchecked")
  public List<String> texts(int column) {
    return (List<String>) present(column, Column.TEXTS);
  }

  /** An integer or null. */
  public @Nullable Integer integerOrNull(int column) {
    return (Integer) get(column, Column.INTEGER);
  }

  /** A date and time without zone, or null. */
  public @Nullable LocalDateTime localOrNull(int column) {
    return (LocalDateTime) get(column, Column.LOCAL);
  }

  /** A moment or null. */
  public @Nullable Instant instantOrNull(int column) {
    return (Instant) get(column, Column.INSTANT);
  }

  /** An exact number that is not null. */
  public BigDecimal decimal(int column) {
    return (BigDecimal) present(column, Column.DECIMAL);
  }

  /** Integers that are not null. */
  @SuppressWarnings("unchecked")
  public List<Integer> integers(int column) {
    return (List<Integer>) present(column, Column.INTEGERS);
  }

  /** A text or null. */
  public @Nullable String textOrNull(int column) {
    return (String) get(column, Column.TEXT);
  }

  private Object present(int column, Column type) {
    return Objects.requireNonNull(get(column, type), () -> "column " + column + " is null");
  }
}
