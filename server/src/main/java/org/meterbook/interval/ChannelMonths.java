package org.meterbook.interval;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.catalogue.ObservationTypes;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.store.Tables;

/** What the channels' months come to, of all channels in one list. */
public final class ChannelMonths {
  private static final Shape RESPONSE =
      Shape.of("ChannelMonthResponse", Tables.CHANNEL_MONTH)
          .field("channelMonthId", FieldType.LONG, "identifier, made of channel and month")
          .integer("channelId", "identifier of the channel")
          .one("meter", MeterShapes.CHILD, "$.meter_id", "its meter; null for a data point's")
          .one(
              "observationType",
              ObservationTypes.CHILD,
              "$.observation_type_id",
              "what is observed")
          .date("month", "the month's first day, in the channel's zone")
          .integer("readingCount", "readings")
          .field(
              "value", FieldType.NUMBER, "total, average or maximum, as the type is put together")
          .field("total", FieldType.NUMBER, "sum of the values")
          .field("minimum", FieldType.NUMBER, "smallest value")
          .field("maximum", FieldType.NUMBER, "largest value")
          .date("maximumTime", "when the largest value was read, in the channel's zone")
          .build();

  private ChannelMonths() {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("channelMonthId", "channelId", "month", "value", "readingCount", "maximumTime")
        .filter("meterId", "meter.meterId")
        .filter("meterCode", "meter.meterCode")
        .filter("observationTypeCode", "observationType.observationTypeCode")
        .page(
            "GetChannelMonthsV202611",
            "/api/v202611/channelMonth",
            "Meters (View)",
            "Lists what the channels' months come to.");
  }
}
