package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.ledger.Json;
import org.meterbook.store.Sql;

/**
 * Writes days, any number by one statement: the readings of all of them go as one array, of which
 * each row takes its slice.
 */
final class DayWriter {
  private static final String WRITE =
      """
      INSERT INTO interval_day (tenant_id, channel_id, day, version, step, reading_source_id, reading_count, value_count,
        first_second, last_second, maximum_second, total, minimum, maximum, readings, computed, seconds, qualities, sources, notes)
      SELECT :tenant, d.channel_id, date '1970-01-01' + d.day, d.version + 1, d.step, d.source, d.reading_count, d.value_count,
        d.first_second, d.last_second, CASE WHEN d.value_count > 0 THEN d.maximum_second END,
        nullif(d.total, 'NaN'), nullif(d.minimum, 'NaN'), nullif(d.maximum, 'NaN'),
        (:readings::float8[])[d.low + 1 : d.low + d.size],
        CASE WHEN d.flags & 1 <> 0 THEN (:computed::float8[])[d.low + 1 : d.low + d.size] END,
        CASE WHEN d.flags & 2 <> 0 THEN (:seconds::int[])[d.low + 1 : d.low + d.size] END,
        CASE WHEN d.flags & 4 <> 0 THEN substr(:qualities::bytea, d.low + 1, d.size) END,
        CASE WHEN d.flags & 8 <> 0 THEN (:sources::int[])[d.low + 1 : d.low + d.size] END,
        nullif(d.notes, '')::jsonb
      FROM unnest(:channel_ids::int[], :days::int[], :versions::int[], :steps::int[], :source_ids::int[], :reading_counts::int[],
        :value_counts::int[], :first_seconds::int[], :last_seconds::int[], :maximum_seconds::int[], :totals::float8[], :minima::float8[],
        :maxima::float8[], :lows::int[], :sizes::int[], :flags::int[], :notes::text[])
        AS d(channel_id, day, version, step, source, reading_count, value_count, first_second, last_second, maximum_second, total,
          minimum, maximum, low, size, flags, notes)
      ON CONFLICT (tenant_id, channel_id, day) DO UPDATE SET version = excluded.version, step = excluded.step,
        reading_source_id = excluded.reading_source_id, reading_count = excluded.reading_count, value_count = excluded.value_count,
        first_second = excluded.first_second, last_second = excluded.last_second, maximum_second = excluded.maximum_second,
        total = excluded.total, minimum = excluded.minimum, maximum = excluded.maximum, readings = excluded.readings,
        computed = excluded.computed, seconds = excluded.seconds, qualities = excluded.qualities, sources = excluded.sources,
        notes = excluded.notes
      """;
  private static final String DELETE =
      """
      DELETE FROM interval_day d USING unnest(:channels::int[], :days::int[]) AS g(channel_id, day)
      WHERE d.tenant_id = :tenant AND d.channel_id = g.channel_id AND d.day = date '1970-01-01' + g.day
      """;
  private static final int COMPUTED = 1;
  private static final int SECONDS = 2;
  private static final int QUALITIES = 4;
  private static final int SOURCES = 8;

  private final List<DayRow> rows;
  private final Map<Integer, Channel> channels;
  private final boolean[] grid;
  private final Map<String, int[]> integers = new LinkedHashMap<>();
  private final Map<String, double[]> doubles = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private double[] readings;
  private double[] computed;
  private int[] seconds;
  private byte[] qualities;
  private int[] sources;
  private int used;

  private DayWriter(List<DayRow> rows, Map<Integer, Channel> channels) {
    this.rows = rows;
    this.channels = channels;
    this.grid = new boolean[rows.size()];
    int places = 0;
    for (int n = 0; n < grid.length; n++) {
      grid[n] = onGrid(rows.get(n));
      places += places(n);
    }
    readings = new double[places];
    computed = new double[places];
    seconds = new int[places];
    qualities = new byte[places];
    sources = new int[places];
  }

  /** Writes rows with readings and removes those without. */
  static void write(Sql sql, Collection<DayRow> rows, Map<Integer, Channel> channels) {
    List<DayRow> empty = rows.stream().filter(row -> row.readings().size == 0).toList();
    if (!empty.isEmpty()) {
      sql.execute(
          DELETE,
          Map.of(
              "channels",
              empty.stream().map(DayRow::channel).toList(),
              "days",
              empty.stream().map(row -> row.day().number()).toList()));
    }
    List<DayRow> full = rows.stream().filter(row -> row.readings().size > 0).toList();
    if (!full.isEmpty()) {
      new DayWriter(full, channels).write(sql);
    }
  }

