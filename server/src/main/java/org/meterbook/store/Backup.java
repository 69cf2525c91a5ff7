package org.meterbook.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/**
 * All datasources in one file: a ZIP with an entry {@code table(column,…)} for each table, in the
 * order in which they can be put back, in PostgreSQL's text format of COPY. Read in one REPEATABLE
 * READ transaction, so it is one moment of the database, while others go on writing. Also the way
 * from one major version of PostgreSQL to the next.
 */
public final class Backup {
  private static final String VERSION = "schema-version";

  /** Tables after all tables that they refer to; what the program brings itself is left out. */
  private static final String TABLES =
      """
      WITH RECURSIVE refers AS (
        SELECT DISTINCT c.conrelid AS child, c.confrelid AS parent FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid <> c.confrelid),
      depth AS (
        SELECT c.oid, 0 AS level FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        UNION ALL SELECT r.child, d.level + 1 FROM refers r JOIN depth d ON d.oid = r.parent)
      SELECT c.relname,
        (SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
      FROM pg_class c JOIN (SELECT oid, max(level) AS level FROM depth GROUP BY oid) d ON d.oid = c.oid
      ORDER BY d.level, c.relname
      """;

  private Backup() {}

  /** Writes a backup; answers how many rows it has. */
  public static long write(Database database, OutputStream out) {
    return database.raw(connection -> {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        return write(connection, zip);
      } finally {
        connection.rollback();
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(true);
      }
    });
  }

  private static long write(Connection connection, ZipOutputStream zip)
      throws SQLException, IOException {
    zip.putNextEntry(new ZipEntry(VERSION));
    zip.write(version(connection).getBytes(StandardCharsets.UTF_8));
    long rows = 0;
    for (Map.Entry<String, String> table : tables(connection).entrySet()) {
      String target = table.getKey() + "(" + table.getValue() + ")";
      zip.putNextEntry(new ZipEntry(target));
      rows +=
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY " + target + " TO STDOUT", new Unclosed(zip));
    }
    return rows;
  }

  /**
   * Puts a backup into a database that has no datasource yet; all of it or nothing.
   *
   * @throws IllegalArgumentException the database is not empty, or the file is no backup of this
   *     version
   */
  public static long restore(Database database, InputStream in) {
    return database.raw(connection -> {
      connection.setAutoCommit(false);
      try (ZipInputStream zip = new ZipInputStream(in)) {
        long rows = restore(connection, zip);
        connection.commit();
        return rows;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    });
  }

  private static long restore(Connection connection, ZipInputStream zip)
      throws SQLException, IOException {
    if (count(connection, "datasource") > 0) {
      throw new IllegalArgumentException(
          "A backup is restored only into an empty database; this one has datasources.");
    }
    ZipEntry first = zip.getNextEntry();
    if (first == null || !first.getName().equals(VERSION)) {
      throw new IllegalArgumentException("The file is no backup that Meterbook wrote.");
    }
    String version = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    if (!version.equals(version(connection))) {
      throw new IllegalArgumentException(
          "The file is no backup of schema version %s, but of %s. Restore it with the version of Meterbook that wrote it."
              .formatted(version(connection), version));
    }
    List<String> known =
        tables(connection).entrySet().stream()
            .map(table -> table.getKey() + "(" + table.getValue() + ")")
            .toList();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM tenant_counter");
    }
    long rows = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!known.contains(entry.getName())) {
        throw new IllegalArgumentException(
            "The backup has a table that this version does not know: " + entry.getName());
      }
      rows +=
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "COPY " + entry.getName() + " FROM STDIN",
                  new BufferedReader(new InputStreamReader(zip, StandardCharsets.UTF_8)));
    }
    return rows;
  }

  private static Map<String, String> tables(Connection connection) throws SQLException {
    Map<String, String> tables = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        tables.put(rows.getString(1), rows.getString(2));
      }
    }
    List<String> own = new ArrayList<>(Catalogues.SHARED);
    own.add("catalogue_load");
    own.add("schema_version");
    tables.keySet().removeAll(own);
    return tables;
  }

  private static String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT max(version::int) FROM schema_version WHERE success")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** COPY closes what it writes to; the ZIP goes on. */
  private static final class Unclosed extends OutputStream {
    private final OutputStream out;

    Unclosed(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }
  }

  /** Work on a connection as it is. */
  interface RawWork<T> {
    T apply(Connection connection) throws SQLException, IOException;
  }

  static <T> T checked(RawWork<T> work, Connection connection) {
    try {
      return work.apply(connection);
    } catch (SQLException e) {
      throw StoreException.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
