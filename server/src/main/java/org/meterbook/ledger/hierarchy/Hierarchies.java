package org.meterbook.ledger.hierarchy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Named;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.ledger.carboncollection.CarbonCollections;
import org.meterbook.ledger.costcenter.CostCenterShapes;
import org.meterbook.ledger.costcenter.CostCenters;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.ledger.place.Places;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;

/**
 * Opens a node of a tree, or a tree down to a node. Children of nodes that are not open are left
 * out.
 */
public final class Hierarchies {
  private static final String PLACES = "BuildingsAndOrganizations (View)";
  private static final String COST_CENTERS = "CostCenters (View)";

  private static final Shape METER =
      Shape.of("HierarchicalMeter", Tables.METER)
          .like(MeterShapes.CHILD)
          .field(
              "hasWatticsDataPoint",
              org.meterbook.api.FieldType.BOOLEAN,
              "$.data_point_id IS NOT NULL",
              "is linked to interval analytics")
          .no("hasEmissionSource", "is linked to an emission source")
          .integer("placeId", "where it is")
          .build();

  private static final Shape ACCOUNT =
      Shape.of("HierarchicalAccount", Tables.ACCOUNT)
          .like(AccountShapes.OF_COST_CENTER)
          .integer("costCenterId", "who pays")
          .build();

  private static final Branch PLACE =
      new Branch(
          Places.TREE,
          "place",
          "t.place_type_id",
          Optional.of(new Branch.Leaves(Tables.METER, METER, "placeId")));

  private static final Branch COST_CENTER =
      new Branch(
          CostCenters.TREE,
          "cost_center",
          "0",
          Optional.of(new Branch.Leaves(Tables.ACCOUNT, ACCOUNT, "costCenterId")));

  private static final Branch COLLECTION =
      new Branch(CarbonCollections.TREE, "collection", "0", Optional.empty());

  private Hierarchies() {}

  record HierarchicalPlaces(
      @Meaning("the place above; null for the root") @Nullable Integer parentId,
      @Meaning("identifier of the place") int placeId,
      @Meaning("name of the place") String placeInfo,
      @Meaning("code of the place") String placeCode,
      @Meaning("kind of place") int placeTypeId,
      @Meaning("has places or meters below") boolean hasChildren,
      @Meaning("has places below") boolean hasPlaceChildren,
      @Meaning("has meters") boolean hasMeterChildren,
      @Meaning("has places below or active meters") boolean hasActiveChildren,
      @Meaning("has active meters") boolean hasActiveMeterChildren,
      @Meaning("its meters, if it is open") List<JsonNode> meterChildren,
      @Meaning("places directly below, if it is open") List<HierarchicalPlaces> placeChildren) {
    static HierarchicalPlaces of(
        Branch.Node node, List<HierarchicalPlaces> below, List<JsonNode> meters) {
      return new HierarchicalPlaces(
          node.parentId(),
          node.id(),
          node.info(),
          node.code(),
          node.type(),
          node.hasNodes() || node.hasLeaves(),
          node.hasNodes(),
          node.hasLeaves(),
          node.hasNodes() || node.hasActiveLeaves(),
          node.hasActiveLeaves(),
          meters,
          below);
    }
  }

  record HierarchicalCostCenters(
      @Meaning("the cost center above; null for the root") @Nullable Integer parentId,
      @Meaning("identifier of the cost center") int costCenterId,
      @Meaning("name of the cost center") String costCenterInfo,
      @Meaning("code of the cost center") String costCenterCode,
      @Meaning("has cost centers or accounts below") boolean hasChildren,
      @Meaning("has cost centers below") boolean hasCostCenterChildren,
      @Meaning("has accounts") boolean hasAccountChildren,
      @Meaning("has cost centers below or active accounts") boolean hasActiveChildren,
      @Meaning("has active accounts") boolean hasActiveAccountChildren,
      @Meaning("its accounts, if it is open") List<JsonNode> accountChildren,
      @Meaning("cost centers directly below, if it is open")
          List<HierarchicalCostCenters> costCenterChildren) {
    static HierarchicalCostCenters of(
        Branch.Node node, List<HierarchicalCostCenters> below, List<JsonNode> accounts) {
      return new HierarchicalCostCenters(
          node.parentId(),
          node.id(),
          node.info(),
          node.code(),
          node.hasNodes() || node.hasLeaves(),
          node.hasNodes(),
          node.hasLeaves(),
          node.hasNodes() || node.hasActiveLeaves(),
          node.hasActiveLeaves(),
          accounts,
          below);
    }
  }

