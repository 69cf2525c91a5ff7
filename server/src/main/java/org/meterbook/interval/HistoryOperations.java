package org.meterbook.interval;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Row;

/** What readings said before they were replaced or deleted. */
public final class HistoryOperations {
  private static final int MOST = 10_000;
  private static final long YEAR = 366 * 86_400L;
  private static final String CHANGES =
      """
      SELECT h.kind, h.day - date '1970-01-01', array_send(h.seconds), array_send(h.readings), h.qualities, h.made_at, u.full_name, h.user_id
      FROM interval_history h LEFT JOIN app_user u ON u.tenant_id = h.tenant_id AND u.user_id = h.user_id
      WHERE h.tenant_id = :tenant AND h.channel_id = :channel AND h.day BETWEEN date '1970-01-01' + :first AND date '1970-01-01' + :last
      ORDER BY h.made_at DESC, h.day DESC, h.version DESC LIMIT :most
      """;

  private HistoryOperations() {}

  record Change(
      @Meaning("edit or delete") String kind,
      @Meaning("the end of the reading's interval, in the channel's zone") OffsetDateTime time,
      @Meaning("what it said, as it was sent") double rawValue,
      boolean estimated,
      @Meaning("when it was replaced or deleted") OffsetDateTime madeAt,
      @Meaning("by whom; null for the system") @Nullable Integer userId,
      @Nullable String fullName) {}

  record HistoryResponse(int channelId, List<Change> changes) {}

  public static void register(Operations operations) {
    operations
        .compute(
            "GetHistoryV202611",
            "GET",
            "/api/v202611/channel/{channelId}/history",
            "Meters (View)",
            HistoryResponse.class,
            false,
            (call, _) -> history(call),
            "Answers what readings said before they were replaced or deleted, the latest first.")
        .parameter(
            "beginDate",
            FieldType.DATE_TIME,
            "the first day; default a year before the channel's latest reading")
        .parameter(
            "endDate", FieldType.DATE_TIME, "the last day; default that of the latest reading");
  }

  private static HistoryResponse history(Call call) {
    Channel channel = ChannelLoader.one(call.sql(), call.id("channelId"));
    Stretch stretch = Stretch.of(call, channel, YEAR);
    List<Change> changes = new ArrayList<>();
    if (!stretch.isEmpty()) {
      DayReader.Range days = stretch.days(channel);
      Map<String, Object> parameters =
          Map.of("channel", channel.id(), "first", days.first(), "last", days.last(), "most", MOST);
      call.sql().list(CHANGES, parameters, row -> row(channel, row)).forEach(changes::addAll);
    }
    return new HistoryResponse(channel.id(), changes);
  }

  private static List<Change> row(Channel channel, Row row) {
    LocalDay day = LocalDay.of(row.integer(2), channel.zone());
    int[] seconds = java.util.Objects.requireNonNull(row.intsOrNull(3));
    double[] readings = row.doubles(4);
    byte[] qualities = java.util.Objects.requireNonNull(row.bytesOrNull(5));
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      changes.add(
          new Change(
              row.text(1),
              at(channel, Instant.ofEpochSecond(day.begin() + seconds[i])),
              readings[i],
              Quality.isEstimated(qualities[i]),
              at(channel, row.instant(6)),
              row.integerOrNull(8),
              row.textOrNull(7)));
    }
    return changes;
  }

  private static OffsetDateTime at(Channel channel, Instant instant) {
    return OffsetDateTime.ofInstant(instant, channel.zone());
  }
}
