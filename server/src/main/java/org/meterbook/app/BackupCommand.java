package org.meterbook.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.meterbook.store.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code meterbook backup}. */
@Command(
    name = "backup",
    description = "Writes all datasources into a file, while the server may go on.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Runnable {
  @Mixin private final Where where = new Where();

  @Parameters(paramLabel = "FILE", description = "The file to write; readable by its owner only.")
  private Path file = Path.of("");

  @Override
  public void run() {
    where.requireDatabase();
    Path directory = file.toAbsolutePath().getParent();
    try (Store store = where.open()) {
      // Whole or not at all: a file with this name is a backup that was finished.
      Path fresh =
          Files.createTempFile(
              directory,
              file.getFileName().toString(),
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        long rows;
        try (OutputStream out = Files.newOutputStream(fresh)) {
          rows = Backup.write(store.database(), out);
        }
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        System.out.printf("Wrote %,d rows into %s%n", rows, file);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new Main.UserError("The backup cannot be written: " + e);
    }
  }
}
