package org.meterbook.interval;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.energy.Formula;
import org.meterbook.interval.EsaChannelRequests.EsaChannelCreate;
import org.meterbook.interval.EsaChannelRequests.EsaChannelEdit;
import org.meterbook.interval.EsaVersions.Kind;
import org.meterbook.ledger.meter.ChannelRemoval;
import org.meterbook.ledger.place.Places;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The channels of data points. */
public final class EsaChannels {
  private static final String ALL = "/api/v202406/esachannel";
  private static final String ONE = ALL + "/{esaChannelId}";
  private static final String OF_DATA_POINT = "$.data_point_id IS NOT NULL";

  /** A channel as it is before it is changed. */
  private record Before(
      int dataPoint,
      int type,
      int minutes,
      boolean calculated,
      boolean value,
      boolean demand,
      int versions,
      boolean readings) {}

  private EsaChannels() {}

  public static void register(Operations operations) {
    operations.variable("/esachannel", "esaChannelId", Tables.CHANNEL);
    operations
        .resource(EsaChannelViews.RESPONSE)
        .filters(
            "channelId",
            "channelInfo",
            "channelImportId",
            "intervalMinutes",
            "eligibleForCalculatedMeter",
            "isCalculated",
            "isPrimaryValue",
            "isPrimaryDemand",
            "hasReadings",
            "lastReadingDate")
        .filter("dataPointCode", "dataPoint.dataPointCode")
        .filter("dataPointId", "dataPoint.dataPointId")
        .filter("dataPointInfo", "dataPoint.dataPointInfo")
        .filter("observationTypeCode", "observationType.observationTypeCode")
        .filter("observationTypeId", "observationType.observationTypeId")
        .filter("observationTypeInfo", "observationType.observationTypeInfo")
        .filter("commodityCode", "commodity.commodityCode")
        .filter("commodityId", "commodity.commodityId")
        .filter("commodityInfo", "commodity.commodityInfo")
        .filter("unitCode", "esaChannelVersions.unit.unitCode")
        .filter("placeId", "esaPlace.placeId")
        .filter("placeCode", "esaPlace.placeCode")
        .filter("placeInfo", "esaPlace.placeInfo")
        .filter(
            "topmostPlaceId",
            FieldType.INTEGER,
            Places.under("place_id").replace("$.place_id", "$point.place_id"),
            "measured at or below this place")
        .listing(
            "GetEsaChannelsV202406",
            ALL,
            "Meters (View)",
            true,
            OF_DATA_POINT,
            "Lists the channels of data points.")
        .oneWithin(
            "GetEsaChannelV202406",
            ONE,
            "Meters (View)",
            OF_DATA_POINT,
            "Answers a channel of a data point.")
        .create(
            "CreateEsaChannelV202406",
            ALL,
            "Meters (Edit)",
            EsaChannelCreate.class,
            EsaChannels::create,
            "Creates a channel of a data point, with its first settings.")
        .edit(
            "EditEsaChannelV202406",
            ONE,
            "Meters (Edit)",
            EsaChannelEdit.class,
            EsaChannels::edit,
            "Replaces a channel and, if they are given, its newest settings.")
        .delete(
            "DeleteEsaChannelV202406",
            ONE,
            "Meters (Edit)",
            call -> {
              DataPoints.of(call, call.id("esaChannelId"));
              ChannelRemoval.delete(call.sql(), call.id("esaChannelId"));
            },
            "Deletes a channel with all its readings, unless others are calculated from it.");
    EsaVersions.register(operations);
  }

  private static int create(Call call, EsaChannelCreate request) {
    int point = request.dataPointId();
    call.sql().lock(Tables.DATA_POINT, List.of(point));
    boolean calculated = Boolean.TRUE.equals(request.isCalculated());
    boolean ofDemand = DataPoints.isDemand(call, request.observationTypeId());
    Kind kind = new Kind(point, calculated, ofDemand);
    Boolean wanted = request.isPrimaryValue();
    boolean value = wanted == null ? !ofDemand && primary(call, "value", point, 0) == null : wanted;
    boolean demand = Boolean.TRUE.equals(request.isPrimaryDemand());
    Faults faults = new Faults();
    interval(calculated, request.intervalMinutes(), !calculated, faults);
    primaries(call, kind, 0, value, demand, faults);
    EsaVersions.check(call, request.esaChannelVersion(), kind, "esaChannelVersion.", faults);
    faults.refuse();
    int minutes =
        calculated
            ? CalculatedChannels.coarsest(
                call.sql(),
                Formula.parse(Objects.requireNonNull(request.esaChannelVersion().formula()))
                    .channels())
            : Objects.requireNonNull(request.intervalMinutes());
    int id =
        call.sql()
            .insert(
                Tables.CHANNEL,
                Values.none()
                    .with("data_point_id", point)
                    .with("channel_info", request.channelInfo())
                    .with("channel_description", request.channelDescription())
                    .with("channel_import_id", request.channelImportId())
                    .with("observation_type_id", request.observationTypeId())
                    .with("interval_minutes", minutes)
                    .with("is_calculated", calculated)
                    .with("is_primary_value", value)
                    .with("is_primary_demand", demand));
    call.sql()
        .insert(
            Tables.CHANNEL_VERSION,
            EsaVersions.values(request.esaChannelVersion(), kind).with("channel_id", id));
    if (calculated) {
      CalculatedChannels.renew(call.sql(), id);
    }
    return id;
  }

