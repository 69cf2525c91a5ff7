package org.meterbook.interval;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.FilterField;
import org.meterbook.api.Filters;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.interval.EsaReadingModels.EsaReadingNote;
import org.meterbook.interval.EsaReadingModels.EsaReadingNoteByIntervalResponse;
import org.meterbook.interval.EsaReadingModels.EsaReadingNotesOfInterval;
import org.meterbook.interval.EsaReadingModels.NoteDateRange;
import org.meterbook.store.Tables;

/** The notes on readings, by hour or day, as a chart shows them. */
public final class EsaNotes {
  private static final int HOUR = 60;
  private static final int DAY = 1440;
  private static final Duration WEEK = Duration.ofDays(7);

  /** Days that are looked at if nothing is said of channel, meter or time. */
  private static final int RECENT = 30;

  /** Notes of readings that are to be answered at once. */
  private static final int MOST = 10_000;

  private static final List<FilterField> FIELDS =
      List.of(
          new FilterField("esaChannelId", FieldType.INTEGER, "", "", "the channel"),
          new FilterField("meterId", FieldType.INTEGER, "", "", "a meter with channels"),
          new FilterField("readingDate", FieldType.DATE_TIME, "", "", "time of the reading"));

  private static final String NOTES =
      """
      SELECT v.channel_id, s.creation_method = :manual, v.note, v.timestamp_text, v.local_time
      FROM interval_day d
      JOIN reading v ON v.tenant_id = d.tenant_id AND v.channel_id = d.channel_id AND v.day = d.day
      JOIN channel c ON c.tenant_id = v.tenant_id AND c.channel_id = v.channel_id
      JOIN reading_source s ON s.tenant_id = v.tenant_id AND s.reading_source_id = v.reading_source_id
      WHERE d.tenant_id = :tenant AND d.notes IS NOT NULL AND v.note IS NOT NULL
      """;

  /**
   * What is asked for, of what was given: a condition that holds for null is no condition to plan
   * by.
   */
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "channel",
          " AND d.channel_id = :channel::bigint",
          "meter",
          " AND c.meter_id = :meter::bigint",
          "from",
          " AND d.day >= :from::timestamp::date - 1 AND v.local_time >= :from::timestamp",
          "to",
          " AND d.day <= :to::timestamp::date AND v.local_time < :to::timestamp");

  private record Note(LocalDateTime time, EsaReadingNote note) {}

  private EsaNotes() {}

  public static void register(Operations operations) {
    operations
        .compute(
            "GetEsaReadingNotesByIntervalV202604",
            "GET",
            "/api/v202604/esaReadingNote/byInterval",
            "Meters (View)",
            EsaReadingNoteByIntervalResponse.class,
            false,
            (call, _) -> notes(call),
            "Answers the notes on readings, by hour or day.")
        .parameter(
            "filter",
            FieldType.TEXT,
            "esaChannelId equals, meterId equals, readingDate equals,"
                + " between, today, yesterday, last 7 days and so on; default the last 30 days")
        .parameter(
            "orderBy",
            FieldType.TEXT,
            "timestamp or esaChannelInfo, with asc or desc; within a group");
  }

  private static String conditions(Map<String, @Nullable Object> parameters) {
    StringBuilder conditions = new StringBuilder();
    for (String name : List.of("channel", "meter", "from", "to")) {
      conditions.append(parameters.get(name) == null ? "" : CONDITIONS.getOrDefault(name, ""));
    }
    return conditions.toString();
  }

  private static EsaReadingNoteByIntervalResponse notes(Call call) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    for (String name : List.of("channel", "meter", "from", "to")) {
      parameters.put(name, null);
    }
    parameters.put("manual", Sources.MANUAL);
    for (Filters.Term term : Filters.of(call, FIELDS)) {
      switch (term.name()) {
        case "esaChannelId" -> parameters.put("channel", term.value());
        case "meterId" -> parameters.put("meter", term.value());
        default -> {
          parameters.put("from", term.from());
          parameters.put("to", term.to());
        }
      }
    }
    if (parameters.values().stream().filter(java.util.Objects::nonNull).count() == 1) {
      // Nothing but the method is given: what is recent, not the notes of all time.
      parameters.put("from", call.today().minusDays(RECENT).atStartOfDay());
      parameters.put("to", call.today().plusDays(1).atStartOfDay());
    }
    List<Note> notes =
        call.sql()
            .list(
                NOTES
                    + conditions(parameters)
                    + call.within(Tables.CHANNEL, "c")
                    + " ORDER BY "
                    + order(call)
                    + " LIMIT "
                    + MOST,
                parameters,
                row ->
                    new Note(
                        row.local(5),
                        new EsaReadingNote(row.integer(1), row.bool(2), row.text(3), row.text(4))));
    return grouped(
        notes,
        Optional.ofNullable((LocalDateTime) parameters.get("from")),
        Optional.ofNullable((LocalDateTime) parameters.get("to")));
  }

  private static String order(Call call) {
    String[] words = call.parameter("orderBy").orElse("timestamp").strip().split("\\s+", -1);
    String direction = words.length > 1 ? words[1].toLowerCase(java.util.Locale.ROOT) : "asc";
    String column =
        switch (words[0].toLowerCase(java.util.Locale.ROOT)) {
          case "timestamp" -> "v.stamp";
          case "esachannelinfo" -> "lower(c.channel_info)";
          default -> "";
        };
    if (column.isEmpty() || words.length > 2 || !List.of("asc", "desc").contains(direction)) {
      throw Problem.invalid(
          "orderBy", "must be timestamp or esaChannelInfo, perhaps with asc or desc");
    }
    return column + " " + direction + ", v.channel_id, v.stamp";
  }

  private static EsaReadingNoteByIntervalResponse grouped(
      List<Note> notes, Optional<LocalDateTime> from, Optional<LocalDateTime> to) {
    if (notes.isEmpty() && from.isEmpty()) {
      return new EsaReadingNoteByIntervalResponse(null, HOUR, List.of());
    }
    LocalDateTime first =
        from.orElseGet(
            () -> notes.stream().map(Note::time).min(LocalDateTime::compareTo).orElseThrow());
    LocalDateTime last =
        to.orElseGet(
            () -> notes.stream().map(Note::time).max(LocalDateTime::compareTo).orElseThrow());
    int minutes = Duration.between(first, last).compareTo(WEEK) <= 0 ? HOUR : DAY;
    TreeMap<LocalDateTime, List<EsaReadingNote>> groups = new TreeMap<>();
    notes.forEach(note ->
        groups.computeIfAbsent(end(note.time(), minutes), _ -> new ArrayList<>()).add(note.note()));
    return new EsaReadingNoteByIntervalResponse(
        new NoteDateRange(first, last),
        minutes,
        groups.entrySet().stream()
            .map(group -> new EsaReadingNotesOfInterval(group.getKey(), group.getValue()))
            .toList());
  }

  /** The end of the hour or day into which a time falls. */
  private static LocalDateTime end(LocalDateTime time, int minutes) {
    LocalDate day = time.minusSeconds(1).toLocalDate();
    return minutes == DAY
        ? day.plusDays(1).atStartOfDay()
        : time.minusSeconds(1).withMinute(0).withSecond(0).withNano(0).plusHours(1);
  }
}
