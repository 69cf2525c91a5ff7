package org.meterbook.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links as feeds have them, and as they should not. */
class LinksTest {
  private static final String POINT = "<e:UsagePoint/>";
  private static final String READING = "<e:MeterReading/>";

  @TempDir private Path folder;

  private Collected read(Feeds feed) throws IOException {
    return Collected.of(Files.writeString(folder.resolve("feed.xml"), feed.toString()));
  }

  private static List<Integer> units(Collected file) {
    return file.usagePoints().stream()
        .flatMap(point -> point.meterReadings().stream())
        .map(reading -> reading.readingType().map(type -> type.uom().orElse(-1)).orElse(-1))
        .toList();
  }

  @Test
  void aMeterReadingMayNameEachOfItsBlocks() throws IOException {
    Collected file =
        read(
            new Feeds()
                .entry("/b/1 /b", Feeds.block("0+900", "0+900=1"))
                .entry("/b/2 /b", Feeds.block("900+900", "900+900=2"))
                .entry("/u/1 /u /m", POINT)
                .entry("/m/1 /m /t/1 /b/2", READING)
                .entry("/m/2 /m /t/1 /b/1", READING)
                .entry("/t/1 /t", Feeds.readingType(72)));

    assertThat(file.tolerances()).isEmpty();
    List<MeterReading> readings = file.usagePoints().getFirst().meterReadings();
    assertThat(file.readings())
        .containsExactly(
            new Collected.Reading(readings.get(1), IntervalReading.of(0, 900, 1)),
            new Collected.Reading(readings.get(0), IntervalReading.of(900, 900, 2)));
    assertThat(file.readings().getFirst().meterReading()).isSameAs(readings.get(1));
  }

  @Test
  void upMayLeadToTheParentItself() throws IOException {
    Collected file =
        read(
            new Feeds()
                .entry("/u/1 -", POINT)
                .entry("/u/2 -", POINT)
                .entry("/m/7 /u/2 /t/1", READING)
                .entry("/m/8 /u/1 /t/1", READING)
                .entry("/b/9 /m/7", Feeds.block("0+900", "0+900=1"))
                .entry("/t/1 /t", Feeds.readingType(72)));

    assertThat(file.tolerances()).containsExactly("LINK_BY_HREF 3");
    assertThat(file.usagePoints().get(1).meterReadings()).hasSize(1);
    assertThat(file.readings().getFirst().meterReading().entry().href()).isEqualTo("/m/7");
  }

  @Test
  void aSlashAtTheEndIsNoDifference() throws IOException {
    Collected file =
        read(
            new Feeds()
                .entry("/u/1 /u /m/", POINT)
                .entry("/m/1 /m /t/1/", READING)
                .entry("/t/1 /t", Feeds.readingType(72)));

    assertThat(file.tolerances()).isEmpty();
    assertThat(units(file)).containsExactly(72);
  }

  @Test
  void aReadingTypeThatBelongsToAnotherIsNotGuessed() throws IOException {
    Collected file =
        read(
            new Feeds()
                .entry("/u/1 /u /m", POINT)
                .entry("/m/1 /m /t/1", READING)
                .entry("/m/2 /m", READING)
                .entry("/t/1 /t", Feeds.readingType(72)));

    assertThat(file.tolerances()).isEmpty();
    assertThat(units(file)).containsExactly(72, -1);
  }

  @Test
  void readingTypesBeforeOrAfterTheirMeterReadings() throws IOException {
    Feeds before =
        new Feeds()
            .entry("- - /m", POINT)
            .entry("-", Feeds.readingType(72))
            .entry("- /m", READING)
            .entry("-", Feeds.readingType(169))
            .entry("- /m", READING);
    Feeds after =
        new Feeds()
            .entry("- - /m", POINT)
            .entry("- /m", READING)
            .entry("-", Feeds.readingType(72))
            .entry("- /m", READING)
            .entry("-", Feeds.readingType(169));

    for (Feeds feed : List.of(before, after)) {
      Collected file = read(feed);
      assertThat(file.tolerances()).containsExactly("LINK_BY_ORDER 2");
      assertThat(units(file)).containsExactly(72, 169);
    }
  }

