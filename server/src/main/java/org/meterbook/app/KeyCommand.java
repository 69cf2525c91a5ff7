package org.meterbook.app;

import org.meterbook.identity.ApiKeys;
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
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "NAME", description = "What the key is for.")
    private String name = "";

    @Option(
        names = "--user",
        required = true,
        paramLabel = "CODE",
        description = "As whom it acts.")
    private String user = "";

    @Override
    public void run() {
      System.out.println(whose.<String>writeAs(user, (sql, id) -> ApiKeys.make(sql, id, name)));
    }
  }
}
