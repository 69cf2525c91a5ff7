package org.meterbook.ledger.place;

import org.meterbook.api.Shape;
import org.meterbook.ledger.Icons;
import org.meterbook.store.Tables;

/** A place as other things name one. */
public final class PlaceShapes {
  private static final Shape ENTITY_TYPE =
      Shape.of("PlaceEntityTypeV202406", Tables.PLACE_TYPE)
          .integer("placeEntityTypeId", "1 organization, 2 building")
          .text("placeEntityTypeInfo", "Organization or Building")
          .build();

  public static final Shape TYPE =
      Shape.of("PlaceTypeResponse", Tables.PLACE_TYPE)
          .integer("placeTypeId", "identifier of the type")
          .text("placeTypeCode", "code of the type")
          .text("placeTypeInfo", "name of the type")
          .bool("structure", "a building, not an organization")
          .bool("isSystemPlaceType", "comes with the datasource")
          .group("icon", Icons.on(Tables.PLACE_TYPE), "how it is drawn")
          .group("placeEntityType", ENTITY_TYPE, "organization, building or meter site")
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
