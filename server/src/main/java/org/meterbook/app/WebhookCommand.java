package org.meterbook.app;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.identity.Vault;
import org.meterbook.webhook.EventType;
import org.meterbook.webhook.WebhookEndpoints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meterbook webhook}. */
@Command(
    name = "webhook",
    description = "Endpoints that are called when something happens.",
    subcommands = {
      WebhookCommand.Add.class,
      WebhookCommand.Listing.class,
      WebhookCommand.Ping.class,
      WebhookCommand.Disable.class,
      WebhookCommand.Enable.class,
      WebhookCommand.Remove.class,
      WebhookCommand.Resend.class
    },
    mixinStandardHelpOptions = true)
final class WebhookCommand {
  @Command(
      name = "add",
      description =
          "Adds an endpoint and prints the secret that signs its deliveries; it is not shown again.",
      mixinStandardHelpOptions = true)
  static final class Add implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "URL", description = "What is called.")
    private String url = "";

    @Option(
        names = "--types",
        split = ",",
        paramLabel = "TYPE",
        description = "Event types, such as meter_bills_added (default: all).")
    private List<String> types = List.of();

    @Override
    public void run() {
      List<EventType> chosen = EventType.parse(types);
      Vault vault = whose.vault();
      WebhookEndpoints.Added added =
          whose.write(sql -> WebhookEndpoints.add(sql, vault, url, chosen));
      System.out.printf("Webhook endpoint %d, secret %s%n", added.id(), added.secret());
    }
  }

  @Command(name = "list", description = "Lists the endpoints.", mixinStandardHelpOptions = true)
  static final class Listing implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Override
    public void run() {
      whose
          .write(WebhookEndpoints::list)
          .forEach(endpoint ->
              System.out.printf(
                  "%d  %s  %s  %s  %d waiting, last: %s%n",
                  endpoint.id(),
                  endpoint.url(),
                  endpoint.types().isEmpty() ? "all types" : String.join(",", endpoint.types()),
                  endpoint.disabled() ? "disabled" : "enabled",
                  endpoint.waiting(),
                  endpoint.lastStatus().orElse("never called")));
    }
  }

  @Command(
      name = "ping",
      description = "Sends a ping to an endpoint, through the running server.",
      mixinStandardHelpOptions = true)
  static final class Ping implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "ID", description = "The endpoint.")
    private int id;

    @Override
    public void run() {
      int event = whose.write(sql -> WebhookEndpoints.ping(sql, id));
      System.out.printf("Event %d is on its way if the server runs.%n", event);
    }
  }

  @Command(
      name = "disable",
      description = "Stops calling an endpoint; what is due to it waits.",
      mixinStandardHelpOptions = true)
  static final class Disable implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "ID", description = "The endpoint.")
    private int id;

    @Override
    public void run() {
      disable(whose, id, true);
    }
  }

  @Command(
      name = "enable",
      description = "Calls a disabled endpoint again.",
      mixinStandardHelpOptions = true)
  static final class Enable implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "ID", description = "The endpoint.")
    private int id;

    @Override
    public void run() {
      disable(whose, id, false);
    }
  }

  @Command(
      name = "remove",
      description = "Forgets an endpoint and its secret.",
      mixinStandardHelpOptions = true)
  static final class Remove implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "ID", description = "The endpoint.")
    private int id;

    @Override
    public void run() {
      boolean _ =
          whose.write(sql -> {
            WebhookEndpoints.remove(sql, id);
            return true;
          });
    }
  }

  @Command(
      name = "resend",
      description = "Sends events again that were delivered or given up.",
      mixinStandardHelpOptions = true)
  static final class Resend implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Option(names = "--event", paramLabel = "ID", description = "One event.")
    private @Nullable Integer event;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "Events from this time on, such as 2026-11-01T00:00:00Z …")
    private @Nullable OffsetDateTime from;

    @Option(names = "--to", paramLabel = "TIME", description = "… to before this time.")
    private @Nullable OffsetDateTime to;

    @Override
    public void run() {
      System.out.printf("%d events are due again.%n", resend());
    }

    private int resend() {
      Integer one = event;
      OffsetDateTime first = from;
      OffsetDateTime end = to;
      if (one != null && first == null && end == null) {
        return whose.write(sql -> WebhookEndpoints.resend(sql, one));
      }
      if (one == null && first != null && end != null) {
        return whose.write(sql -> WebhookEndpoints.resend(sql, first.toInstant(), end.toInstant()));
      }
      throw new Main.UserError("Say either --event, or both --from and --to.");
    }
  }

  private static void disable(Whose whose, int id, boolean disabled) {
    boolean _ =
        whose.write(sql -> {
          WebhookEndpoints.disable(sql, id, disabled);
          return true;
        });
  }
}
