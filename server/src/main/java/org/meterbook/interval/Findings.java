package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.energy.Finding;
import org.meterbook.energy.IntervalFindings;
import org.meterbook.energy.Thresholds;
import org.meterbook.interval.SeriesModels.FindingResponse;
import org.meterbook.interval.SeriesModels.FindingsResponse;
import org.meterbook.store.Tables;

/** What is wrong with readings: of one channel, and of all that the caller sees. */
public final class Findings {
  private static final long YEAR = 366 * 86_400L;
  private static final int AT_ONCE = 100;
  private static final int MOST = 10_000;
  private static final String CHANNELS =
      """
      SELECT c.channel_id, m.meter_code, p.data_point_code, l.day - date '1970-01-01', l.last_second
      FROM channel c LEFT JOIN meter m ON m.tenant_id = c.tenant_id AND m.meter_id = c.meter_id
      LEFT JOIN data_point p ON p.tenant_id = c.tenant_id AND p.data_point_id = c.data_point_id
      LEFT JOIN LATERAL (SELECT d.day, d.last_second FROM interval_day d WHERE d.tenant_id = c.tenant_id AND d.channel_id = c.channel_id
        ORDER BY d.day DESC LIMIT 1) l ON true
      WHERE c.tenant_id = :tenant AND (:one::int IS NULL OR c.channel_id = :one::int)
      """;

  private Findings() {}

  /** A channel, how its owner is called, and when it was heard last. */
  private record Heard(
      int id,
      @Nullable String meterCode,
      @Nullable String dataPointCode,
      @Nullable Integer day,
      int second) {}

  public static void register(Operations operations) {
    thresholds(
        Series.stretch(
            operations.compute(
                "GetFindingsV202611",
                "GET",
                "/api/v202611/channel/{channelId}/finding",
                "Meters (View)",
                FindingsResponse.class,
                false,
                (call, _) -> ofOne(call),
                "Finds gaps, flat lines and spikes of a channel."),
            "a year"));
    thresholds(
            operations.compute(
                "GetAllFindingsV202611",
                "GET",
                "/api/v202611/finding",
                "Meters (View)",
                FindingsResponse.class,
                false,
                (call, _) -> ofAll(call),
                "Finds channels that are silent, and their gaps, flat lines and spikes, of the last days."))
        .parameter("days", FieldType.INTEGER, "days up to now; from 1 to 92, default 7")
        .parameter(
            "silentHours", FieldType.INTEGER, "hours without a reading to be silent; default 24");
  }

  private static Operations thresholds(Operations operations) {
    return operations
        .parameter(
            "gapIntervals", FieldType.INTEGER, "intervals that are missing to be a gap; default 1")
        .parameter(
            "flatHours",
            FieldType.INTEGER,
            "hours of one value to be a flat line, of four readings at least; default 24")
        .parameter("spikeScore", FieldType.NUMBER, "robust z-score to be a spike; default 8");
  }

  private static FindingsResponse ofOne(Call call) {
    Channel channel = ChannelLoader.one(call.sql(), call.id("channelId"));
    SeriesValues values = SeriesValues.read(call, channel, Stretch.of(call, channel, YEAR));
    Heard heard = heard(call, channel.id()).getFirst();
    return new FindingsResponse(find(call, channel, heard, values));
  }

  private static FindingsResponse ofAll(Call call) {
    long now = call.now().getEpochSecond();
    long begin = now - Series.number(call, "days", 7, 1, 92) * 86_400L;
    long silent = now - Series.number(call, "silentHours", 24, 1, 10_000) * 3600L;
    List<Heard> all = heard(call, null);
    Map<Integer, Channel> channels =
        ChannelLoader.load(call.sql(), all.stream().map(Heard::id).toList());
    List<FindingResponse> findings = new ArrayList<>();
    for (int from = 0; from < all.size() && findings.size() < MOST; from += AT_ONCE) {
      List<Heard> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      Map<Integer, SeriesValues> values = read(call, some, channels, new Stretch(begin, now));
      for (Heard heard : some) {
        Channel channel = java.util.Objects.requireNonNull(channels.get(heard.id()));
        long last = last(channel, heard);
        if (last < silent && last > 0) {
          findings.add(finding(channel, heard, "silent", last, now, 0, null, null));
        }
        findings.addAll(
            find(call, channel, heard, values.getOrDefault(heard.id(), new SeriesValues())));
      }
    }
    findings.sort(Comparator.comparing(FindingResponse::to).reversed());
    return new FindingsResponse(findings.subList(0, Math.min(findings.size(), MOST)));
  }