  private static void edit(Call call, EsaChannelEdit request) {
    int id = call.id("esaChannelId");
    int point = DataPoints.of(call, id);
    call.sql().lock(Tables.DATA_POINT, List.of(point));
    call.sql().lock(Tables.CHANNEL, List.of(id));
    Before before = before(call, id);
    int type = Objects.requireNonNullElse(request.observationTypeId(), before.type());
    boolean calculated = Objects.requireNonNullElse(request.isCalculated(), before.calculated());
    boolean value = Objects.requireNonNullElse(request.isPrimaryValue(), before.value());
    boolean demand = Objects.requireNonNullElse(request.isPrimaryDemand(), before.demand());
    int minutes = Objects.requireNonNullElse(request.intervalMinutes(), before.minutes());
    Kind kind = new Kind(point, calculated, DataPoints.isDemand(call, type));
    List<Integer> followers = CalculatedChannels.followers(call.sql(), id);
    Faults faults = new Faults();
    if (calculated != before.calculated()) {
      convertible(before, request, followers, faults);
    }
    interval(calculated, request.intervalMinutes(), before.calculated() && !calculated, faults);
    primaries(call, kind, id, value, demand, faults);
    faults.when(
        before.value() && !value && !followers.isEmpty(),
        "isPrimaryValue",
        "must stay true: channel %s is calculated from it".formatted(DataPoints.list(followers)));
    if (request.esaChannelVersion() != null) {
      EsaVersions.check(call, request.esaChannelVersion(), kind, "esaChannelVersion.", faults);
    }
    faults.refuse();
    call.sql()
        .update(
            Tables.CHANNEL,
            id,
            Values.none()
                .with("channel_info", request.channelInfo())
                .with("channel_description", request.channelDescription())
                .with("channel_import_id", request.channelImportId())
                .with("observation_type_id", type)
                .with("interval_minutes", minutes)
                .with("is_calculated", calculated)
                .with("is_primary_value", value)
                .with("is_primary_demand", demand));
    if (before.calculated() && !calculated) {
      CalculatedChannels.forget(call.sql(), id);
      EsaVersions.forgetFormulas(call, id);
    }
    if (request.esaChannelVersion() != null) {
      Versions.editNewest(call, id, EsaVersions.values(request.esaChannelVersion(), kind));
    }
    new Faults()
        .when(
            kind.demand() && ChannelLoader.one(call.sql(), id).hasOdometer(),
            "observationTypeId",
            "must not be one of demand: the channel has settings of an odometer")
        .refuse();
    if (!calculated && (minutes != before.minutes() || type != before.type())) {
      new Intervals(call.sql()).recompute(id, Stamps.EARLIEST);
      followers.forEach(follower -> CalculatedChannels.renew(call.sql(), follower));
    }
  }

  private static Before before(Call call, int id) {
    return call.sql()
        .first(
            """
            SELECT c.data_point_id, c.observation_type_id, c.interval_minutes, c.is_calculated, c.is_primary_value, c.is_primary_demand,
              (SELECT count(*)::int FROM channel_version v WHERE v.tenant_id = c.tenant_id AND v.channel_id = c.channel_id),
              EXISTS (SELECT 1 FROM interval_day d WHERE d.tenant_id = c.tenant_id AND d.channel_id = c.channel_id)
            FROM channel c WHERE c.tenant_id = :tenant AND c.channel_id = :id
            """,
            Map.of("id", id),
            row ->
                new Before(
                    row.integer(1),
                    row.integer(2),
                    row.integer(3),
                    row.bool(4),
                    row.bool(5),
                    row.bool(6),
                    row.integer(7),
                    row.bool(8)))
        .orElseThrow();
  }

  /** A channel becomes calculated, or ceases to be, only as long as there is nothing to lose. */
  private static void convertible(
      Before before, EsaChannelEdit request, List<Integer> followers, Faults faults) {
    faults.when(
        before.readings(),
        "isCalculated",
        "cannot change: the channel has readings; delete them first or make another channel");
    faults.when(
        request.esaChannelVersion() == null,
        "esaChannelVersion",
        "is required when isCalculated changes");
    if (!before.calculated()) {
      faults.when(
          before.versions() != 1,
          "isCalculated",
          "cannot become true: the channel has more than one version");
      faults.when(
          !followers.isEmpty(),
          "isCalculated",
          "cannot become true: channel %s is calculated from it"
              .formatted(DataPoints.list(followers)));
    }
  }

  private static void interval(
      boolean calculated, @Nullable Integer minutes, boolean required, Faults faults) {
    faults.when(
        calculated && minutes != null,
        "intervalMinutes",
        "must be null: a calculated channel has the coarsest interval of those it is calculated from");
    faults.when(
        required && minutes == null, "intervalMinutes", "is required unless isCalculated is true");
  }

  private static void primaries(
      Call call, Kind kind, int own, boolean value, boolean demand, Faults faults) {
    Integer otherValue = primary(call, "value", kind.dataPoint(), own);
    Integer otherDemand = primary(call, "demand", kind.dataPoint(), own);
    faults.when(
        value && otherValue != null,
        "isPrimaryValue",
        "channel %s is the data point's primary value channel; there is one only"
            .formatted(otherValue));
    faults.when(
        demand && otherDemand != null,
        "isPrimaryDemand",
        "channel %s is the data point's primary demand channel; there is one only"
            .formatted(otherDemand));
    faults.when(
        demand && !kind.demand(), "isPrimaryDemand", "must be false: it is no channel of demand");
  }

  /** The data point's other main channel; null if there is none. */
  private static @Nullable Integer primary(Call call, String of, int dataPoint, int own) {
    return call.sql()
        .first(
            "SELECT c.channel_id FROM channel c WHERE c.tenant_id = :tenant AND c.data_point_id = :point AND c.channel_id <> :own AND c.is_primary_%s"
                .formatted(of),
            Map.of("point", dataPoint, "own", own),
            row -> row.integer(1))
        .orElse(null);
  }
}
