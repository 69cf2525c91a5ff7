package org.meterbook.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.meterbook.greenbutton.GreenButtonException.Reason;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that mean harm, and files that are something else. */
class HostileTest {
  private static final String FEED = "<feed xmlns=\"http://www.w3.org/2005/Atom\">";

  @TempDir private Path folder;

  private GreenButtonException refusal(Path path, Limits limits) {
    GreenButtonException refusal =
        catchThrowableOfType(
            GreenButtonException.class,
            () -> {
              try (GreenButtonFile file = GreenButtonFile.open(path, limits)) {
                file.readings((meterReading, reading) -> {});
              }
            });
    assertThat(refusal).as("nothing was refused").isNotNull();
    return refusal;
  }

  private GreenButtonException refusal(String text) throws IOException {
    return refusal(Files.writeString(folder.resolve("file.xml"), text), Limits.DEFAULT);
  }

  private static Limits limits(int entries, int links, long structure) {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        usual.fileBytes(),
        usual.unpackedBytes(),
        usual.ratio(),
        usual.members(),
        usual.depth(),
        usual.textCharacters(),
        entries,
        links,
        structure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not xml at all                                   | NOT_XML          | neither XML",
        "%PDF-1.7                                         | NOT_XML          | neither XML",
        "''                                               | NOT_XML          | neither XML",
        "<html><body/></html>                             | NOT_GREEN_BUTTON | root element is html",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>News</title></entry></feed>"
            + "| NOT_GREEN_BUTTON | without anything",
        "<!DOCTYPE feed [<!ENTITY a 'b'>]><feed/>         | DOCUMENT_TYPE    | document type",
        "<!DOCTYPE feed SYSTEM 'file:///etc/passwd'><feed/> | DOCUMENT_TYPE  | document type",
        "<feed><title>&unknown;</title></feed>            | DOCUMENT_TYPE    | ntity",
        "<feed><entry>                                    | TRUNCATED        | ",
        "<feed><entry></feed>                             | MALFORMED        | ",
        "<feed/><feed/>                                   | MALFORMED        | ",
        "<feed a='1' a='2'/>                              | MALFORMED        | ",
      })
  void isRefused(String text, Reason reason, String says) throws IOException {
    GreenButtonException refusal = refusal(text);

    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal)
        .hasMessageStartingWith("file.xml")
        .hasMessageContaining(says == null ? "" : says);
    assertThat(refusal.place().file()).isEqualTo("file.xml");
  }

  @Test
  void entitiesThatGrowAreNotExpanded() throws IOException {
    StringBuilder bomb =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE feed [<!ENTITY e0 \"x\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
    }
    bomb.append("]><feed><title>&e29;</title></feed>");

    assertThat(refusal(bomb.toString()).reason()).isEqualTo(Reason.DOCUMENT_TYPE);
  }

  @Test
  void depth() throws IOException {
    GreenButtonException refusal = refusal(FEED + "\n<a>".repeat(100_000));

    assertThat(refusal.reason()).isEqualTo(Reason.TOO_DEEP);
    assertThat(refusal.place().line()).isEqualTo(65);
  }

  @Test
  void longTexts() throws IOException {
    String entry = FEED + "<entry><title>" + "x".repeat(1_100_000) + "</title></entry></feed>";
    assertThat(refusal(entry).reason()).isEqualTo(Reason.TEXT_TOO_LONG);

    String attribute =
        FEED + "<entry><link href=\"" + "x".repeat(1_100_000) + "\"/></entry></feed>";
    assertThat(refusal(attribute).reason()).isEqualTo(Reason.TEXT_TOO_LONG);
  }

  @Test
  void longSectionsAndComments() throws IOException {
    String section = "<entry><title><![CDATA[" + "x".repeat(1_100_000) + "]]></title></entry>";
    assertThat(refusal(FEED + section + "</feed>").reason()).isEqualTo(Reason.TEXT_TOO_LONG);

    String comment = "<!--" + "x".repeat(3_000_000) + "-->";
    Path harmless =
        Files.writeString(folder.resolve("file.xml"), FEED + comment + "</feed>" + comment);
    assertThat(Collected.of(harmless).usagePoints()).isEmpty();
  }

  @Test
  void tooManyDifferentNames() throws IOException {
    StringBuilder feed = new StringBuilder(FEED);
    for (int i = 0; i < 5_000; i++) {
      feed.append("<x%d/>".formatted(i));
    }
    assertThat(refusal(feed + "</feed>").reason()).isEqualTo(Reason.TOO_MANY);
  }

  @Test
  void bytesThatAreNoCharacters() throws IOException {
    byte[] bytes =
        (FEED + "<entry><title>x</title></entry></feed>").getBytes(StandardCharsets.UTF_8);
    bytes[FEED.length() + "<entry><title>".length()] = (byte) 0xC3;
    Path path = Files.write(folder.resolve("file.xml"), bytes);

    assertThat(refusal(path, Limits.DEFAULT).reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void manyBlocksThatAllOverlapAreReadInGoodTime() throws IOException {
    StringBuilder feed = new StringBuilder(FEED);
    feed.append("<entry><content><MeterReading xmlns='http://naesb.org/espi'/></content></entry>");
    for (int i = 0; i < 20_000; i++) {
      feed.append("<entry><updated>2026-01-01T00:00:00Z</updated><content>")
          .append("<IntervalBlock xmlns='http://naesb.org/espi'><interval><duration>900</duration>")
          .append("<start>0</start></interval></IntervalBlock></content></entry>");
    }
    Path path = Files.writeString(folder.resolve("file.xml"), feed + "</feed>");

    long before = System.nanoTime();
    assertThat(Collected.of(path).tolerances()).anyMatch(line -> line.startsWith("BLOCKS_OVERLAP"));
    assertThat(System.nanoTime() - before).isLessThan(10_000_000_000L);
  }

  @Test
  void tooManyEntriesLinksOrTexts() throws IOException {
    Path entries =
        Files.writeString(folder.resolve("file.xml"), FEED + "<entry/>".repeat(11) + "</feed>");
    assertThat(refusal(entries, limits(10, 10, 1000)).reason()).isEqualTo(Reason.TOO_MANY);

    Path links =
        Files.writeString(
            folder.resolve("file.xml"),
            FEED + "<entry>" + "<link rel=\"related\" href=\"a\"/>".repeat(11) + "</entry></feed>");
    assertThat(refusal(links, limits(10, 10, 1000)).reason()).isEqualTo(Reason.TOO_MANY);

    Path strict = Collected.golden("strict");
    assertThat(refusal(strict, limits(10, 100, 1000)))
        .hasMessageContaining("more than 1000 characters");
  }

  @Test
  void truncatedAnywhere() throws IOException {
    String whole = Files.readString(Collected.golden("strict"));
    for (int length = 200; length < whole.length() - 8; length += 97) {
      GreenButtonException refusal = refusal(whole.substring(0, length));
      assertThat(refusal.reason()).isIn(Reason.TRUNCATED, Reason.MALFORMED);
    }
  }

  @Test
  void largeFiles() {
    Limits usual = Limits.DEFAULT;
    Limits small = new Limits(100, 100, 300, 10, 64, 1000, 10, 10, usual.structureCharacters());

    assertThat(refusal(Collected.golden("strict"), small).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void zipBombs() throws IOException {
    Path bomb = folder.resolve("bomb.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.putNextEntry(new ZipEntry("feed.xml"));
      write(zip, FEED);
      for (int i = 0; i < 100; i++) {
        write(zip, " ".repeat(1 << 20));
      }
      write(zip, "</feed>");
    }
    assertThat(refusal(bomb, Limits.DEFAULT).reason()).isEqualTo(Reason.ZIP_BOMB);

    Limits total = new Limits(1 << 20, 10 << 20, 10_000, 10, 64, 1 << 20, 10, 10, 1000);
    assertThat(refusal(bomb, total).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void brokenZip() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.zip"), "PK\u0003\u0004 and no more");

    assertThat(refusal(broken, Limits.DEFAULT).reason()).isEqualTo(Reason.BROKEN_ZIP);
  }

  @Test
  void zipWhoseMembersAreBroken() throws IOException {
    Path path = folder.resolve("broken.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(new ZipEntry("feed.xml"));
      Files.copy(Collected.golden("strict"), zip);
    }
    byte[] bytes = Files.readAllBytes(path);
    for (int i = 60; i < 600; i++) {
      bytes[i] = (byte) (bytes[i] ^ 0x55);
    }
    Files.write(path, bytes);

    assertThat(refusal(path, Limits.DEFAULT).reason())
        .isIn(Reason.BROKEN_ZIP, Reason.MALFORMED, Reason.NOT_GREEN_BUTTON);
  }

  @Test
  void tooManyMembers() throws IOException {
    Path many = folder.resolve("many.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(many))) {
      for (int i = 0; i < 11; i++) {
        zip.putNextEntry(new ZipEntry(i + ".xml"));
      }
    }
    Limits few = new Limits(1 << 20, 10 << 20, 300, 10, 64, 1 << 20, 10, 10, 1000);

    assertThat(refusal(many, few).reason()).isEqualTo(Reason.TOO_MANY);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
