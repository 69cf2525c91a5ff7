package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** What once broke in master data. */
class MasterDataRegressionTest {
  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();

  private int placeGroup(String field, String value) {
    int category =
        ledger.id(
            "/api/v3/placeGroup/category",
            "{\"placeGroupCategoryCode\": \"ALL\", \"placeGroupCategoryInfo\": \"All\"}",
            "placeGroupCategoryId");
    int id = 0;
    for (JsonNode offered : client.get("/api/v3/placeGroup/filters").expect(200).json()) {
      if (offered.get("queryParameterName").asString("").equals(field)) {
        id = offered.get("fieldId").intValue();
      }
    }
    return ledger.id(
        "/api/v3/placeGroup",
        """
        {"placeGroupInfo": "Below", "placeGroupCategoryId": %d, "limitMembersByTopmost": true,
         "automaticGroupFilters": [{"fieldId": %d, "operator": "equals", "value": "%s"}]}\
        """
            .formatted(category, id, value),
        "placeGroupId");
  }

  private int members(int group) {
    return client.get("/api/v3/placeGroup/%d/member".formatted(group)).expect(200).json().size();
  }

  @Test
  void anAutomaticGroupOfPlacesFollowsASubtreeThatMoves() {
    int top = ledger.organization("TOP", Ledger.ROOT);
    int moved = ledger.organization("MOVED", Ledger.ROOT);
    ledger.building("BELOW-1", moved);
    ledger.building("BELOW-2", moved);
    int group = placeGroup("topmostPlaceCode", "TOP");
    assertThat(members(group)).isEqualTo(1);
    client.put("/api/v3/parentPlace/%d/place".formatted(top), "[%d]".formatted(moved)).expect(200);
    assertThat(members(group)).isEqualTo(4);
    client.put("/api/v3/place/" + top, Ledger.place("OTHER", Ledger.ROOT, 6)).expect(200);
    assertThat(members(group)).isZero();
  }

  @Test
  void aSummedFloorAreaFollowsADeletion() {
    int campus = ledger.organization("CAMPUS", Ledger.ROOT);
    int one = ledger.building("ONE", campus);
    int two = ledger.building("TWO", campus);
    size(one, 100);
    size(two, 50);
    client
        .put(
            "/api/v202406/esaplace/%d/placeSize".formatted(campus),
            "{\"calculateArea\": true, \"placeSizes\": null}")
        .expect(200);
    assertThat(area(campus)).isEqualTo(150);
    client.delete("/api/v3/place/" + two).expect(204);
    assertThat(area(campus)).isEqualTo(100);
  }

  private void size(int place, int value) {
    client
        .post(
            "/api/v3/place/%d/size".formatted(place),
            "{\"beginDate\": \"2020-01-01\", \"value\": %d, \"unitCode\": null}".formatted(value))
        .expect(200);
  }

  private int area(int place) {
    return client.get("/api/v3/place/" + place).expect(200).json().at("/size/value").intValue();
  }

  @Test
  void blanksAroundACodeDoNotMakeAnother() {
    ledger.vendor("POWER");
    client.post("/api/v3/vendor", Ledger.vendorBody(" Power ")).expect(400);
    ledger.building("HALL", Ledger.ROOT);
    client.post("/api/v3/place", Ledger.place("hall ", Ledger.ROOT, 2)).expect(400);
  }

  @Test
  void anAliasNamesOneVendor() {
    int power = ledger.vendor("POWER");
    int water = ledger.vendor("WATER");
    String named =
        """
        {"vendorCode": "%s", "vendorInfo": "%1$s", "website": null, "vendorDescription": null, "vendorAliases": [%s]}\
        """;
    client
        .put("/api/v3/vendor/" + power, named.formatted("POWER", "\"Volt\", \"volt\""))
        .expect(400);
    client.put("/api/v3/vendor/" + power, named.formatted("POWER", "\"Volt\"")).expect(200);
    assertThat(
            client
                .put("/api/v3/vendor/" + water, named.formatted("WATER", "\"VOLT\""))
                .expect(400)
                .text())
        .contains("is already a code or alias of vendor POWER");
    client.post("/api/v3/vendor", Ledger.vendorBody("volt")).expect(400);
    client.put("/api/v3/vendor/" + power, named.formatted("POWER", "\"Volt\"")).expect(200);
  }

  @Test
  void aSubCodeWithAListTakesNothingElse() {
    client
        .post(
            "/api/v3/glsubcode",
            "[{\"subCodeIndex\": 1, \"subCodeName\": \"Fund\", \"subCodeType\": \"list\", \"subCodeValues\": [\"A\", \"B\"]}]")
        .expect(200);
    String ledgerOf =
        "{\"generalLedgerCode\": \"GL\", \"subCodes\": [{\"subCodeIndex\": 1, \"value\": \"%s\"}]}";
    assertThat(client.post("/api/v3/generalledger", ledgerOf.formatted("Z")).expect(400).text())
        .contains("sub code 01 must be one of [A, B]");
    client.post("/api/v3/generalledger", ledgerOf.formatted("B")).expect(200);
  }

  @Test
  void optionsMayTakeEachOthersTexts() {
    JsonNode field =
        client
            .post(
                "/api/v3/udf",
                """
                {"udfType": "Place", "name": "Roof", "dataTypeId": 12, "displayOrder": 1,
                 "udfSelectValues": [{"value": "Flat", "displayOrder": 1}, {"value": "Gable", "displayOrder": 2}]}\
                """)
            .expect(200)
            .json();
    int flat = field.at("/udfSelectValues/0/udfSelectValueId").intValue();
    int gable = field.at("/udfSelectValues/1/udfSelectValueId").intValue();
    String edit =
        """
        {"name": "Roof", "displayOrder": 1, "udfSelectValues": [
          {"udfSelectValueId": %d, "value": "Gable", "displayOrder": 1}, {"udfSelectValueId": %d, "value": "Flat", "displayOrder": 2}]}\
        """;
    String path = "/api/v3/udf/" + field.get("udfId").intValue();
    JsonNode swapped = client.put(path, edit.formatted(flat, gable)).expect(200).json();
    assertThat(swapped.at("/udfSelectValues/0/value").asString()).isEqualTo("Gable");
    assertThat(swapped.at("/udfSelectValues/1/value").asString()).isEqualTo("Flat");
    client.put(path, edit.formatted(flat, flat)).expect(400);
  }

  @Test
  void halfOfASurrogatePairIsNoText() {
    assertThat(
            client
                .post("/api/v3/vendor", Ledger.vendorBody("X").replace("\"X\"", "\"\\ud800\""))
                .expect(400)
                .text())
        .contains("surrogate");
  }
}
