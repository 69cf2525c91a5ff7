package org.meterbook.interval;

import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Resource;
import org.meterbook.interval.ChannelRequests.ChannelCreate;
import org.meterbook.interval.ChannelRequests.ChannelCreateV3;
import org.meterbook.interval.ChannelRequests.ChannelEdit;
import org.meterbook.interval.ChannelRequests.ChannelOfMeterCreate;
import org.meterbook.interval.ChannelRequests.ChannelVersionRequest;
import org.meterbook.interval.ChannelRequests.ChannelVersionWithBeginDateRequest;
import org.meterbook.ledger.meter.ChannelRemoval;
import org.meterbook.ledger.udf.UdfFields;
import org.meterbook.ledger.udf.UdfType;
import org.meterbook.ledger.udf.UdfValues;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The channels of meters. */
public final class Channels {
  private static final String OF_METER = "/api/v202101/meter/{meterId}/channel";
  private static final String ONE = OF_METER + "/{channelId}";
  private static final String VERSION = ONE + "/version/{versionId}";

  private static final int A_YEAR = 525_600;

  private Channels() {}

  public static void register(Operations operations) {
    new UdfFields(UdfType.CHANNEL_VERSION, "channelVersion", "Meters (View)", "Meters (Edit)")
        .download(
            operations,
            "DownloadChannelVersionCustomFieldFileV202105",
            "/api/v202105" + VERSION.substring("/api/v202101".length()) + "/udf/{udfId}/download",
            "versionId");
    operations.variable(
        "/channel/{channelId}/version/{versionId}", "versionId", Tables.CHANNEL_VERSION);
    operations
        .resource(ChannelViews.RESPONSE_V3)
        .one("GetChannelV3", "/api/v3/channel/{channelId}", "Meters (View)", "Answers a channel.")
        .deprecated("v202101", "GetMeterChannel")
        .create(
            "CreateChannelV3",
            "/api/v3/channel",
            "Meters (Edit)",
            ChannelCreateV3.class,
            (call, request) -> create(call, request.meterId(), request.channel()),
            "Creates a channel of a meter.")
        .deprecated("v202101", "CreateChannel");
    Resource channels = operations.resource(ChannelViews.RESPONSE);
    for (String version : List.of("202101", "202407")) {
      channels.create(
          "CreateChannelV" + version,
          "/api/v%s/channel".formatted(version),
          "Meters (Edit)",
          ChannelOfMeterCreate.class,
          (call, request) -> create(call, request.meterId(), request.channel()),
          "Creates a channel of a meter, with its first version.");
    }
    ofMeter(channels);
    channels
        .filters(
            "channelId", "channelImportId", "intervalMinutes", "hasReadings", "lastReadingDate")
        .filter("meterId", "meter.meterId")
        .filter("meterCode", "meter.meterCode")
        .filter("meterImportId", "meter.meterImportId")
        .filter("commodityCode", "meter.commodity.commodityCode")
        .filter("observationTypeCode", "observationType.observationTypeCode")
        .listing(
            "GetChannelsV202407",
            "/api/v202407/channel",
            "Meters (View)",
            true,
            "$.meter_id IS NOT NULL",
            "Lists the channels of meters.");
  }

