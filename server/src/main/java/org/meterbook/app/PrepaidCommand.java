package org.meterbook.app;

import java.math.BigDecimal;
import org.meterbook.collection.prepaid.Plan;
import org.meterbook.collection.prepaid.Prepaid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code meterbook prepaid}. */
@Command(
    name = "prepaid",
    description = "What collections are paid from.",
    subcommands = {
      PrepaidCommand.TopUp.class,
      PrepaidCommand.Choose.class,
      PrepaidCommand.Show.class,
      PrepaidCommand.History.class
    },
    mixinStandardHelpOptions = true)
final class PrepaidCommand {
  private static void say(Prepaid.Account account) {
    System.out.printf("%s, balance $%s%n", account.plan().text(), account.balance());
  }

  @Command(
      name = "topup",
      description = "Pays in; $50 or more open the prepaid plan.",
      mixinStandardHelpOptions = true)
  static final class TopUp implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "DOLLARS", description = "How much, such as 250.00.")
    private BigDecimal amount = BigDecimal.ZERO;

    @Override
    public void run() {
      if (amount.signum() <= 0 || amount.scale() > 2 || amount.precision() > 9) {
        throw new Main.UserError("Pay in a positive amount of dollars and cents, such as 250.00.");
      }
      say(whose.write(sql -> Prepaid.topUp(sql, amount)));
    }
  }

  @Command(
      name = "plan",
      description =
          "Sets the plan: unmetered (the default of one's own server), pay_as_you_go, prepaid_50, prepaid_250, prepaid_1000, prepaid_3000.",
      mixinStandardHelpOptions = true)
  static final class Choose implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Parameters(paramLabel = "PLAN", description = "The plan's name.")
    private String plan = "";

    @Override
    public void run() {
      Plan chosen = Plan.parse(plan);
      say(
          whose.write(sql -> {
            Prepaid.choose(sql, chosen);
            return Prepaid.account(sql);
          }));
    }
  }

  @Command(name = "show", description = "Plan and balance.", mixinStandardHelpOptions = true)
  static final class Show implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Override
    public void run() {
      say(whose.write(Prepaid::account));
    }
  }

  @Command(
      name = "history",
      description = "Every payment and charge, newest first.",
      mixinStandardHelpOptions = true)
  static final class History implements Runnable {
    @Mixin private final Whose whose = new Whose();

    @Override
    public void run() {
      whose
          .write(Prepaid::history)
          .forEach(entry ->
              System.out.printf(
                  "%s  %10s  %-16s  %s%s%n",
                  entry.ts(),
                  entry.amount(),
                  entry.kind(),
                  entry.description(),
                  entry.meter() == null ? "" : " (meter " + entry.meter() + ")"));
    }
  }
}
