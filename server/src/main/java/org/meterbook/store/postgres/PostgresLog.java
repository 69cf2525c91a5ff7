package org.meterbook.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL's log file; the one before it is kept when it has grown large. */
record PostgresLog(Path file) {
  private static final long LARGE = 10L << 20;
  private static final int LAST_LINES = 15;

  /** Makes the file ready to append to, and says where this run's part begins. */
  long begin() throws IOException {
    if (Files.exists(file) && Files.size(file) > LARGE) {
      Files.move(file, file.resolveSibling(file.getFileName() + ".1"), REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(file, asFileAttribute(fromString("rw-------")));
    }
    return Files.size(file);
  }

  /** The last lines written since {@code position}. */
  String lastLines(long position) throws IOException {
    try (var input = new RandomAccessFile(file.toFile(), "r")) {
      input.seek(Math.max(position, input.length() - (1 << 14)));
      var bytes = new byte[(int) (input.length() - input.getFilePointer())];
      input.readFully(bytes);
      List<String> lines = new String(bytes, UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
  }
}
