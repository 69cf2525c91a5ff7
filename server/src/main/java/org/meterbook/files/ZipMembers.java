package org.meterbook.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The members of an archive, unpacked one at a time into a file of our own: what they are called
 * names nothing on the disk. What unpacks to too much is refused while it is unpacked.
 */
public final class ZipMembers {
  private static final int MOST_MEMBERS = 1000;
  private static final long MOST_UNPACKED = 1L << 30;

  private final Path archive;
  private final Path to;
  private final List<String> names;
  private long unpacked;

  /**
   * Looks into an archive.
   *
   * @param to the file that each member is unpacked into, in turn
   * @throws FileFormatException it is none, or has too many members
   */
  public ZipMembers(Path archive, Path to) {
    this.archive = archive;
    this.to = to;
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      if (zip.size() > MOST_MEMBERS) {
        throw new FileFormatException(
            "The archive has more than %,d members.".formatted(MOST_MEMBERS));
      }
      this.names =
          zip.stream()
              .filter(entry -> !entry.isDirectory())
              .map(ZipEntry::getName)
              .filter(name -> !isHidden(name))
              .toList();
    } catch (IOException e) {
      throw damaged();
    }
  }

  private static FileFormatException damaged() {
    return new FileFormatException(
        "The file is no archive that can be read: it is damaged, cut off or encrypted.");
  }

  private static boolean isHidden(String name) {
    return name.startsWith("__MACOSX/")
        || name.substring(name.lastIndexOf('/') + 1).startsWith(".");
  }

  /** The members' names. */
  public List<String> names() {
    return names;
  }

  /**
   * Unpacks a member over the one before.
   *
   * @throws FileFormatException it is damaged, or all are too large together
   */
  public Path unpack(String name) {
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name));
        OutputStream out = Files.newOutputStream(to)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        unpacked += read;
        if (unpacked > MOST_UNPACKED) {
          throw new FileFormatException(
              "The archive unpacks to more than %,d MiB.".formatted(MOST_UNPACKED >> 20));
        }
        out.write(buffer, 0, read);
      }
      return to;
    } catch (IOException e) {
      throw damaged();
    }
  }
}
