package org.meterbook.interval;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.catalogue.ObservationTypes;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.meter.ChannelShapes;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.route.RouteShapes;
import org.meterbook.ledger.udf.UdfShapes;
import org.meterbook.ledger.udf.UdfType;
import org.meterbook.store.Tables;

/** What channels and their versions look like. */
final class ChannelViews {
  /** The local time of a day's first or last reading. */
  private static final String EDGE =
      "(SELECT to_timestamp(day_begin(sd.day, sz.iana_zone) + sd.%s) AT TIME ZONE sz.iana_zone"
          + " FROM interval_day sd JOIN channel sc ON sc.tenant_id = sd.tenant_id AND sc.channel_id = sd.channel_id"
          + " LEFT JOIN meter sm ON sm.tenant_id = sc.tenant_id AND sm.meter_id = sc.meter_id"
          + " LEFT JOIN data_point sp ON sp.tenant_id = sc.tenant_id AND sp.data_point_id = sc.data_point_id"
          + " JOIN time_zone sz ON sz.time_zone_id = coalesce(sm.meter_time_zone_id, sp.data_point_time_zone_id)"
          + " WHERE sd.tenant_id = $.tenant_id AND sd.channel_id = $.channel_id ORDER BY sd.day %s LIMIT 1)";

  static final String FIRST_READING = EDGE.formatted("first_second", "ASC");
  static final String LAST_READING = EDGE.formatted("last_second", "DESC");
  static final String HAS_READINGS =
      "EXISTS (SELECT 1 FROM interval_month sh WHERE sh.tenant_id = $.tenant_id AND sh.channel_id = $.channel_id)";
  static final String VERSION_END =
      "(SELECT min(sv.begin_date) FROM channel_version sv WHERE sv.tenant_id = $.tenant_id AND sv.channel_id = $.channel_id"
          + " AND sv.begin_date > coalesce($.begin_date, '-infinity'::timestamp))";

  static final Shape RULE =
      Shape.of("ObservationRule", Tables.OBSERVATION_RULE)
          .integer("observationRuleId", "1 odometer, 2 trip, 3 calculated")
          .text("observationRuleCode", "code of the rule")
          .text("observationRuleInfo", "name of the rule")
          .build();

  static final Shape VERSION =
      Shape.of("ChannelVersionResponse", Tables.CHANNEL_VERSION)
          .integer("channelVersionId", "identifier of the version")
          .field("multiplier", FieldType.NUMBER, "times the reading is the value")
          .one("unit", Units.CHILD, "$.unit_id", "unit of the values")
          .one("observationRule", RULE, "$.observation_rule_id", "how values are made of readings")
          .field("maximumReading", FieldType.NUMBER, "largest reading; 0 or null for no limit")
          .date("beginDate", "it is in force after this moment; null for the first version")
          .field("endDate", FieldType.DATE_TIME, VERSION_END, "it is in force up to this moment")
          .many(
              "udfs",
              UdfShapes.field(UdfType.CHANNEL_VERSION),
              "channel_version_id",
              "",
              "$.display_order, $.udf_id",
              "custom fields")
          .build();

  static final Shape METER =
      Shape.of("MeterChildIncludeMeterImportIdAndRoute", Tables.METER)
          .text("meterImportId", "its name in other systems")
          .one("route", RouteShapes.CHILD, "$.route_id", "the route on which it is read")
          .like(MeterShapes.CHILD)
          .build();

  static final Shape RESPONSE =
      Shape.of("ChannelResponse", Tables.CHANNEL)
          .integer("channelId", "identifier of the channel")
          .integer("intervalMinutes", "length of an interval in minutes")
          .one(
              "observationType",
              ObservationTypes.CHILD,
              "$.observation_type_id",
              "what is observed")
          .text("channelDescription", "notes")
          .text("channelImportId", "its name in other systems")
          .field("hasReadings", FieldType.BOOLEAN, HAS_READINGS, "has readings")
          .field(
              "firstReadingDate",
              FieldType.DATE_TIME,
              FIRST_READING,
              "time of its first reading, in its own zone")
          .field(
              "lastReadingDate",
              FieldType.DATE_TIME,
              LAST_READING,
              "time of its latest reading, in its own zone")
          .many(
              "channelVersions",
              VERSION,
              "channel_id",
              "",
              "$.begin_date NULLS FIRST",
              "its settings through time")
          .no("isUsedOnDistribution", "is part of a distribution of bills")
          .one("meter", METER, "$.meter_id", "the meter it belongs to")
          .build();

  /** The first version: the newest settings as the channel's own. */
  static final Shape RESPONSE_V3 =
      Shape.of("ChannelResponseV3", Tables.CHANNEL)
          .like(ChannelShapes.CHILD)
          .text("channelImportId", "its name in other systems")
          .text("channelDescription", "notes")
          .field("autoSummarize", FieldType.BOOLEAN, "true", "readings are summed up as they come")
          .join("itsMeter", Tables.METER, "$.meter_id")
          .one("commodity", Commodities.CHILD, "$itsMeter.commodity_id", "what its meter measures")
          .one("meter", METER, "$.meter_id", "the meter it belongs to")
          .field(
              "firstReadingDate", FieldType.DATE_TIME, FIRST_READING, "time of its first reading")
          .field("lastReadingDate", FieldType.DATE_TIME, LAST_READING, "time of its latest reading")
          .field("hasReadings", FieldType.BOOLEAN, HAS_READINGS, "has readings")
          .no("hidden", "is not shown")
          .integer("intervalMinutes", "length of an interval in minutes")
          .no("isUsedOnDistribution", "is part of a distribution of bills")
          .field(
              "maximumReading",
              FieldType.NUMBER,
              ChannelShapes.newest("sv.maximum_reading"),
              "largest reading")
          .field(
              "multiplier",
              FieldType.NUMBER,
              ChannelShapes.newest("sv.multiplier"),
              "times the reading is the value")
          .join("newest", Tables.CHANNEL_VERSION, ChannelShapes.newest("sv.channel_version_id"))
          .one("observationRule", RULE, "$newest.observation_rule_id", "how values are made")
          .one("unit", Units.CHILD, "$newest.unit_id", "unit of the values")
          .one(
              "observationType",
              ObservationTypes.CHILD,
              "$.observation_type_id",
              "what is observed")
          .build();

  private ChannelViews() {}
}
