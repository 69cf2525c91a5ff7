package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meterbook.energy.Formula;
import org.meterbook.store.Sql;

/**
 * Keeps channels that are calculated from others up with these: only the days on which an input
 * changed are calculated anew.
 */
final class Calculation {
  private static final String EXTENT =
      "SELECT min(day) - date '1970-01-01', max(day) - date '1970-01-01' FROM interval_day WHERE tenant_id = :tenant AND channel_id = ANY(:ids) HAVING count(*) > 0";

  /** Days that are held at once. */
  private static final int STRETCH = 100;

  private final Sql sql;

  Calculation(Sql sql) {
    this.sql = sql;
  }

  /** Calculates anew what is calculated from these rows, and what is calculated from that. */
  void follow(Collection<DayRow> changed) {
    Map<Integer, TreeMap<Integer, LocalDay>> days = new HashMap<>();
    note(changed, days);
    List<Integer> order = new Followers(sql).of(days.keySet());
    if (order.isEmpty()) {
      return;
    }
    Map<Integer, Channel> channels = ChannelLoader.load(sql, order);
    for (int id : order) {
      Channel channel = java.util.Objects.requireNonNull(channels.get(id));
      TreeMap<Integer, LocalDay> wanted = new TreeMap<>();
      for (int input : channel.inputs()) {
        for (LocalDay day : days.getOrDefault(input, new TreeMap<>()).values()) {
          add(wanted, channel, day.begin() + 1, day.begin() + day.length());
        }
      }
      note(calculate(channel, wanted.values()), days);
    }
  }

  private static void note(Collection<DayRow> rows, Map<Integer, TreeMap<Integer, LocalDay>> days) {
    for (DayRow row : rows) {
      days.computeIfAbsent(row.channel(), _ -> new TreeMap<>()).put(row.day().number(), row.day());
    }
  }

  /** Calculates a channel on every day on which one of its inputs has readings. */
  void calculateAll(Channel channel) {
    sql.first(
            EXTENT,
            Map.of("ids", List.copyOf(channel.inputs())),
            row -> new int[] {row.integer(1), row.integer(2)})
        .ifPresent(extent -> {
          for (int first = extent[0] - 1; first <= extent[1] + 1; first += STRETCH) {
            List<LocalDay> days = new ArrayList<>();
            for (int day = first; day < first + STRETCH && day <= extent[1] + 1; day++) {
              days.add(LocalDay.of(day, channel.zone()));
            }
            follow(calculate(channel, days));
          }
        });
  }

  private static void add(TreeMap<Integer, LocalDay> days, Channel channel, long first, long last) {
    for (LocalDay day = LocalDay.at(first, channel.zone());
        day.begin() < last;
        day = LocalDay.of(day.number() + 1, channel.zone())) {
      days.put(day.number(), day);
    }
  }

  private List<DayRow> calculate(Channel channel, Collection<LocalDay> days) {
    if (days.isEmpty()) {
      return List.of();
    }
    int source = Sources.of(sql, Sources.CALCULATED);
    Inputs inputs = Inputs.read(sql, channel.inputs(), days);
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
    return rows;
  }

  private static double evaluate(Formula formula, Inputs inputs, long begin, long end) {
    return formula.evaluate(input -> inputs.value(input, begin, end));
  }
}
