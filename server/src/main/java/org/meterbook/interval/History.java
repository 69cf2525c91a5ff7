package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.ledger.Json;
import org.meterbook.store.Sql;

/** Keeps what readings said before they were replaced or deleted. */
final class History {
  private static final String WRITE =
      """
      INSERT INTO interval_history (tenant_id, channel_id, day, version, made_at, user_id, kind, seconds, readings, qualities, sources, notes)
      SELECT :tenant, h.channel_id, date '1970-01-01' + h.day,
        (SELECT coalesce(max(x.version), 0) + 1 FROM interval_history x WHERE x.tenant_id = :tenant AND x.channel_id = h.channel_id
          AND x.day = date '1970-01-01' + h.day), :now, :user::int, :kind, (:seconds::int[])[h.low + 1 : h.low + h.size],
        (:readings::float8[])[h.low + 1 : h.low + h.size], substr(:qualities::bytea, h.low + 1, h.size),
        (:sources::int[])[h.low + 1 : h.low + h.size], nullif(h.notes, '')::jsonb
      FROM unnest(:channels::int[], :days::int[], :lows::int[], :sizes::int[], :notes::text[])
        AS h(channel_id, day, low, size, notes)
      """;

  private History() {}

  /** Of rows that changed, those whose readings were replaced or removed. */
  static void write(Sql sql, Collection<DayRow.Merged> all, String kind) {
    List<DayRow.Merged> changes = all.stream().filter(each -> each.replaced().size > 0).toList();
    if (changes.isEmpty()) {
      return;
    }
    int total = changes.stream().mapToInt(each -> each.replaced().size).sum();
    int[] seconds = new int[total];
    double[] readings = new double[total];
    byte[] qualities = new byte[total];
    int[] sources = new int[total];
    List<Integer> lows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    int at = 0;
    for (DayRow.Merged change : changes) {
      lows.add(at);
      notes.add(notes(change.replaced()));
      for (int i = 0; i < change.replaced().size; i++) {
        seconds[at] = (int) (change.replaced().times[i] - change.row().day().begin());
        readings[at] = change.replaced().values[i];
        qualities[at] = change.replaced().qualities[i];
        sources[at++] = change.replaced().sources[i];
      }
    }
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("channels", changes.stream().map(each -> each.row().channel()).toList());
    parameters.put("days", changes.stream().map(each -> each.row().day().number()).toList());
    parameters.put("sizes", changes.stream().map(each -> each.replaced().size).toList());
    parameters.put("lows", lows);
    parameters.put("notes", notes);
    parameters.put("now", sql.now());
    parameters.put("user", sql.author().userId());
    parameters.put("kind", kind);
    parameters.put("seconds", seconds);
    parameters.put("readings", readings);
    parameters.put("qualities", qualities);
    parameters.put("sources", sources);
    sql.execute(WRITE, parameters);
  }

  private static String notes(Readings readings) {
    Map<String, String> texts = new LinkedHashMap<>();
    readings.notes.forEach((place, note) -> texts.put(String.valueOf(place), note));
    return texts.isEmpty() ? "" : Json.text(texts);
  }
}
