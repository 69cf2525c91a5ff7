package org.meterbook.interval;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.meterbook.energy.Formula;
import org.meterbook.energy.SummaryMethod;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;

/** Reads channels with their versions. */
final class ChannelLoader {
  private static final String CHANNELS =
      """
      SELECT c.channel_id, z.iana_zone, c.interval_minutes, o.summary_method, c.is_calculated,
        v.begin_date, v.multiplier, v.observation_rule_id, v.maximum_reading, v.minimum_reading, v.value_offset,
        v.rollover_value, v.rollback_allowance, v.is_value_positive, v.formula, u.unit_id, u.unit_code, u.unit_info
      FROM channel c JOIN channel_version v ON v.tenant_id = c.tenant_id AND v.channel_id = c.channel_id
      LEFT JOIN meter m ON m.tenant_id = c.tenant_id AND m.meter_id = c.meter_id
      LEFT JOIN data_point p ON p.tenant_id = c.tenant_id AND p.data_point_id = c.data_point_id
      JOIN time_zone z ON z.time_zone_id = coalesce(m.meter_time_zone_id, p.data_point_time_zone_id)
      JOIN unit u ON u.unit_id = v.unit_id
      JOIN observation_type o ON o.observation_type_id = c.observation_type_id
      WHERE c.tenant_id = :tenant AND c.channel_id = ANY(:ids::int[])
      ORDER BY c.channel_id, v.begin_date NULLS FIRST
      """;
  private static final int ODOMETER = 1;

  private ChannelLoader() {}

  /** Channels by id; ids that are none are left out. */
  static Map<Integer, Channel> load(Sql sql, Collection<Integer> ids) {
    Map<Integer, Channel> channels = new LinkedHashMap<>();
    sql.list(CHANNELS, Map.of("ids", ids), ChannelLoader::read)
        .forEach(channel -> channels.merge(channel.id(), channel, ChannelLoader::join));
    return channels;
  }

  static Channel one(Sql sql, int id) {
    return java.util.Objects.requireNonNull(load(sql, List.of(id)).get(id));
  }

  private static Channel read(Row row) {
    ZoneId zone = ZoneId.of(row.text(2));
    LocalDateTime begin = row.localOrNull(6);
    Channel.Version version =
        new Channel.Version(
            begin == null ? Long.MIN_VALUE : begin.atZone(zone).toEpochSecond(),
            row.numberOrNaN(7),
            row.integer(8) == ODOMETER,
            limit(row.numberOrNaN(9)),
            row.numberOrNaN(10),
            orZero(row.numberOrNaN(11)),
            orZero(row.numberOrNaN(12)),
            orZero(row.numberOrNaN(13)),
            row.bool(14),
            Optional.ofNullable(row.textOrNull(15)).map(Formula::parse),
            new Channel.Unit(row.integer(16), row.text(17), row.text(18)));
    return new Channel(
        row.integer(1),
        zone,
        row.integer(3),
        SummaryMethod.valueOf(row.text(4).toUpperCase(Locale.ROOT)),
        row.bool(5),
        List.of(version));
  }

  /** The older faces send 0 for no limit. */
  private static double limit(double maximum) {
    return maximum == 0 ? Double.NaN : maximum;
  }

  private static double orZero(double number) {
    return Double.isNaN(number) ? 0 : number;
  }

  private static Channel join(Channel known, Channel more) {
    List<Channel.Version> versions = new ArrayList<>(known.versions());
    versions.addAll(more.versions());
    return new Channel(
        known.id(),
        known.zone(),
        known.intervalMinutes(),
        known.method(),
        known.calculated(),
        List.copyOf(versions));
  }
}
