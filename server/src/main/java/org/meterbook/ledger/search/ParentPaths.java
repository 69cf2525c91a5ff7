package org.meterbook.ledger.search;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Icons;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.store.Dimension;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/**
 * The nodes above something, from the one it hangs in up to the caller's topmost one: rows of a
 * tree's ancestors, so that one statement reads the paths of all hits.
 */
final class ParentPaths {
  private static final Table PLACE_ANCESTOR =
      Table.of("place_ancestor")
          .key("ancestor_id")
          .bounded(Dimension.PLACE, "$.ancestor_id = ANY(:places)");
  private static final Table COST_CENTER_ANCESTOR =
      Table.of("cost_center_ancestor")
          .key("ancestor_id")
          .bounded(Dimension.COST_CENTER, "$.ancestor_id = ANY(:costCenters)");
  private static final Table COLLECTION_ANCESTOR =
      Table.of("carbon_collection_ancestor").key("ancestor_id");

  /** The nearest first: the one with most above it. */
  private static final String NEAREST =
      "(SELECT count(*) FROM %s d WHERE d.tenant_id = $.tenant_id AND d.%s = $.ancestor_id) DESC";

  /** A node is its own ancestor, but not its own parent. */
  private static final String ABOVE = "$.ancestor_id <> $.%s";

  private static final Shape PLACE =
      Shape.of("SearchParentPlaceChild", PLACE_ANCESTOR)
          .join("place", Tables.PLACE, "$.ancestor_id")
          .field("placeId", FieldType.INTEGER, "$.ancestor_id", "identifier of the place")
          .field("placeCode", FieldType.TEXT, "$place.place_code", "code of the place")
          .field("placeInfo", FieldType.TEXT, "$place.place_info", "name of the place")
          .one("placeType", PlaceShapes.TYPE, "$place.place_type_id", "kind of place")
          .build();

  private static final Shape COST_CENTER =
      Shape.of("CostCenterChild", COST_CENTER_ANCESTOR)
          .join("node", Tables.COST_CENTER, "$.ancestor_id")
          .field("costCenterId", FieldType.INTEGER, "$.ancestor_id", "identifier")
          .field("costCenterCode", FieldType.TEXT, "$node.cost_center_code", "code")
          .field("costCenterInfo", FieldType.TEXT, "$node.cost_center_info", "name")
          .build();

  private static final Shape COLLECTION =
      Shape.of("CollectionChild", COLLECTION_ANCESTOR)
          .join("node", Tables.CARBON_COLLECTION, "$.ancestor_id")
          .field("collectionId", FieldType.INTEGER, "$.ancestor_id", "identifier")
          .field("collectionCode", FieldType.TEXT, "$node.collection_code", "code")
          .field("collectionInfo", FieldType.TEXT, "$node.collection_info", "name")
          .one(
              "collectionIcon",
              Icons.on(Tables.CARBON_COLLECTION),
              "$.ancestor_id",
              "how it is drawn")
          .build();

  private ParentPaths() {}

  /** The place of something, and the places above it. */
  static Shape.Builder fromPlace(Shape.Builder shape) {
    return path(shape, PLACE, "place_id", "");
  }

  /** The cost center of something, and those above it. */
  static Shape.Builder fromCostCenter(Shape.Builder shape) {
    return path(shape, COST_CENTER, "cost_center_id", "");
  }

  static Shape.Builder abovePlace(Shape.Builder shape) {
    return path(shape, PLACE, "place_id", ABOVE);
  }

  static Shape.Builder aboveCostCenter(Shape.Builder shape) {
    return path(shape, COST_CENTER, "cost_center_id", ABOVE);
  }

  static Shape.Builder aboveCollection(Shape.Builder shape) {
    return path(shape, COLLECTION, "collection_id", ABOVE);
  }

  private static Shape.Builder path(Shape.Builder shape, Shape node, String column, String where) {
    return shape.matching(
        "parentPath",
        node,
        column,
        where.formatted(column),
        NEAREST.formatted(node.table().name(), column) + ", $.ancestor_id",
        "what is above it, the nearest first, up to the caller's topmost");
  }
}
