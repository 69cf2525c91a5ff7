package org.meterbook.ledger.meter;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** A data point as other things name one. */
public final class DataPointShapes {
  public static final Shape CHILD =
      Shape.of("DataPointChild", Tables.DATA_POINT)
          .integer("dataPointId", "identifier of the data point")
          .text("dataPointCode", "code of the data point")
          .text("dataPointInfo", "name of the data point")
          .build();

  /** As the meter names it that is linked to it. */
  public static final Shape LINKED =
      Shape.of("WatticsDataPointChild", Tables.DATA_POINT)
          .field(
              "watticsDataPointId",
              FieldType.INTEGER,
              "$.data_point_id",
              "identifier of the data point")
          .field(
              "watticsDataPointInfo", FieldType.TEXT, "$.data_point_info", "name of the data point")
          .build();

  private DataPointShapes() {}
}
