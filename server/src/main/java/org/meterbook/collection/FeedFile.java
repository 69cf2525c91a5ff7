package org.meterbook.collection;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.meterbook.greenbutton.Entry;
import org.meterbook.greenbutton.GreenButtonWriter;
import org.meterbook.greenbutton.IntervalReading;
import org.meterbook.greenbutton.MeterReading;
import org.meterbook.greenbutton.ServiceDeliveryPoint;
import org.meterbook.greenbutton.TimeInterval;
import org.meterbook.greenbutton.UsagePoint;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import tools.jackson.databind.JsonNode;

/** Interval data as a Green Button: a usage point for each meter, a block for each day and kind. */
final class FeedFile {
  private static final String SERIES =
      "SELECT t.collection_meter_id, t.unit, k.kind, max(t.seconds) "
          + IntervalsCsv.FROM
          + ", unnest(t.kinds) AS k(kind) WHERE t.tenant_id = :tenant";

  private static final String POINTS =
      "SELECT p.collection_meter_id, p.zone, p.base FROM collection_meter p WHERE p.tenant_id = :tenant AND p.collection_meter_id = ANY(:points) ORDER BY 1";

  private static final String READINGS =
      """
      SELECT t.collection_meter_id, t.unit, t.kinds, array_send(t.readings), t.begins, t.seconds, t.updated, t.quality
      """
          + IntervalsCsv.FROM
          + " WHERE t.tenant_id = :tenant";

  private final String base;
  private final Instant now;

  /** The readings of a meter of one kind, in one unit. */
  private record Key(int meter, String unit, String kind) {}

  private record Series(MeterReading reading, FeedUnit unit) {}

  FeedFile(Site site, Instant now) {
    this.base = site.url().get() + "/DataCustodian/espi/1_1/resource";
    this.now = now;
  }

  void write(Sql sql, Span span, OutputStream out) throws IOException {
    Map<Key, Integer> lengths = new LinkedHashMap<>();
    sql.list(
            span.all(SERIES, "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"),
            span.parameters(),
            row -> lengths.put(new Key(row.integer(1), row.text(2), row.text(3)), row.integer(4)))
        .clear();
    Entry feed = Entry.of(base + "/Subscription/1", "Interval data", now);
    try (GreenButtonWriter writer = GreenButtonWriter.open(out, feed)) {
      Map<Key, Series> series = points(sql, lengths, writer);
      sql.each(
          NamedSql.compile(span.all(READINGS, IntervalsCsv.ORDER)),
          span.parameters(),
          IntervalsCsv.FETCH,
          row -> day(writer, series, row));
    }
  }

  private Map<Key, Series> points(Sql sql, Map<Key, Integer> lengths, GreenButtonWriter writer) {
    Map<Key, Series> all = new HashMap<>();
    List<Integer> meters = lengths.keySet().stream().map(Key::meter).distinct().toList();
    sql.list(
            POINTS,
            Map.of("points", meters),
            row -> {
              JsonNode service = Notes.JSON.readTree(row.text(3));
              Map<Key, Series> own = new LinkedHashMap<>();
              lengths.forEach((key, seconds) -> {
                if (key.meter() == row.integer(1)) {
                  series(key, seconds, service).ifPresent(each -> own.put(key, each));
                }
              });
              try {
                writer.usagePoint(point(row.integer(1), row.text(2), service, own));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              all.putAll(own);
              return true;
            })
        .clear();
    return all;
  }

  private Optional<Series> series(Key key, int seconds, JsonNode service) {
    return FeedUnit.of(key.unit(), key.kind())
        .map(unit -> {
          String href =
              "%s/UsagePoint/%d/MeterReading/%s-%s"
                  .formatted(base, key.meter(), key.kind(), key.unit());
          return new Series(
              new MeterReading(
                  Entry.of(href, key.kind(), now),
                  Optional.of(
                      unit.readingType(
                          Entry.of(href + "/ReadingType/1", key.kind(), now),
                          key.kind(),
                          seconds,
                          service.path("service_class").asString("")))),
              unit);
        });
  }

  private UsagePoint point(int meter, String zone, JsonNode service, Map<Key, Series> series) {
    String href = base + "/UsagePoint/" + meter;
    String tariff = service.path("service_tariff").asString("");
    return new UsagePoint(
        Entry.of(href, service.path("service_identifier").asString(""), now),
        Optional.empty(),
        OptionalInt.of(FeedUnit.serviceKind(service.path("service_class").asString(""))),
        OptionalInt.of(1),
        Optional.of(
            new ServiceDeliveryPoint(
                Optional.empty(),
                Optional.of(tariff).filter(text -> !text.isEmpty()),
                Optional.empty(),
                List.of())),
        Optional.of(
            LocalTime.of(
                Entry.of(href + "/LocalTimeParameters/1", zone, now), ZoneId.of(zone), now)),
        series.values().stream().map(Series::reading).toList(),
        List.of());
  }

  private static void day(GreenButtonWriter writer, Map<Key, Series> series, Row row) {
    List<String> kinds = row.texts(3);
    double[] values = row.doubles(4);
    int size = values.length / kinds.size();
    for (int kind = 0; kind < kinds.size(); kind++) {
      Series found = series.get(new Key(row.integer(1), row.text(2), kinds.get(kind)));
      if (found != null) {
        try {
          block(
              writer,
              found,
              row,
              java.util.Arrays.copyOfRange(values, kind * size, (kind + 1) * size));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void block(GreenButtonWriter writer, Series series, Row row, double[] values)
      throws IOException {
    long begin = row.instant(5).getEpochSecond();
    int seconds = row.integer(6);
    int quality = FeedUnit.quality(row.text(8));
    writer.startBlock(
        series.reading(), row.instant(7), new TimeInterval(begin, (long) seconds * values.length));
    for (int place = 0; place < values.length; place++) {
      long raw = series.unit().raw(values[place]);
      if (!Double.isNaN(values[place]) && FeedUnit.fits(raw)) {
        writer.reading(
            new IntervalReading(
                begin + (long) seconds * place,
                seconds,
                raw,
                quality,
                IntervalReading.ABSENT,
                IntervalReading.NONE,
                IntervalReading.NONE,
                IntervalReading.NONE));
      }
    }
    writer.endBlock();
  }
}
