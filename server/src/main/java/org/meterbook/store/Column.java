package org.meterbook.store;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a column is read: the Java type that comes out. */
public enum Column {
  /** {@link Integer}. */
  INTEGER {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      int value = rows.getInt(index);
      return rows.wasNull() ? null : value;
    }
  },
  /** {@link Long}. */
  LONG {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      long value = rows.getLong(index);
      return rows.wasNull() ? null : value;
    }
  },
  /** {@link Double}. */
  DOUBLE {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      double value = rows.getDouble(index);
      return rows.wasNull() ? null : value;
    }
  },
  /** {@link BigDecimal}, exact. */
  DECIMAL {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      return rows.getBigDecimal(index);
    }
  },
  /** {@link String}. */
  TEXT {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      return rows.getString(index);
    }
  },
  /** {@link Boolean}. */
  BOOLEAN {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      boolean value = rows.getBoolean(index);
      return rows.wasNull() ? null : value;
    }
  },
  /** {@link LocalDateTime}: a date and time as written on a bill, without zone. */
  LOCAL {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      return rows.getObject(index, LocalDateTime.class);
    }
  },
  /** {@link Instant}: a moment. */
  INSTANT {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      OffsetDateTime value = rows.getObject(index, OffsetDateTime.class);
      return value == null ? null : value.toInstant();
    }
  },
  /** A {@link List} of {@link String}. */
  TEXTS {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      Array value = rows.getArray(index);
      return value == null ? null : List.of((String[]) value.getArray());
    }
  },
  /** A {@link List} of {@link Integer}. */
  INTEGERS {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      Array value = rows.getArray(index);
      return value == null ? null : List.of((Integer[]) value.getArray());
    }
  },
  /** {@code double[]}, of an expression {@code array_send(float8[])}. */
  DOUBLES {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      byte[] sent = rows.getBytes(index);
      return sent == null ? null : SentArray.doubles(sent);
    }
  },
  /** {@code int[]}, of an expression {@code array_send(int[])}. */
  INTS {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      byte[] sent = rows.getBytes(index);
      return sent == null ? null : SentArray.ints(sent);
    }
  },
  /** {@code byte[]}. */
  BYTES {
    @Override
    @Nullable Object get(ResultSet rows, int index) throws SQLException {
      return rows.getBytes(index);
    }
  };

  abstract @Nullable Object get(ResultSet rows, int index) throws SQLException;
}
