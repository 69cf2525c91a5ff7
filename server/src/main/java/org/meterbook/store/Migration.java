package org.meterbook.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema up to the program's version. */
final class Migration {
  private Migration() {}

  static void run(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:org/meterbook/store/migration")
        .table("schema_version")
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }
}
