package org.meterbook.interval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/**
 * The one way in which readings change: days, their sums, their history, the log and the channels
 * calculated from them, all in the caller's transaction.
 */
final class Intervals {
  /** Days that are computed anew at once, when a rule changed. */
  private static final int STRETCH = 366;

  /**
   * Readings on their way into a channel.
   *
   * @param readings in the order of time
   */
  record Delivery(Channel channel, Readings readings) {}

  /**
   * How many readings of a delivery were new, replaced one that said something else, were the same,
   * or gave way to a later one of the same delivery and moment.
   */
  record Outcome(int stored, int replaced, int same, int repeated) {
    Outcome plus(DayRow.Merged merged) {
      return new Outcome(
          stored + merged.stored(),
          replaced + merged.replaced().size,
          same + merged.same(),
          repeated);
    }
  }

  private final Sql sql;
  private final Map<Integer, Channel> channels = new HashMap<>();

  Intervals(Sql sql) {
    this.sql = sql;
  }

  /**
   * Channels by id, locked until the commit, and read afterwards: so that nobody changes their
   * settings meanwhile. What is stored or deleted is of channels that were got here.
   */
  Map<Integer, Channel> lock(Collection<Integer> ids) {
    sql.lock(Tables.CHANNEL, ids);
    Map<Integer, Channel> locked = ChannelLoader.load(sql, ids);
    channels.putAll(locked);
    return locked;
  }

  /** One channel that is there. */
  Channel lock(int id) {
    return java.util.Objects.requireNonNull(lock(List.of(id)).get(id));
  }

  /** Stores deliveries; of one channel there is no more than one. */
  Map<Integer, Outcome> store(Collection<Delivery> deliveries) {
    Map<Integer, Map<Integer, DayRow>> known = known(deliveries);
    Map<Integer, Outcome> outcomes = new LinkedHashMap<>();
    List<DayRow.Merged> changes = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      List<DayRow.Merged> all =
          merge(delivery, known.getOrDefault(delivery.channel().id(), Map.of()));
      Outcome outcome = new Outcome(0, 0, 0, delivery.readings().repeated);
      for (DayRow.Merged each : all) {
        outcome = outcome.plus(each);
      }
      outcomes.put(delivery.channel().id(), outcome);
      List<DayRow.Merged> changed = all.stream().filter(DayRow.Merged::changed).toList();
      changes.addAll(changed);
      if (!changed.isEmpty()) {
        log(delivery.channel(), changed, outcome.stored(), outcome.replaced(), 0);
      }
    }
    finish(changes, "edit");
    return outcomes;
  }

  /**
   * Removes a stretch as faces name it: null is from the first reading, or to the last one; equal
   * ends are the one reading at this moment.
   */
  int deleteStretch(Channel channel, @Nullable Long begin, @Nullable Long end) {
    long first = begin == null ? Stamps.EARLIEST - 1 : begin;
    long last = end == null ? Stamps.LATEST : end;
    return delete(channel, first == last ? first - 1 : first, last);
  }

  /** Removes the readings of a channel after one moment and up to another; answers how many. */
  int delete(Channel channel, long after, long upTo) {
    List<DayRow.Merged> changes = new ArrayList<>();
    DayReader.each(
        sql,
        new DayReader.Range(channel, day(channel, after), day(channel, upTo)),
        row -> {
          DayRow.Merged without = row.without(after, upTo);
          if (without.replaced().size > 0) {
            changes.add(without);
          }
        });
    int removed = changes.stream().mapToInt(each -> each.replaced().size).sum();
    if (removed > 0) {
      log(channel, changes, 0, 0, removed);
      finish(changes, "delete");
    }
    return removed;
  }

  /** Computes a channel anew from a moment on, after its rules have changed. */
  void recompute(int id, long from) {
    Channel channel = lock(id);
    int first = day(channel, from);
    @Nullable DayRow row = DayReader.neighbor(sql, channel, first - 1, true);
    while (row != null) {
      int begin = row.day().number();
      List<DayRow.Merged> stretch = new ArrayList<>();
      DayReader.each(
          sql,
          new DayReader.Range(channel, begin, begin + STRETCH - 1),
          each -> stretch.add(new DayRow.Merged(each, new Readings(0), each.readings().size, 0)));
      finish(stretch, "edit");
      row = DayReader.neighbor(sql, channel, begin + STRETCH - 1, true);
    }
  }

  private static int day(Channel channel, long second) {
    long within = Math.clamp(second, Stamps.EARLIEST, Stamps.LATEST);
    return LocalDay.at(within, channel.zone()).number();
  }

  private Map<Integer, Map<Integer, DayRow>> known(Collection<Delivery> deliveries) {
    List<DayReader.Range> ranges = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      Readings readings = delivery.readings();
      if (readings.size > 0) {
        Channel channel = delivery.channel();
        ranges.add(
            new DayReader.Range(
                channel,
                day(channel, readings.times[0]),
                day(channel, readings.times[readings.size - 1])));
      }
    }
    return DayReader.read(sql, ranges);
  }

  private static List<DayRow.Merged> merge(Delivery delivery, Map<Integer, DayRow> known) {
    Channel channel = delivery.channel();
    Readings readings = delivery.readings();
    List<DayRow.Merged> merged = new ArrayList<>();
    for (int from = 0; from < readings.size; ) {
      LocalDay day = LocalDay.at(readings.times[from], channel.zone());
      int to = from;
      while (to < readings.size && day.has(readings.times[to])) {
        to++;
      }
      DayRow row = known.get(day.number());
      merged.add((row == null ? DayRow.empty(channel.id(), day) : row).merge(readings, from, to));
      from = to;
    }
    return merged;
  }

  /** Computes and writes changed rows, and what depends on them. */
  private void finish(List<DayRow.Merged> changes, String kind) {
    if (changes.isEmpty()) {
      return;
    }
    Map<Integer, TreeMap<Integer, DayRow>> byChannel = new LinkedHashMap<>();
    changes.forEach(change ->
        byChannel
            .computeIfAbsent(change.row().channel(), _ -> new TreeMap<>())
            .put(change.row().day().number(), change.row()));
    List<DayRow> computed = new ArrayList<>();
    byChannel.forEach((id, rows) -> {
      Channel channel = java.util.Objects.requireNonNull(channels.get(id));
      computed.addAll(
          channel.hasOdometer()
              ? Registers.compute(sql, channel, rows)
              : rows.values().stream().map(row -> row.compute(channel, null)).toList());
    });
    History.write(sql, changes, kind);
    DayWriter.write(sql, computed, channels);
    Months.refresh(sql, computed);
    new Calculation(sql).follow(computed);
  }

  private void log(
      Channel channel, List<DayRow.Merged> changed, int stored, int replaced, int deleted) {
    LocalDay first = changed.getFirst().row().day();
    LocalDay last = changed.getLast().row().day();
    sql.recordEdit(
        Tables.READING,
        channel.id(),
        "{\"from\":\"%s\",\"to\":\"%s\",\"stored\":%d,\"replaced\":%d,\"deleted\":%d}"
            .formatted(
                Instant.ofEpochSecond(first.begin()),
                Instant.ofEpochSecond(last.begin() + last.length()),
                stored,
                replaced,
                deleted));
  }
}
