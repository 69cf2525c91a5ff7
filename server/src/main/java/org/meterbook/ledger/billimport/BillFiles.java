package org.meterbook.ledger.billimport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.meterbook.files.FileFormatException;
import org.meterbook.files.ZipMembers;

/** The texts that a file of any format has, one at a time; an archive has several. */
final class BillFiles implements Iterable<Source>, AutoCloseable {
  private final Path file;
  private final String name;
  private final BillFormat format;
  private final Optional<Function<Catalogue, Profile>> profile;
  private final List<PageRule> rules;
  private final Path folder;

  private BillFiles(
      Path file,
      String name,
      BillFormat format,
      Optional<Function<Catalogue, Profile>> profile,
      List<PageRule> rules,
      Path folder) {
    this.file = file;
    this.name = name;
    this.format = format;
    this.profile = profile;
    this.rules = rules;
    this.folder = folder;
  }

  /**
   * Opens a file.
   *
   * @param name what it is called
   * @param profile what the columns are; empty: the file says so itself
   * @param rules by which pages are read
   */
  static BillFiles open(
      Path file,
      String name,
      BillFormat format,
      Optional<Function<Catalogue, Profile>> profile,
      List<PageRule> rules) {
    try {
      Path folder = Files.createTempDirectory("meterbook-bills");
      return new BillFiles(file, name, format, profile, rules, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Iterator<Source> iterator() {
    if (format != BillFormat.ARCHIVE) {
      return List.of(source(file, name, format)).iterator();
    }
    ZipMembers members = new ZipMembers(file, folder.resolve("member"));
    List<String> read = read(members.names());
    Iterator<String> names = read.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return names.hasNext();
      }

      @Override
      public Source next() {
        String member = names.next();
        return source(
            members.unpack(member), member, BillFormat.of(member).orElse(BillFormat.TEXT));
      }
    };
  }

  /**
   * The members that are read. Beside tables other files are images of bills, which are not
   * imported.
   */
  private static List<String> read(List<String> names) {
    if (names.stream()
        .anyMatch(each -> BillFormat.of(each).equals(Optional.of(BillFormat.ARCHIVE)))) {
      throw new FileFormatException("The archive has another archive in it: send that by itself.");
    }
    List<String> known = names.stream().filter(each -> BillFormat.of(each).isPresent()).toList();
    List<String> tables =
        known.stream().filter(each -> BillFormat.of(each).orElseThrow().isTable()).toList();
    List<String> read = tables.isEmpty() ? known : tables;
    if (read.isEmpty()) {
      throw new FileFormatException("The archive has no file of bills in it.");
    }
    return read;
  }

  private Source source(Path path, String called, BillFormat of) {
    if (of == BillFormat.TEXT) {
      return new Source(called, path, profiled(path), Map.of());
    }
    Path text = folder.resolve("text");
    Map<Long, String> faults =
        switch (of) {
          case WORKBOOK -> Sheet.spool(path, text);
          case EDI -> Invoices.spool(EdiInvoices::read, path, text);
          case PAGES -> Invoices.spool(new PageInvoices(rules), path, text);
          case TEXT, ARCHIVE -> throw new IllegalStateException("no single format: " + of);
        };
    return new Source(
        called,
        text,
        of.isTable()
            ? profiled(text).andThen(Profile::ofCommas)
            : known -> Advanced.profile(text, known),
        faults);
  }

  private Function<Catalogue, Profile> profiled(Path text) {
    return profile.orElse(known -> Advanced.profile(text, known));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve("member"));
      Files.deleteIfExists(folder.resolve("text"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
