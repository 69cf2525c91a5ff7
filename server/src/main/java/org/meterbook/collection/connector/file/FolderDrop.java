package org.meterbook.collection.connector.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Problem;
import org.meterbook.collection.Inbox;
import org.meterbook.identity.Datasources;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that an SFTP server, a mail rule or a scanner fills: {@code
 * <datasource>/<customer>/bill.pdf}. A file is taken once it has ceased to grow, and then moved to
 * {@code <datasource>/.done/<customer>/}, or to {@code .refused} with the reason beside it. It is
 * moved after the commit: taken twice, it changes nothing.
 */
public final class FolderDrop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderDrop.class);
  private static final Duration EACH = Duration.ofSeconds(2);
  private static final int LONGEST_NAME = 200;

  private final Database database;
  private final Inbox inbox;
  private final Path folder;
  private Map<Path, Seen> seen = new HashMap<>();
  private Optional<Thread> thread = Optional.empty();

  /** A file as it was at the last look. */
  private record Seen(long size, long modified) {}

  /**
   * Watches a directory.
   *
   * @param folder exists, and may be read and written
   */
  public FolderDrop(Database database, Inbox inbox, Path folder) {
    this.database = database;
    this.inbox = inbox;
    this.folder = folder;
  }

  /** Looks every two seconds, until it is closed. */
  public FolderDrop start() {
    thread = Optional.of(Thread.ofVirtual().name("folder-drop").start(this::watch));
    return this;
  }

  private void watch() {
    try {
      while (true) {
        try {
          look();
        } catch (RuntimeException e) {
          LOG.warn("The drop folder cannot be looked through; it is tried again", e);
        }
        Thread.sleep(EACH);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once, in the caller's thread. */
  public synchronized void look() {
    Map<Path, Seen> now = new HashMap<>();
    for (Path datasource : inside(folder, true)) {
      for (Path customer : inside(datasource, true)) {
        for (Path file : inside(customer, false)) {
          look(datasource, customer, file).ifPresent(state -> now.put(file, state));
        }
      }
    }
    seen = now;
  }

  /** What is in a directory, without what is hidden, unfinished or a link to elsewhere. */
  private static List<Path> inside(Path directory, boolean directories) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path each : stream) {
        String name = String.valueOf(each.getFileName());
        boolean unfinished =
            name.startsWith(".")
                || name.startsWith("~")
                || name.endsWith(".part")
                || name.endsWith(".tmp")
                || name.endsWith(".filepart");
        boolean right =
            directories
                ? Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                : Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS);
        if (right && !unfinished) {
          found.add(each);
        }
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be looked through: {}", directory, e.toString());
    }
    found.sort(null);
    return found;
  }

  /** Takes a file that has not changed since the last look; answers what is to be seen again. */
  private Optional<Seen> look(Path datasource, Path customer, Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Seen state = new Seen(attributes.size(), attributes.lastModifiedTime().toMillis());
      if (!state.equals(seen.get(file))) {
        return Optional.of(state);
      }
      take(datasource, customer, file, state.size());
    } catch (NoSuchFileException _) {
      // Its owner took it back.
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be taken; it is tried again", file, e);
    }
    return Optional.empty();
  }

  private void take(Path datasource, Path customer, Path file, long size) throws IOException {
    String who = String.valueOf(customer.getFileName()).strip();
    Optional<Long> tenant = Datasources.find(database, String.valueOf(datasource.getFileName()));
    String refusal =
        tenant.isEmpty()
            ? "There is no datasource with the code %s.".formatted(datasource.getFileName())
            : who.length() > LONGEST_NAME
                ? "The customer's name is too long."
                : size > Inbox.LARGEST
                    ? "The file is larger than %d bytes.".formatted(Inbox.LARGEST)
                    : take(tenant.get(), who, file);
    if (refusal.isEmpty()) {
      move(datasource, ".done", customer, file);
    } else {
      Path refused = move(datasource, ".refused", customer, file);
      Files.writeString(
          refused.resolveSibling(refused.getFileName() + ".reason.txt"), refusal + "\n");
    }
  }

  /** Answers why not; empty where it was taken. */
  private String take(long tenant, String customer, Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(Inbox.LARGEST + 1);
    }
    if (bytes.length > Inbox.LARGEST) {
      return "The file is larger than %d bytes.".formatted(Inbox.LARGEST);
    }
    String name = String.valueOf(file.getFileName());
    try {
      database.write(
          tenant,
          Scope.UNBOUNDED,
          null,
          sql ->
              inbox.take(
                  sql,
                  inbox.authorization(sql, customer),
                  new Inbox.Dropped(name, bytes, "folder")));
      return "";
    } catch (Problem e) {
      return e.detail();
    }
  }

  /** Moves a file out of the way; one of the same name that is there already stays. */
  private static Path move(Path datasource, String to, Path customer, Path file)
      throws IOException {
    Path target = directory(directory(datasource.resolve(to)).resolve(customer.getFileName()));
    for (int number = 0; ; number++) {
      String prefix = number == 0 ? "" : number + "-";
      try {
        return Files.move(file, target.resolve(prefix + file.getFileName()));
      } catch (FileAlreadyExistsException _) {
        // The next number.
      }
    }
  }

  private static Path directory(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(directory);
    }
    return directory;
  }

  @Override
  public void close() {
    thread.ifPresent(running -> {
      running.interrupt();
      try {
        running.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
