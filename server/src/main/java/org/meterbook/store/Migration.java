package org.meterbook.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema up to the program's version. */
final class Migration {
  /** The first that can answer a row as it was and as it is: {@code RETURNING old.*, new.*}. */
  private static final int OLDEST_POSTGRES = 18;

  private Migration() {}

  static void run(DataSource database) {
    requireVersion(database);
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:org/meterbook/store/migration")
        .table("schema_version")
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }

  private static void requireVersion(DataSource database) {
    try (Connection connection = database.getConnection()) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < OLDEST_POSTGRES) {
        throw new IllegalArgumentException(
            "Meterbook needs PostgreSQL %d or newer; this is %d."
                .formatted(OLDEST_POSTGRES, major));
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException("The database cannot be reached: " + e.getMessage(), e);
    }
  }
}
