package org.meterbook.interval;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.interval.ReadingModels.ReadingsObservation;
import org.meterbook.store.Column;
import org.meterbook.store.Tables;

/**
 * A reading's id: its channel, and in the lower 32 bits the second since 1970. It is computed,
 * never stored; up to channel 2,097,151 it is exact in a double.
 */
record ReadingId(int channel, long second) {
  private static final String FIND =
      """
      SELECT t.raw_value, t.processed_value, t.estimated, t.note FROM reading t
      WHERE t.tenant_id = :tenant AND t.channel_id = :channel AND t.day = date '1970-01-01' + :day AND t.stamp = :moment
      """;

  static ReadingId of(long id) {
    return new ReadingId((int) (id >>> 32), id & 0xffffffffL);
  }

  long value() {
    return (long) channel << 32 | second;
  }

  /** The reading, if there is one within the caller's bounds. */
  Optional<ReadingsObservation> find(Call call) {
    Channel known = ChannelLoader.load(call.sql(), java.util.List.of(channel)).get(channel);
    if (known == null || second < Stamps.EARLIEST) {
      return Optional.empty();
    }
    Instant moment = Instant.ofEpochSecond(second);
    Map<String, Object> parameters =
        Map.of(
            "channel",
            channel,
            "day",
            LocalDay.at(second, known.zone()).number(),
            "moment",
            moment);
    return call.sql()
        .first(
            FIND + call.within(Tables.READING, "t"),
            parameters,
            row ->
                new ReadingsObservation(
                    value(),
                    LocalDateTime.ofInstant(moment, known.zone()),
                    (Double) row.get(2, Column.DOUBLE),
                    row.numberOrNaN(1),
                    row.bool(3),
                    row.textOrNull(4)));
  }
}
