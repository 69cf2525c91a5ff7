package org.meterbook.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The times of readings, and which of two counts. */
class DeliveryTest {
  @TempDir private Path folder;

  private Collected read(Feeds feed) throws IOException {
    return Collected.of(Files.writeString(folder.resolve("feed.xml"), feed.toString()));
  }

  private static Feeds feed() {
    return new Feeds()
        .entry("/u/1 /u /m", "<e:UsagePoint/>")
        .entry("/m/1 /m /t/1 /b", "<e:MeterReading/>")
        .entry("/t/1 /t", Feeds.readingType(72));
  }

  private Collected block(String interval, String... readings) throws IOException {
    return read(feed().entry("/b/1 /b", Feeds.block(interval, readings)));
  }

  @Test
  void theDistanceIsTheDurationWhenNothingElseSaysIt() throws IOException {
    assertThat(block("", "0+=1", "900+=2", "2700+=3").values(0))
        .isEqualTo("0+900=1 900+1800=2 2700+1800=3");
  }

  @Test
  void aSingleReadingWithoutDurationIsRefused() throws IOException {
    Collected file = block("", "0+=1");

    assertThat(file.readings()).isEmpty();
    assertThat(file.refusedReadings().getFirst().text()).contains("no duration");
  }

  @Test
  void theShareOfTheBlockIsTheDurationIfItIsWhole() throws IOException {
    assertThat(block("0+1800", "0+=1", "900+=2").values(0)).isEqualTo("0+900=1 900+900=2");
    assertThat(block("0+1801", "0+=1", "900+=2").values(0)).isEqualTo("0+900=1 900+900=2");
  }

  @Test
  void aMissingStartFollowsFromTheReadingBefore() throws IOException {
    assertThat(block("600+2700", "+900=1", "+900=2", "6000+900=3", "+900=4").values(0))
        .isEqualTo("600+900=1 1500+900=2 6000+900=3 6900+900=4");
    assertThat(block("", "+900=1").refusedReadings().getFirst().text()).contains("no start");
  }

  @Test
  void aReadingBeyondTheEndOfTimeIsRefused() throws IOException {
    Collected file = block("", "4291747100+100=1", "4291747100+101=2", "-1+900=3");

    assertThat(file.readings()).hasSize(1);
    assertThat(file.refusedReadings()).hasSize(2);
  }

  @Test
  void ofSeveralQualitiesTheFirstThatIsNotValidCounts() throws IOException {
    String reading =
        Feeds.block("", "0+900=1")
            .replace(
                "<e:timePeriod>",
                """
                <e:ReadingQuality><e:quality>0</e:quality></e:ReadingQuality>\
                <e:ReadingQuality><e:quality>9</e:quality></e:ReadingQuality>\
                <e:ReadingQuality><e:quality>8</e:quality></e:ReadingQuality><e:timePeriod>\
                """)
            .replace("</e:value>", "</e:value><e:tou>2</e:tou><e:cpp>3</e:cpp>");
    Collected file = read(feed().entry("/b/1 /b", reading));

    assertThat(file.readings().getFirst().reading())
        .isEqualTo(
            new IntervalReading(0, 900, 1, 9, IntervalReading.ABSENT, IntervalReading.NONE, 2, 3));
  }

  @Test
  void aBlockWithoutReadingsIsNothing() throws IOException {
    assertThat(block("0+900").readings()).isEmpty();
    assertThat(block("0+900").tolerances()).isEmpty();
  }

  /** Blocks overlap at random; the newest says what counts, of equally new ones the last. */
  @RepeatedTest(60)
  void ofOverlappingBlocksTheNewestCounts(RepetitionInfo repetition) throws IOException {
    long seed = 42L + repetition.getCurrentRepetition();
    Random random = new Random(seed);
    Feeds feed = feed();
    Map<Long, Integer> expected = new HashMap<>();
    Map<Long, Integer> newest = new HashMap<>();
    // As many times of update as there are rounds.
    for (int block = 0; block < 6; block++) {
      int updated = 1 + random.nextInt(4);
      long first = random.nextInt(4) * 900L;
      List<String> readings = new ArrayList<>();
      for (long start = first; start < first + 2700; start += 900) {
        readings.add(start + "+900=" + block);
        if (updated >= newest.getOrDefault(start, 0)) {
          newest.put(start, updated);
          expected.put(start, block);
        }
      }
      feed.entry(
          "/b/" + block + " /b",
          "2026-01-0" + updated + "T00:00:00Z",
          Feeds.block(first + "+2700", readings.toArray(new String[0])));
    }

    Map<Long, Integer> counting = new HashMap<>();
    for (Collected.Reading reading : read(feed).readings()) {
      counting.put(reading.reading().start(), (int) reading.reading().value());
    }

    assertThat(counting).as("seed %d", seed).isEqualTo(expected);
  }
}
