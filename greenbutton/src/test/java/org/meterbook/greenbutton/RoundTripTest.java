package org.meterbook.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is strict, and is read back as it was. */
class RoundTripTest {
  private static final Instant UPDATED = Instant.parse("2026-11-21T00:00:00Z");

  @TempDir private Path folder;

  @RepeatedTest(150)
  void randomFeeds(RepetitionInfo repetition) throws IOException {
    long seed = 20_261_121L + repetition.getCurrentRepetition();
    RandomFeed feed = new RandomFeed(seed);
    List<UsagePoint> points = new ArrayList<>();
    List<Customer> customers = new ArrayList<>();
    List<Collected.Reading> readings = new ArrayList<>();
    Path path = folder.resolve("feed.xml");

    try (OutputStream stream = Files.newOutputStream(path);
        GreenButtonWriter writer = GreenButtonWriter.open(stream, RandomFeed.feed())) {
      for (int i = feed.count(4); i > 0; i--) {
        UsagePoint point = feed.usagePoint();
        points.add(point);
        writer.usagePoint(point);
        for (MeterReading meterReading : point.meterReadings()) {
          long start = 1_700_000_000;
          for (int block = feed.count(3); block > 0; block--) {
            TimeInterval interval = new TimeInterval(start, 86_400);
            start += 86_400;
            writer.startBlock(meterReading, UPDATED, interval);
            for (IntervalReading reading : feed.readings(interval, 1 + feed.count(30))) {
              writer.reading(reading);
              readings.add(new Collected.Reading(meterReading, reading));
            }
            writer.endBlock();
          }
        }
      }
      for (int i = feed.count(3); i > 0; i--) {
        Customer customer = feed.customer();
        customers.add(customer);
        writer.customer(customer);
      }
    }
    Collected read = Collected.of(path);

    assertThat(read.tolerances()).as("seed %d", seed).isEmpty();
    assertThat(read.usagePoints()).as("seed %d", seed).isEqualTo(points);
    assertThat(read.customers()).as("seed %d", seed).isEqualTo(customers);
    assertThat(read.readings()).as("seed %d", seed).isEqualTo(readings);
    assertThat(read.refusedReadings()).isEmpty();
    assertThat(read.refused()).isEmpty();
    assertThat(read.skipped()).isEmpty();
    assertThat(read.unattached()).isEmpty();
  }

  @Test
  void resourcesWithoutLinksGetSome() throws IOException {
    MeterReading meterReading = new MeterReading(Entry.NONE, Optional.empty());
    UsagePoint bare =
        new UsagePoint(
            Entry.NONE,
            Optional.empty(),
            OptionalInt.of(1),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(meterReading),
            List.of());
    Path path = folder.resolve("feed.xml");
    try (OutputStream stream = Files.newOutputStream(path);
        GreenButtonWriter writer = GreenButtonWriter.open(stream, RandomFeed.feed())) {
      writer.usagePoint(bare);
      writer.startBlock(meterReading, UPDATED, new TimeInterval(0, 900));
      writer.reading(IntervalReading.of(0, 900, 5));
      writer.endBlock();
    }
    Collected read = Collected.of(path);

    Entry entry = read.usagePoints().getFirst().meterReadings().getFirst().entry();
    assertThat(entry.href()).endsWith("/Batch/Bulk/1/UsagePoint/1/MeterReading/1");
    assertThat(entry.id()).isEqualTo(PersistentId.of(entry.href()));
    assertThat(read.tolerances()).isEmpty();
    assertThat(read.values(0)).isEqualTo("0+900=5");
  }

  @Test
  void whatTheSchemaNeedsIsFilledInAndTextsAreCut() throws IOException {
    LineItem item =
        new LineItem(
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            "😀".repeat(300),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());
    Path strict = Collected.golden("status-time-missing");
    UsagePoint point = Collected.of(strict).usagePoints().getFirst();
    UsageSummary before = point.summaries().getFirst();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (GreenButtonWriter writer = GreenButtonWriter.open(stream, RandomFeed.feed())) {
      writer.usagePoint(point);
      UsagePoint other =
          new UsagePoint(
              Entry.of("https://custodian.example/UsagePoint/9", "", UPDATED),
              Optional.of("nonsense"),
              point.serviceKind(),
              point.status(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of(withItem(before, item)));
      writer.usagePoint(other);
    }
    Path path = Files.write(folder.resolve("feed.xml"), stream.toByteArray());
    Collected read = Collected.of(path);

    assertThat(read.tolerances()).isEmpty();
    UsageSummary after = read.usagePoints().getFirst().summaries().getFirst();
    assertThat(after.statusTimeStamp())
        .hasValue(before.entry().updated().orElseThrow().getEpochSecond());
    LineItem written = read.usagePoints().get(1).summaries().getFirst().lineItems().getFirst();
    assertThat(written.note()).isEqualTo("😀".repeat(256));
    assertThat(written.itemKind()).hasValue(10);
    assertThat(read.usagePoints().get(1).roleFlags()).isEmpty();
    assertThat(stream.toString(StandardCharsets.UTF_8)).doesNotContain("nonsense");
  }

  private static UsageSummary withItem(UsageSummary summary, LineItem item) {
    return new UsageSummary(
        Entry.of("https://custodian.example/UsagePoint/9/UsageSummary/1", "", UPDATED),
        false,
        summary.billingPeriod(),
        summary.billLastPeriod(),
        summary.billToDate(),
        summary.costAdditionalLastPeriod(),
        List.of(item),
        summary.currency(),
        summary.measurements(),
        summary.qualityOfReading(),
        summary.ratchetDemandPeriod(),
        summary.statusTimeStamp(),
        summary.commodity(),
        summary.tariffProfile(),
        summary.readCycle(),
        summary.tariffRiders(),
        summary.billingChargeSource());
  }

  @Test
  void misuseIsRefused() throws IOException {
    RandomFeed feed = new RandomFeed(1);
    MeterReading unknown = new MeterReading(Entry.NONE, Optional.empty());
    try (GreenButtonWriter writer =
        GreenButtonWriter.open(OutputStream.nullOutputStream(), RandomFeed.feed())) {
      assertThatThrownBy(() -> writer.reading(IntervalReading.of(0, 1, 1)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.startBlock(unknown, UPDATED, new TimeInterval(0, 1)))
          .isInstanceOf(IllegalArgumentException.class);
      UsagePoint point = feed.usagePoint();
      while (point.meterReadings().isEmpty()) {
        point = feed.usagePoint();
      }
      writer.usagePoint(point);
      UsagePoint written = point;
      writer.startBlock(point.meterReadings().getFirst(), UPDATED, new TimeInterval(0, 1));
      assertThatThrownBy(() -> writer.usagePoint(written))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.reading(IntervalReading.of(0, 1, 1L << 48)))
          .isInstanceOf(IllegalArgumentException.class);
      writer.endBlock();
    }
    assertThatThrownBy(() -> GreenButtonWriter.open(OutputStream.nullOutputStream(), Entry.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
