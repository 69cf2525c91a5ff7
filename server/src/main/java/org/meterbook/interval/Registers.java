package org.meterbook.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;

/**
 * Computes days of a channel whose values are differences: each depends on the reading before, and
 * so the first reading after a change is computed anew too.
 */
final class Registers {
  private Registers() {}

  /** The changed rows computed, and with them rows that follow one of them. */
  static List<DayRow> compute(Sql sql, Channel channel, TreeMap<Integer, DayRow> changed) {
    TreeMap<Integer, DayRow> all = new TreeMap<>(changed);
    DayReader.each(
        sql,
        new DayReader.Range(channel, changed.firstKey(), changed.lastKey()),
        row -> all.putIfAbsent(row.day().number(), row));
    DayRow after = DayReader.neighbor(sql, channel, changed.lastKey(), true);
    if (after != null) {
      all.put(after.day().number(), after);
    }
    @Nullable DayRow before = DayReader.neighbor(sql, channel, changed.firstKey(), false);
    DayRow.@Nullable Before last = before == null ? null : before.last();
    List<DayRow> computed = new ArrayList<>();
    boolean follows = false;
    for (Map.Entry<Integer, DayRow> day : all.entrySet()) {
      boolean touched = changed.containsKey(day.getKey());
      if (touched || follows) {
        computed.add(day.getValue().compute(channel, last));
      }
      if (day.getValue().readings().size > 0) {
        last = day.getValue().last();
        follows = touched;
      } else {
        follows |= touched;
      }
    }
    return computed;
  }
}
