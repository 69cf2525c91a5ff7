package org.meterbook.greenbutton;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The documents of a file: itself, or the members of an archive. */
final class Sources implements AutoCloseable {
  /** A document that can be read again and again. */
  interface Source {
    String name();

    InputStream open() throws IOException;
  }

  private final List<Source> sources = new ArrayList<>();
  private final @Nullable ZipFile zip;

  private final String name;

  private Sources(String name, @Nullable ZipFile zip) {
    this.name = name;
    this.zip = zip;
  }

  static Sources of(Path path, Limits limits) throws IOException {
    String name = printable(String.valueOf(path.getFileName()));
    long size = Files.size(path);
    if (size > limits.fileBytes()) {
      throw new GreenButtonException(
          GreenButtonException.Reason.TOO_LARGE,
          new Place(name, 0, ""),
          "%d bytes, more than %d".formatted(size, limits.fileBytes()));
    }
    Preamble.Kind kind;
    try (InputStream stream = Files.newInputStream(path)) {
      kind = Preamble.of(stream).kind();
    }
    return switch (kind) {
      case XML -> plain(path, name);
      case ZIP -> archive(path, name, limits);
      case OTHER ->
          throw new GreenButtonException(
              GreenButtonException.Reason.NOT_XML,
              new Place(name, 1, ""),
              "neither XML nor a ZIP archive");
    };
  }

  private static Sources plain(Path path, String name) {
    Sources sources = new Sources(name, null);
    sources.sources.add(new Plain(path, name));
    return sources;
  }

  private static Sources archive(Path path, String name, Limits limits) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw broken(name, e);
    }
    Sources sources = new Sources(name, zip);
    long[] left = {limits.unpackedBytes()};
    for (ZipEntry member : (Iterable<ZipEntry>) zip.stream().<ZipEntry>map(m -> m)::iterator) {
      if (member.isDirectory()) {
        continue;
      }
      if (sources.sources.size() >= limits.members()) {
        zip.close();
        throw new GreenButtonException(
            GreenButtonException.Reason.TOO_MANY,
            new Place(name, 0, ""),
            "more than " + limits.members() + " members");
      }
      sources.sources.add(
          new Member(zip, member, name + "!" + printable(member.getName()), limits, left));
    }
    return sources;
  }

  private static GreenButtonException broken(String name, IOException e) {
    return new GreenButtonException(
        GreenButtonException.Reason.BROKEN_ZIP,
        new Place(name, 0, ""),
        "the archive cannot be read: " + e.getMessage());
  }

  /** Names come from strangers: no control characters, no end of line, no novel. */
  private static String printable(String name) {
    String plain = name.replaceAll("\\p{C}", "?");
    return plain.length() <= 200 ? plain : plain.substring(0, 200) + "…";
  }

  String name() {
    return name;
  }

  List<Source> all() {
    return sources;
  }

  boolean isArchive() {
    return zip != null;
  }

  @Override
  public void close() throws IOException {
    if (zip != null) {
      zip.close();
    }
  }

  private record Plain(Path path, String name) implements Source {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }
  }

  /** The bytes all members may still unpack to are shared and go down during the first pass. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Member(ZipFile zip, ZipEntry member, String name, Limits limits, long[] left)
      implements Source, GuardedStream.Guard {
    @Override
    public InputStream open() throws IOException {
      try {
        InputStream raw = zip.getInputStream(member);
        return new GuardedStream(new BufferedInputStream(raw), this);
      } catch (ZipException e) {
        throw Sources.broken(name, e);
      }
    }

    @Override
    public IOException broken(IOException e) {
      return Sources.broken(name, e);
    }

    @Override
    public void read(long total, int more) throws IOException {
      left[0] -= more;
      if (left[0] < 0) {
        throw new GreenButtonException(
            GreenButtonException.Reason.TOO_LARGE,
            new Place(name, 0, ""),
            "the archive unpacks to more than %d bytes".formatted(limits.unpackedBytes()));
      }
      long packed = Math.max(1, member.getCompressedSize());
      if (total > 1 << 20 && total / packed > limits.ratio()) {
        throw new GreenButtonException(
            GreenButtonException.Reason.ZIP_BOMB,
            new Place(name, 0, ""),
            "unpacks to more than %d times its size".formatted(limits.ratio()));
      }
    }
  }

  /** Starts counting what members unpack to anew. */
  void rewind(Limits limits) {
    for (Source source : sources) {
      if (source instanceof Member member) {
        member.left()[0] = limits.unpackedBytes();
      }
    }
  }
}
