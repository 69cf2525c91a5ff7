package org.meterbook.ledger.catalogue;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** Kinds of bill lines and readings. */
public final class ObservationTypes {
  public static final Shape CHILD =
      Shape.of("ObservationTypeChild", Tables.OBSERVATION_TYPE)
          .integer("nounId", "identifier of what is observed")
          .text("nounCode", "what is observed: USE, DEMAND, COST, …")
          .integer("credit", "1 lowers, 2 raises, 3 leaves the bill's total")
          .integer("observationTypeId", "identifier of the type")
          .text("observationTypeCode", "code of the type")
          .text("observationTypeInfo", "name of the type")
          .build();

  public static final Shape FULL =
      Shape.of("ObservationType", Tables.OBSERVATION_TYPE)
          .integer("observationTypeId", "identifier of the type")
          .integer("credit", "1 lowers, 2 raises, 3 leaves the bill's total")
          .integer(
              "timeOfUse",
              "0 none, 1 on-peak, 2 mid-peak, 3 off-peak, 4 super off-peak, 5 critical")
          .integer("creation", "1 for built-in")
          .field("noun", FieldType.INTEGER, "$.noun_id", "identifier of what is observed")
          .text("observationTypeCode", "code of the type")
          .text("observationTypeInfo", "name of the type")
          .build();

  private ObservationTypes() {}
}
