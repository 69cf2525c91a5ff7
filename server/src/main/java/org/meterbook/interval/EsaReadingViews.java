package org.meterbook.interval;

import org.meterbook.api.FieldType;
import org.meterbook.api.Resource;
import org.meterbook.api.Shape;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.catalogue.ObservationTypes;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.meter.DataPointShapes;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.place.Places;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/** What readings look like, one by one and put together. */
final class EsaReadingViews {
  /** The unit of the settings that are in force at a time of the channel's wall clock. */
  private static final String UNIT =
      "(SELECT sv.unit_id FROM channel_version sv WHERE sv.tenant_id = $.tenant_id AND sv.channel_id = $.channel_id"
          + " AND (sv.begin_date IS NULL OR sv.begin_date < %s) ORDER BY sv.begin_date DESC NULLS LAST LIMIT 1)";

  /** A wall clock's time and its distance from UTC. */
  private static final String SLOT_TEXT =
      "(to_char($.stamp AT TIME ZONE $.zone, 'YYYY-MM-DD\"T\"HH24:MI:SS')"
          + " || CASE WHEN $.stamp AT TIME ZONE $.zone < $.stamp AT TIME ZONE 'UTC' THEN '-' ELSE '+' END"
          + " || to_char(greatest(($.stamp AT TIME ZONE $.zone) - ($.stamp AT TIME ZONE 'UTC'),"
          + " ($.stamp AT TIME ZONE 'UTC') - ($.stamp AT TIME ZONE $.zone)), 'HH24:MI'))";

  static final Shape READING =
      common("EsaReadingResponse", Tables.READING, "$.local_time")
          .field("readingId", FieldType.LONG, "identifier, made of channel and time")
          .field(
              "timestamp",
              FieldType.TEXT,
              "$.timestamp_text",
              "the end of its interval, with the offset of its zone")
          .field("rawValue", FieldType.NUMBER, "as it was received")
          .field(
              "processedValue",
              FieldType.NUMBER,
              "by the channel's settings; null where it cannot be told")
          .integer("quality", "0 valid, 8, 9 or 12 an estimate")
          .field(
              "creationMethodInfo",
              FieldType.TEXT,
              "$source.creation_method",
              "API, Manual, Import, Green Button or Calculated")
          .field("taskGUID", FieldType.TEXT, "$source.task_guid", "names the import it came by")
          .build();

  static final Shape SUMMARIZED =
      common(
              "EsaReadingSummarizedResponse",
              Tables.SUMMARIZED_READING,
              "($.stamp AT TIME ZONE $.zone)")
          .field("summarizedReadingId", FieldType.LONG, "identifier, made of channel and time")
          .field(
              "timestamp",
              FieldType.TEXT,
              SLOT_TEXT,
              "the interval's end, with the offset of its zone")
          .field(
              "summarizedValue",
              FieldType.NUMBER,
              "total, average or maximum, as the observation type is put together")
          .build();

  private EsaReadingViews() {}

  private static Shape.Builder common(String name, Table table, String localTime) {
    return Shape.of(name, table)
        .field("esaChannelId", FieldType.INTEGER, "$.channel_id", "identifier of the channel")
        .one("esaChannel", EsaChannelViews.CHILD, "$.channel_id", "the channel")
        .one(
            "dataPoint",
            DataPointShapes.CHILD,
            "$.data_point_id",
            "what it was read from; null of a meter's channel")
        .one("meter", MeterShapes.CHILD, "$.meter_id", "the meter; null of a data point's channel")
        .one("commodity", Commodities.CHILD, "$.commodity_id", "what is measured")
        .one("observationType", ObservationTypes.CHILD, "$.observation_type_id", "what is observed")
        .one("unit", Units.CHILD, UNIT.formatted(localTime), "unit of the value")
        .integer("intervalMinutes", "length of the channel's interval in minutes")
        .field(
            "intervalInfo", FieldType.TEXT, EsaChannelViews.INTERVAL_INFO, "name of the interval")
        .bool("estimated", "is an estimate")
        .text("note", "note")
        .join("source", Tables.READING_SOURCE, "$.reading_source_id")
        .join("user", Tables.APP_USER, "$source.user_id")
        .field("fullName", FieldType.TEXT, "$user.full_name", "who sent it; null for the system");
  }

  /** The filters that both lists have. */
  static Resource filters(Resource readings) {
    return readings
        .filter("esaChannelID", "esaChannelId")
        .filter("esaChannelInfo", "esaChannel.channelInfo")
        .filter("esaDataPointID", "dataPoint.dataPointId")
        .filter("esaDataPointCode", "dataPoint.dataPointCode")
        .filter("esaDataPointInfo", "dataPoint.dataPointInfo")
        .filter("meterId", "meter.meterId")
        .filter("meterCode", "meter.meterCode")
        .filter("commodityInfo", "commodity.commodityInfo")
        .filter("commodityCode", "commodity.commodityCode")
        .filter(
            "commodityCategoryInfo",
            FieldType.TEXT,
            "EXISTS (SELECT 1 FROM commodity c JOIN commodity_category g ON g.tenant_id = c.tenant_id"
                + " AND g.commodity_category_id = c.commodity_category_id"
                + " WHERE c.tenant_id = $.tenant_id AND c.commodity_id = $.commodity_id AND {g.commodity_category_info})",
            "category of what is measured")
        .filters("estimated", "fullName", "intervalInfo", "intervalMinutes", "note")
        .filter("observationTypeInfo", "observationType.observationTypeInfo")
        .filter("observationTypeCode", "observationType.observationTypeCode")
        .filter("unitCode", "unit.unitCode")
        .filter(
            "topmostPlaceId",
            FieldType.INTEGER,
            Places.under("place_id"),
            "measured at or below this place")
        .filter(
            "topmostPlaceCode",
            FieldType.TEXT,
            Places.under("place_code"),
            "measured at or below this place")
        .filter(
            "topmostPlaceInfo",
            FieldType.TEXT,
            Places.under("place_info"),
            "measured at or below this place");
  }
}
