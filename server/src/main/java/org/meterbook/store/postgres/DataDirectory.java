package org.meterbook.store.postgres;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** What the launcher keeps in the operator's data directory, and where. */
record DataDirectory(Path root) {
  private static final int PASSWORD_BYTES = 24;

  /** Opens the data directory, creating it if need be. */
  static DataDirectory open(Path path) {
    try {
      Path absolute = path.toAbsolutePath().normalize();
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(absolute);
        share(absolute);
      } else if (Account.isRoot() && isEmpty(absolute)) {
        share(absolute);
      }
      if (!Files.isWritable(absolute)) {
        throw new AccessDeniedException(absolute.toString());
      }
      return new DataDirectory(absolute.toRealPath());
    } catch (IOException e) {
      throw new PostgresException(
          """
          The data directory %s cannot be used (%s). \
          Make it writable for the account %s, run as its owner, or choose another one.\
          """
              .formatted(path, reason(e), System.getProperty("user.name")),
          e);
    }
  }

  /**
   * Files here are for us alone. As root, the account that runs PostgreSQL must pass through to its
   * cluster, so it may enter, but not list.
   */
  private static void share(Path directory) throws IOException {
    Files.setPosixFilePermissions(
        directory, fromString(Account.isRoot() ? "rwx--x--x" : "rwx------"));
  }

  /** PostgreSQL's own directory, what it calls its data directory. */
  Path cluster() {
    return root.resolve("postgres");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  Path lock() {
    return root.resolve("meterbook.lock");
  }

  Path passwordFile() {
    return root.resolve("postgres.password");
  }

  /** A directory for the unpacked programs, when the account has no usable home. */
  Path programs() {
    return root.resolve("postgres-programs");
  }

  boolean hasCluster() {
    return Files.isDirectory(cluster());
  }

  /** Refuses a cluster of another major version: its files mean something else. */
  void requireMajorVersion(String expected) {
    String found = read(cluster().resolve("PG_VERSION"));
    if (!found.equals(expected)) {
      throw new PostgresException(
          """
          The database in %s was made by PostgreSQL %s, and this Meterbook brings PostgreSQL %s. \
          Make a backup with the Meterbook that wrote it ("meterbook backup"), start this one on \
          an empty data directory, and load the backup there ("meterbook restore"). \
          Nothing was changed.\
          """
              .formatted(cluster(), found, expected));
    }
  }

  String password() {
    return read(passwordFile());
  }

  /** A new password, replacing that of a first start that did not come to its end. */
  String newPassword() {
    var bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    writeSecret(passwordFile(), password);
    giveToOwner(passwordFile());
    return password;
  }

  /** What root writes into the directory of another account must not lock that account out. */
  void giveToOwner(Path file) {
    if (Account.isRoot()) {
      Account.owning(root).own(file);
    }
  }

  /** Writes a file that only its owner can read, at no moment anybody else. */
  static void writeSecret(Path file, String secret) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, asFileAttribute(fromString("rw-------")));
      Files.writeString(file, secret + "\n");
    } catch (IOException e) {
      throw new PostgresException("%s cannot be written (%s).".formatted(file, reason(e)), e);
    }
  }

  private String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (AccessDeniedException e) {
      throw new PostgresException(
          """
          The account %s may not read %s. \
          Run Meterbook as the account that owns the data directory (%s), or as root.\
          """
              .formatted(System.getProperty("user.name"), file, owner(root)),
          e);
    } catch (IOException e) {
      throw new PostgresException(
          """
          %s cannot be read (%s). Put it back from a copy of the data directory, \
          or restore a backup into an empty one.\
          """
              .formatted(file, reason(e)),
          e);
    }
  }

  private static String owner(Path path) {
    try {
      return Files.getOwner(path).getName();
    } catch (IOException _) {
      return "unknown";
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file";
      default -> String.valueOf(e.getMessage());
    };
  }
}
