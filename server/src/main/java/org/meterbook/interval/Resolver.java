package org.meterbook.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.store.Tables;

/**
 * Finds the channels that sets of readings are for: by id; else by the channel's import id; else
 * the one channel of the meter or data point with this import id (of a meter, its code will do),
 * narrowed by what it observes, then by its unit, then by its interval, until one is left.
 */
final class Resolver {
  private static final String FOUND =
      """
      SELECT c.channel_id, c.channel_import_id, coalesce(m.meter_import_id, p.import_id), m.meter_code, o.observation_type_code,
        (SELECT u.unit_code FROM channel_version v JOIN unit u ON u.unit_id = v.unit_id WHERE v.tenant_id = c.tenant_id
          AND v.channel_id = c.channel_id ORDER BY v.begin_date DESC NULLS LAST LIMIT 1), c.interval_minutes
      FROM channel c LEFT JOIN meter m ON m.tenant_id = c.tenant_id AND m.meter_id = c.meter_id
      LEFT JOIN data_point p ON p.tenant_id = c.tenant_id AND p.data_point_id = c.data_point_id
      JOIN observation_type o ON o.observation_type_id = c.observation_type_id
      WHERE c.tenant_id = :tenant AND %s
      """;
  private static final String BY_IMPORT =
      FOUND.formatted("c.channel_import_id = ANY(:names::text[])");
  private static final String BY_METER =
      FOUND.formatted(
          "c.meter_id IN (SELECT w.meter_id FROM meter w WHERE w.tenant_id = :tenant"
              + " AND (w.meter_import_id = ANY(:names::text[]) OR lower(w.meter_code) = ANY(:lower::text[])))");
  private static final String BY_DATA_POINT =
      FOUND.formatted(
          "c.data_point_id IN (SELECT w.data_point_id FROM data_point w WHERE w.tenant_id = :tenant"
              + " AND w.import_id = ANY(:names::text[]))");

  private record Found(
      int id,
      @Nullable String importId,
      @Nullable String ownerImportId,
      @Nullable String ownerCode,
      String observationType,
      String unit,
      int minutes) {
    boolean belongsTo(String owner) {
      return ownerImportId != null
          ? ownerImportId.equals(owner)
          : owner.equalsIgnoreCase(ownerCode);
    }
  }

  /** What was found for a target: a channel, or why not. */
  record Resolution(@Nullable Channel channel, String problem) {}

  private final Call call;
  private final Intervals intervals;
  private final boolean dataPoints;

  /**
   * Before {@link #resolve}.
   *
   * @param intervals locks what is found
   * @param dataPoints owners are data points, not meters
   */
  Resolver(Call call, Intervals intervals, boolean dataPoints) {
    this.call = call;
    this.intervals = intervals;
    this.dataPoints = dataPoints;
  }

  /** Resolves all targets, with a few statements for all of them. */
  Map<Delivered.Target, Resolution> resolve(Collection<Delivered.Target> targets) {
    Map<Delivered.Target, Object> named = new LinkedHashMap<>();
    List<Found> byImport = find(BY_IMPORT, targets, Delivered.Target::channelImportId);
    List<Found> byOwner =
        find(dataPoints ? BY_DATA_POINT : BY_METER, targets, Delivered.Target::ownerImportId);
    for (Delivered.Target target : targets) {
      named.computeIfAbsent(target, each -> name(each, byImport, byOwner));
    }
    Set<Integer> ids = new HashSet<>();
    named
        .values()
        .forEach(each -> {
          if (each instanceof Integer id) {
            ids.add(id);
          }
        });
    Map<Integer, Channel> channels = ids.isEmpty() ? Map.of() : visible(ids);
    Map<Delivered.Target, Resolution> resolved = new HashMap<>();
    named.forEach((target, each) -> resolved.put(target, resolution(each, channels)));
    return resolved;
  }

  private static Resolution resolution(Object named, Map<Integer, Channel> channels) {
    if (!(named instanceof Integer id)) {
      return new Resolution(null, named.toString());
    }
    Channel channel = channels.get(id);
    if (channel == null) {
      return new Resolution(null, "there is no channel %d that you may use".formatted(id));
    }
    return channel.calculated()
        ? new Resolution(
            null, "channel %d is calculated; send readings to what it is made of".formatted(id))
        : new Resolution(channel, "");
  }

  private Map<Integer, Channel> visible(Set<Integer> ids) {
    if (call.caller().scope().bounded().isEmpty()) {
      return intervals.lock(ids);
    }
    List<Integer> within =
        call.sql()
            .list(
                "SELECT c.channel_id FROM channel c WHERE c.tenant_id = :tenant AND c.channel_id = ANY(:ids)"
                    + call.within(Tables.CHANNEL, "c"),
                Map.of("ids", List.copyOf(ids)),
                row -> row.integer(1));
    return intervals.lock(within);
  }

  private List<Found> find(
      String query,
      Collection<Delivered.Target> targets,
      Function<Delivered.Target, @Nullable String> name) {
    List<String> names =
        targets.stream()
            .filter(target -> target.channelId() == null)
            .map(name)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (names.isEmpty()) {
      return List.of();
    }
    List<String> lower =
        names.stream().map(each -> each.toLowerCase(java.util.Locale.ROOT)).toList();
    return call.sql()
        .list(
            query + call.within(Tables.CHANNEL, "c"),
            Map.of("names", names, "lower", lower),
            row ->
                new Found(
                    row.integer(1),
                    row.textOrNull(2),
                    row.textOrNull(3),
                    row.textOrNull(4),
                    row.text(5),
                    row.text(6),
                    row.integer(7)));
  }

  /** The id of the channel that is meant, or a sentence that says why none is. */
  private Object name(Delivered.Target target, List<Found> byImport, List<Found> byOwner) {
    if (target.channelId() != null) {
      return target.channelId();
    }
    String importId = target.channelImportId();
    if (importId != null) {
      for (Found found : byImport) {
        if (importId.equals(found.importId())) {
          return found.id();
        }
      }
    }
    String owner = target.ownerImportId();
    if (owner == null) {
      return importId == null
          ? "one of channelId, channelImportId and the import id of what it belongs to is required"
          : "there is no channel with the import id '%s' that you may use".formatted(importId);
    }
    List<Found> left = byOwner.stream().filter(found -> found.belongsTo(owner)).toList();
    if (left.isEmpty()) {
      return "'%s' is no import id of anything with channels that you may use".formatted(owner);
    }
    return narrow(target, left);
  }

  private static Object narrow(Delivered.Target target, List<Found> candidates) {
    List<Found> left = candidates;
    List<Predicate<Found>> steps = new ArrayList<>();
    if (target.observationTypeCode() != null) {
      steps.add(found -> found.observationType().equalsIgnoreCase(target.observationTypeCode()));
    }
    if (target.unitCode() != null) {
      steps.add(found -> found.unit().equalsIgnoreCase(target.unitCode()));
    }
    Integer seconds = target.intervalSeconds();
    if (seconds != null) {
      steps.add(found -> found.minutes() * 60 == seconds);
    }
    for (Predicate<Found> step : steps) {
      if (left.size() > 1) {
        left = left.stream().filter(step).toList();
      }
    }
    if (left.size() == 1) {
      return left.getFirst().id();
    }
    return left.isEmpty()
        ? "none of its %d channels has this observation type, unit and interval"
            .formatted(candidates.size())
        : "%d channels fit: say which by observationTypeCode, unitCode and interval"
            .formatted(left.size());
  }
}
