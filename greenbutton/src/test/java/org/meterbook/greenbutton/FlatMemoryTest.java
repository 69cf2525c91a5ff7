package org.meterbook.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of 100 MB is read by a virtual machine with 48 MB. */
@Tag("slow")
class FlatMemoryTest {
  private static final int READINGS = 300_000;

  @TempDir private Path folder;

  /** Days, as most feeds have them, and one block with everything. */
  @ParameterizedTest
  @ValueSource(ints = {24, READINGS})
  void hundredMegabytes(int readingsInBlock) throws IOException, InterruptedException {
    Path path = folder.resolve("large.xml");
    write(path, readingsInBlock);
    assertThat(Files.size(path)).isGreaterThan(100_000_000);
    Path output = folder.resolve("output.txt");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FlatMemoryTest.class.getName(),
                path.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(Files.readString(output, StandardCharsets.UTF_8).strip())
        .isEqualTo(READINGS + " readings, sum " + (long) READINGS * (READINGS - 1) / 2);
  }

  private static void write(Path path, int readingsInBlock) throws IOException {
    MeterReading meterReading = new MeterReading(Entry.NONE, Optional.empty());
    UsagePoint point =
        new UsagePoint(
            Entry.NONE,
            Optional.empty(),
            OptionalInt.of(0),
            OptionalInt.of(1),
            Optional.empty(),
            Optional.empty(),
            List.of(meterReading),
            List.of());
    Instant updated = Instant.parse("2026-11-21T00:00:00Z");
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(path));
        GreenButtonWriter writer = GreenButtonWriter.open(stream, RandomFeed.feed())) {
      writer.usagePoint(point);
      for (int i = 0; i < READINGS; i++) {
        long start = 1_000_000_000L + i * 900L;
        if (i % readingsInBlock == 0) {
          writer.startBlock(meterReading, updated, new TimeInterval(start, readingsInBlock * 900L));
        }
        writer.reading(new IntervalReading(start, 900, i, 8, i, 1, 2, IntervalReading.NONE));
        if ((i + 1) % readingsInBlock == 0) {
          writer.endBlock();
        }
      }
    }
  }

  /** Runs in the small virtual machine. */
  static void main(String[] arguments) throws IOException {
    long[] count = {0, 0};
    try (GreenButtonFile file = GreenButtonFile.open(Path.of(arguments[0]), Limits.DEFAULT)) {
      file.readings((meterReading, reading) -> {
        count[0]++;
        count[1] += reading.value();
      });
      if (!file.tolerances().isEmpty()) {
        System.out.println(file.tolerances());
      }
    }
    System.out.println(count[0] + " readings, sum " + count[1]);
  }
}
