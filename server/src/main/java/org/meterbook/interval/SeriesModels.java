package org.meterbook.interval;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Meaning;

/** What is answered about what readings come to. */
final class SeriesModels {
  private SeriesModels() {}

  record SeriesResponse(
      int channelId,
      @Meaning("unit of the values") String unitCode,
      @Meaning("IANA name of the channel's zone") String timeZone,
      @Meaning("seconds since 1970 of the end of each interval") List<Long> times,
      @Meaning("values, null where one cannot be told") List<@Nullable Double> values) {}

  record Sum(
      @Meaning("the begin, in the channel's zone") LocalDateTime begin,
      @Meaning("readings with a value") long count,
      @Meaning("by the channel's method: total, average or maximum") @Nullable Double value,
      @Nullable Double total,
      @Nullable Double minimum,
      @Nullable Double maximum,
      @Meaning("when the largest value was read, in the channel's zone")
          @Nullable LocalDateTime maximumTime) {}

  record SummaryResponse(
      int channelId,
      @Meaning("unit of the values") String unitCode,
      @Meaning("sum, average or maximum") String method,
      List<Sum> summaries) {}

  record Peak(@Meaning("the largest value") double value, OffsetDateTime time) {}

  record DurationPoint(
      @Meaning("share of the time, from 0 to 1") double share,
      @Meaning("value that is reached or exceeded for that share of the time")
          @Nullable Double value) {}

  record LoadResponse(
      int channelId,
      @Meaning("unit of the values") String unitCode,
      @Meaning("readings with a value") long count,
      @Nullable Double total,
      @Nullable Double average,
      @Nullable Double minimum,
      @Nullable Peak peak,
      @Meaning("the largest value as an average over its hour: value × 60 / interval minutes")
          @Nullable Double peakPerHour,
      @Meaning("average over peak") @Nullable Double loadFactor,
      @Meaning("hours that readings cover") double hoursCovered,
      List<DurationPoint> durationCurve) {}

  record FindingResponse(
      int channelId,
      @Meaning("code of its meter; null of a data point's channel") @Nullable String meterCode,
      @Meaning("code of its data point; null of a meter's channel") @Nullable String dataPointCode,
      @Meaning("silent, gap, flatLine or spike") String kind,
      OffsetDateTime from,
      OffsetDateTime to,
      @Meaning("readings that are missing, equal, or stand out") long count,
      @Meaning("the value; null where there is none") @Nullable Double value,
      @Meaning("the usual value at this time of the day; of a spike only")
          @Nullable Double expected) {}

  record FindingsResponse(List<FindingResponse> findings) {}
}
