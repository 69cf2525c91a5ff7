package org.meterbook.collection.connector.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.meterbook.greenbutton.DstRule;
import org.meterbook.greenbutton.Entry;
import org.meterbook.greenbutton.GreenButtonWriter;
import org.meterbook.greenbutton.IntervalReading;
import org.meterbook.greenbutton.MeterReading;
import org.meterbook.greenbutton.ReadingType;
import org.meterbook.greenbutton.ServiceDeliveryPoint;
import org.meterbook.greenbutton.TimeConfiguration;
import org.meterbook.greenbutton.TimeInterval;
import org.meterbook.greenbutton.Uom;
import org.meterbook.greenbutton.UsagePoint;

/** The Green Button download of a meter: a block of readings for each day and direction. */
final class DemoFeed {
  static final int DELIVERED = 1;
  static final int RECEIVED = 19;
  static final int REVENUE_QUALITY = 19;

  private static final String BASE = "https://demo.utility.example/espi/1_1/resource/";
  // What a partial download has of each day, and how many days of it.
  private static final int GAP_BEGIN = 40;
  private static final int GAP_END = 48;
  private static final int PARTIAL_DAYS = 90;

  private DemoFeed() {}

  /**
   * Writes the days that there are of those asked for.
   *
   * @param to the day after the last one
   */
  static byte[] write(
      DemoMeter meter, Scenario scenario, LocalDate from, LocalDate to, LocalDate today) {
    boolean partial = scenario == Scenario.PARTIALINTERVALS;
    LocalDate first = partial ? today.minusDays(PARTIAL_DAYS) : DemoReadings.first(today);
    boolean any = meter.tariff().metersIntervals() && scenario != Scenario.NOINTERVALS;
    LocalDate begin = from.isBefore(first) ? first : from;
    LocalDate end = !any ? begin : to.isAfter(today) ? today : to;
    try {
      return write(meter, begin, end, partial);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] write(DemoMeter meter, LocalDate begin, LocalDate end, boolean partial)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Instant updated = DemoReadings.begin(end);
    MeterReading delivered = series(meter, DELIVERED, updated);
    MeterReading received = series(meter, RECEIVED, updated);
    List<MeterReading> series = new ArrayList<>(List.of(delivered));
    if (meter.solar()) {
      series.add(received);
    }
    try (GreenButtonWriter feed =
        GreenButtonWriter.open(bytes, Entry.of(BASE + "Subscription/1", "Subscription", updated))) {
      feed.usagePoint(point(meter, series, updated));
      for (LocalDate day = begin; day.isBefore(end); day = day.plusDays(1)) {
        block(feed, delivered, day, DemoReadings.delivered(meter, day), partial);
        if (meter.solar()) {
          block(feed, received, day, DemoReadings.received(meter, day), partial);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void block(
      GreenButtonWriter feed, MeterReading series, LocalDate day, long[] values, boolean partial)
      throws IOException {
    long start = DemoReadings.begin(day).getEpochSecond();
    Instant updated = DemoReadings.begin(day.plusDays(1));
    long length = (long) values.length * DemoReadings.SECONDS;
    feed.startBlock(series, updated, new TimeInterval(start, length));
    for (int i = 0; i < values.length; i++) {
      if (!partial || i < GAP_BEGIN || i >= GAP_END) {
        long begin = start + (long) i * DemoReadings.SECONDS;
        feed.reading(IntervalReading.of(begin, DemoReadings.SECONDS, values[i]));
      }
    }
    feed.endBlock();
  }

  private static UsagePoint point(DemoMeter meter, List<MeterReading> series, Instant updated) {
    String href = BASE + "UsagePoint/" + meter.key();
    boolean gas = !meter.tariff().metersIntervals();
    TimeConfiguration time =
        new TimeConfiguration(
            Entry.of(BASE + "LocalTimeParameters/1", "LocalTimeParameters", updated),
            -8 * 3600,
            3600,
            DstRule.parse("360E2000"),
            DstRule.parse("B40E2000"));
    ServiceDeliveryPoint tariff =
        new ServiceDeliveryPoint(
            Optional.empty(), Optional.of(meter.tariff().title()), Optional.empty(), List.of());
    return new UsagePoint(
        Entry.of(href, "UsagePoint", updated),
        Optional.empty(),
        OptionalInt.of(gas ? 1 : 0),
        OptionalInt.of(1),
        Optional.of(tariff),
        Optional.of(time),
        series,
        List.of());
  }

  private static MeterReading series(DemoMeter meter, int direction, Instant updated) {
    String href = BASE + "UsagePoint/" + meter.key() + "/MeterReading/" + direction;
    ReadingType type =
        new ReadingType(
            Entry.of(BASE + "ReadingType/" + direction, "ReadingType", updated),
            OptionalInt.of(4),
            OptionalInt.of(1),
            OptionalInt.empty(),
            OptionalInt.of(840),
            OptionalInt.empty(),
            OptionalInt.of(REVENUE_QUALITY),
            OptionalInt.of(direction),
            OptionalLong.of(DemoReadings.SECONDS),
            OptionalInt.of(12),
            OptionalInt.of(0),
            0,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.of(Uom.WATT_HOUR.code()),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty());
    return new MeterReading(Entry.of(href, "MeterReading", updated), Optional.of(type));
  }
}
