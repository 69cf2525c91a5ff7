package org.meterbook.store.postgres;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An account of the operating system. */
record Account(String name, int user, int group) {
  private static final Path ACCOUNTS = Path.of("/etc/passwd");
  private static final List<String> CANDIDATES = List.of("meterbook", "postgres", "nobody");

  static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  /** The account that may own a database started by root. */
  static Optional<Account> unprivileged() {
    return CANDIDATES.stream().flatMap(name -> named(name).stream()).findFirst();
  }

  static Account owning(Path path) {
    try {
      return new Account(
          Files.getOwner(path).getName(),
          (int) Files.getAttribute(path, "unix:uid"),
          (int) Files.getAttribute(path, "unix:gid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void own(Path path) {
    try {
      Files.setAttribute(path, "unix:uid", user, NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", group, NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new PostgresException(
          "%s cannot be given to the account %s (%s). Run Meterbook as an ordinary account instead."
              .formatted(path, name, e.getMessage()),
          e);
    }
  }

  private static Optional<Account> named(String name) {
    try (var lines = Files.lines(ACCOUNTS)) {
      return lines
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length >= 4 && fields[0].equals(name))
          .map(
              fields -> new Account(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
