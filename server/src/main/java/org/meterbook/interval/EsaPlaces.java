package org.meterbook.interval;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Permission;
import org.meterbook.api.RateClass;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.LedgerDate;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.place.Places;
import org.meterbook.store.Dimension;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What interval analytics knows of places: their sizes and opening hours. */
public final class EsaPlaces {
  private static final String SIZE = "/api/v202406/esaplace/{placeId}/placeSize";
  private static final String OF_PLACE = "$.place_id = :placeId";
  private static final String BELOW =
      "EXISTS (SELECT 1 FROM place c WHERE c.tenant_id = $.tenant_id AND c.place_id = $.place_id AND c.parent_place_id = :placeId)";

  private static final Shape CHILD =
      Shape.of("PlaceSizeChild", Tables.PLACE_SIZE)
          .integer("placeSizeId", "identifier of the size")
          .date("beginDate", "from then on")
          .date("endDate", "up to then, where the next one begins")
          .field("value", FieldType.NUMBER, "floor area")
          .join("unit", Tables.UNIT, "$.unit_id")
          .integer("unitId", "identifier of the unit")
          .field("unitCode", FieldType.TEXT, "$unit.unit_code", "code of the unit")
          .field("unitInfo", FieldType.TEXT, "$unit.unit_info", "name of the unit")
          .build();

  private static final Shape RESPONSE =
      Shape.of("PlaceSizeResponse", Tables.PLACE_SIZE)
          .like(CHILD)
          .join("place", Tables.PLACE, "$.place_id")
          .integer("placeId", "identifier of the place")
          .field("placeCode", FieldType.TEXT, "$place.place_code", "code of the place")
          .field("placeInfo", FieldType.TEXT, "$place.place_info", "name of the place")
          .build();

  private EsaPlaces() {}

  record EsaPlaceSizeCreate(
      @Required @LedgerDate @Meaning("from then on, up to where the next one begins")
          LocalDateTime beginDate,
      @Required @Range(min = 0, max = Integer.MAX_VALUE) @Meaning("floor area") Integer value,
      @Defined @OneOf({"SQFEET", "SQMETER"}) @Meaning("code of the unit; null: SQFEET")
          @Nullable String unitCode) {}

  record EditEsaPlaceSizesRequest(
      @Required @Meaning("the size is the sum of the places directly below") Boolean calculateArea,
      @Defined @Meaning("all sizes through time, in any order; null if calculateArea is true")
          @Nullable List<EsaPlaceSizeCreate> placeSizes) {}

  record UpdateResult(
      @Meaning("places that were named, each once") int selected,
      @Meaning("places that were moved") int updated) {}

  public static void register(Operations operations) {
    operations.variable("/parentPlace/{parentPlaceId}", "parentPlaceId", Tables.PLACE);
    operations
        .resource(CHILD)
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
                Optional.of(CHILD),
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
        EsaPlaces::move,
        "Moves places, with all below them, under another place.");
    Schedules.register(operations);
  }

  private static List<Integer> replace(Call call, EditEsaPlaceSizesRequest request) {
    int place = call.id("placeId");
    List<EsaPlaceSizeCreate> given = request.placeSizes();
    boolean calculated = request.calculateArea();
    Faults faults = new Faults();
    faults.when(
        calculated && given != null, "placeSizes", "must be null when calculateArea is true");
    faults.when(
        !calculated && given == null, "placeSizes", "is required unless calculateArea is true");
    Set<LocalDateTime> begins = new HashSet<>();
    List<PlaceSizes.Size> sizes = new ArrayList<>();
    for (EsaPlaceSizeCreate size : given == null ? List.<EsaPlaceSizeCreate>of() : given) {
      faults.when(
          !begins.add(size.beginDate()),
          "placeSizes[%d].beginDate".formatted(sizes.size()),
          "is there twice");
      sizes.add(
          new PlaceSizes.Size(
              size.beginDate(),
              size.value(),
              Versions.unit(
                  call, java.util.Objects.requireNonNullElse(size.unitCode(), "SQFEET"))));
    }
    faults.refuse();
    sizes.sort(Comparator.comparing(PlaceSizes.Size::begin));
    new PlaceSizes(call.sql()).replace(place, calculated, sizes);
    return call.sql()
        .list(
            "SELECT s.place_size_id FROM place_size s WHERE s.tenant_id = :tenant AND s.place_id = :id ORDER BY s.begin_date",
            Map.of("id", place),
            row -> row.integer(1));
  }

  private static UpdateResult move(Call call, List<Integer> ids) {
    int parent = call.id("parentPlaceId");
    List<Integer> wanted = ids.stream().distinct().toList();
    Map<Integer, Integer> parents = new java.util.HashMap<>();
    call.sql()
        .list(
            "SELECT p.place_id, p.parent_place_id FROM place p WHERE p.tenant_id = :tenant AND p.place_id = ANY(:ids::int[])"
                + call.within(Tables.PLACE, "p"),
            Map.of("ids", wanted),
            row -> parents.put(row.integer(1), orRoot(row.integerOrNull(2))));
    Faults faults = new Faults();
    for (int i = 0; i < ids.size(); i++) {
      faults.when(
          !parents.containsKey(ids.get(i)),
          "[" + i + "]",
          "there is no place %d that you may use".formatted(ids.get(i)));
    }
    faults.refuse();
    int updated = 0;
    PlaceSizes sizes = new PlaceSizes(call.sql());
    for (int id : wanted) {
      int old = java.util.Objects.requireNonNull(parents.get(id));
      Places.TREE.requireEditable(call, id, Dimension.PLACE);
      if (old != parent) {
        Places.TREE.move(call.sql(), id, parent, "[" + ids.indexOf(id) + "]");
        call.sql().update(Tables.PLACE, id, Values.none().with("parent_place_id", parent));
        sizes.renew(old);
        updated++;
      }
    }
    if (updated > 0) {
      sizes.renew(parent);
    }
    return new UpdateResult(wanted.size(), updated);
  }

  /** The root has no parent; it is refused as such. */
  private static int orRoot(@Nullable Integer parent) {
    return parent == null ? 0 : parent;
  }
}
