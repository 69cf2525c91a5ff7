package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meterbook.energy.Formula;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/**
 * Keeps channels that are calculated from others up with these: only the days on which an input
 * changed are calculated anew.
 */
final class Calculation {
  private static final String FOLLOWERS =
      "SELECT DISTINCT channel_id, input_id FROM channel_input WHERE tenant_id = :tenant AND input_id = ANY(:ids)";
  private static final String EXTENT =
      "SELECT min(day) - date '1970-01-01', max(day) - date '1970-01-01' FROM interval_day WHERE tenant_id = :tenant AND channel_id = ANY(:ids) HAVING count(*) > 0";

  /** Days that are held at once. */
  private static final int STRETCH = 100;

  private final Sql sql;

  Calculation(Sql sql) {
    this.sql = sql;
  }

  private record Follower(int channel, int input) {}

  /** Calculates anew what is calculated from these rows. */
  void follow(Collection<DayRow> changed) {
    Map<Integer, TreeMap<Integer, LocalDay>> days = new HashMap<>();
    for (DayRow row : changed) {
      days.computeIfAbsent(row.channel(), _ -> new TreeMap<>()).put(row.day().number(), row.day());
    }
    List<Follower> followers =
        sql.list(
            FOLLOWERS,
            Map.of("ids", List.copyOf(days.keySet())),
            row -> new Follower(row.integer(1), row.integer(2)));
    if (followers.isEmpty()) {
      return;
    }
    Map<Integer, Channel> channels =
        ChannelLoader.load(sql, followers.stream().map(Follower::channel).distinct().toList());
    Map<Integer, TreeMap<Integer, LocalDay>> wanted = new TreeMap<>();
    for (Follower follower : followers) {
      Channel channel = java.util.Objects.requireNonNull(channels.get(follower.channel()));
      TreeMap<Integer, LocalDay> its = wanted.computeIfAbsent(channel.id(), _ -> new TreeMap<>());
      for (LocalDay day : java.util.Objects.requireNonNull(days.get(follower.input())).values()) {
        add(its, channel, day.begin() + 1, day.begin() + day.length());
      }
    }
    wanted.forEach(
        (id, its) -> calculate(java.util.Objects.requireNonNull(channels.get(id)), its.values()));
  }

  /** Calculates a channel on every day on which one of its inputs has readings. */
  void calculateAll(Channel channel) {
    sql.first(
            EXTENT,
            Map.of("ids", List.copyOf(inputs(channel))),
            row -> new int[] {row.integer(1), row.integer(2)})
        .ifPresent(extent -> {
          for (int first = extent[0] - 1; first <= extent[1] + 1; first += STRETCH) {
            List<LocalDay> days = new ArrayList<>();
            for (int day = first; day < first + STRETCH && day <= extent[1] + 1; day++) {
              days.add(LocalDay.of(day, channel.zone()));
            }
            calculate(channel, days);
          }
        });
  }

  private static List<Integer> inputs(Channel channel) {
    return channel.versions().stream()
        .flatMap(version -> version.formula().stream())
        .flatMap(formula -> formula.channels().stream())
        .distinct()
        .toList();
  }

  private static void add(TreeMap<Integer, LocalDay> days, Channel channel, long first, long last) {
    for (LocalDay day = LocalDay.at(first, channel.zone());
        day.begin() < last;
        day = LocalDay.of(day.number() + 1, channel.zone())) {
      days.put(day.number(), day);
    }
  }

  private void calculate(Channel channel, Collection<LocalDay> days) {
    if (days.isEmpty()) {
      return;
    }
    sql.lock(Tables.CHANNEL, List.of(channel.id()));
    int source = Sources.of(sql, Sources.CALCULATED);
    Inputs inputs = Inputs.read(sql, inputs(channel), days);
    List<DayRow> rows = new ArrayList<>();
    for (LocalDay day : days) {
      Readings readings = new Readings(day.places(channel.step()));
      for (int place = 0; place < day.places(channel.step()); place++) {
        long end = day.begin() + day.second(place, channel.step());
        long begin = day.begin() + (place == 0 ? 0 : day.second(place - 1, channel.step()));
        double value = evaluate(channel.at(end).formula().orElseThrow(), inputs, begin, end);
        if (!Double.isNaN(value)) {
          readings.add(end, value, 0, source);
        }
      }
      rows.add(new DayRow(channel.id(), day, 0, readings, new double[0]).compute(channel, null));
    }
    DayWriter.write(sql, rows, Map.of(channel.id(), channel));
    Months.refresh(sql, rows);
    follow(rows);
  }

  private static double evaluate(Formula formula, Inputs inputs, long begin, long end) {
    return formula.evaluate(input -> inputs.value(input, begin, end));
  }
}
