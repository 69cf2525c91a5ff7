package org.meterbook.store.postgres;

import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's programs, unpacked once an account and version. */
record PostgresBinaries(Path home, String version) {
  private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);
  private static final String VERSION_FILE = "meterbook.version";

  static PostgresBinaries of(DataDirectory directory) {
    String resource = resource();
    String key = key(resource);
    List<Path> homes =
        Stream.concat(cache().stream(), Stream.of(directory.programs()))
            .map(parent -> parent.resolve(key))
            .toList();
    Path home =
        homes.stream()
            .filter(Files::isDirectory)
            .findFirst()
            .orElseGet(() -> unpack(resource, homes));
    try {
      return new PostgresBinaries(home, Files.readString(home.resolve(VERSION_FILE)).strip());
    } catch (IOException e) {
      throw new PostgresException(
          "The unpacked PostgreSQL in %s is incomplete. Remove that directory and start again."
              .formatted(home),
          e);
    }
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  String majorVersion() {
    return version.substring(0, version.indexOf('.'));
  }

  private static String resource() {
    String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return "postgres-%s-%s.txz".formatted(system, machine);
  }

  /** The checksum the jar carries anyway: other bytes, another directory. */
  private static String key(String resource) {
    var url = PostgresBinaries.class.getResource("/" + resource);
    try {
      if (url != null && url.openConnection() instanceof JarURLConnection connection) {
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
          long checksum = jar.getEntry(connection.getEntryName()).getCrc();
          return resource.replace(".txz", "-") + Long.toHexString(checksum);
        }
      }
    } catch (IOException e) {
      throw new PostgresException("The PostgreSQL that Meterbook brings cannot be read.", e);
    }
    throw new PostgresException(
        """
        Meterbook brings no PostgreSQL for this machine (%s, %s). \
        Use one of your own with --database-url jdbc:postgresql://…\
        """
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
  }

  /** As root in a place other accounts can reach, because root's home is closed to them. */
  private static Optional<Path> cache() {
    if (Account.isRoot()) {
      return Optional.of(Path.of("/var/cache/meterbook"));
    }
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(it -> !it.isBlank())
        .map(Path::of)
        .or(() -> Optional.of(Path.of(System.getProperty("user.home"), ".cache")))
        .filter(Path::isAbsolute)
        .map(it -> it.resolve("meterbook"));
  }

  private static Path unpack(String resource, List<Path> homes) {
    var failures = new StringBuilder();
    for (Path home : homes) {
      try {
        log.info("Unpacking PostgreSQL into {}", home);
        Unpacking.unpack(resource, home, PostgresBinaries::describe);
        return home;
      } catch (IOException e) {
        failures.append("\n  ").append(home).append(": ").append(e);
      }
    }
    throw new PostgresException("PostgreSQL could not be unpacked anywhere:" + failures);
  }

  /** Notes the version, and learns before anything is kept whether it runs here at all. */
  private static void describe(Path home) throws IOException {
    var result = Command.of(home.resolve("bin/postgres").toString(), "--version").run();
    String prefix = "postgres (postgresql) ";
    if (!result.succeeded() || !result.output().toLowerCase(Locale.ROOT).startsWith(prefix)) {
      throw new PostgresException(
          """
          The PostgreSQL that Meterbook brings does not run on this machine: %s. \
          It needs a system with glibc and a cache directory that allows programs; \
          or use a PostgreSQL of your own with --database-url jdbc:postgresql://…\
          """
              .formatted(result.output()));
    }
    Files.writeString(home.resolve(VERSION_FILE), result.output().substring(prefix.length()));
  }
}
