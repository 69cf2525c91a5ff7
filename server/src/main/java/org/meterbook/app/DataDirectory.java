package org.meterbook.app;

import java.nio.file.Path;
import java.util.Objects;

/** Where the data lies when nobody says. */
final class DataDirectory {
  private DataDirectory() {}

  static Path byDefault() {
    String home = System.getProperty("user.home", ".");
    if (System.getProperty("os.name", "").startsWith("Mac")) {
      return Path.of(home, "Library", "Application Support", "Meterbook");
    }
    if (System.getProperty("user.name", "").equals("root")) {
      // The database runs as another account, which cannot enter root's home.
      return Path.of("/var/lib/meterbook");
    }
    return Path.of(
        Objects.requireNonNullElse(System.getenv("XDG_DATA_HOME"), home + "/.local/share"),
        "meterbook");
  }
}
