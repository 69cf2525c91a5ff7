package org.meterbook.ledger.carboncollection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Rules.RequiredWith;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Icons;
import org.meterbook.ledger.Tree;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.Uses;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Collections, the tree above the emission sources. They bound no user yet. */
public final class CarbonCollections {
  public static final Tree TREE =
      new Tree(
          Tables.CARBON_COLLECTION,
          "parent_collection_id",
          "carbon_collection_ancestor",
          Optional.empty());

  private static final String PATH = "/api/v202306/collection";
  private static final String ONE = PATH + "/{collectionId}";

  /** As other things name one. */
  public static final Shape CHILD =
      Shape.of("CollectionChild", Tables.CARBON_COLLECTION)
          .integer("collectionId", "identifier of the collection")
          .text("collectionCode", "unique code")
          .text("collectionInfo", "name")
          .group("collectionIcon", Icons.on(Tables.CARBON_COLLECTION), "how it is drawn")
          .build();

  private static final Shape RESPONSE =
      Shape.of("CollectionResponse", Tables.CARBON_COLLECTION)
          .like(CHILD)
          .text("note", "notes")
          .one("parent", CHILD, "$.parent_collection_id", "the collection above; null for the root")
          .many(
              "collections",
              CHILD,
              "parent_collection_id",
              "",
              "$.collection_id",
              "collections directly below")
          .noneOf("emissionSources", "emission sources directly in it")
          .build();

  private CarbonCollections() {}

  record Icon(
      @Length(max = 64) @RequiredWith("color") @Meaning("name of the icon") @Nullable String code,
      @Length(max = 32) @RequiredWith("code") @Meaning("its color") @Nullable String color) {}

  record CollectionRequest(
      @Required @Length(min = 1, max = 32) @Meaning("unique code") String collectionCode,
      @Required @Length(max = 50) @Meaning("name") String collectionInfo,
      @Required @Refers("carbon_collection") @Meaning("the collection above")
          Integer parentCollectionId,
      @Meaning("how it is drawn") @Nullable Icon collectionIcon,
      @Length(max = 255) @Meaning("notes") @Nullable String note) {
    Values values() {
      return Values.from(this, "collectionIcon")
          .with("icon_code", collectionIcon == null ? null : collectionIcon.code())
          .with("icon_color", collectionIcon == null ? null : collectionIcon.color());
    }
  }

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .filters("collectionId", "collectionCode", "collectionInfo")
        .filter("parentId", "parent.collectionId")
        .page("GetCollectionsV202306", PATH, "Collections (View)", "Lists collections.")
        .one("GetCollectionV202306", ONE, "Collections (View)", "Answers one collection.")
        .create(
            "CreateCollectionV202306",
            PATH,
            "Collections (Create)",
            CollectionRequest.class,
            CarbonCollections::create,
            "Creates a collection.")
        .edit(
            "EditCollectionV202306",
            ONE,
            "Collections (Edit)",
            CollectionRequest.class,
            CarbonCollections::edit,
            "Replaces a collection; may move it.")
        .delete(
            "DeleteCollectionV202306",
            ONE,
            "Collections (Delete)",
            CarbonCollections::delete,
            "Deletes a collection that has nothing below it.");
    operations
        .variable(
            "/parentCollection/{parentCollectionId}",
            "parentCollectionId",
            Tables.CARBON_COLLECTION)
        .computeAll(
            "MoveCollectionsV202309",
            "PUT",
            "/api/v202309/parentCollection/{parentCollectionId}/collection",
            "Collections (Edit)",
            Integer.class,
            UpdateResult.class,
            (call, ids) -> TREE.moveAll(call, ids, call.id("parentCollectionId")),
            "Hangs collections, with all below them, under another one.");
  }

  private static int create(Call call, CollectionRequest request) {
    int id = call.sql().insert(Tables.CARBON_COLLECTION, request.values());
    TREE.add(call.sql(), id, request.parentCollectionId());
    return id;
  }

  private static void edit(Call call, CollectionRequest request) {
    int id = call.id("collectionId");
    TREE.moveTo(call, id, request.parentCollectionId(), "parentCollectionId");
    call.sql().update(Tables.CARBON_COLLECTION, id, request.values());
  }

  private static void delete(Call call) {
    int id = call.id("collectionId");
    TREE.requireEditable(call, id);
    Uses.of(call.sql(), id)
        .in("carbon_collection", "parent_collection_id", "collections below it")
        .refuse("collectionId");
    call.sql().delete(Tables.CARBON_COLLECTION, id);
  }
}
