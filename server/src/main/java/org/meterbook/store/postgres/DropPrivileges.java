package org.meterbook.store.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs PostgreSQL as an ordinary account when we are root, because it refuses to run as root. */
record DropPrivileges(Optional<Account> account) {
  /** Whoever owns what is there already goes on owning it. */
  static DropPrivileges on(DataDirectory directory) {
    if (!Account.isRoot()) {
      return new DropPrivileges(Optional.empty());
    }
    if (!Command.of("setpriv", "--version").run().succeeded()) {
      throw refusal("setpriv is missing", "install it (package util-linux)");
    }
    Account account =
        Stream.of(directory.cluster(), directory.root())
            .filter(Files::exists)
            .map(Account::owning)
            .filter(owner -> owner.user() != 0)
            .findFirst()
            .or(Account::unprivileged)
            .orElseThrow(
                () -> refusal("there is no account to run it as", "create one named meterbook"));
    return new DropPrivileges(Optional.of(account));
  }

  Command command(List<String> words) {
    var all = new ArrayList<String>();
    account.ifPresent(it ->
        all.addAll(
            List.of(
                "setpriv",
                "--reuid=" + it.user(),
                "--regid=" + it.group(),
                "--clear-groups",
                "--no-new-privs",
                "--")));
    all.addAll(words);
    return new Command(all);
  }

  void own(Path path) {
    account.ifPresent(it -> it.own(path));
  }

  /** Refuses a path that the account cannot get to, naming the directory that is in its way. */
  void requireReachable(Path path) {
    if (account.isEmpty() || canEnter(path)) {
      return;
    }
    String name = account.get().name();
    Path closed = path;
    while (closed.getParent() != null && !canEnter(closed.getParent())) {
      closed = closed.getParent();
    }
    throw refusal(
        "the account %s, which would run it, cannot enter %s".formatted(name, closed),
        "choose a data directory elsewhere, for example under /var/lib; or chmod o+x " + closed);
  }

  private boolean canEnter(Path path) {
    return command(List.of("test", "-x", path.toString())).run().succeeded();
  }

  private static PostgresException refusal(String why, String remedy) {
    return new PostgresException(
        """
        PostgreSQL does not run as root, and %s. \
        Ways out: run Meterbook as an ordinary account; or %s; \
        or use a PostgreSQL of your own with --database-url jdbc:postgresql://…\
        """
            .formatted(why, remedy));
  }
}
