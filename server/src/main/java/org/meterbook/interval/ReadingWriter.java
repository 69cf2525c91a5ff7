package org.meterbook.interval;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.meterbook.ledger.Json;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;

/**
 * Writes readings as JSON, from the arrays that are stored to bytes: a month of a channel is three
 * thousand of them.
 */
final class ReadingWriter {
  private static final int ODOMETER = 1;
  private static final int TRIP = 2;
  private static final byte[] ID = ascii("{\"observationId\":");
  private static final byte[] TIME = ascii(",\"time\":\"");
  private static final byte[] VALUE = ascii("\",\"value\":");
  private static final byte[] RAW = ascii(",\"rawValue\":");
  private static final byte[] MEASURED = ascii(",\"estimated\":false,\"note\":null}");
  private static final byte[] ESTIMATED = ascii(",\"estimated\":true,\"note\":null}");

  private final Channel channel;
  private final Stretch stretch;
  private final JsonBytes json;
  private final LocalText local;
  private boolean first = true;

  private ReadingWriter(Channel channel, Stretch stretch, JsonBytes json) {
    this.channel = channel;
    this.stretch = stretch;
    this.json = json;
    this.local = new LocalText(channel.zone());
  }

  /** Writes the answer of {@code GetReadingsV3}. */
  static void write(Sql sql, Channel channel, Stretch stretch, OutputStream out)
      throws IOException {
    JsonBytes json = new JsonBytes(out);
    Channel.Version newest = channel.versions().getLast();
    json.text("{\"channelId\":")
        .number(channel.id())
        .text(",\"rule\":")
        .number(newest.odometer() ? ODOMETER : TRIP)
        .text(",\"unit\":{\"unitId\":")
        .number(newest.unit().id())
        .text(",\"unitCode\":")
        .text(Json.text(newest.unit().code()))
        .text(",\"unitInfo\":")
        .text(Json.text(newest.unit().name()));
    json.text("},\"readings\":[");
    if (!stretch.isEmpty()) {
      ReadingWriter writer = new ReadingWriter(channel, stretch, json);
      DayReader.eachStored(sql, stretch.days(channel), writer::day);
    }
    json.text("]}").flush();
  }

  private void day(Row row, LocalDay day) {
    double[] raw = row.doubles(6);
    double[] computed = row.doublesOrNull(7);
    DayLayout layout = DayLayout.of(row, day);
    try {
      for (int place = 0; place < raw.length; place++) {
        long second = day.begin() + layout.second(place);
        if (!Double.isNaN(raw[place]) && second >= stretch.first() && second <= stretch.last()) {
          reading(second, raw[place], computed == null ? raw[place] : computed[place]);
          end(layout, place);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void reading(long second, double raw, double computed) throws IOException {
    json.require(256);
    if (!first) {
      json.add(',');
    }
    first = false;
    json.add(ID).add(new ReadingId(channel.id(), second).value()).add(TIME);
    local.write(second, json);
    json.add(VALUE);
    int begin = json.position();
    json.add(computed);
    int end = json.position();
    json.add(RAW);
    if (Double.compare(raw, computed) == 0) {
      json.again(begin, end);
    } else {
      json.add(raw);
    }
  }

  private void end(DayLayout layout, int place) throws IOException {
    boolean estimated = Quality.isEstimated(layout.quality(place));
    String note = layout.note(place);
    if (note == null) {
      json.add(estimated ? ESTIMATED : MEASURED);
    } else {
      json.text(",\"estimated\":" + estimated + ",\"note\":" + Json.text(note) + "}");
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
