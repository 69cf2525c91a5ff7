package org.meterbook.interval;

import java.io.IOException;
import java.io.OutputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.energy.LoadStatistics;
import org.meterbook.interval.SeriesModels.DurationPoint;
import org.meterbook.interval.SeriesModels.LoadResponse;
import org.meterbook.interval.SeriesModels.Peak;
import org.meterbook.interval.SeriesModels.SeriesResponse;
import org.meterbook.interval.SeriesModels.Sum;
import org.meterbook.interval.SeriesModels.SummaryResponse;
import org.meterbook.ledger.Json;

/**
 * What a channel's readings come to: compact series, sums by hour, day and month, load, findings.
 */
public final class Series {
  private static final String CHANNEL = "/api/v202611/channel/{channelId}/";
  private static final long MONTH = 31 * 86_400L;
  private static final long YEAR = 366 * 86_400L;

  private Series() {}

  public static void register(Operations operations) {
    stretch(
        operations.stream(
            "GetSeriesV202611",
            CHANNEL + "series",
            "Meters (View)",
            SeriesResponse.class,
            Series::series,
            "Answers times and values as two arrays: the quickest way to read a channel."),
        "a month");
    stretch(
            operations.compute(
                "GetSummaryV202611",
                "GET",
                CHANNEL + "summary",
                "Meters (View)",
                SummaryResponse.class,
                false,
                (call, _) -> summary(call),
                "Sums readings up by hour, day or month of the channel's zone."),
            "a year")
        .parameter("by", FieldType.TEXT, "hour, day or month; default day");
    stretch(
            operations.compute(
                "GetLoadV202611",
                "GET",
                CHANNEL + "load",
                "Meters (View)",
                LoadResponse.class,
                false,
                (call, _) -> load(call),
                "Answers peak, load factor and load duration curve."),
            "a year")
        .parameter(
            "points",
            FieldType.INTEGER,
            "points of the duration curve; from 2 to 1001, default 101");
  }

  static Operations stretch(Operations operations, String span) {
    return operations
        .parameter(
            "beginDate",
            FieldType.DATE_TIME,
            "the first moment, inclusive; default " + span + " before the last one")
        .parameter(
            "endDate",
            FieldType.DATE_TIME,
            "the last moment, inclusive; default the channel's latest reading");
  }

  private static Channel channel(Call call) {
    return ChannelLoader.one(call.sql(), call.id("channelId"));
  }

  private static void series(Call call, OutputStream out) throws IOException {
    Channel channel = channel(call);
    Stretch stretch = Stretch.of(call, channel, MONTH);
    JsonBytes json = new JsonBytes(out);
    json.text("{\"channelId\":")
        .number(channel.id())
        .text(",\"unitCode\":")
        .text(Json.text(unit(channel)))
        .text(",\"timeZone\":")
        .text(Json.text(channel.zone().getId()))
        .text(",\"times\":[");
    SeriesValues values = SeriesValues.read(call, channel, stretch);
    long[] times = values.times();
    for (int i = 0; i < times.length; i++) {
      json.require(64);
      (i == 0 ? json : json.add(',')).add(times[i]);
    }
    json.text("],\"values\":[");
    double[] all = values.values();
    for (int i = 0; i < all.length; i++) {
      json.require(64);
      (i == 0 ? json : json.add(',')).add(all[i]);
    }
    json.text("]}").flush();
  }

  private static String unit(Channel channel) {
    return channel.versions().getLast().unit().code();
  }

  private static SummaryResponse summary(Call call) {
    Channel channel = channel(call);
    Stretch stretch = Stretch.of(call, channel, YEAR);
    String by = call.parameter("by").orElse("day");
    List<Sum> sums =
        switch (by.toLowerCase(java.util.Locale.ROOT)) {
          case "hour" -> Summaries.hours(call, channel, stretch);
          case "day" -> Summaries.days(call, channel, stretch);
          case "month" -> Summaries.months(call, channel, stretch);
          default -> throw Problem.invalid("by", "must be hour, day or month, not '" + by + "'");
        };
    return new SummaryResponse(
        channel.id(),
        unit(channel),
        channel.method().name().toLowerCase(java.util.Locale.ROOT),
        sums);
  }

  private static LoadResponse load(Call call) {
    Channel channel = channel(call);
    SeriesValues values = SeriesValues.read(call, channel, Stretch.of(call, channel, YEAR));
    int points = number(call, "points", 101, 2, 1001);
    LoadStatistics load =
        LoadStatistics.of(values.values(), channel.intervalMinutes(), values.times());
    double[] curve = load.durationCurve(points);
    List<DurationPoint> duration = new ArrayList<>();
    for (int i = 0; i < curve.length; i++) {
      duration.add(new DurationPoint(i / (points - 1.0), orNull(curve[i])));
    }
    @Nullable Peak peak =
        load.peak().map(each -> new Peak(each.value(), at(channel, each.time()))).orElse(null);
    return new LoadResponse(
        channel.id(),
        unit(channel),
        load.count(),
        load.count() == 0 ? null : (Double) load.total(),
        orNull(load.average()),
        orNull(load.minimum()),
        peak,
        peak == null ? null : (Double) (peak.value() * 60 / channel.intervalMinutes()),
        orNull(load.loadFactor()),
        load.hoursCovered(),
        duration);
  }

  static OffsetDateTime at(Channel channel, long second) {
    return OffsetDateTime.ofInstant(java.time.Instant.ofEpochSecond(second), channel.zone());
  }

  static @Nullable Double orNull(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }

  static int number(Call call, String name, int usual, int least, int most) {
    String text = call.parameter(name).orElse(String.valueOf(usual));
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw Problem.invalid(
        name, "must be a whole number from %d to %d, not '%s'".formatted(least, most, text));
  }

  static Map<String, Object> parameters(Channel channel, int first, int last) {
    return Map.of("channel", channel.id(), "first", first, "last", last);
  }
}
