package org.meterbook.app;

import java.util.List;
import org.meterbook.mail.MailAddresses;
import org.meterbook.webhook.EventType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook mail}. */
@Command(
    name = "mail",
    description = "Who gets mail when something happens.",
    subcommands = {MailCommand.Add.class, MailCommand.Listing.class, MailCommand.Remove.class},
    mixinStandardHelpOptions = true)
final class MailCommand {
  @Command(name = "add", description = "Adds an address.", mixinStandardHelpOptions = true)
  static final class Add implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "ADDRESS", description = "Who is written to.")
    private String address = "";

    @Option(
        names = "--types",
        split = ",",
        paramLabel = "TYPE",
        description = "Event types, such as meter_bills_added (default: all).")
    private List<String> types = List.of();

    @Override
    public void run() {
      List<String> chosen = EventType.parse(types).stream().map(EventType::wireName).toList();
      int id = whose.write(sql -> MailAddresses.add(sql, address, chosen));
      System.out.printf("Mail address %d%n", id);
    }
  }

  @Command(name = "list", description = "Lists the addresses.", mixinStandardHelpOptions = true)
  static final class Listing implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Override
    public void run() {
      whose
          .write(MailAddresses::list)
          .forEach(address ->
              System.out.printf(
                  "%d  %s  %s%n",
                  address.id(),
                  address.address(),
                  address.occasions().isEmpty()
                      ? "all types"
                      : String.join(",", address.occasions())));
    }
  }

  @Command(name = "remove", description = "Forgets an address.", mixinStandardHelpOptions = true)
  static final class Remove implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "ID", description = "The address.")
    private int id;

    @Override
    public void run() {
      boolean _ =
          whose.write(sql -> {
            MailAddresses.remove(sql, id);
            return true;
          });
    }
  }
}
