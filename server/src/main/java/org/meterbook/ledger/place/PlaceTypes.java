package org.meterbook.ledger.place;

import java.util.Locale;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.Uses;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Kinds of places. Those that come with a datasource stay as they are. */
final class PlaceTypes {
  private static final String PATH = "/api/v3/place/placetype";
  private static final String EDIT = "BuildingsAndOrganizations (Edit)";

  private PlaceTypes() {}

  record PlaceTypeRequest(
      @Required @Length(min = 1, max = 32) @Meaning("name; the code follows it")
          String placeTypeInfo) {
    Values values() {
      return Values.none()
          .with("place_type_info", placeTypeInfo.strip())
          .with("place_type_code", placeTypeInfo.strip().toUpperCase(Locale.ROOT));
    }
  }

  static void register(Operations operations) {
    operations
        .resource(PlaceShapes.TYPE)
        .filters("placeTypeId", "placeTypeCode", "placeTypeInfo", "structure")
        .filter("placeEntityTypeID", "placeEntityType.placeEntityTypeId")
        .filter("placeEntityTypeInfo", "placeEntityType.placeEntityTypeInfo")
        .list("GetPlaceTypesV3", PATH, "", "Lists kinds of places.")
        .one("GetPlaceTypeV3", PATH + "/{placeTypeId}", "", "Answers one kind of place.")
        .create(
            "CreatePlaceTypeV3",
            PATH,
            EDIT,
            PlaceTypeRequest.class,
            (call, request) ->
                call.sql()
                    .insert(
                        Tables.PLACE_TYPE,
                        request
                            .values()
                            .with("structure", false)
                            .with("is_system_place_type", false)),
            "Creates a kind of organization; buildings are of the kinds that are there.")
        .edit(
            "EditPlaceTypeV3",
            PATH + "/{placeTypeId}",
            EDIT,
            PlaceTypeRequest.class,
            (call, request) -> call.sql().update(Tables.PLACE_TYPE, own(call), request.values()),
            "Renames a kind of place.")
        .delete(
            "DeletePlaceTypeV3",
            PATH + "/{placeTypeId}",
            EDIT,
            PlaceTypes::delete,
            "Deletes a kind of place that no place has.");
  }

  private static int own(Call call) {
    int id = call.id("placeTypeId");
    if (call.sql()
        .exists(
            "SELECT 1 FROM place_type WHERE tenant_id = :tenant AND place_type_id = :id AND is_system_place_type",
            Map.of("id", id))) {
      throw Problem.of(ErrorCode.FORBIDDEN, "A place type of the system cannot be changed.");
    }
    return id;
  }

  private static void delete(Call call) {
    int id = own(call);
    Uses.of(call.sql(), id).in("place", "place_type_id", "places").refuse("placeTypeId");
    call.sql().delete(Tables.PLACE_TYPE, id);
  }
}