  private static List<Heard> heard(Call call, @Nullable Integer one) {
    Map<String, @Nullable Object> parameters = new java.util.HashMap<>();
    parameters.put("one", one);
    return call.sql()
        .list(
            CHANNELS + call.within(Tables.CHANNEL, "c") + " ORDER BY c.channel_id",
            parameters,
            row -> {
              Integer second = row.integerOrNull(5);
              return new Heard(
                  row.integer(1),
                  row.textOrNull(2),
                  row.textOrNull(3),
                  row.integerOrNull(4),
                  second == null ? 0 : second);
            });
  }

  private static long last(Channel channel, Heard heard) {
    return heard.day() == null
        ? 0
        : LocalDay.of(heard.day(), channel.zone()).begin() + heard.second();
  }

  private static Map<Integer, SeriesValues> read(
      Call call, List<Heard> some, Map<Integer, Channel> channels, Stretch stretch) {
    List<DayReader.Range> ranges =
        some.stream()
            .map(heard -> stretch.days(java.util.Objects.requireNonNull(channels.get(heard.id()))))
            .toList();
    Map<Integer, SeriesValues> values = new java.util.HashMap<>();
    DayReader.read(call.sql(), ranges)
        .forEach((id, rows) -> values.put(id, SeriesValues.of(rows, stretch)));
    return values;
  }

  private static List<FindingResponse> find(
      Call call, Channel channel, Heard heard, SeriesValues values) {
    Thresholds usual = Thresholds.DEFAULT;
    int interval = channel.intervalMinutes() * 60;
    Thresholds thresholds =
        new Thresholds(
            Series.number(call, "gapIntervals", usual.gapIntervals(), 1, 100_000),
            // Two equal days in a row are no wonder: four readings are asked for.
            Math.max(
                Series.number(call, "flatHours", (int) (usual.flatSeconds() / 3600), 1, 10_000)
                    * 3600L,
                4L * interval),
            usual.zeroIsFlat(),
            score(call, usual.spikeScore()),
            usual.spikeFactor());
    return IntervalFindings.find(values.times(), values.values(), interval, thresholds).stream()
        .map(each -> finding(channel, heard, each))
        .toList();
  }

  private static FindingResponse finding(Channel channel, Heard heard, Finding finding) {
    return switch (finding) {
      case Finding.Gap gap ->
          finding(channel, heard, "gap", gap.from(), gap.to(), gap.missing(), null, null);
      case Finding.FlatLine flat ->
          finding(
              channel, heard, "flatLine", flat.from(), flat.to(), flat.count(), flat.value(), null);
      case Finding.Spike spike ->
          finding(
              channel, heard, "spike", spike.at(), spike.at(), 1, spike.value(), spike.expected());
    };
  }

  private static FindingResponse finding(
      Channel channel,
      Heard heard,
      String kind,
      long from,
      long to,
      long count,
      @Nullable Double value,
      @Nullable Double expected) {
    return new FindingResponse(
        channel.id(),
        heard.meterCode(),
        heard.dataPointCode(),
        kind,
        Series.at(channel, from),
        Series.at(channel, to),
        count,
        value,
        expected);
  }

  private static double score(Call call, double usual) {
    String text = call.parameter("spikeScore").orElse(String.valueOf(usual));
    try {
      double score = Double.parseDouble(text.strip());
      if (score >= 1 && score <= 1000) {
        return score;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw Problem.invalid("spikeScore", "must be a number from 1 to 1000, not '" + text + "'");
  }
}
