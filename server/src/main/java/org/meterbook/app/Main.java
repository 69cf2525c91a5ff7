package org.meterbook.app;

import picocli.CommandLine;

/** The program {@code meterbook}. */
@CommandLine.Command(
    name = "meterbook",
    description = "Keeps the books of an organization's utilities.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      DatasourceCommand.class,
      UserCommand.class,
      KeyCommand.class,
      WebhookCommand.class,
      MailCommand.class,
      TokenCommand.class,
      PortalCommand.class,
      PrepaidCommand.class,
      ImportCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      VersionCommand.class,
      TrainCommand.class
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler((e, command, _) -> {
      // What an operator can mend is said in a sentence; a stack trace is for what nobody expected.
      if (e instanceof UserError
          || e instanceof org.meterbook.store.postgres.PostgresException
          || e instanceof IllegalArgumentException) {
        command
            .getErr()
            .println(command.getColorScheme().errorText(String.valueOf(e.getMessage())));
      } else {
        e.printStackTrace(command.getErr());
      }
      return 1;
    });
    System.exit(line.execute(arguments));
  }

  @Override
  public void run() {
    java.util.Objects.requireNonNull(spec).commandLine().usage(System.out);
  }

  /** Something that whoever typed the command can mend. */
  static final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserError(String message) {
      super(message);
    }
  }
}
