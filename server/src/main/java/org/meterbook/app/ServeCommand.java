package org.meterbook.app;

import java.time.Clock;
import java.util.Map;
import org.meterbook.api.RateClass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meterbook serve}. */
@Command(
    name = "serve",
    description = "Runs the server until it is stopped.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
  @Mixin private final Where where = new Where();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port; 0 lets the system choose (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "H",
      description = "Address to bind (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--limit",
      paramLabel = "CLASS=N",
      description =
          "Calls of a rate class: ${COMPLETION-CANDIDATES}; per minute, of COLLECTION per second.")
  private Map<RateClass, Integer> limits = Map.of();

  @Mixin private final CollectionOptions collection = new CollectionOptions();

  @Override
  public void run() {
    if (limits.values().stream().anyMatch(calls -> calls < 1)) {
      throw new Main.UserError("--limit takes a number of calls from 1, such as READ=60000");
    }
    Server server =
        Server.start(
            new Server.Configuration(
                host,
                port,
                where.data(),
                where.databaseUrl(),
                limits,
                Clock.systemUTC(),
                collection.settings()));
    System.out.println("Meterbook answers at " + server.url());
    Running.untilStopped(server);
  }
}
