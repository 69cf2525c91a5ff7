package org.meterbook.greenbutton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything of a file, for tests. */
record Collected(
    List<UsagePoint> usagePoints,
    List<Customer> customers,
    List<Resource> unattached,
    List<String> tolerances,
    List<Reading> readings,
    List<Note> refusedReadings,
    List<Note> refused,
    List<Note> skipped) {
  record Reading(MeterReading meterReading, IntervalReading reading) {}

  static Collected of(Path path) {
    return of(path, Limits.DEFAULT, ReadOptions.STANDARD);
  }

  static Collected of(Path path, Limits limits, ReadOptions options) {
    List<Reading> readings = new ArrayList<>();
    List<Note> refused = new ArrayList<>();
    try (GreenButtonFile file = GreenButtonFile.open(path, limits, options)) {
      file.readings(
          new ReadingConsumer() {
            @Override
            public void reading(MeterReading meterReading, IntervalReading reading) {
              readings.add(new Reading(meterReading, reading));
            }

            @Override
            public void refused(Place place, String reason) {
              refused.add(new Note(place, reason));
            }
          });
      return new Collected(
          file.usagePoints(),
          file.customers(),
          file.unattached(),
          file.tolerances().stream()
              .map(applied -> applied.tolerance() + " " + applied.count())
              .toList(),
          readings,
          refused,
          file.refused(),
          file.skipped());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path golden(String name) {
    return Path.of("src/test/resources/org/meterbook/greenbutton", name + ".xml").toAbsolutePath();
  }

  /** Start relative to a second, duration and value of each reading. */
  String values(long from) {
    return String.join(
        " ",
        readings.stream()
            .map(Reading::reading)
            .map(r -> (r.start() - from) + "+" + r.duration() + "=" + r.value())
            .toList());
  }
}
