package org.meterbook.ledger.place;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Resource;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Address;
import org.meterbook.ledger.Address.AddressChild;
import org.meterbook.ledger.Named;
import org.meterbook.ledger.People;
import org.meterbook.ledger.Tree;
import org.meterbook.ledger.UpdateResult;
import org.meterbook.ledger.Uses;
import org.meterbook.ledger.catalogue.PrimaryUses;
import org.meterbook.ledger.contact.Contacts;
import org.meterbook.ledger.group.Memberships;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.udf.UdfFields;
import org.meterbook.ledger.udf.UdfType;
import org.meterbook.ledger.weather.WeatherStations;
import org.meterbook.store.Dimension;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The tree of organizations, campuses and buildings that meters hang in. */
public final class Places {
  public static final Tree TREE =
      new Tree(Tables.PLACE, "parent_place_id", "place_ancestor", Optional.of(Dimension.PLACE));

  /** A building whose use nobody said is stored as this one. */
  private static final int UNKNOWN_USE = 55;

  private static final Shape RESPONSE =
      People.stamps(
              Shape.of("PlaceResponse", Tables.PLACE)
                  .like(PlaceShapes.CHILD)
                  .one(
                      "parent",
                      PlaceShapes.CHILD,
                      "$.parent_place_id",
                      "the place above; null for a topmost one"))
          .group("address", Address.on(Tables.PLACE), "where it is")
          .date("buildDate", "when it was built")
          .one("primaryUse", PrimaryUses.CHILD, "$.primary_use_id", "main use")
          .one(
              "weatherStation", WeatherStations.CHILD, WeatherStations.NAMED, "its weather station")
          .one("size", PlaceSizes.CHILD, PlaceSizes.CURRENT, "its current floor area")
          .absent("benchmark1", FieldType.OBJECT, "latest value of the first benchmark factor")
          .absent("benchmark2", FieldType.OBJECT, "latest value of the second benchmark factor")
          .absent("benchmark3", FieldType.OBJECT, "latest value of the third benchmark factor")
          .no("energyStarEnabled", "is submitted for a rating")
          .absent("energyStarRating", FieldType.OBJECT, "latest rating")
          .many(
              "places",
              PlaceShapes.CHILD,
              "parent_place_id",
              "",
              "$.place_id",
              "places directly below")
          .many("meters", MeterShapes.CHILD, "place_id", "", "$.meter_id", "meters directly in it")
          .one("contact", Contacts.CHILD, "$.contact_id", "who to ask")
          .text("placeDescription", "notes")
          .one(
              "watticsSite",
              PlaceLinks.SITE,
              "CASE WHEN $.wattics_site_id IS NOT NULL THEN $.place_id END",
              "linked site of interval analytics")
          .build();

  private static final String UNDER =
      "EXISTS (SELECT 1 FROM place_ancestor a JOIN place p ON p.tenant_id = a.tenant_id AND p.place_id = a.ancestor_id"
          + " WHERE a.tenant_id = $.tenant_id AND a.place_id = $.place_id AND {p.%s})";

  private static final String IN_GROUP =
      "EXISTS (SELECT 1 FROM place_group_member g JOIN place_group n ON n.tenant_id = g.tenant_id AND n.place_group_id = g.place_group_id"
          + " WHERE g.tenant_id = $.tenant_id AND g.place_id = $.place_id AND {n.%s})";

  /** The filters that select what lies under a place, for tables with a place_id. */
  public static String under(String column) {
    return UNDER.formatted(column);
  }

  private Places() {}

  public record PlaceCreate(
      @Required @Length(max = 32) @Meaning("unique code") String placeCode,
      @Required @Length(max = 50) @Meaning("name") String placeInfo,
      @Required @Refers("place") @Meaning("the place above") Integer parentPlaceId,
      @Required @Refers("place_type") @Meaning("kind of place") Integer placeTypeId,
      @Refers("primary_use") @Meaning("main use; a building without one is stored as Unknown")
          @Nullable Integer primaryUseId,
      @Meaning("when it was built") @Nullable LocalDateTime buildDate,
      @Meaning("where it is") @Nullable AddressChild address,
      @Length(max = 32) @Meaning("code of its weather station") @Nullable String weatherStationCode,
      @Length(max = 4000) @Meaning("notes") @Nullable String placeDescription) {}

