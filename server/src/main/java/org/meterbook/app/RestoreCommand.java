package org.meterbook.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.meterbook.store.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code meterbook restore}. */
@Command(
    name = "restore",
    description = "Puts a backup into an empty database.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Runnable {
  @Mixin private final Where where = new Where();

  @Parameters(paramLabel = "FILE", description = "A file that 'meterbook backup' wrote.")
  private Path file = Path.of("");

  @Override
  public void run() {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        Store store = where.open()) {
      System.out.printf("Restored %,d rows%n", Backup.restore(store.database(), in));
    } catch (NoSuchFileException _) {
      throw new Main.UserError("There is no file " + file);
    } catch (IOException e) {
      throw new Main.UserError("The backup cannot be read: " + e.getMessage());
    }
  }
}
