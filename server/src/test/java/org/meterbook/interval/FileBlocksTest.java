package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Month;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.api.Call;
import org.meterbook.api.Caller;
import org.meterbook.api.Permission;
import org.meterbook.interval.greenbutton.GreenButtonImporter;
import org.meterbook.interval.greenbutton.GreenButtonResult;
import org.meterbook.interval.greenbutton.ImportOptions;
import org.meterbook.interval.readingimport.ReadingFile;
import org.meterbook.store.Scope;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Files that are stored block by block. */
class FileBlocksTest {
  private static final int BLOCK = 10;

  @TempDir Path folder;
  private final Site site = new Site();

  private Transactions blocks() {
    return Transactions.each(
        TestServer.server().database(),
        new Caller(
            site.datasource.tenant(),
            site.datasource.code(),
            site.datasource.userId(),
            "admin",
            Set.of(Permission.of("IntervalData (Manage)")),
            Scope.UNBOUNDED,
            TestServer.ZONE,
            Month.JULY,
            "test"),
        BLOCK);
  }

  /** Transactions of which only the first ones come to their end. */
  private static Transactions dying(Transactions all, int count) {
    return new Transactions() {
      private int left = count;

      @Override
      public int block() {
        return all.block();
      }

      @Override
      public <T> T write(Function<Call, T> work) {
        if (left-- == 0) {
          throw new IllegalStateException("killed");
        }
        return all.write(work);
      }
    };
  }

  private Path profile() throws Exception {
    return Files.writeString(folder.resolve("profile.json"), "{" + ReadingImportTest.LONG + "}");
  }

  private Path rows(IntStream minutes) throws Exception {
    return Files.writeString(
        folder.resolve("readings.csv"),
        "header\n"
            + minutes
                .mapToObj(minute ->
                    "HQ-E,11/1/2026 %d:%02d %s,%d,,\n"
                        .formatted(
                            (minute / 60 + 11) % 12 + 1,
                            minute % 60,
                            minute < 720 ? "AM" : "PM",
                            minute))
                .collect(Collectors.joining()));
  }

  private int count(int channel) {
    return site.readings(channel).size();
  }

  @Test
  void theRepeatedHourLosesNothingWhereABlockEndsInIt() throws Exception {
    // 95 quarters of the hour; the clock goes back at 2:00, and 1:15 to 2:00 come again.
    Path file =
        rows(
            IntStream.concat(
                IntStream.rangeClosed(1, 7).map(i -> i * 15),
                IntStream.rangeClosed(4, 91).map(i -> i * 15)));
    ReadingFile.Result first = ReadingFile.run(blocks(), file, profile(), true, false);
    assertThat(first.refusals()).isEmpty();
    assertThat(first.rows()).isEqualTo(95);
    assertThat(first.stored()).isEqualTo(95);
    assertThat(first.createdChannels()).as("made in the first block only").hasSize(1);
    int channel = first.createdChannels().getFirst();
    assertThat(count(channel)).isEqualTo(95);
    JsonNode readings = site.readings(channel);
    assertThat(readings.get(7).get("time").stringValue())
        .as("the second 1:00 of the day, in the first block")
        .isEqualTo("2026-11-01T01:00:00");
    assertThat(readings.get(10).get("rawValue").intValue())
        .as("the second 1:45 of the day, in the second block")
        .isEqualTo(105);
    ReadingFile.Result again = ReadingFile.run(blocks(), file, profile(), true, true);
    assertThat(again.same()).isEqualTo(95);
    assertThat(again.createdChannels()).isEmpty();
  }

  @Test
  void aTextFileCutOffBetweenBlocksIsCompletedByTheNextRun() throws Exception {
    Path file = rows(IntStream.rangeClosed(1, 35).map(i -> i * 15).filter(i -> i > 120));
    // The check, the source, and two blocks.
    Transactions dying = dying(blocks(), 4);
    assertThatThrownBy(() -> ReadingFile.run(dying, file, profile(), true, false))
        .hasMessage("killed");
    ReadingFile.Result second = ReadingFile.run(blocks(), file, profile(), true, false);
    assertThat(second.createdChannels()).isEmpty();
    assertThat(second.same()).isEqualTo(2 * BLOCK);
    assertThat(second.stored()).isEqualTo(27 - 2 * BLOCK);
  }

  @Test
  void strictStoresNothingOfAnyBlock() throws Exception {
    Path file = rows(IntStream.rangeClosed(20, 60).map(i -> i * 15));
    Files.writeString(file, Files.readString(file) + "HQ-E,never,1,,\n");
    int channel = site.channel(15, "Trip", 1, 0);
    ReadingFile.Result held = ReadingFile.run(blocks(), file, profile(), false, true);
    assertThat(held.refused()).isEqualTo(1);
    assertThat(held.stored()).isZero();
    assertThat(count(channel)).isZero();
  }

  @Test
  void aChannelDeletedBetweenBlocksIsSaid() throws Exception {
    int channel = site.channel(15, "Trip", 1, 0);
    Path file = rows(IntStream.rangeClosed(20, 59).map(i -> i * 15));
    Transactions all = blocks();
    Transactions deleting =
        new Transactions() {
          private int done;

          @Override
          public int block() {
            return all.block();
          }

          @Override
          public <T> T write(Function<Call, T> work) {
            if (done++ == 4) {
              site.client
                  .delete("/api/v202101/meter/%d/channel/%d".formatted(site.meter, channel))
                  .expect(204);
            }
            return all.write(work);
          }
        };
    ReadingFile.Result result = ReadingFile.run(deleting, file, profile(), false, false);
    assertThat(result.stored()).isEqualTo(2 * BLOCK);
    assertThat(result.refusals().getFirst().text())
        .isEqualTo("channel %d was deleted meanwhile".formatted(channel));
  }

  private GreenButtonResult.GreenButtonSeries greenButton(Transactions transactions)
      throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("feed.xml"),
            GreenButtonFeed.of(72, 0, 4, LongStream.range(0, 35).toArray()));
    return GreenButtonImporter.run(
            transactions,
            file,
            new ImportOptions("feed.xml", Optional.of("HQ-E"), false, Optional.empty(), 5, false))
        .series()
        .getFirst();
  }

  @Test
  void aGreenButtonCutOffBetweenBlocksIsCompletedByTheNextRun() throws Exception {
    // The plan and two blocks.
    assertThatThrownBy(() -> greenButton(dying(blocks(), 3))).hasMessage("killed");
    GreenButtonResult.GreenButtonSeries second = greenButton(blocks());
    assertThat(second.createdChannel()).isFalse();
    assertThat(second.same()).isEqualTo(2 * BLOCK);
    assertThat(second.stored()).isEqualTo(35 - 2 * BLOCK);
    assertThat(count(java.util.Objects.requireNonNull(second.channelId()))).isEqualTo(35);
    assertThat(greenButton(blocks()).same()).isEqualTo(35);
  }
}
