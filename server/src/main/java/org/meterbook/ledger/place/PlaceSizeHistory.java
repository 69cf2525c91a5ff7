package org.meterbook.ledger.place;

import java.util.ArrayList;
import java.util.List;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.ledger.Part;
import org.meterbook.ledger.place.PlaceSizes.PlaceSizeCreate;
import org.meterbook.ledger.place.PlaceSizes.Size;
import org.meterbook.store.Tables;

/** The floor areas of a place through time, one by one. */
final class PlaceSizeHistory {
  private static final String PATH = "/api/v3/place/{placeId}/size";
  private static final String EDIT = "BuildingsAndOrganizations (Edit)";
  private static final String VIEW = "BuildingsAndOrganizations (View)";
  private static final String OF_PLACE = "$.place_id = :placeId";

  private PlaceSizeHistory() {}

  static void register(Operations operations) {
    operations
        .resource(PlaceSizes.CHILD)
        .listing("GetPlaceSizesV3", PATH, VIEW, false, OF_PLACE, "Lists the sizes of a place.")
        .oneWithin(
            "GetPlaceSizeV3",
            PATH + "/{placeSizeId}",
            VIEW,
            OF_PLACE,
            "Answers one size of a place.")
        .create(
            "CreatePlaceSizeV3",
            PATH,
            EDIT,
            PlaceSizeCreate.class,
            PlaceSizeHistory::create,
            "Adds a size; the one before it ends where it begins.")
        .writeAll(
            "EditPlaceSizeListV3",
            "PUT",
            PATH,
            EDIT,
            PlaceSizeCreate.class,
            PlaceSizeHistory::replace,
            "Replaces all sizes of a place.")
        .delete(
            "DeletePlaceSizeV3",
            PATH + "/{placeSizeId}",
            EDIT,
            PlaceSizeHistory::delete,
            "Deletes a size; the one before it lasts on.");
  }

  private static int create(Call call, PlaceSizeCreate request) {
    int place = call.id("placeId");
    PlaceSizes sizes = new PlaceSizes(call.sql());
    Size added = sizes.read(List.of(request), "").getFirst();
    List<Size> all = new ArrayList<>(sizes.of(place));
    all.removeIf(size -> size.begin().equals(added.begin()));
    int before = (int) all.stream().filter(size -> size.begin().isBefore(added.begin())).count();
    all.add(before, added);
    sizes.replace(place, false, all);
    return sizes.ids(place).get(before);
  }

  private static List<Integer> replace(Call call, List<PlaceSizeCreate> given) {
    PlaceSizes sizes = new PlaceSizes(call.sql());
    sizes.replace(call.id("placeId"), false, sizes.read(given, ""));
    return sizes.ids(call.id("placeId"));
  }

  private static void delete(Call call) {
    int place = call.id("placeId");
    PlaceSizes sizes = new PlaceSizes(call.sql());
    int position =
        sizes.ids(place).indexOf(Part.of(call, Tables.PLACE_SIZE, "placeSizeId", "placeId"));
    List<Size> all = new ArrayList<>(sizes.of(place));
    all.remove(position);
    sizes.replace(place, false, all);
  }
}
