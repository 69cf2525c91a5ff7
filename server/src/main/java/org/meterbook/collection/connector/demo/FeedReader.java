package org.meterbook.collection.connector.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meterbook.collection.connector.Found;
import org.meterbook.greenbutton.GreenButtonFile;
import org.meterbook.greenbutton.IntervalReading;
import org.meterbook.greenbutton.Limits;
import org.meterbook.greenbutton.MeterReading;
import org.meterbook.greenbutton.ReadingConsumer;
import org.meterbook.greenbutton.ReadingType;
import org.meterbook.greenbutton.Uom;

/** Sorts the readings of a Green Button file into the days of a zone. */
final class FeedReader implements ReadingConsumer {
  private static final int WATT_TO_KILO = -3;
  private static final int MINUTE = 60;
  private static final int DAY = 86_400;

  private final ZoneId zone;
  private final Map<LocalDate, Filling> days = new TreeMap<>();
  private Optional<Filling> last = Optional.empty();

  private FeedReader(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * The days of a file, oldest first.
   *
   * @throws IOException if it is no Green Button
   */
  static List<Found.Day> read(byte[] feed, ZoneId zone) throws IOException {
    // The reader goes over a file twice.
    Path file = Files.createTempFile("meterbook-", ".xml");
    try {
      Files.write(file, feed);
      FeedReader reader = new FeedReader(zone);
      try (GreenButtonFile opened = GreenButtonFile.open(file, Limits.DEFAULT)) {
        opened.readings(reader);
      }
      return reader.days.values().stream().map(Filling::day).toList();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void reading(MeterReading meterReading, IntervalReading reading) {
    ReadingType type = meterReading.readingType().orElse(null);
    boolean energy = type != null && type.uom().orElse(-1) == Uom.WATT_HOUR.code();
    if (type == null || !energy || reading.duration() < MINUTE || reading.duration() > DAY) {
      return;
    }
    String kind =
        type.flowDirection().orElse(DemoFeed.DELIVERED) == DemoFeed.RECEIVED ? "rev" : "fwd";
    filling(reading).put(kind, reading, scaled(reading.value(), type.powerOfTenMultiplier()));
  }

  /** In kWh; one division or multiplication, so that 837 Wh is 0.837. */
  private static double scaled(long value, int multiplier) {
    int power = multiplier + WATT_TO_KILO;
    return power < 0 ? value / Math.pow(10, -power) : value * Math.pow(10, power);
  }

  private Filling filling(IntervalReading reading) {
    if (last.isEmpty() || !last.get().holds(reading.start())) {
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(reading.start()), zone);
      last = Optional.of(days.computeIfAbsent(day, key -> Filling.of(key, zone, reading)));
    }
    return last.get();
  }

  /** A day while its readings come. */
  private record Filling(
      LocalDate date, Instant begin, Instant end, int seconds, Map<String, double[]> values) {
    static Filling of(LocalDate day, ZoneId zone, IntervalReading reading) {
      return new Filling(
          day,
          day.atStartOfDay(zone).toInstant(),
          day.plusDays(1).atStartOfDay(zone).toInstant(),
          (int) reading.duration(),
          new LinkedHashMap<>());
    }

    boolean holds(long second) {
      return second >= begin.getEpochSecond() && second < end.getEpochSecond();
    }

    void put(String kind, IntervalReading reading, double value) {
      double[] slots = values.computeIfAbsent(kind, any -> gaps());
      int slot = (int) ((reading.start() - begin.getEpochSecond()) / seconds);
      if (reading.duration() == seconds && slot < slots.length) {
        slots[slot] = value;
      }
    }

    private double[] gaps() {
      double[] slots =
          new double[(int) ((end.getEpochSecond() - begin.getEpochSecond()) / seconds)];
      Arrays.fill(slots, Double.NaN);
      return slots;
    }

    Found.Day day() {
      return new Found.Day(date, begin, end, seconds, "kwh", values, "greenbutton_cmd", "revenue");
    }
  }
}
