package org.meterbook.interval;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWith;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.ledger.Uses;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.catalogue.TimeZones;
import org.meterbook.ledger.meter.DataPointShapes;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.ledger.place.Places;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The devices that channels of interval analytics are read from. */
public final class DataPoints {
  private static final Shape MANUFACTURER =
      Shape.of("ManufacturerChild", Tables.MANUFACTURER)
          .integer("manufacturerId", "identifier of the manufacturer")
          .text("manufacturerCode", "code of the manufacturer")
          .text("manufacturerInfo", "name of the manufacturer")
          .build();

  private static final Shape RESPONSE =
      People.stamps(
              Shape.of("DataPointResponse", Tables.DATA_POINT)
                  .like(DataPointShapes.CHILD)
                  .text("dataPointDescription", "notes")
                  .bool("active", "is in use")
                  .many(
                      "channels",
                      EsaChannelViews.CHILD,
                      "data_point_id",
                      "",
                      "$.channel_id",
                      "what it measures")
                  .one("commodity", Commodities.CHILD, "$.commodity_id", "what it measures"))
          .one(
              "dataPointTimeZone",
              TimeZones.CHILD,
              "$.data_point_time_zone_id",
              "zone of its readings")
          .one("esaPlace", PlaceShapes.CHILD, "$.place_id", "where it is")
          .text("importId", "its name in other systems")
          .field("latitudeOverride", FieldType.NUMBER, "where it is, if not where its place is")
          .field("longitudeOverride", FieldType.NUMBER, "where it is, if not where its place is")
          .one("manufacturer", MANUFACTURER, "$.manufacturer_id", "who made it")
          .text("model", "name of the model")
          .text("serialNumber", "serial number")
          .many(
              "meters",
              MeterShapes.CHILD,
              "data_point_id",
              "",
              "$.meter_id",
              "meters that are linked to it")
          .build();

  private DataPoints() {}

  record DataPointCreate(
      @Required @Length(max = 50) @Meaning("unique code") String dataPointCode,
      @Required @Length(max = 50) @Meaning("name") String dataPointInfo,
      @Length(max = 4000) @Meaning("notes") @Nullable String dataPointDescription,
      @Meaning("is in use; default true") @Nullable Boolean active,
      @Required @Refers("commodity") @Meaning("what it measures") Integer commodityId,
      @Required @Refers("place") @Meaning("where it is") Integer esaPlaceId,
      @Refers("time_zone") @Meaning("zone of its readings; null: the datasource's")
          @Nullable Integer dataPointTimeZoneId,
      @Length(max = 255) @Meaning("its name in other systems") @Nullable String importId,
      @Refers("manufacturer") @Meaning("who made it") @Nullable Integer manufacturerId,
      @Length(max = 50) @Meaning("name of the model") @Nullable String model,
      @Flat DataPointDetails details) {}

  record DataPointEdit(
      @Required @Length(max = 50) @Meaning("unique code") String dataPointCode,
      @Required @Length(max = 50) @Meaning("name") String dataPointInfo,
      @Defined @Length(max = 4000) @Meaning("notes") @Nullable String dataPointDescription,
      @Defined @Meaning("is in use; null: it stays") @Nullable Boolean active,
      @Required @Refers("commodity") @Meaning("what it measures") Integer commodityId,
      @Required @Refers("place") @Meaning("where it is") Integer esaPlaceId,
      @Defined
          @Refers("time_zone")
          @Meaning("zone of its readings; null: the datasource's; stays once there are readings")
          @Nullable Integer dataPointTimeZoneId,
      @Defined @Length(max = 255) @Meaning("its name in other systems") @Nullable String importId,
      @Defined @Refers("manufacturer") @Meaning("who made it") @Nullable Integer manufacturerId,
      @Defined @Length(max = 50) @Meaning("name of the model") @Nullable String model,
      @Flat DataPointDetails details) {}

  record DataPointDetails(
      @Length(max = 50) @Meaning("serial number") @Nullable String serialNumber,
      @Range(min = -90, max = 90)
          @RequiredWith("longitudeOverride")
          @Meaning("where it is, if not where its place is")
          @Nullable Double latitudeOverride,
      @Range(min = -180, max = 180)
          @RequiredWith("latitudeOverride")
          @Meaning("where it is, if not where its place is")
          @Nullable Double longitudeOverride) {}

  record WatticsDataPointRequest(
      @Defined @Refers("data_point") @Meaning("the data point; null removes the link")
          @Nullable Integer watticsDataPointId) {}