  private void write(Sql sql) {
    for (int n = 0; n < rows.size(); n++) {
      lay(rows.get(n), n);
    }
    Map<String, Object> parameters = new HashMap<>(integers);
    parameters.putAll(doubles);
    parameters.put("readings", readings);
    parameters.put("computed", any(COMPUTED) ? computed : new double[0]);
    parameters.put("seconds", any(SECONDS) ? seconds : new int[0]);
    parameters.put("qualities", any(QUALITIES) ? qualities : new byte[0]);
    parameters.put("sources", any(SOURCES) ? sources : new int[0]);
    parameters.put("notes", notes);
    sql.execute(WRITE, parameters);
  }

  private boolean any(int flag) {
    return Arrays.stream(java.util.Objects.requireNonNull(integers.get("flags")))
        .anyMatch(flags -> (flags & flag) != 0);
  }

  private Channel channel(DayRow row) {
    return java.util.Objects.requireNonNull(channels.get(row.channel()));
  }

  /** As many places as a row takes. */
  private int places(int n) {
    DayRow row = rows.get(n);
    return grid[n] ? row.day().places(channel(row).step()) : row.readings().size;
  }

  /**
   * Has the row a place for each interval: if two of three are taken, and no reading is between.
   */
  private boolean onGrid(DayRow row) {
    Readings has = row.readings();
    int step = channel(row).step();
    int places = row.day().places(step);
    if (has.size * 3 < places * 2) {
      return false;
    }
    for (int i = 0; i < has.size; i++) {
      int place = row.day().place((int) (has.times[i] - row.day().begin()), step);
      if (place < 0 || place >= places) {
        return false;
      }
    }
    return true;
  }

  private void lay(DayRow row, int n) {
    Readings has = row.readings();
    LocalDay day = row.day();
    int step = channel(row).step();
    int size = places(n);
    if (grid[n]) {
      Arrays.fill(readings, used, used + size, Double.NaN);
      Arrays.fill(computed, used, used + size, Double.NaN);
    }
    int flags = grid[n] ? 0 : SECONDS;
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < has.size; i++) {
      int second = (int) (has.times[i] - day.begin());
      int place = grid[n] ? day.place(second, step) : i;
      int at = used + place;
      readings[at] = has.values[i];
      computed[at] = row.computed()[i];
      seconds[at] = second;
      qualities[at] = has.qualities[i];
      sources[at] = has.sources[i];
      flags |= Double.compare(has.values[i], row.computed()[i]) == 0 ? 0 : COMPUTED;
      flags |= has.qualities[i] == 0 ? 0 : QUALITIES;
      flags |= has.sources[i] == has.sources[0] ? 0 : SOURCES;
      String note = has.notes.get(i);
      if (note != null) {
        texts.put(String.valueOf(place), note);
      }
    }
    summarize(row, n);
    put("channel_ids", n, row.channel());
    put("days", n, day.number());
    put("versions", n, row.version());
    put("steps", n, step);
    put("source_ids", n, has.sources[0]);
    put("reading_counts", n, has.size);
    put("first_seconds", n, (int) (has.times[0] - day.begin()));
    put("last_seconds", n, (int) (has.times[has.size - 1] - day.begin()));
    put("lows", n, used);
    put("sizes", n, size);
    put("flags", n, flags);
    notes.add(texts.isEmpty() ? "" : Json.text(texts));
    used += size;
  }

  private void summarize(DayRow row, int n) {
    double total = 0;
    double minimum = Double.NaN;
    double maximum = Double.NaN;
    int maximumSecond = 0;
    int count = 0;
    for (int i = 0; i < row.computed().length; i++) {
      double value = row.computed()[i];
      if (!Double.isNaN(value)) {
        count++;
        total += value;
        minimum = count == 1 ? value : Math.min(minimum, value);
        if (count == 1 || value > maximum) {
          maximum = value;
          maximumSecond = (int) (row.readings().times[i] - row.day().begin());
        }
      }
    }
    put("value_counts", n, count);
    put("maximum_seconds", n, maximumSecond);
    put("totals", n, count == 0 ? Double.NaN : total);
    put("minima", n, minimum);
    put("maxima", n, maximum);
  }

  private void put(String column, int n, int value) {
    integers.computeIfAbsent(column, _ -> new int[rows.size()])[n] = value;
  }

  private void put(String column, int n, double value) {
    doubles.computeIfAbsent(column, _ -> new double[rows.size()])[n] = value;
  }
}
