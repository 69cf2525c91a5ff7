package org.meterbook.app;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.meterbook.identity.Datasources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook datasource}. */
@Command(
    name = "datasource",
    description = "Datasources: each with books of its own.",
    subcommands = DatasourceCommand.Create.class,
    mixinStandardHelpOptions = true)
final class DatasourceCommand {
  @Command(name = "create", description = "Makes a datasource.", mixinStandardHelpOptions = true)
  static final class Create implements Runnable {
    @Mixin private final Where where = new Where();

    @Parameters(paramLabel = "CODE", description = "What clients log in to.")
    private String code = "";

    @Option(names = "--name", description = "Its name (default: the code).")
    private String name = "";

    @Option(
        names = "--time-zone",
        paramLabel = "ZONE",
        description = "IANA time zone (default: this machine's).")
    private String zone = ZoneId.systemDefault().getId();

    @Option(
        names = "--fiscal-year-start",
        paramLabel = "MONTH",
        description = "First month of the fiscal year, 1 to 12 (default: ${DEFAULT-VALUE}).")
    private int month = 1;

    @Override
    public void run() {
      if (month < 1 || month > 12) {
        throw new Main.UserError("--fiscal-year-start is a month from 1 to 12, not " + month);
      }
      try (Store store = where.open()) {
        Datasources.create(
            store.database(), code, name.isBlank() ? code : name, ZoneId.of(zone), month);
        System.out.println("Made the datasource " + code);
      } catch (DateTimeException e) {
        throw new Main.UserError(
            "--time-zone is an IANA name such as America/Chicago, not " + zone);
      }
    }
  }
}
