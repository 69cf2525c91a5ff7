package org.meterbook.interval;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.ledger.Json;
import org.meterbook.store.Row;

/** What is stored beside the values of a day: when each was, how good, from where. */
record DayLayout(
    LocalDay day,
    int step,
    int source,
    int @Nullable [] seconds,
    byte @Nullable [] qualities,
    int @Nullable [] sources,
    Map<Integer, String> notes) {
  /** Of a row with the columns of {@link DayReader#COLUMNS}. */
  static DayLayout of(Row row, LocalDay day) {
    return new DayLayout(
        day,
        row.integer(4),
        row.integer(5),
        row.intsOrNull(8),
        row.bytesOrNull(9),
        row.intsOrNull(10),
        notes(row.textOrNull(11)));
  }

  private static Map<Integer, String> notes(@Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    Map<Integer, String> notes = new HashMap<>();
    Json.texts(json).forEach((place, note) -> notes.put(Integer.valueOf(place), note));
    return notes;
  }

  int second(int place) {
    return seconds == null ? day.second(place, step) : seconds[place];
  }

  int quality(int place) {
    return qualities == null ? 0 : qualities[place];
  }

  int source(int place) {
    return sources == null ? source : sources[place];
  }

  @Nullable String note(int place) {
    return notes.get(place);
  }
}