  @Test
  void aBlockOfAMeterReadingThatIsNotInTheFileIsNotHungOnTheOnlyOne() throws IOException {
    Collected file =
        read(
            new Feeds()
                .entry("/u/1 /u /m", POINT)
                .entry("/u/1/MeterReading/1 /m", READING)
                .entry("/u/1/MeterReading/2/IntervalBlock/1 -", Feeds.block("0+900", "0+900=1")));

    assertThat(file.tolerances()).containsExactly("METER_READING_MISSING 1");
    assertThat(file.readings().getFirst().meterReading())
        .isSameAs(file.unattached().getFirst())
        .isEqualTo(new MeterReading(Entry.NONE, Optional.empty()));
  }

  @Test
  void linksLeadFromOneFileOfAnArchiveToAnother() throws IOException {
    Feeds one = new Feeds().entry("/u/1 /u /m", POINT).entry("/m/1 /m /t/1 /b", READING);
    Feeds two =
        new Feeds()
            .entry("/t/1 /t", Feeds.readingType(72))
            .entry("/b/1 /b", Feeds.block("0+900", "0+900=1"));
    Path path = folder.resolve("feed.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Feeds feed : List.of(two, one)) {
        zip.putNextEntry(new ZipEntry(feed == one ? "one.xml" : "two.xml"));
        zip.write(feed.toString().getBytes(StandardCharsets.UTF_8));
      }
    }

    Collected file = Collected.of(path);

    assertThat(file.tolerances()).isEmpty();
    assertThat(units(file)).containsExactly(72);
    assertThat(file.readings().getFirst().meterReading())
        .isSameAs(file.usagePoints().getFirst().meterReadings().getFirst());
  }

  @Test
  void equalLinksInTwoFilesAreTwoThings() throws IOException {
    Path path = folder.resolve("feed.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (int value = 1; value <= 2; value++) {
        Feeds feed =
            new Feeds()
                .entry("/u/1 /u /m", POINT)
                .entry("/m/1 /m /t/1 /b", READING)
                .entry("/t/1 /t", Feeds.readingType(value))
                .entry("/b/1 /b", Feeds.block("0+900", "0+900=" + value));
        zip.putNextEntry(new ZipEntry(value + ".xml"));
        zip.write(feed.toString().getBytes(StandardCharsets.UTF_8));
      }
    }

    Collected file = Collected.of(path);

    assertThat(file.tolerances()).isEmpty();
    assertThat(units(file)).containsExactly(1, 2);
    for (int i = 0; i < 2; i++) {
      assertThat(file.readings().get(i).meterReading())
          .isSameAs(file.usagePoints().get(i).meterReadings().getFirst());
    }
  }

  @Test
  void aStatementLinkedToAnAgreementIsTheAccounts() throws IOException {
    Collected file =
        read(
            new Feeds()
                .entry("/c/1 /c /a", "<c:Customer/>")
                .entry("/a/1 /a /g", "<c:CustomerAccount/>")
                .entry("/a/2 /a /h", "<c:CustomerAccount/>")
                .entry("/h/1 /h /s", "<c:CustomerAgreement/>")
                .entry("/s/1 /s", "<c:Statement/>"));

    assertThat(file.tolerances()).isEmpty();
    List<CustomerAccount> accounts = file.customers().getFirst().accounts();
    assertThat(accounts.get(0).statements()).isEmpty();
    assertThat(accounts.get(1).statements()).hasSize(1);
  }

  @Test
  void whatHangsOnNothingIsKeptWhole() throws IOException {
    Collected file =
        read(
            new Feeds()
                .entry("/a/1 /a /g", "<c:CustomerAccount/>")
                .entry("/g/1 /g", "<c:CustomerAgreement/>"));

    assertThat(file.unattached())
        .singleElement()
        .isInstanceOfSatisfying(
            CustomerAccount.class, account -> assertThat(account.agreements()).hasSize(1));
  }
}
