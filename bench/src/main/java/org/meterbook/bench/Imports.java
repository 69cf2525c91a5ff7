package org.meterbook.bench;

import java.nio.file.Path;
import org.meterbook.store.Database;

/** The import of real bills against COPY of the same rows. */
final class Imports {
  private Imports() {}

  static void measure(Report report, Database database, Path checkout) {}
}
