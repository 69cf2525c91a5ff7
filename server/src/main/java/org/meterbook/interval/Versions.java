package org.meterbook.interval;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Moment;
import org.meterbook.api.Problem;
import org.meterbook.energy.RegisterAdvance;
import org.meterbook.interval.ChannelRequests.ChannelVersionRequest;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * The settings of channels through time. They leave no gap: one is in force after its begin up to
 * the begin of the next one, the first one from ever. Whatever changes, the values are made anew
 * from there on.
 */
final class Versions {
  private static final LocalDateTime EARLIEST = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final LocalDateTime LATEST = LocalDateTime.of(2099, 12, 31, 23, 59, 59);
  private static final int ODOMETER = 1;
  private static final int TRIP = 2;

  private Versions() {}

  static Values values(Call call, ChannelVersionRequest request) {
    boolean odometer = request.observationRule().equals("Odometer");
    return Values.none()
        .with("multiplier", request.multiplier())
        .with("unit_id", unit(call, request.unitCode()))
        .with("observation_rule_id", odometer ? ODOMETER : TRIP)
        .with("maximum_reading", request.maximumReading())
        .with(
            "rollover_value",
            odometer
                ? RegisterAdvance.rolloverOf(BigDecimal.valueOf(request.maximumReading()))
                : null)
        .with("is_value_positive", false);
  }

  static int unit(Call call, String code) {
    return call.sql()
        .first(
            "SELECT unit_id FROM unit WHERE upper(unit_code) = upper(:code)",
            Map.of("code", code),
            row -> row.integer(1))
        .orElseThrow(() ->
            Problem.invalid(
                "unitCode", "there is no unit '%s'; see GET /api/v202305/unit".formatted(code)));
  }

  /** Adds a version; answers its id. */
  static int create(Call call, int channelId, Values values, @Nullable Moment begin) {
    return createAt(call, channelId, values, date(ChannelLoader.one(call.sql(), channelId), begin));
  }

  /** The same, in force after a time of the wall clock of the channel's zone. */
  static int createAt(Call call, int channelId, Values values, @Nullable LocalDateTime date) {
    if (date == null) {
      throw Problem.invalid("beginDate", "is required: the channel has settings from ever");
    }
    requireReasonable(date);
    int id =
        call.sql()
            .insert(
                Tables.CHANNEL_VERSION,
                values.with("channel_id", channelId).with("begin_date", date));
    recompute(call, channelId, date, date);
    return id;
  }

  static void edit(Call call, int channelId, int versionId, Values values, @Nullable Moment begin) {
    editAt(
        call, channelId, versionId, values, date(ChannelLoader.one(call.sql(), channelId), begin));
  }

  /** The same, in force after a time of the wall clock of the channel's zone. */
  static void editAt(
      Call call, int channelId, int versionId, Values values, @Nullable LocalDateTime date) {
    requireOfChannel(call, channelId, versionId);
    LocalDateTime old = begin(call, versionId);
    if (old == null && date != null) {
      throw Problem.invalid("beginDate", "must be null: these are the channel's first settings");
    }
    if (old != null && date == null) {
      throw Problem.invalid("beginDate", "is required: only the first settings have none");
    }
    requireReasonable(date);
    call.sql().update(Tables.CHANNEL_VERSION, versionId, values.with("begin_date", date));
    recompute(call, channelId, old, date);
  }

  /** Replaces the newest version, as faces without versions do; answers its id. */
  static int editNewest(Call call, int channelId, Values values) {
    int newest =
        call.sql()
            .first(
                "SELECT v.channel_version_id FROM channel_version v WHERE v.tenant_id = :tenant AND v.channel_id = :id"
                    + " ORDER BY v.begin_date DESC NULLS LAST LIMIT 1",
                Map.of("id", channelId),
                row -> row.integer(1))
            .orElseThrow();
    LocalDateTime begin = begin(call, newest);
    call.sql().update(Tables.CHANNEL_VERSION, newest, values);
    recompute(call, channelId, begin, begin);
    return newest;
  }

  static void delete(Call call, int channelId, int versionId) {
    requireOfChannel(call, channelId, versionId);
    Channel before = ChannelLoader.one(call.sql(), channelId);
    if (before.versions().size() == 1) {
      throw Problem.invalid("versionId", "a channel keeps at least one version");
    }
    LocalDateTime begin = begin(call, versionId);
    call.sql().delete(Tables.CHANNEL_VERSION, versionId);
    if (begin == null) {
      // The next one becomes the first, and the first one is in force from ever.
      call.sql()
          .list(
              "SELECT v.channel_version_id FROM channel_version v WHERE v.tenant_id = :tenant AND v.channel_id = :id ORDER BY v.begin_date LIMIT 1",
              Map.of("id", channelId),
              row -> row.integer(1))
          .forEach(next ->
              call.sql()
                  .update(Tables.CHANNEL_VERSION, next, Values.none().with("begin_date", null)));
    }
    recompute(call, channelId, begin, begin);
  }

  private static @Nullable LocalDateTime date(Channel channel, @Nullable Moment begin) {
    return begin == null ? null : begin.in(channel.zone());
  }

  private static void requireReasonable(@Nullable LocalDateTime date) {
    if (date != null && (date.isBefore(EARLIEST) || date.isAfter(LATEST))) {
      throw Problem.invalid("beginDate", "must be from 1899-12-30 to 2099-12-31");
    }
  }

  private static @Nullable LocalDateTime begin(Call call, int versionId) {
    return call.sql()
        .list(
            "SELECT v.begin_date FROM channel_version v WHERE v.tenant_id = :tenant AND v.channel_version_id = :id",
            Map.of("id", versionId),
            row -> java.util.Optional.ofNullable(row.localOrNull(1)))
        .getFirst()
        .orElse(null);
  }

  /** Makes values anew after the earlier one of two moments; null is from ever. */
  private static void recompute(
      Call call, int channelId, @Nullable LocalDateTime one, @Nullable LocalDateTime other) {
    Channel channel = ChannelLoader.one(call.sql(), channelId);
    if (channel.calculated()) {
      CalculatedChannels.renew(call.sql(), channelId);
      return;
    }
    long from =
        one == null || other == null
            ? Stamps.EARLIEST
            : Math.min(
                one.atZone(channel.zone()).toEpochSecond(),
                other.atZone(channel.zone()).toEpochSecond());
    new Intervals(call.sql()).recompute(channelId, from);
  }

  private static void requireOfChannel(Call call, int channelId, int versionId) {
    Map<String, Object> ids = new HashMap<>(Map.of("id", versionId, "channel", channelId));
    if (!call.sql()
        .exists(
            "SELECT 1 FROM channel_version v WHERE v.tenant_id = :tenant AND v.channel_version_id = :id AND v.channel_id = :channel",
            ids)) {
      throw Problem.notFound("The channel has no version %d.".formatted(versionId));
    }
  }
}
