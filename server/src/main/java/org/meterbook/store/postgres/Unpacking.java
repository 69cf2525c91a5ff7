package org.meterbook.store.postgres;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the archive of PostgreSQL's programs, whole or not at all. */
final class Unpacking {
  /** A last step in the new directory before anybody sees it. */
  interface Finish {
    void accept(Path directory) throws IOException;
  }

  private Unpacking() {}

  /** Several processes may do this at once: the first to rename wins, the others use its result. */
  static void unpack(String resource, Path target, Finish finish) throws IOException {
    Path parent = requireNonNull(target.getParent());
    if (!Files.isDirectory(parent)) {
      Files.createDirectories(parent);
      Files.setPosixFilePermissions(parent, fromString("rwxr-xr-x"));
    }
    Path fresh = Files.createTempDirectory(parent, "unpacking-");
    try {
      extract(resource, fresh);
      finish.accept(fresh);
      openDirectories(fresh);
      Files.move(fresh, target, ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
    } finally {
      delete(fresh);
    }
  }

  private static void extract(String resource, Path target) throws IOException {
    var packed = requireNonNull(Unpacking.class.getResourceAsStream("/" + resource));
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("an entry leads out of the archive: " + entry.getName());
        }
        extract(tar, entry, path);
      }
    }
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    Files.createDirectories(requireNonNull(path.getParent()));
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      boolean runs = (entry.getMode() & 0b001_000_000) != 0;
      Files.setPosixFilePermissions(path, fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /** The archive does not name every directory, and the umask may close those we make. */
  private static void openDirectories(Path target) throws IOException {
    try (var paths = Files.walk(target)) {
      for (Path directory : paths.filter(it -> Files.isDirectory(it, NOFOLLOW_LINKS)).toList()) {
        Files.setPosixFilePermissions(directory, fromString("rwxr-xr-x"));
      }
    }
  }

  /** Deletes a directory of ours with all it holds; nothing happens when it is gone. */
  static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
