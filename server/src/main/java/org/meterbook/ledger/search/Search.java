package org.meterbook.ledger.search;

import java.util.List;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Address;
import org.meterbook.ledger.account.AccountCodes;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.ledger.carboncollection.CarbonCollections;
import org.meterbook.ledger.costcenter.CostCenterShapes;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.ledger.vendor.VendorShapes;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;

/** Finds what is meant by a few letters, or by an identifier, among all that the caller may see. */
public final class Search {
  private static final List<String> WHERE = List.of("line1", "line2", "city", "state");

  private static final Searched COST_CENTERS =
      new Searched(
          "costCenterId",
          ParentPaths.aboveCostCenter(
                  Shape.of("SearchCostCenterChild", Tables.COST_CENTER)
                      .like(CostCenterShapes.CHILD))
              .build(),
          "CostCenters (View)",
          List.of("cost_center_code", "cost_center_info"),
          "");

  private static final Searched ACCOUNTS =
      new Searched(
          "accountId",
          ParentPaths.fromCostCenter(
                  AccountCodes.found(
                      Shape.of("SearchAccountChild", Tables.ACCOUNT)
                          .like(AccountShapes.OF_COST_CENTER)
                          .one("vendor", VendorShapes.CHILD, "$.vendor_id", "who sends its bills")
                          .group("address", Address.on(Tables.ACCOUNT), "where it is")
                          .field(
                              "accountCodeAliases",
                              FieldType.TEXTS,
                              "other numbers that bills may have")))
              .build(),
          "Accounts (View)",
          with(WHERE, "account_code", "account_info"),
          former("account", "previous_account_code", "account_code_history")
              + among("account_code_aliases"));

  private static final Searched PLACES =
      new Searched(
          "placeId",
          ParentPaths.abovePlace(
                  Shape.of("SearchPlaceChild", Tables.PLACE)
                      .like(PlaceShapes.CHILD)
                      .group("address", Address.on(Tables.PLACE), "where it is"))
              .build(),
          "BuildingsAndOrganizations (View)",
          with(WHERE, "place_code", "place_info"),
          "");

  private static final Searched METERS =
      new Searched(
          "meterId",
          ParentPaths.fromPlace(
                  Shape.of("SearchMeterChild", Tables.METER)
                      .like(MeterShapes.FOUND)
                      .many(
                          "accounts",
                          MeterShapes.OF_METER,
                          "meter_id",
                          "",
                          "$.begin_date, $.account_meter_id",
                          "accounts it is linked to")
                      .text("postalCode", "postal code of its service address")
                      .text("city", "city")
                      .text("state", "state or province")
                      .text("country", "country")
                      .text("line1", "first line")
                      .text("line2", "second line")
                      .text("line3", "third line")
                      .text("billEntryNote", "hint for whoever enters its bills")
                      .no("includeInEnergyStar", "its building is submitted for a rating")
                      .field("properties", FieldType.OBJECT, "further properties by name"))
              .build(),
          "Meters (View)",
          with(WHERE, "meter_code", "meter_info", "serial_number"),
          former("meter", "previous_serial_number", "meter_serial_number_history"));

  private static final Searched PLACE_GROUPS =
      new Searched(
          "placeGroupId",
          Shape.of("SearchPlaceGroup", Tables.PLACE_GROUP)
              .integer("placeGroupId", "identifier of the group")
              .text("placeGroupCode", "unique code")
              .text("placeGroupInfo", "name")
              .field(
                  "autoGroup",
                  FieldType.BOOLEAN,
                  "$.filters IS NOT NULL",
                  "filters find its members")
              .field(
                  "userDefinedAutoGroup",
                  FieldType.BOOLEAN,
                  "$.filters IS NOT NULL",
                  "somebody set these filters")
              .build(),
          "GroupsAndBenchmarksModule (View)",
          List.of("place_group_code", "place_group_info"),
          "");

  private static final Searched COLLECTIONS =
      new Searched(
          "collectionId",
          ParentPaths.aboveCollection(
                  Shape.of("SearchCollectionChild", Tables.CARBON_COLLECTION)
                      .like(CarbonCollections.CHILD))
              .build(),
          "Collections (View)",
          List.of("collection_code", "collection_info"),
          "");

  private static final Searched VENDORS =
      new Searched(
          "vendorId",
          Shape.of("SearchVendorChild", Tables.VENDOR)
              .like(VendorShapes.CHILD)
              .group("address", Address.withRemitTo(Tables.VENDOR), "where it is")
              .build(),
          "VendorsAndRatesModule (View)",
          with(WHERE, "vendor_code", "vendor_info"),
          among("vendor_aliases"));

  private static final Searched BILLS =
      new Searched(
          "billId",
          Shape.of("SearchBillChild", Tables.BILL)
              .integer("billId", "identifier of the bill")
              .one("account", AccountShapes.CHILD, "$.account_id", "the account it is for")
              .date("beginDate", "first day, inclusive")
              .date("endDate", "last day, exclusive")
              .integer("billingPeriod", "month it counts for, YYYYMM")
              .field("totalCost", FieldType.MONEY, "sum of its lines, to the cent")
              .build(),
          "BillsAndBatches (View)",
          List.of(),
          "");

  private Search() {}

  record SearchResponse(
      @Meaning("cost centers by code or name") List<JsonNode> costCenters,
      @Meaning("accounts by number, former number, alias, name or address") List<JsonNode> accounts,
      @Meaning("places by code, name or address") List<JsonNode> places,
      @Meaning("meters by code, name, address, serial number or a former one")
          List<JsonNode> meters,
      @Meaning("groups of places by code or name") List<JsonNode> placeGroups,
      @Meaning("collections by code or name") List<JsonNode> collections,
      @Meaning("emission sources; there are none yet") List<JsonNode> emissionSources,
      @Meaning("vendors by code, name, alias or address") List<JsonNode> vendors,
      @Meaning("the bill with this identifier") List<JsonNode> bills) {
    static SearchResponse of(Call call) {
      Question question = Question.of(call);
      return new SearchResponse(
          COST_CENTERS.find(call, question),
          ACCOUNTS.find(call, question),
          PLACES.find(call, question),
          METERS.find(call, question),
          PLACE_GROUPS.find(call, question),
          COLLECTIONS.find(call, question),
          List.of(),
          VENDORS.find(call, question),
          BILLS.find(call, question));
    }
  }

  public static void register(Operations operations) {
    operations
        .compute(
            "GetSearchResultV3",
            "GET",
            "/api/v3/search",
            "",
            SearchResponse.class,
            false,
            (call, _) -> SearchResponse.of(call),
            "Finds things of every kind by their code, name or address, or one by its identifier.")
        .parameter(
            "query",
            FieldType.TEXT,
            "any part of what is looked for, in any letter case, or an identifier such as accountId:123; a bill is found by its identifier only")
        .parameter(
            "limit",
            FieldType.INTEGER,
            "the most hits of each kind, 1 to 100; default 10, as is 0");
  }

  private static List<String> with(List<String> texts, String... codes) {
    return java.util.stream.Stream.concat(java.util.Arrays.stream(codes), texts.stream()).toList();
  }

  private static String among(String array) {
    return " OR strpos(lower(array_to_string(t.%s, chr(10))), lower(:query)) > 0".formatted(array);
  }

  private static String former(String noun, String column, String history) {
    return " OR EXISTS (SELECT 1 FROM %1$s h WHERE h.tenant_id = t.tenant_id AND h.%2$s_id = t.%2$s_id AND strpos(lower(h.%3$s), lower(:query)) > 0)"
        .formatted(history, noun, column);
  }
}