  public record PlaceEdit(
      @Required @Length(max = 32) @Meaning("unique code") String placeCode,
      @Required @Length(max = 50) @Meaning("name") String placeInfo,
      @Required @Refers("place") @Meaning("the place above") Integer parentPlaceId,
      @Required @Refers("place_type") @Meaning("kind of place") Integer placeTypeId,
      @Defined
          @Refers("primary_use")
          @Meaning("main use; a building without one is stored as Unknown")
          @Nullable Integer primaryUseId,
      @Defined @Meaning("when it was built") @Nullable LocalDateTime buildDate,
      @Meaning("where it is") @Nullable AddressChild address,
      @Defined @Length(max = 32) @Meaning("code of its weather station")
          @Nullable String weatherStationCode,
      @Defined @Length(max = 4000) @Meaning("notes") @Nullable String placeDescription) {}

  public static void register(Operations operations) {
    Resource places = operations.resource(RESPONSE);
    places
        .filters("placeId", "placeCode", "placeInfo", "energyStarEnabled")
        .filter("placeAreaSize", "size.value")
        .filter(
            "hasWatticsLink",
            FieldType.BOOLEAN,
            "{$.wattics_site_id IS NOT NULL}",
            "is linked to a site of interval analytics")
        .filter("linkedToPM", "energyStarEnabled")
        .filter("parentId", "parent.placeId")
        .filter("parentCode", "parent.placeCode")
        .filter("city", "address.city")
        .filter("state", "address.state")
        .filter("country", "address.country")
        .filter("postalCode", "address.postalCode")
        .filter("placeTypeId", "placeType.placeTypeId")
        .filter("placeTypeCode", "placeType.placeTypeCode")
        .filter("placeTypeInfo", "placeType.placeTypeInfo")
        .filter("structure", "placeType.structure")
        .filter("placeEntityTypeID", "placeType.placeEntityType.placeEntityTypeId")
        .filter("placeEntityTypeInfo", "placeType.placeEntityType.placeEntityTypeInfo")
        .filter("primaryUseCode", "primaryUse.primaryUseCode")
        .filter("primaryUseInfo", "primaryUse.primaryUseInfo")
        .filter("topmostPlaceId", FieldType.INTEGER, under("place_id"), "at or below this place")
        .filter("topmostPlaceCode", FieldType.TEXT, under("place_code"), "at or below this place")
        .filter(
            "placeGroupId",
            FieldType.INTEGER,
            IN_GROUP.formatted("place_group_id"),
            "is in this group")
        .filter(
            "placeGroupCode",
            FieldType.TEXT,
            IN_GROUP.formatted("place_group_code"),
            "is in this group")
        .filter(
            "placeGroupInfo",
            FieldType.TEXT,
            IN_GROUP.formatted("place_group_info"),
            "is in this group")
        .page("GetPlacesV3", "/api/v3/place", "BuildingsAndOrganizations (View)", "Lists places.")
        .one(
            "GetPlaceV3",
            "/api/v3/place/{placeId}",
            "BuildingsAndOrganizations (View)",
            "Answers one place.")
        .create(
            "CreatePlaceV3",
            "/api/v3/place",
            "BuildingsAndOrganizations (Create)",
            PlaceCreate.class,
            Places::create,
            "Creates a place.")
        .edit(
            "EditPlaceV3",
            "/api/v3/place/{placeId}",
            "BuildingsAndOrganizations (Edit)",
            PlaceEdit.class,
            Places::edit,
            "Replaces a place; may move it.")
        .delete(
            "DeletePlaceV3",
            "/api/v3/place/{placeId}",
            "BuildingsAndOrganizations (Delete)",
            Places::delete,
            "Deletes a place that has nothing below it.");
    operations.variable("/parentPlace/{parentPlaceId}", "parentPlaceId", Tables.PLACE);
    operations
        .computeAll(
            "MovePlaceV3",
            "PUT",
            "/api/v3/parentPlace/{parentPlaceId}/place",
            "BuildingsAndOrganizations (Edit)",
            Integer.class,
            UpdateResult.class,
            Places::move,
            "Hangs places, with all below them, under another one.")
        .computeAll(
            "MoveMeterV3",
            "PUT",
            "/api/v3/parentPlace/{parentPlaceId}/meter",
            "Meters (Edit)",
            Integer.class,
            UpdateResult.class,
            (call, ids) ->
                Named.of(call, Tables.METER, ids).set("place_id", call.id("parentPlaceId")),
            "Puts meters into another place.");
    PlaceTypes.register(operations);
    PlaceSizeHistory.register(operations);
    PlaceLinks.register(operations);
    new UdfFields(
            UdfType.PLACE,
            "place",
            "BuildingsAndOrganizations (View)",
            "BuildingsAndOrganizations (Edit)")
        .register(
            operations,
            new UdfFields.Names(
                "GetPlaceUdfsV3",
                "EditPlaceUdFsV3",
                "DownloadPlaceCustomFieldFileV202105",
                "GetPlacesUdfsV3"),
            "PlaceUDFResponse",
            RESPONSE,
            places.filters());
  }

