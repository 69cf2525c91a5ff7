package org.meterbook.store;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** The database refused or failed. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Classes of SQL states: connections, transactions, resources, locks, operators, the system. */
  private static final Set<String> OF_NO_ROW =
      Set.of("08", "25", "40", "53", "55", "57", "58", "XX");

  /** A stored row already has this value. */
  public static final class Duplicate extends StoreException {
    private static final long serialVersionUID = 1L;
    private static final String KEY = "_pkey";
    private final String column;

    Duplicate(String constraint, SQLException cause) {
      super("duplicate value: " + constraint, cause);
      int split = constraint.indexOf("__");
      this.column = split < 0 ? constraint : constraint.substring(split + 2);
    }

    /**
     * The column that must be unique, from the index's name {@code table__column}; the index's name
     * where that names none.
     */
    public String column() {
      return column;
    }

    /**
     * Is it the row itself that is there, not a value that the client chose? Two who write the same
     * at once come to that.
     */
    public boolean isOfKey() {
      return column.endsWith(KEY);
    }
  }

  /** A row is still referred to, or refers to one that is gone. */
  public static final class Referenced extends StoreException {
    private static final long serialVersionUID = 1L;
    private final String table;

    Referenced(@Nullable String table, SQLException cause) {
      super("foreign key of " + table, cause);
      this.table = Objects.requireNonNullElse(table, "another table");
    }

    /** The table whose row refers to this one. */
    public String table() {
      return table;
    }
  }

  /** The transaction lost against another one and may be tried again. */
  static final class Conflict extends StoreException {
    private static final long serialVersionUID = 1L;

    Conflict(SQLException cause) {
      super("conflict", cause);
    }
  }

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Is it of the transaction or the database as a whole: a race that was lost, a connection that is
   * gone, no room? What else was asked for would fail just so.
   */
  public boolean isOfNoRow() {
    return getCause() instanceof SQLException e
        && OF_NO_ROW.contains(Objects.requireNonNullElse(e.getSQLState(), "08").substring(0, 2));
  }

  static StoreException of(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    var server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    return switch (state) {
      case "40001", "40P01" -> new Conflict(e);
      case "23505" ->
          new Duplicate(
              server == null ? "" : Objects.requireNonNullElse(server.getConstraint(), ""), e);
      case "23503" -> new Referenced(server == null ? null : server.getTable(), e);
      default -> new StoreException(Objects.requireNonNullElse(e.getMessage(), state), e);
    };
  }
}
