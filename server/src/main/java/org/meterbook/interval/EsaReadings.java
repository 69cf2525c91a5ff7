package org.meterbook.interval;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.FieldType;
import org.meterbook.api.Moment;
import org.meterbook.api.Operations;
import org.meterbook.interval.EsaReadingModels.EsaReadingCreate;
import org.meterbook.interval.EsaReadingModels.EsaReadingCreateResponse;
import org.meterbook.interval.EsaReadingModels.EsaReadingDelete;
import org.meterbook.interval.EsaReadingModels.EsaReadingDeleteResponse;

/** Readings as they were received and what became of each of them. */
public final class EsaReadings {
  private static final String PATH = "/api/v202407/esaReading";

  private EsaReadings() {}

  public static void register(Operations operations) {
    EsaReadingViews.filters(
            operations
                .resource(EsaReadingViews.READING)
                .filters("readingId", "rawValue", "processedValue", "quality")
                .filters("creationMethodInfo", "taskGUID"))
        .filter(
            "beginDate",
            FieldType.DATE_TIME,
            "{$.local_time within $.day}",
            "time of the reading, in its own zone")
        .page(
            "GetEsaReadingsV202407",
            PATH,
            "Meters (View)",
            "Lists readings, as they were received and processed; best with a filter on the channel.");
    ReadingIntake.register(
            operations,
            "CreateEsaReadingsV202407",
            PATH,
            ReadingJson.DATA_POINT,
            EsaReadingCreate.class,
            EsaReadingCreateResponse.class,
            EsaReadingCreateResponse::of)
        .computeAll(
            "DeleteEsaReadingsV202407",
            "POST",
            PATH + "/delete",
            "IntervalData (Manage)",
            EsaReadingDelete.class,
            EsaReadingDeleteResponse.class,
            EsaReadings::delete,
            "Deletes stretches of readings, all or nothing; what they said is kept.");
  }

  private static EsaReadingDeleteResponse delete(Call call, List<EsaReadingDelete> stretches) {
    int deleted = 0;
    Intervals intervals = new Intervals(call.sql());
    Map<Integer, Channel> channels =
        plain(intervals, stretches.stream().map(EsaReadingDelete::esaChannelId).toList());
    for (EsaReadingDelete stretch : stretches) {
      Channel channel = Objects.requireNonNull(channels.get(stretch.esaChannelId()));
      boolean wallClock = Boolean.TRUE.equals(stretch.useDataPointTimeZone());
      Long begin = second(stretch.timeBegin(), channel, wallClock);
      Long end = second(stretch.timeEnd(), channel, wallClock);
      deleted += intervals.deleteStretch(channel, begin, end);
    }
    return new EsaReadingDeleteResponse(deleted);
  }

  /** The channels of a body's items, which must have readings of their own, locked. */
  static Map<Integer, Channel> plain(Intervals intervals, List<Integer> ids) {
    Map<Integer, Channel> channels = ids.isEmpty() ? Map.of() : intervals.lock(ids);
    Faults faults = new Faults();
    for (int i = 0; i < ids.size(); i++) {
      faults.when(
          Objects.requireNonNull(channels.get(ids.get(i))).calculated(),
          "[%d].esaChannelId".formatted(i),
          "channel %d is calculated: its values follow from other channels".formatted(ids.get(i)));
    }
    faults.refuse();
    return channels;
  }

  /**
   * A wall clock's time, whatever its offset, is the first of two and moved out of a gap by what
   * the clock skips.
   */
  private static @Nullable Long second(
      @Nullable Moment moment, Channel channel, boolean wallClock) {
    if (moment == null) {
      return null;
    }
    return wallClock
        ? moment.local().atZone(channel.zone()).toEpochSecond()
        : moment.second(channel.zone());
  }
}
