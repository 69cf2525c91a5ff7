package org.meterbook.ledger.place;

import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** A place as other things name one. */
public final class PlaceShapes {
  public static final Shape TYPE =
      Shape.of("PlaceTypeResponse", Tables.PLACE_TYPE)
          .integer("placeTypeId", "identifier of the type")
          .text("placeTypeCode", "code of the type")
          .text("placeTypeInfo", "name of the type")
          .bool("structure", "a building, not an organization")
          .build();

  public static final Shape CHILD =
      Shape.of("PlaceChild", Tables.PLACE)
          .one("placeType", TYPE, "$.place_type_id", "kind of place")
          .integer("placeId", "identifier of the place")
          .text("placeCode", "code of the place")
          .text("placeInfo", "name of the place")
          .build();

  private PlaceShapes() {}
}
