package org.meterbook.interval;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.interval.EsaReadingModels.EsaReadingDeleteResponse;
import org.meterbook.interval.EsaReadingModels.EsaReadingSummarizedCreate;
import org.meterbook.interval.EsaReadingModels.EsaReadingSummarizedCreateResponse;
import org.meterbook.interval.EsaReadingModels.EsaReadingSummarizedDelete;
import org.meterbook.store.Row;

/** Readings put together by the intervals of their channels; by hand they are entered as such. */
public final class EsaSummaries {
  private static final String PATH = "/api/v202410/esaReading/summarized";
  private static final String OTHERS =
      """
      SELECT s.creation_method, v.local_time FROM reading v
        JOIN reading_source s ON s.tenant_id = v.tenant_id AND s.reading_source_id = v.reading_source_id
      WHERE v.tenant_id = :tenant AND v.channel_id = :channel AND v.day BETWEEN date '1970-01-01' + :first AND date '1970-01-01' + :last
        AND v.stamp > :begin AND v.stamp <= :end AND s.creation_method <> :manual
      ORDER BY v.stamp LIMIT 1
      """;

  private EsaSummaries() {}

  public static void register(Operations operations) {
    EsaReadingViews.filters(
            operations
                .resource(EsaReadingViews.SUMMARIZED)
                .filters("summarizedReadingId", "summarizedValue"))
        .filter("timestamp", FieldType.MOMENT, "{$.stamp within $.day 32}", "the interval's end")
        .page(
            "GetEsaSummarizedReadingsV202410",
            PATH,
            "Meters (View)",
            "Lists values by the intervals of their channels; best with a filter on the channel.");
    operations
        .computeAll(
            "CreateEsaSummarizedReadingsV202410",
            "POST",
            PATH,
            "IntervalData (Manage)",
            EsaReadingSummarizedCreate.class,
            EsaReadingSummarizedCreateResponse.class,
            EsaSummaries::create,
            "Enters values of whole intervals by hand, all or nothing.")
        .computeAll(
            "DeleteEsaSummarizedReadingsV202410",
            "POST",
            PATH + "/delete",
            "IntervalData (Manage)",
            EsaReadingSummarizedDelete.class,
            EsaReadingDeleteResponse.class,
            EsaSummaries::delete,
            "Deletes values that were entered by hand, all or nothing.");
  }

  private static EsaReadingSummarizedCreateResponse create(
      Call call, List<EsaReadingSummarizedCreate> values) {
    int source = Sources.of(call.sql(), Sources.MANUAL);
    Intervals intervals = new Intervals(call.sql());
    Map<Integer, Channel> channels =
        EsaReadings.plain(
            intervals, values.stream().map(EsaReadingSummarizedCreate::esaChannelId).toList());
    Map<Integer, Readings> readings = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      EsaReadingSummarizedCreate value = values.get(i);
      String at = "[%d].".formatted(i);
      int id = value.esaChannelId();
      Channel channel = Objects.requireNonNull(channels.get(id));
      long second = value.timestamp().second(channel.zone());
      Slot slot = requireSlot(channel, second, at + "timestamp");
      requireByHand(call, channel, slot, at + "timestamp");
      Readings into = readings.computeIfAbsent(id, _ -> new Readings(4));
      String note = value.note();
      if (note != null && !note.isEmpty()) {
        into.notes.put(into.size, note);
      }
      into.add(
          second,
          raw(channel, second, value.value(), at),
          Quality.of(Boolean.TRUE.equals(value.estimated())),
          source);
    }
    int created = 0;
    int replaced = 0;
    List<Intervals.Delivery> deliveries =
        channels.values().stream()
            .map(channel ->
                new Intervals.Delivery(
                    channel, Objects.requireNonNull(readings.get(channel.id())).ordered()))
            .toList();
    for (Intervals.Outcome outcome : intervals.store(deliveries).values()) {
      created += outcome.stored() + outcome.same();
      replaced += outcome.replaced();
    }
    return new EsaReadingSummarizedCreateResponse(created, replaced);
  }

  private static EsaReadingDeleteResponse delete(
      Call call, List<EsaReadingSummarizedDelete> values) {
    int deleted = 0;
    Intervals intervals = new Intervals(call.sql());
    Map<Integer, Channel> channels =
        EsaReadings.plain(
            intervals, values.stream().map(EsaReadingSummarizedDelete::esaChannelId).toList());
    for (int i = 0; i < values.size(); i++) {
      EsaReadingSummarizedDelete value = values.get(i);
      String at = "[%d].".formatted(i);
      Channel channel = Objects.requireNonNull(channels.get(value.esaChannelId()));
      Slot slot = requireSlot(channel, value.timestamp().second(channel.zone()), at + "timestamp");
      requireByHand(call, channel, slot, at + "timestamp");
      if (intervals.delete(channel, slot.begin(), slot.end()) == 0) {
        throw Problem.invalid(at + "timestamp", "there is no value at this time");
      }
      deleted++;
    }
    return new EsaReadingDeleteResponse(deleted);
  }

  private static Slot requireSlot(Channel channel, long second, String field) {
    if (second < Stamps.EARLIEST || second > Stamps.LATEST) {
      throw Problem.invalid(field, "must be from 1970-01-01 to 2099-12-31");
    }
    Slot slot = Slot.of(channel, second);
    if (slot.end() != second) {
      throw Problem.invalid(
          field,
          "must be the end of an interval of %d minutes, such as %s"
              .formatted(channel.intervalMinutes(), local(channel, slot.end())));
    }
    return slot;
  }

  /** What devices and imports sent is not to be mended by hand: it would not follow from them. */
  private static void requireByHand(Call call, Channel channel, Slot slot, String field) {
    Map<String, Object> parameters =
        Map.of(
            "channel", channel.id(),
            "first", LocalDay.at(slot.begin() + 1, channel.zone()).number(),
            "last", LocalDay.at(slot.end(), channel.zone()).number(),
            "begin", Instant.ofEpochSecond(slot.begin()),
            "end", Instant.ofEpochSecond(slot.end()),
            "manual", Sources.MANUAL);
    call.sql()
        .first(OTHERS, parameters, (Row row) -> row.text(1) + " at " + row.local(2))
        .ifPresent(other -> {
          throw Problem.invalid(
              field,
              "the value of channel %d at %s is made of readings that were not entered by hand (%s)"
                  .formatted(channel.id(), local(channel, slot.end()), other));
        });
  }

  private static LocalDateTime local(Channel channel, long second) {
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), channel.zone());
  }

  /** The reading of which the channel's settings make the value. */
  private static double raw(Channel channel, long second, double value, String at) {
    Channel.Version version = channel.at(second);
    if (version.odometer()) {
      throw Problem.invalid(
          at + "esaChannelId",
          "channel %d has readings of a register; send those to POST /api/v202407/esaReading"
              .formatted(channel.id()));
    }
    double raw =
        version.multiplier() == 0 ? Double.NaN : (value - version.offset()) / version.multiplier();
    boolean turned = version.positive() && value < 0;
    if (!Double.isFinite(raw) || turned || raw > version.maximum() || raw < version.minimum()) {
      throw Problem.invalid(
          at + "value", "is none that the channel's settings can have made of a reading");
    }
    return raw;
  }
}
