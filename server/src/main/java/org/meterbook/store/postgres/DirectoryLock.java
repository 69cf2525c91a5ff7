package org.meterbook.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second Meterbook off a data directory; the kernel releases it when the holder dies. */
final class DirectoryLock implements AutoCloseable {
  /** Closing any channel on the file would release this process's lock: never open it twice. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static DirectoryLock acquire(DataDirectory directory) {
    Path file = directory.lock();
    if (!HELD.add(file)) {
      throw inUse(directory, "this one");
    }
    try {
      return new DirectoryLock(file, locked(directory));
    } catch (RuntimeException e) {
      HELD.remove(file);
      throw e;
    }
  }

  private static FileChannel locked(DataDirectory directory) {
    Path file = directory.lock();
    try {
      var channel = FileChannel.open(file, CREATE, WRITE, NOFOLLOW_LINKS);
      if (channel.tryLock() == null) {
        channel.close();
        throw inUse(directory, "process " + Files.readString(file).strip());
      }
      channel.write(UTF_8.encode(ProcessHandle.current().pid() + "\n"));
      channel.truncate(channel.position());
      directory.giveToOwner(file);
      return channel;
    } catch (IOException e) {
      throw new PostgresException(
          """
          %s cannot be locked (%s). The data directory must be writable, \
          on a file system that has locks.\
          """
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static PostgresException inUse(DataDirectory directory, String holder) {
    return new PostgresException(
        """
        The data directory %s is in use by another Meterbook (%s). \
        Stop that one first, or choose another data directory.\
        """
            .formatted(directory.root(), holder));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(file);
    }
  }
}
