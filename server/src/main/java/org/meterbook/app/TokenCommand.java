package org.meterbook.app;

import java.time.Instant;
import java.time.ZoneOffset;
import org.meterbook.collection.Stamp;
import org.meterbook.identity.CollectionTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook token}. */
@Command(
    name = "token",
    description = "Tokens of the collection API.",
    subcommands = {TokenCommand.Create.class, TokenCommand.Show.class, TokenCommand.Expire.class},
    mixinStandardHelpOptions = true)
final class TokenCommand {
  @Command(
      name = "create",
      description = "Makes a token and prints it; it is not shown again.",
      mixinStandardHelpOptions = true)
  static final class Create implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "NAME", description = "What the token is for.")
    private String name = "";

    @Option(
        names = "--user",
        required = true,
        paramLabel = "CODE",
        description = "As whom it acts.")
    private String user = "";

    @Option(
        names = "--expires",
        paramLabel = "TIME",
        description = "When it ends, such as 2027-01-31T00:00:00+00:00 (default: in ten years).")
    private String expires = "";

    @Override
    public void run() {
      System.out.println(
          whose.<String>writeAs(
              user, (sql, id) -> CollectionTokens.make(sql, id, name, end(sql.now()))));
    }

    private Instant end(Instant now) {
      return expires.isEmpty()
          ? now.atOffset(ZoneOffset.UTC).plusYears(CollectionTokens.DEFAULT_YEARS).toInstant()
          : Stamp.parse(expires)
              .orElseThrow(() ->
                  new Main.UserError(
                      "--expires is a time such as 2027-01-31T00:00:00+00:00, not '%s'"
                          .formatted(expires)));
    }
  }

  @Command(
      name = "list",
      description = "Lists tokens, without the tokens themselves.",
      mixinStandardHelpOptions = true)
  static final class Show implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Override
    public void run() {
      whose
          .write(CollectionTokens::list)
          .forEach(token ->
              System.out.printf(
                  "%s  made %s  ends %s%n", token.name(), token.created(), token.expires()));
    }
  }

  @Command(
      name = "expire",
      description = "Ends all tokens of a name now.",
      mixinStandardHelpOptions = true)
  static final class Expire implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "NAME", description = "The tokens' name.")
    private String name = "";

    @Override
    public void run() {
      int ended = whose.write(sql -> CollectionTokens.expire(sql, name));
      System.out.printf("%d ended; a running server refuses them within two seconds.%n", ended);
    }
  }
}
