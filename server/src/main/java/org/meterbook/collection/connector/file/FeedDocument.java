package org.meterbook.collection.connector.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.collection.connector.Found;
import org.meterbook.greenbutton.GreenButtonException;
import org.meterbook.greenbutton.GreenButtonFile;
import org.meterbook.greenbutton.Limits;
import org.meterbook.greenbutton.LineItem;
import org.meterbook.greenbutton.MeterReading;
import org.meterbook.greenbutton.ServiceDeliveryPoint;
import org.meterbook.greenbutton.SummaryMeasure;
import org.meterbook.greenbutton.SummaryMeasurement;
import org.meterbook.greenbutton.TimeInterval;
import org.meterbook.greenbutton.UsagePoint;
import org.meterbook.greenbutton.UsageSummary;

/**
 * Reads a Green Button: its usage points, their interval data, and its usage summaries as bills.
 */
final class FeedDocument {
  private static final long MEBIBYTE = 1 << 20;
  private static final Limits LIMITS =
      new Limits(
          32 * MEBIBYTE,
          256 * MEBIBYTE,
          300,
          100,
          64,
          (int) MEBIBYTE,
          200_000,
          400_000,
          32 * MEBIBYTE);

  private final ZoneId otherwise;
  private final Finds finds;

  /** The series of interval data that can be stored, and of what they are. */
  private final Map<MeterReading, Series> series = new IdentityHashMap<>();

  private record Series(String service, FeedMeasure measure) {}

  private FeedDocument(ZoneId otherwise, Finds finds) {
    this.otherwise = otherwise;
    this.finds = finds;
  }

  static void read(Path path, ZoneId otherwise, Finds finds) {
    try (GreenButtonFile file = GreenButtonFile.open(path, LIMITS)) {
      if (file.usagePoints().isEmpty()) {
        throw new UnreadableException("The Green Button has no usage point.");
      }
      FeedDocument reader = new FeedDocument(otherwise, finds);
      file.usagePoints().forEach(reader::point);
      file.readings((meterReading, reading) -> {
        Series of = reader.series.get(meterReading);
        if (of != null) {
          finds.reading(of.service(), of.measure().reading(reading));
        }
      });
    } catch (GreenButtonException e) {
      throw new UnreadableException("%s: %s".formatted(e.reason(), e.getMessage()));
    } catch (IOException e) {
      throw new UnreadableException("The Green Button cannot be read.");
    }
  }

  private void point(UsagePoint point) {
    ZoneId zone = FeedZone.of(point.timeConfiguration(), otherwise);
    Found.Service service = service(point);
    finds.service(service, Optional.of(zone));
    for (MeterReading reading : point.meterReadings()) {
      reading
          .readingType()
          .flatMap(FeedMeasure::of)
          .ifPresent(
              measure -> series.put(reading, new Series(service.serviceIdentifier(), measure)));
    }
    for (UsageSummary summary : point.summaries()) {
      bill(summary, service, zone).ifPresent(finds::bill);
    }
  }

  private static Found.Service service(UsagePoint point) {
    Optional<ServiceDeliveryPoint> tariff = point.serviceDeliveryPoint();
    return new Found.Service(
        name(point),
        tariff.flatMap(ServiceDeliveryPoint::tariffProfile).orElse(null),
        switch (point.serviceKind().orElse(-1)) {
          case 0 -> "electric";
          case 1 -> "gas";
          case 2 -> "water";
          default -> "unknown";
        },
        null,
        List.of(),
        null,
        null,
        null);
  }

  /** Its title, where that is no mere word for what it is; else the end of its link. */
  private static String name(UsagePoint point) {
    String title = point.entry().title().strip();
    if (!title.isEmpty()
        && !title.toLowerCase(java.util.Locale.ROOT).replace(" ", "").contains("usagepoint")) {
      return title;
    }
    String href = point.entry().href().isBlank() ? point.entry().id() : point.entry().href();
    if (href.isBlank()) {
      throw new UnreadableException("A usage point of the Green Button has no name.");
    }
    return href.substring(href.lastIndexOf('/') + 1);
  }

  private static Optional<Found.Bill> bill(
      UsageSummary summary, Found.Service service, ZoneId zone) {
    Optional<SummaryMeasurement> use =
        summary.measurement(SummaryMeasure.OVERALL_CONSUMPTION_LAST_PERIOD);
    Optional<FeedMeasure.Unit> unit =
        use.flatMap(sent -> FeedMeasure.Unit.of(sent.uom().orElse(-1)));
    Optional<Double> volume =
        unit.flatMap(known ->
            use.flatMap(SummaryMeasurement::physical).map(value -> known.of(value).doubleValue()));
    if (summary.billingPeriod().isEmpty()
        || (summary.billLastPeriod().isEmpty() && volume.isEmpty())) {
      return Optional.empty();
    }
    TimeInterval period = summary.billingPeriod().get();
    SimpleBill.Days days =
        new SimpleBill.Days(
            day(period.start(), zone), day(period.end(), zone), day(period.end(), zone));
    if (!days.sound()) {
      throw new UnreadableException(
          "A bill from %s to %s cannot be.".formatted(days.start(), days.end()));
    }
    return Optional.of(
        SimpleBill.of(
            service,
            days,
            new SimpleBill.Totals(
                summary.billLastPeriod().map(FeedDocument::money).orElse(null),
                volume.orElse(null),
                volume.flatMap(_ -> unit).map(FeedMeasure.Unit::name).orElse(null)),
            lines(summary, days),
            "xml"));
  }

  private static List<Found.LineItem> lines(UsageSummary summary, SimpleBill.Days days) {
    List<Found.LineItem> lines = new ArrayList<>();
    for (LineItem item : summary.lineItems()) {
      item.amount()
          .ifPresent(amount ->
              lines.add(
                  new Found.LineItem(
                      item.note().isBlank() ? "Charge" : item.note().strip(),
                      days.start(),
                      days.end(),
                      money(amount),
                      null,
                      null,
                      null,
                      "other")));
    }
    return lines;
  }

  private static BigDecimal money(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
  }

  private static LocalDate day(long second, ZoneId zone) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(second), zone);
  }
}