  record WatticsDataPoint(
      @Meaning("the data point; null without a link") @Nullable Integer watticsDataPointId) {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters(
            "dataPointId",
            "dataPointCode",
            "dataPointInfo",
            "active",
            "importId",
            "model",
            "serialNumber",
            "createdDate",
            "modifiedDate")
        .filter("channelId", "channels.channelId")
        .filter("interval", "channels.interval")
        .filter("commodityCode", "commodity.commodityCode")
        .filter("commodityId", "commodity.commodityId")
        .filter("commodityInfo", "commodity.commodityInfo")
        .filter(
            "hasChannels",
            FieldType.BOOLEAN,
            "{EXISTS (SELECT 1 FROM channel h WHERE h.tenant_id = $.tenant_id AND h.data_point_id = $.data_point_id)}",
            "has channels")
        .filter("manufacturerInfo", "manufacturer.manufacturerInfo")
        .filter("placeCode", "esaPlace.placeCode")
        .filter("placeId", "esaPlace.placeId")
        .filter("placeInfo", "esaPlace.placeInfo")
        .filter("placeEntityTypeId", "esaPlace.placeType.placeTypeId")
        .filter("placeEntityTypeInfo", "esaPlace.placeType.placeTypeInfo")
        .filter("timeZoneCode", "dataPointTimeZone.timeZoneCode")
        .filter(
            "topmostPlaceId", FieldType.INTEGER, Places.under("place_id"), "at or below this place")
        .filter(
            "topmostPlaceCode",
            FieldType.TEXT,
            Places.under("place_code"),
            "at or below this place")
        .page(
            "GetDataPointsV202406", "/api/v202406/datapoint", "Meters (View)", "Lists data points.")
        .one(
            "GetDataPointV202406",
            "/api/v202406/datapoint/{dataPointId}",
            "Meters (View)",
            "Answers one data point.")
        .create(
            "CreateDataPointV202406",
            "/api/v202406/datapoint",
            "Meters (Create)",
            DataPointCreate.class,
            DataPoints::create,
            "Creates a data point.")
        .edit(
            "EditDataPointV202406",
            "/api/v202406/datapoint/{dataPointId}",
            "Meters (Edit)",
            DataPointEdit.class,
            DataPoints::edit,
            "Replaces a data point.")
        .delete(
            "DeleteDataPointV202406",
            "/api/v202406/datapoint/{dataPointId}",
            "Meters (Delete)",
            DataPoints::delete,
            "Deletes a data point without channels.");
    operations.compute(
        "EditWatticsDataPointLinkV202302",
        "PUT",
        "/api/v202302/meter/{meterId}/watticsDataPoint",
        "Meters (Edit)",
        WatticsDataPointRequest.class,
        WatticsDataPoint.class,
        DataPoints::link,
        "Links a meter to a data point, or to none.");
  }

  private static int create(Call call, DataPointCreate request) {
    Values values = values(call, request, request.esaPlaceId(), request.dataPointTimeZoneId());
    return call.sql()
        .insert(Tables.DATA_POINT, values.with("active", !Boolean.FALSE.equals(request.active())));
  }

  private static void edit(Call call, DataPointEdit request) {
    int id = call.id("dataPointId");
    Values values = values(call, request, request.esaPlaceId(), request.dataPointTimeZoneId());
    if (request.active() == null) {
      values.without("active");
    }
    requireSameDays(call, id, zone(call, request.dataPointTimeZoneId()));
    call.sql().update(Tables.DATA_POINT, id, values);
  }

  private static Values values(
      Call call, Record request, int place, @Nullable Integer requestedZone) {
    return Values.from(request, "esaPlaceId")
        .with("place_id", place)
        .with("data_point_time_zone_id", zone(call, requestedZone));
  }

  private static int zone(Call call, @Nullable Integer requested) {
    return requested == null ? TimeZones.ofDatasource(call) : requested;
  }

  /** Readings are kept by the days of their zone: it stays as long as there are any. */
  private static void requireSameDays(Call call, int id, int zone) {
    if (call.sql()
        .exists(
            """
            SELECT 1 FROM data_point p JOIN channel c ON c.tenant_id = p.tenant_id AND c.data_point_id = p.data_point_id
              JOIN interval_month m ON m.tenant_id = c.tenant_id AND m.channel_id = c.channel_id
            WHERE p.tenant_id = :tenant AND p.data_point_id = :id AND p.data_point_time_zone_id <> :zone
            """,
            Map.of("id", id, "zone", zone))) {
      throw Problem.invalid(
          "dataPointTimeZoneId",
          "cannot change while a channel has readings: they are kept by the days of their zone;"
              + " delete them first, or make another data point");
    }
  }

  private static void delete(Call call) {
    int id = call.id("dataPointId");
    Uses.of(call.sql(), id)
        .in("channel", "data_point_id", "channels")
        .in("meter", "data_point_id", "linked meters")
        .refuse("dataPointId");
    call.sql().delete(Tables.DATA_POINT, id);
  }

  private static WatticsDataPoint link(Call call, WatticsDataPointRequest request) {
    call.sql()
        .update(
            Tables.METER,
            call.id("meterId"),
            Values.none().with("data_point_id", request.watticsDataPointId()));
    return new WatticsDataPoint(request.watticsDataPointId());
  }

  /** The data point of a channel. */
  static int of(Call call, int channelId) {
    return call.sql()
        .first(
            "SELECT c.data_point_id FROM channel c WHERE c.tenant_id = :tenant AND c.channel_id = :id AND c.data_point_id IS NOT NULL",
            Map.of("id", channelId),
            row -> row.integer(1))
        .orElseThrow(
            () -> Problem.notFound("There is no channel of a data point %d.".formatted(channelId)));
  }

  /** Whether an observation type is one of demand. */
  static boolean isDemand(Call call, int observationTypeId) {
    return call.sql()
        .exists(
            "SELECT 1 FROM observation_type o WHERE o.observation_type_id = :id AND o.class_code = 'demand'",
            Map.of("id", observationTypeId));
  }

  /** A list of ids as a sentence names it. */
  static String list(List<Integer> ids) {
    return String.join(", ", ids.stream().map(String::valueOf).toList());
  }
}
