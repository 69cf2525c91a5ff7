package org.meterbook.app;

import java.util.function.BiFunction;
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
    return open((database, tenant) -> database.write(tenant, Scope.UNBOUNDED, null, work));
  }

  /** The same as a user, who is the author of what is written. */
  <T> T writeAs(String userCode, BiFunction<Sql, Integer, T> work) {
    return open((database, tenant) -> {
      int user = Where.user(database, tenant, userCode);
      return database.write(tenant, Scope.UNBOUNDED, user, sql -> work.apply(sql, user));
    });
  }

  private <T> T open(BiFunction<Database, Long, T> work) {
    where.requireDatabase();
    try (Store store = where.open()) {
      Database database = store.database();
      return work.apply(database, Where.tenant(database, datasource));
    }
  }
}
