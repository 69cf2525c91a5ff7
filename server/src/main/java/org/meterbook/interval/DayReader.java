package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.NamedSql;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;

/** Reads the rows of days. */
final class DayReader {
  static final String COLUMNS =
      """
      d.channel_id, d.day - date '1970-01-01', d.version, d.step, d.reading_source_id, array_send(d.readings),
      array_send(d.computed), array_send(d.seconds), d.qualities, array_send(d.sources), d.notes::text
      """;
  // OFFSET keeps PostgreSQL to one look into the index a stretch, whatever it thinks of the table.
  private static final String RANGES =
      "SELECT "
          + COLUMNS
          + """
          FROM unnest(:channels::int[], :froms::int[], :tos::int[]) AS w(channel_id, first, last)
          CROSS JOIN LATERAL (SELECT i.* FROM interval_day i WHERE i.tenant_id = :tenant AND i.channel_id = w.channel_id
            AND i.day BETWEEN date '1970-01-01' + w.first AND date '1970-01-01' + w.last OFFSET 0) d
          """;
  private static final NamedSql RANGE =
      NamedSql.compile(
          "SELECT "
              + COLUMNS
              + """
              FROM interval_day d WHERE d.tenant_id = :tenant AND d.channel_id = :channel
                AND d.day BETWEEN date '1970-01-01' + :first AND date '1970-01-01' + :last
              ORDER BY d.day
              """);
  private static final String NEIGHBOR =
      "SELECT "
          + COLUMNS
          + """
          FROM interval_day d WHERE d.tenant_id = :tenant AND d.channel_id = :channel AND d.day %s date '1970-01-01' + :day
          ORDER BY d.day %s LIMIT 1
          """;
  private static final String BEFORE = NEIGHBOR.formatted("<", "DESC");
  private static final String AFTER = NEIGHBOR.formatted(">", "ASC");

  /** A stretch of days of a channel, both ends inclusive. */
  record Range(Channel channel, int first, int last) {}

  private DayReader() {}

  /** The rows of several channels, by channel and day. */
  static Map<Integer, Map<Integer, DayRow>> read(Sql sql, Collection<Range> ranges) {
    Map<Integer, Channel> channels = new HashMap<>();
    List<Integer> ids = new ArrayList<>();
    List<Integer> firsts = new ArrayList<>();
    List<Integer> lasts = new ArrayList<>();
    for (Range range : ranges) {
      channels.put(range.channel().id(), range.channel());
      ids.add(range.channel().id());
      firsts.add(range.first());
      lasts.add(range.last());
    }
    Map<Integer, Map<Integer, DayRow>> rows = new HashMap<>();
    Map<String, Object> parameters = Map.of("channels", ids, "froms", firsts, "tos", lasts);
    for (DayRow row :
        sql.list(
            RANGES,
            parameters,
            found ->
                row(java.util.Objects.requireNonNull(channels.get(found.integer(1))), found))) {
      rows.computeIfAbsent(row.channel(), _ -> new HashMap<>()).put(row.day().number(), row);
    }
    return rows;
  }

  /** Hands over the rows of a stretch of days in order; few of them are held at once. */
  static void each(Sql sql, Range range, Consumer<DayRow> consumer) {
    eachStored(sql, range, (found, day) -> consumer.accept(row(range.channel(), found)));
  }

  /** The same, as they are stored. */
  static void eachStored(Sql sql, Range range, BiConsumer<Row, LocalDay> consumer) {
    Map<String, Object> parameters =
        Map.of("channel", range.channel().id(), "first", range.first(), "last", range.last());
    sql.each(
        RANGE,
        parameters,
        64,
        found -> consumer.accept(found, LocalDay.of(found.integer(2), range.channel().zone())));
  }

  /** The nearest day with readings before a day, or after it. */
  static @Nullable DayRow neighbor(Sql sql, Channel channel, int day, boolean after) {
    return sql.first(
            after ? AFTER : BEFORE,
            Map.of("channel", channel.id(), "day", day),
            found -> row(channel, found))
        .orElse(null);
  }

  private static DayRow row(Channel channel, Row found) {
    LocalDay day = LocalDay.of(found.integer(2), channel.zone());
    double[] stored = found.doubles(6);
    double[] computed = found.doublesOrNull(7);
    DayLayout layout = DayLayout.of(found, day);
    Readings readings = new Readings(stored.length);
    double[] values = new double[stored.length];
    for (int place = 0; place < stored.length; place++) {
      if (!Double.isNaN(stored[place])) {
        String note = layout.note(place);
        if (note != null) {
          readings.notes.put(readings.size, note);
        }
        values[readings.size] = computed == null ? stored[place] : computed[place];
        readings.add(
            day.begin() + layout.second(place),
            stored[place],
            layout.quality(place),
            layout.source(place));
      }
    }
    return new DayRow(
        channel.id(),
        day,
        found.integer(3),
        readings,
        java.util.Arrays.copyOf(values, readings.size));
  }
}