  private static void ofMeter(Resource channels) {
    channels
        .listing(
            "GetMeterChannelsV202101",
            OF_METER,
            "Meters (View)",
            false,
            "$.meter_id = :meterId",
            "Lists the channels of a meter.")
        .oneWithin(
            "GetMeterChannelV202101",
            ONE,
            "Meters (View)",
            "$.meter_id = :meterId",
            "Answers a channel of a meter.")
        .create(
            "CreateMeterChannelV202101",
            OF_METER,
            "Meters (Edit)",
            ChannelCreate.class,
            (call, request) -> create(call, call.id("meterId"), request),
            "Creates a channel of the meter, with its first version.")
        .edit(
            "EditMeterChannelV202101",
            ONE,
            "Meters (Edit)",
            ChannelEdit.class,
            Channels::edit,
            "Replaces a channel and, if it is given, its newest version.")
        .delete(
            "DeleteMeterChannelV202101",
            ONE,
            "Meters (Edit)",
            call -> {
              requireOfMeter(call);
              ChannelRemoval.delete(call.sql(), call.id("channelId"));
            },
            "Deletes a channel with all its readings.")
        .write(
            "CreateChannelVersionV202101",
            "POST",
            ONE + "/version",
            "Meters (Edit)",
            ChannelVersionWithBeginDateRequest.class,
            (call, request) -> {
              requireOfMeter(call);
              int version =
                  Versions.create(
                      call,
                      call.id("channelId"),
                      Versions.values(call, request.version()),
                      request.beginDate());
              fields(call, version, request.version());
              return List.of(call.id("channelId"));
            },
            "Adds settings that are in force after a moment.")
        .write(
            "EditChannelVersionV202101",
            "PUT",
            VERSION,
            "Meters (Edit)",
            ChannelVersionWithBeginDateRequest.class,
            (call, request) -> {
              requireOfMeter(call);
              Versions.edit(
                  call,
                  call.id("channelId"),
                  call.id("versionId"),
                  Versions.values(call, request.version()),
                  request.beginDate());
              fields(call, call.id("versionId"), request.version());
              return List.of(call.id("channelId"));
            },
            "Replaces settings; all values they made are made anew.")
        .delete(
            "DeleteChannelVersionV202101",
            VERSION,
            "Meters (Edit)",
            call -> {
              requireOfMeter(call);
              Versions.delete(call, call.id("channelId"), call.id("versionId"));
            },
            "Deletes settings; those before them take over their time.");
  }

  private static int create(Call call, int meterId, ChannelCreate request) {
    int id =
        call.sql()
            .insert(
                Tables.CHANNEL,
                Values.none()
                    .with("meter_id", meterId)
                    .with("channel_description", request.channelDescription())
                    .with("channel_import_id", request.channelImportId())
                    .with(
                        "observation_type_id", observationType(call, request.observationTypeCode()))
                    .with("interval_minutes", request.intervalMinutes())
                    .with("is_calculated", false)
                    .with("is_primary_value", false)
                    .with("is_primary_demand", false));
    int version =
        call.sql()
            .insert(
                Tables.CHANNEL_VERSION,
                Versions.values(call, request.channelVersion()).with("channel_id", id));
    fields(call, version, request.channelVersion());
    return id;
  }

  private static void fields(Call call, int version, ChannelVersionRequest request) {
    UdfValues.write(call, UdfType.CHANNEL_VERSION, version, request.udfs());
  }

  private static void edit(Call call, ChannelEdit request) {
    requireOfMeter(call);
    if (request.intervalMinutes() > A_YEAR) {
      throw Problem.invalid("intervalMinutes", "must be at most a year, 525600 minutes");
    }
    int id = call.id("channelId");
    Channel before = ChannelLoader.one(call.sql(), id);
    call.sql()
        .update(
            Tables.CHANNEL,
            id,
            Values.none()
                .with("channel_description", request.channelDescription())
                .with("channel_import_id", request.channelImportId())
                .with("observation_type_id", observationType(call, request.observationTypeCode()))
                .with("interval_minutes", request.intervalMinutes()));
    if (request.channelVersion() != null) {
      int version = Versions.editNewest(call, id, Versions.values(call, request.channelVersion()));
      fields(call, version, request.channelVersion());
    } else if (before.intervalMinutes() != request.intervalMinutes()) {
      new Intervals(call.sql()).recompute(id, Stamps.EARLIEST);
    }
  }

  static int observationType(Call call, String code) {
    return call.sql()
        .first(
            "SELECT observation_type_id FROM observation_type WHERE upper(observation_type_code) = upper(:code)",
            Map.of("code", code),
            row -> row.integer(1))
        .orElseThrow(() ->
            Problem.invalid(
                "observationTypeCode",
                "there is no observation type '%s'; see GET /api/v3/observationtype"
                    .formatted(code)));
  }

  private static void requireOfMeter(Call call) {
    if (!call.sql()
        .exists(
            "SELECT 1 FROM channel c WHERE c.tenant_id = :tenant AND c.channel_id = :id AND c.meter_id = :meter",
            Map.of("id", call.id("channelId"), "meter", call.id("meterId")))) {
      throw Problem.notFound("The meter has no channel %d.".formatted(call.id("channelId")));
    }
  }
}
