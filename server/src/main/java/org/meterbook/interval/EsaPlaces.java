package org.meterbook.interval;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Permission;
import org.meterbook.api.RateClass;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.place.PlaceSizes;
import org.meterbook.ledger.place.Places;
import org.meterbook.store.Tables;

/** What interval analytics knows of places: their sizes and opening hours. */
public final class EsaPlaces {
  private static final String SIZE = "/api/v202406/esaplace/{placeId}/placeSize";
  private static final String OF_PLACE = "$.place_id = :placeId";
  private static final String BELOW =
      "EXISTS (SELECT 1 FROM place c WHERE c.tenant_id = $.tenant_id AND c.place_id = $.place_id AND c.parent_place_id = :placeId)";

  private static final Shape RESPONSE =
      Shape.of("PlaceSizeResponse", Tables.PLACE_SIZE)
          .like(PlaceSizes.CHILD)
          .join("place", Tables.PLACE, "$.place_id")
          .integer("placeId", "identifier of the place")
          .field("placeCode", FieldType.TEXT, "$place.place_code", "code of the place")
          .field("placeInfo", FieldType.TEXT, "$place.place_info", "name of the place")
          .build();

  private EsaPlaces() {}

  record EditEsaPlaceSizesRequest(
      @Required @Meaning("the size is the sum of the places directly below") Boolean calculateArea,
      @Defined @Meaning("all sizes through time, in any order; null if calculateArea is true")
          @Nullable List<PlaceSizes.PlaceSizeCreate> placeSizes) {}

  public static void register(Operations operations) {
    operations
        .resource(PlaceSizes.CHILD)
        .listing(
            "GetEsaPlaceSizeHistoryV202406",
            SIZE,
            "BuildingsAndOrganizations (View)",
            false,
            OF_PLACE,
            "Lists the sizes of a place through time.");
    operations.add(
        new Operation(
            "EditEsaPlaceSizeHistoryV202406",
            "PUT",
            SIZE,
            List.of(Permission.of("BuildingsAndOrganizations (Edit)")),
            false,
            List.of(),
            Optional.empty(),
            RateClass.WRITE,
            new Operation.Write(
                Optional.of(new Operation.Body(EditEsaPlaceSizesRequest.class, false)),
                Optional.of(PlaceSizes.CHILD),
                true,
                (call, request) ->
                    replace(
                        call,
                        (EditEsaPlaceSizesRequest) java.util.Objects.requireNonNull(request))),
            "Replaces all sizes of a place."));
    operations
        .resource(RESPONSE)
        .listing(
            "GetEsaPlaceChildrenSizesV202406",
            SIZE + "/child",
            "BuildingsAndOrganizations (View)",
            false,
            BELOW,
            "Lists the sizes of the places directly below, through time.");
    operations.computeAll(
        "MoveEsaPlaceV202406",
        "PUT",
        "/api/v202406/esaplace/parentPlace/{parentPlaceId}/place",
        "BuildingsAndOrganizations (Edit)",
        Integer.class,
        UpdateResult.class,
        Places::move,
        "Moves places, with all below them, under another place.");
    Schedules.register(operations);
  }

  private static List<Integer> replace(Call call, EditEsaPlaceSizesRequest request) {
    int place = call.id("placeId");
    List<PlaceSizes.PlaceSizeCreate> given = request.placeSizes();
    boolean calculated = request.calculateArea();
    new Faults()
        .when(calculated && given != null, "placeSizes", "must be null when calculateArea is true")
        .when(
            !calculated && given == null, "placeSizes", "is required unless calculateArea is true")
        .refuse();
    PlaceSizes sizes = new PlaceSizes(call.sql());
    sizes.replace(place, calculated, sizes.read(given == null ? List.of() : given, "placeSizes"));
    return sizes.ids(place);
  }
}
