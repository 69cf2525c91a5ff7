package org.meterbook.app;

import java.util.function.Function;
import org.meterbook.identity.Vault;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say on which datasource of which database a command works. */
final class Whose {
  @Mixin private final Where where = new Where();

  @Option(
      names = "--datasource",
      required = true,
      paramLabel = "CODE",
      description = "Whose data it is.")
  private String datasource = "";

  /** What seals this database's secrets. */
  Vault vault() {
    where.requireDatabase();
    return where.vault();
  }

  /** Works in one transaction, beside a server that may be running. */
  <T> T write(Function<Sql, T> work) {
    where.requireDatabase();
    try (Store store = where.open()) {
      Database database = store.database();
      return database.write(Where.tenant(database, datasource), Scope.UNBOUNDED, null, work);
    }
  }
}
