package org.meterbook.interval;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.catalogue.ObservationTypes;
import org.meterbook.ledger.catalogue.Units;
import org.meterbook.ledger.meter.DataPointShapes;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.store.Tables;

/** What the channels of data points and their versions look like. */
final class EsaChannelViews {
  /**
   * The formula with names in the place of ids; an id stays where the caller may not see its name.
   */
  private static final String RESOLVED =
      "(SELECT string_agg(sp.part || coalesce('[' || coalesce(sd.data_point_info || ': ' || si.channel_info,"
          + " 'channel ' || sf.ids[1]) || ']', ''), '' ORDER BY sp.n)"
          + " FROM regexp_split_to_table($.formula, 'channel\\s*\\(\\s*\\d+\\s*\\)', 'i') WITH ORDINALITY sp(part, n)"
          + " LEFT JOIN regexp_matches($.formula, 'channel\\s*\\(\\s*(\\d+)\\s*\\)', 'gi') WITH ORDINALITY sf(ids, n) ON sf.n = sp.n"
          + " LEFT JOIN channel si ON si.tenant_id = $.tenant_id AND si.channel_id = sf.ids[1]::int"
          + " LEFT JOIN data_point sd ON sd.tenant_id = si.tenant_id AND sd.data_point_id = si.data_point_id [data_point sd])";

  /** How the channel's interval is called. */
  static final String INTERVAL_INFO =
      "(CASE $.interval_minutes WHEN 5 THEN 'FiveMinute' WHEN 10 THEN 'TenMinute' WHEN 15 THEN 'FifteenMinute'"
          + " WHEN 30 THEN 'ThirtyMinute' WHEN 60 THEN 'Hourly' WHEN 1440 THEN 'Daily' WHEN 10080 THEN 'Weekly'"
          + " WHEN 43200 THEN 'Monthly' ELSE $.interval_minutes || ' minutes' END)";

  static final Shape CHILD =
      Shape.of("EsaChannelChild", Tables.CHANNEL)
          .integer("channelId", "identifier of the channel")
          .text("channelInfo", "name of the channel")
          .field(
              "interval",
              FieldType.INTEGER,
              "($.interval_minutes * 60)",
              "length of an interval in seconds")
          .build();

  static final Shape VERSION =
      Shape.of("EsaChannelVersionResponse", Tables.CHANNEL_VERSION)
          .integer("channelVersionId", "identifier of the version")
          .date(
              "beginDate",
              "it is in force after this moment, in the data point's zone; null for the first version")
          .field(
              "endDate",
              FieldType.DATE_TIME,
              ChannelViews.VERSION_END,
              "it is in force up to this moment")
          .text("formula", "what a calculated channel is calculated by")
          .field("resolvedFormula", FieldType.TEXT, RESOLVED, "the formula with names, not ids")
          .bool("isValuePositive", "values are made positive")
          .field("maximumReading", FieldType.NUMBER, "readings above it are refused")
          .field("minimumReading", FieldType.NUMBER, "readings below it are refused")
          .field("multiplier", FieldType.NUMBER, "times the reading is the value")
          .field("offset", FieldType.NUMBER, "$.value_offset", "is added to the value")
          .field("rollbackAllowance", FieldType.NUMBER, "by how much a register may go back")
          .field("rolloverValue", FieldType.NUMBER, "where a register begins at zero again")
          .one(
              "observationRule",
              ChannelViews.RULE,
              "$.observation_rule_id",
              "how values are made of readings")
          .one("unit", Units.CHILD, "$.unit_id", "unit of the values")
          .build();

  static final Shape RESPONSE =
      People.stamps(
              Shape.of("EsaChannelResponse", Tables.CHANNEL)
                  .integer("channelId", "identifier of the channel")
                  .text("channelInfo", "name")
                  .text("channelDescription", "notes")
                  .text("channelImportId", "its name in other systems")
                  .one(
                      "dataPoint", DataPointShapes.CHILD, "$.data_point_id", "what it is read from")
                  .join("point", Tables.DATA_POINT, "$.data_point_id")
                  .one("commodity", Commodities.CHILD, "$point.commodity_id", "what is measured")
                  .one("esaPlace", PlaceShapes.CHILD, "$point.place_id", "where it is measured")
                  .integer(
                      "intervalMinutes",
                      "length of an interval in minutes; of a calculated channel the coarsest of those it is calculated from")
                  .field("intervalInfo", FieldType.TEXT, INTERVAL_INFO, "name of the interval")
                  .bool("isCalculated", "is calculated from other channels")
                  .bool("isPrimaryValue", "is the data point's main channel")
                  .bool("isPrimaryDemand", "is the data point's main channel of demand")
                  .field(
                      "eligibleForCalculatedMeter",
                      FieldType.BOOLEAN,
                      "$.is_primary_value",
                      "formulas may name it: it is the main channel")
                  .one(
                      "observationType",
                      ObservationTypes.CHILD,
                      "$.observation_type_id",
                      "what is observed"))
          .field("hasReadings", FieldType.BOOLEAN, ChannelViews.HAS_READINGS, "has readings")
          .field(
              "firstReadingDate",
              FieldType.DATE_TIME,
              ChannelViews.FIRST_READING,
              "time of its first reading, in its own zone")
          .field(
              "lastReadingDate",
              FieldType.DATE_TIME,
              ChannelViews.LAST_READING,
              "time of its latest reading, in its own zone")
          .many(
              "esaChannelVersions",
              VERSION,
              "channel_id",
              "",
              "$.begin_date NULLS FIRST",
              "its settings through time")
          .build();

  private EsaChannelViews() {}
}
