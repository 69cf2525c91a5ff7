package org.meterbook.app;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook portal}. */
@Command(
    name = "portal",
    description = "Portals: the consent pages that customers open.",
    subcommands = PortalCommand.Create.class,
    mixinStandardHelpOptions = true)
final class PortalCommand {
  @Command(
      name = "create",
      description = "Makes a portal with a template of forms.",
      mixinStandardHelpOptions = true)
  static final class Create implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(
        paramLabel = "PORTAL",
        description = "The last part of its address: a-z, 0-9, _, -.")
    private String portal = "";

    @Option(names = "--user", required = true, paramLabel = "CODE", description = "Who owns it.")
    private String user = "";

    @Option(
        names = "--company",
        required = true,
        paramLabel = "NAME",
        description = "Who asks, as customers read it.")
    private String company = "";

    @Option(
        names = "--email",
        required = true,
        paramLabel = "ADDRESS",
        description = "Whom customers ask.")
    private String email = "";

    @Option(names = "--logo", paramLabel = "URL", description = "A picture of yours.")
    private @Nullable String logo;

    @Option(
        names = "--redirect",
        paramLabel = "URL",
        description =
            "Where browsers may be sent back to; may be given several times, the first is the default.")
    private List<String> redirects = List.of();

    @Override
    public void run() {
      int _ =
          whose.writeAs(
              user,
              (sql, id) ->
                  Templates.create(
                      sql,
                      id,
                      new Templates.Portal(
                          portal, company, email, Optional.ofNullable(logo), redirects)));
      System.out.println("/authorize/" + portal);
    }
  }
}
