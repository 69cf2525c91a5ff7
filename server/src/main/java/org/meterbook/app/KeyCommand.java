package org.meterbook.app;

import org.meterbook.identity.ApiKeys;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook key}. */
@Command(
    name = "key",
    description = "API keys.",
    subcommands = KeyCommand.Create.class,
    mixinStandardHelpOptions = true)
final class KeyCommand {
  @Command(
      name = "create",
      description = "Makes an API key that acts as a user, and prints it; it is not shown again.",
      mixinStandardHelpOptions = true)
  static final class Create implements Runnable {
    @Mixin private final Where where = new Where();

    @Parameters(paramLabel = "NAME", description = "What the key is for.")
    private String name = "";

    @Option(
        names = "--datasource",
        required = true,
        paramLabel = "CODE",
        description = "Whose data it opens.")
    private String datasource = "";

    @Option(
        names = "--user",
        required = true,
        paramLabel = "CODE",
        description = "As whom it acts.")
    private String user = "";

    @Override
    public void run() {
      try (Store store = where.open()) {
        Database database = store.database();
        long tenant = Where.tenant(database, datasource);
        int userId = Where.user(database, tenant, user);
        String key =
            database.write(tenant, Scope.UNBOUNDED, userId, sql -> ApiKeys.make(sql, userId, name));
        System.out.println(key);
      }
    }
  }
}
