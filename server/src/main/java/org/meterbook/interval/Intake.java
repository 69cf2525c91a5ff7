package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;

/** Takes sets of readings in: finds their channels, makes moments of their times, stores them. */
final class Intake {
  /**
   * What became of the sets.
   *
   * @param problems of sets as a whole, by their index
   * @param refused readings, by the index of their set
   * @param outcomes by channel
   * @param imported readings that are stored now, those among them that were there already
   */
  record Result(
      Map<Integer, String> problems,
      Map<Integer, List<Delivered.Refused>> refused,
      Map<Integer, Intervals.Outcome> outcomes,
      int imported,
      int failed) {}

  private final Intervals intervals;
  private final Resolver resolver;
  private final int source;
  private final Map<Integer, String> problems = new LinkedHashMap<>();
  private final Map<Integer, List<Delivered.Refused>> refused = new LinkedHashMap<>();
  private final Map<Integer, Channel> channels = new LinkedHashMap<>();
  private final Map<Integer, Readings> readings = new HashMap<>();
  private int imported;
  private int failed;

  private static final int DAY = 86_400;

  private Intake(Call call, boolean dataPoints, int source) {
    this.intervals = new Intervals(call.sql());
    this.resolver = new Resolver(call, intervals, dataPoints);
    this.source = source;
  }

  /**
   * Stores all that can be stored.
   *
   * @param dataPoints owners are data points, not meters
   */
  static Result take(Call call, Collection<Delivered> sets, boolean dataPoints, int source) {
    return new Intake(call, dataPoints, source).take(sets);
  }

  private Result take(Collection<Delivered> sets) {
    Map<Delivered.Target, Resolver.Resolution> resolved =
        resolver.resolve(sets.stream().map(set -> set.target).toList());
    for (Delivered set : sets) {
      Resolver.Resolution resolution = java.util.Objects.requireNonNull(resolved.get(set.target));
      Channel channel = resolution.channel();
      if (channel == null) {
        problems.put(set.index, resolution.problem());
        failed += set.size;
      } else {
        take(set, channel);
      }
    }
    List<Intervals.Delivery> deliveries = new ArrayList<>();
    channels.forEach((id, channel) ->
        deliveries.add(
            new Intervals.Delivery(
                channel, java.util.Objects.requireNonNull(readings.get(id)).ordered())));
    Map<Integer, Intervals.Outcome> outcomes = intervals.store(deliveries);
    return new Result(problems, refused, outcomes, imported, failed);
  }

  private void take(Delivered set, Channel channel) {
    channels.put(channel.id(), channel);
    Readings into = readings.computeIfAbsent(channel.id(), _ -> new Readings(set.size));
    List<Delivered.Refused> bad = new ArrayList<>(set.refused);
    Stamps stamps = new Stamps(channel.zone());
    for (Delivered.Run run : set.runs) {
      long begin = stamp(stamps, run.begin(), run.absolute());
      for (int i = run.from(); i < run.to(); i++) {
        long distance = (i + 1L - run.from()) * run.step();
        // Days of a wall clock have 23 to 25 hours.
        boolean days = run.step() == DAY && !run.absolute();
        set.seconds[i] = days ? stamps.local(run.begin() + distance) : begin + distance;
        set.absolute[i] = true;
      }
    }
    for (int i = 0; i < set.size; i++) {
      if (Double.isNaN(set.values[i])) {
        continue;
      }
      long second =
          set.localOnly
              ? stamps.local(set.seconds[i] + set.offsets[i])
              : stamp(stamps, set.seconds[i], set.absolute[i]);
      String error = error(channel, second, set.values[i]);
      if (error.isEmpty()) {
        String note = set.notes.get(i);
        if (note != null) {
          into.notes.put(into.size, note);
        }
        into.add(second, set.values[i], set.qualities[i], source);
        imported++;
      } else {
        bad.add(refuse(set, i, second, error));
      }
    }
    failed += bad.size();
    if (!bad.isEmpty()) {
      refused.put(set.index, bad);
    }
  }

  private static long stamp(Stamps stamps, long seconds, boolean absolute) {
    return absolute ? stamps.absolute(seconds) : stamps.local(seconds);
  }

  private static Delivered.Refused refuse(Delivered set, int i, long second, String error) {
    return new Delivered.Refused(
        i,
        java.time.Instant.ofEpochSecond(second).toString(),
        set.values[i],
        Quality.isEstimated(set.qualities[i]),
        set.notes.get(i),
        error);
  }

  /** Why a reading cannot be, or nothing. */
  static String error(Channel channel, long second, double value) {
    if (second < Stamps.EARLIEST || second > Stamps.LATEST) {
      return "time: must be from 1970-01-01 to 2099-12-31";
    }
    if (Math.abs(value) > ChannelRequests.LARGEST) {
      return "value: must be within ±999999999999999";
    }
    Channel.Version version = channel.at(second);
    if (value > version.maximum()) {
      return "value: is above the channel's maximum reading of " + version.maximum();
    }
    if (value < version.minimum()) {
      return "value: is below the channel's minimum reading of " + version.minimum();
    }
    return "";
  }
}