  record HierarchicalCollections(
      @Meaning("the collection above; null for the root") @Nullable Integer parentId,
      @Meaning("identifier of the collection") int collectionId,
      @Meaning("name of the collection") String collectionInfo,
      @Meaning("code of the collection") String collectionCode,
      @Meaning("how it is drawn") @Nullable JsonNode collectionIcon,
      @Meaning("has collections or emission sources below") boolean hasChildren,
      @Meaning("has collections below") boolean hasCollectionChildren,
      @Meaning("has emission sources") boolean hasEmissionSourceChildren,
      @Meaning("has collections below or active emission sources") boolean hasActiveChildren,
      @Meaning("has active emission sources") boolean hasActiveEmissionSourceChildren,
      @Meaning("its emission sources") List<JsonNode> emissionSourceChildren,
      @Meaning("collections directly below, if it is open")
          List<HierarchicalCollections> collectionChildren) {
    static HierarchicalCollections of(
        Branch.Node node, List<HierarchicalCollections> below, List<JsonNode> sources) {
      return new HierarchicalCollections(
          node.parentId(),
          node.id(),
          node.info(),
          node.code(),
          null,
          node.hasNodes(),
          node.hasNodes(),
          false,
          node.hasNodes(),
          false,
          sources,
          below);
    }
  }

  public static void register(Operations operations) {
    register(
        operations,
        "HierarchicalPlaceV3",
        "v3/hierarchy/place/{placeId}",
        PLACES,
        HierarchicalPlaces.class,
        call -> PLACE.open(call, call.id("placeId"), HierarchicalPlaces::of));
    register(
        operations,
        "HierarchicalAncestryPlacesV3",
        "v3/hierarchy/ancestry/place/{placeId}",
        PLACES,
        HierarchicalPlaces.class,
        call -> PLACE.openTo(call, call.id("placeId"), HierarchicalPlaces::of));
    register(
        operations,
        "HierarchicalAncestryMetersV3",
        "v3/hierarchy/ancestry/meter/{meterId}",
        PLACES,
        HierarchicalPlaces.class,
        call ->
            PLACE.openTo(
                call, nodeOf(call, Tables.METER, "meterId", "place_id"), HierarchicalPlaces::of));
    register(
        operations,
        "HierarchicalCostCenterV3",
        "v3/hierarchy/costCenter/{costCenterId}",
        COST_CENTERS,
        HierarchicalCostCenters.class,
        call -> COST_CENTER.open(call, call.id("costCenterId"), HierarchicalCostCenters::of));
    register(
        operations,
        "HierarchicalAncestryCostCentersV3",
        "v3/hierarchy/ancestry/costCenter/{costCenterId}",
        COST_CENTERS,
        HierarchicalCostCenters.class,
        call -> COST_CENTER.openTo(call, call.id("costCenterId"), HierarchicalCostCenters::of));
    register(
        operations,
        "HierarchicalAncestryAccountsV3",
        "v3/hierarchy/ancestry/account/{accountId}",
        COST_CENTERS,
        HierarchicalCostCenters.class,
        call ->
            COST_CENTER.openTo(
                call,
                nodeOf(call, Tables.ACCOUNT, "accountId", "cost_center_id"),
                HierarchicalCostCenters::of));
    register(
        operations,
        "HierarchicalCollectionV202306",
        "v202306/hierarchy/collection/{collectionId}",
        "Collections (View)",
        HierarchicalCollections.class,
        call -> COLLECTION.open(call, call.id("collectionId"), HierarchicalCollections::of));
    register(
        operations,
        "HierarchicalAncestryCollectionsV202306",
        "v202306/hierarchy/ancestry/collection/{collectionId}",
        "Collections (View)",
        HierarchicalCollections.class,
        call -> COLLECTION.openTo(call, call.id("collectionId"), HierarchicalCollections::of));
    available(
        operations,
        PlaceShapes.CHILD,
        "AvailablePlacesForTopmostCostCentersV3",
        "/api/v3/hierarchy/costCenter/availablePlaces",
        (call, ids) -> Available.places(Named.of(call, Tables.COST_CENTER, ids)),
        "Answers the topmost places of the meters that belong to cost centers.");
    available(
        operations,
        CostCenterShapes.CHILD,
        "AvailableCostCentersForTopmostPlacesV3",
        "/api/v3/hierarchy/place/availableCostCenters",
        (call, ids) -> Available.costCenters(Named.of(call, Tables.PLACE, ids)),
        "Answers the topmost cost centers of the accounts that have meters in places.");
  }

  private static void register(
      Operations operations,
      String id,
      String path,
      String permission,
      Class<?> answer,
      java.util.function.Function<Call, Object> work) {
    boolean upwards = path.contains("/ancestry/");
    operations.compute(
        id,
        "GET",
        "/api/" + path,
        permission,
        answer,
        false,
        (call, _) -> work.apply(call),
        upwards ? "Opens the tree from the top down to this one." : "Opens a node of the tree.");
  }

  private static void available(
      Operations operations,
      Shape shape,
      String id,
      String path,
      java.util.function.BiFunction<Call, List<Integer>, List<Integer>> work,
      String summary) {
    operations.resource(shape).writeAll(id, "POST", path, PLACES, Integer.class, work, summary);
  }

  private static int nodeOf(Call call, Table table, String variable, String column) {
    String text =
        "SELECT t.%s FROM %s t WHERE t.tenant_id = :tenant AND t.%s = :id"
            .formatted(column, table.name(), table.key());
    return call.sql()
        .first(text, Map.of("id", call.id(variable)), row -> row.integer(1))
        .orElseThrow();
  }
}