  private static int create(Call call, PlaceCreate request) {
    int id =
        call.sql()
            .insert(
                Tables.PLACE,
                values(
                    call,
                    request,
                    request.placeTypeId(),
                    request.primaryUseId(),
                    request.address()));
    WeatherStations.know(call.sql(), request.weatherStationCode());
    TREE.add(call.sql(), id, request.parentPlaceId());
    return id;
  }

  private static void edit(Call call, PlaceEdit request) {
    int id = call.id("placeId");
    WeatherStations.know(call.sql(), request.weatherStationCode());
    int parent = request.parentPlaceId();
    Optional<Integer> before = TREE.parentOf(call.sql(), id);
    boolean moved = TREE.moveTo(call, id, parent, "parentPlaceId");
    call.sql()
        .update(
            Tables.PLACE,
            id,
            values(
                call, request, request.placeTypeId(), request.primaryUseId(), request.address()));
    if (moved) {
      PlaceSizes sizes = new PlaceSizes(call.sql());
      before.ifPresent(sizes::renew);
      sizes.renew(parent);
    }
  }

  /** Hangs places under another one; the floor areas that are sums follow. */
  public static UpdateResult move(Call call, List<Integer> ids) {
    int parent = call.id("parentPlaceId");
    List<Integer> above =
        ids.stream()
            .flatMap(id -> TREE.parentOf(call.sql(), id).stream())
            .filter(id -> id != parent)
            .distinct()
            .toList();
    UpdateResult result = TREE.moveAll(call, ids, parent);
    if (result.updated() > 0) {
      PlaceSizes sizes = new PlaceSizes(call.sql());
      above.forEach(sizes::renew);
      sizes.renew(parent);
    }
    return result;
  }

  private static Values values(
      Call call,
      Record request,
      int placeTypeId,
      @Nullable Integer primaryUseId,
      @Nullable AddressChild address) {
    boolean building =
        call.sql()
            .exists(
                "SELECT 1 FROM place_type WHERE tenant_id = :tenant AND place_type_id = :id AND structure",
                Map.of("id", placeTypeId));
    Values values = Values.from(request, "address");
    Address.columns(values, address);
    return values.with(
        "primary_use_id",
        primaryUseId == null && building ? Integer.valueOf(UNKNOWN_USE) : primaryUseId);
  }

  private static void delete(Call call) {
    int id = call.id("placeId");
    TREE.requireEditable(call, id);
    Uses.of(call.sql(), id)
        .in("place", "parent_place_id", "places below it")
        .in("meter", "place_id", "meters")
        .in("data_point", "place_id", "data points")
        .in("user_topmost_place", "place_id", "users whose topmost place it is")
        .in(
            "setting",
            "default_topmost_place_id",
            "system setting that makes it the topmost place of new users")
        .refuse("placeId");
    Memberships.leave(call.sql(), Tables.PLACE, id);
    Optional<Integer> above = TREE.parentOf(call.sql(), id);
    PlaceSizes sizes = new PlaceSizes(call.sql());
    call.sql().delete(Tables.PLACE_SIZE, sizes.ids(id));
    call.sql().delete(Tables.PLACE, id);
    above.ifPresent(sizes::renew);
  }
}
