package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.interval.ChannelRequests.ChannelVersionRequest;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The meters and channels that files name, as far as the caller may see them. */
public final class FileChannels {
  private static final int DAY_MINUTES = 1440;
  private static final Set<Integer> LONG_INTERVALS = Set.of(10_080, 43_200);

  // What is named twice, by code here and by import id there, is the one whose import id it is.
  private static final String METERS =
      """
      SELECT m.meter_id, m.meter_code, m.meter_import_id, m.serial_number FROM meter m WHERE m.tenant_id = :tenant
        AND (m.meter_import_id = ANY(:names::text[]) OR lower(m.meter_code) = ANY(:lower::text[]) OR m.serial_number = ANY(:names::text[]))
      """;
  private static final String CHANNELS =
      """
      SELECT c.channel_id, c.meter_id, c.channel_import_id, o.observation_type_code,
        (SELECT u.unit_code FROM channel_version v JOIN unit u ON u.unit_id = v.unit_id WHERE v.tenant_id = c.tenant_id
          AND v.channel_id = c.channel_id ORDER BY v.begin_date DESC NULLS LAST LIMIT 1), c.interval_minutes, c.is_calculated
      FROM channel c JOIN observation_type o ON o.observation_type_id = c.observation_type_id
      WHERE c.tenant_id = :tenant AND (c.meter_id = ANY(:meters::int[]) OR c.channel_import_id = ANY(:names::text[]))
      """;

  private FileChannels() {}

  /**
   * A meter.
   *
   * @param importId its name in other systems
   */
  public record Meter(
      int id, String code, @Nullable String importId, @Nullable String serialNumber) {}

  /**
   * A channel.
   *
   * @param meterId its meter; null for one of a data point
   * @param unit the code of its unit now
   * @param calculated takes no readings
   */
  public record Existing(
      int id,
      @Nullable Integer meterId,
      @Nullable String importId,
      String observationType,
      String unit,
      int minutes,
      boolean calculated) {}

  /**
   * A channel to be made.
   *
   * @param minutes its interval, see {@link #isInterval}
   * @param multiplier times the reading is the value
   * @param odometer readings are those of a register
   */
  public record Wanted(
      int meterId,
      @Nullable String importId,
      @Nullable String description,
      String observationType,
      String unit,
      int minutes,
      double multiplier,
      boolean odometer) {}

  /**
   * May a channel have an interval of so many seconds? Whole minutes that divide a day, a week, a
   * month.
   */
  public static boolean isInterval(long seconds) {
    long minutes = seconds / 60;
    return seconds > 0
        && seconds % 60 == 0
        && (minutes <= DAY_MINUTES && DAY_MINUTES % minutes == 0
            || LONG_INTERVALS.contains(Math.toIntExact(Math.min(minutes, Integer.MAX_VALUE))));
  }

  /** The meters that have one of these names as import id, code or serial number. */
  public static List<Meter> meters(Call call, Collection<String> names) {
    List<String> lower = names.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    return names.isEmpty()
        ? List.of()
        : call.sql()
            .list(
                METERS + call.within(Tables.METER, "m"),
                Map.of("names", names, "lower", lower),
                row ->
                    new Meter(row.integer(1), row.text(2), row.textOrNull(3), row.textOrNull(4)));
  }

  /** Of meters, the one of a name: by import id, else by code. */
  public static Optional<Meter> named(Collection<Meter> meters, String name) {
    return meters.stream()
        .filter(meter -> name.equals(meter.importId()))
        .findFirst()
        .or(() -> meters.stream().filter(meter -> meter.code().equalsIgnoreCase(name)).findFirst());
  }

  /** The channels of these meters, and those with one of these import ids. */
  public static List<Existing> of(
      Call call, Collection<Integer> meters, Collection<String> importIds) {
    if (meters.isEmpty() && importIds.isEmpty()) {
      return List.of();
    }
    return call.sql()
        .list(
            CHANNELS + call.within(Tables.CHANNEL, "c") + " ORDER BY c.channel_id",
            // The array of no ids would be one of texts.
            Map.of("meters", meters.isEmpty() ? List.of(0) : meters, "names", importIds),
            row ->
                new Existing(
                    row.integer(1),
                    row.integerOrNull(2),
                    row.textOrNull(3),
                    row.text(4),
                    row.text(5),
                    row.integer(6),
                    row.bool(7)));
  }

  /** Makes a channel; answers its id. Type and unit must be of the catalogue. */
  public static int create(Call call, Wanted wanted) {
    int id =
        call.sql()
            .insert(
                Tables.CHANNEL,
                Values.none()
                    .with("meter_id", wanted.meterId())
                    .with("channel_description", wanted.description())
                    .with("channel_import_id", wanted.importId())
                    .with(
                        "observation_type_id",
                        Channels.observationType(call, wanted.observationType()))
                    .with("interval_minutes", wanted.minutes())
                    .with("is_calculated", false)
                    .with("is_primary_value", false)
                    .with("is_primary_demand", false));
    ChannelVersionRequest version =
        new ChannelVersionRequest(
            wanted.multiplier(), wanted.unit(), wanted.odometer() ? "Odometer" : "Trip", 0d, null);
    call.sql()
        .insert(Tables.CHANNEL_VERSION, Versions.values(call, version).with("channel_id", id));
    return id;
  }

  /** Says of each code that the catalogue does not have that it does not. */
  public static List<String> unknownCodes(
      Call call, Collection<String> observationTypes, Collection<String> units) {
    List<String> unknown = new ArrayList<>();
    for (String code : observationTypes) {
      if (!call.sql()
          .exists(
              "SELECT 1 FROM observation_type WHERE upper(observation_type_code) = upper(:code)",
              Map.of("code", code))) {
        unknown.add("there is no observation type '" + code + "'");
      }
    }
    for (String code : units) {
      if (!call.sql()
          .exists(
              "SELECT 1 FROM unit WHERE upper(unit_code) = upper(:code)", Map.of("code", code))) {
        unknown.add("there is no unit '" + code + "'");
      }
    }
    return unknown;
  }
}
