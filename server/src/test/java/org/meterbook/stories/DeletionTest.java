package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.testing.Ledger.fault;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;

/** What something else stands on is not deleted; the refusal names what stands in the way. */
class DeletionTest {
  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();
  private final int vendor = ledger.vendor("V");
  private final int rate = ledger.rate("R", vendor);
  private final int organization = ledger.organization("O", Ledger.ROOT);
  private final int building = ledger.building("B", organization);
  private final int costCenter = ledger.costCenter("C", Ledger.ROOT);
  private final int account = ledger.account("A", costCenter, vendor);
  private final int meter = ledger.meter("M", building);

  private void refuses(String path, String field, String... named) {
    assertThat(fault(client.delete(path), field)).contains(named);
  }

  @Test
  void aVendorWithAccountsAndRates() {
    refuses("/api/v3/vendor/" + vendor, "vendorId", "1 accounts", "1 rates");
    client.delete("/api/v3/rate/" + rate).expect(204);
    client.delete("/api/v3/account/" + account).expect(204);
    client.delete("/api/v3/vendor/" + vendor).expect(204);
  }

  @Test
  void aRateThatAMeterHas() {
    ledger.link(account, meter, rate);
    refuses("/api/v3/rate/" + rate, "rateId", "1 assignments");
  }

  @Test
  void aPlaceWithPlacesMetersAndUsers() {
    refuses("/api/v3/place/" + organization, "placeId", "1 places below");
    ledger.bounded(building, Ledger.ROOT);
    refuses("/api/v3/place/" + building, "placeId", "1 meters", "1 users");
    client.delete("/api/v3/place/1").expect(403);
  }

  @Test
  void aCostCenterWithCostCentersAccountsAndUsers() {
    ledger.costCenter("D", costCenter);
    ledger.bounded(Ledger.ROOT, costCenter);
    refuses(
        "/api/v3/costcenter/" + costCenter,
        "costCenterId",
        "1 cost centers below",
        "1 accounts",
        "1 users");
  }

  @Test
  void aCollectionWithCollections() {
    int above = ledger.collection("K", Ledger.ROOT);
    int below = ledger.collection("L", above);
    refuses("/api/v202306/collection/" + above, "collectionId", "1 collections below");
    client.delete("/api/v202306/collection/" + below).expect(204);
    client.delete("/api/v202306/collection/" + above).expect(204);
  }

  @Test
  void aMeterWithBillsUnlessTheyAreToGoToo() {
    ledger.link(account, meter, rate);
    int bill =
        ledger.id(
            "/api/v3/bill",
            """
            {"accountId": %d, "beginDate": "2026-09-12", "endDate": "2026-10-14", "manualEntry": false,
             "meters": [{"meterId": %d, "bodyLines": [{"observationTypeId": 41, "cost": 5, "costUnitId": 58, "caption": "Energy"}]}]}\
            """
                .formatted(account, meter),
            "billId");
    refuses("/api/v3/meter/" + meter, "deleteBills", "1 bills");
    refuses("/api/v3/account/" + account, "deleteBills", "1 bills");
    client.delete("/api/v3/meter/%d?deleteBills=true".formatted(meter)).expect(204);
    client.get("/api/v3/bill/" + bill).expect(404);
    client.delete("/api/v3/account/" + account).expect(204);
  }

  @Test
  void aGeneralLedgerThatAnAccountHas() {
    int general =
        ledger.id(
            "/api/v3/generalledger",
            "{\"generalLedgerCode\": \"G\", \"subCodes\": []}",
            "generalLedgerId");
    ledger.id(
        "/api/v3/account",
        Ledger.accountBody("X", costCenter, vendor)
            .replaceFirst("\\{", "{\"generalLedgerId\": %d, ".formatted(general)),
        "accountId");
    refuses("/api/v202611/generalledger/" + general, "generalLedgerId", "1 accounts");
  }

  @Test
  void aGroupCategoryWithGroups() {
    int category =
        ledger.id(
            "/api/v3/meterGroup/category",
            "{\"meterGroupCategoryCode\": \"K\", \"meterGroupCategoryInfo\": \"K\"}",
            "meterGroupCategoryId");
    ledger.id(
        "/api/v3/meterGroup",
        "{\"meterGroupInfo\": \"G\", \"meterGroupCategoryId\": %d, \"limitMembersByTopmost\": true, \"manualGroupMembers\": []}"
            .formatted(category),
        "meterGroupId");
    assertThat(client.delete("/api/v3/meterGroup/category/" + category).expect(400).text())
        .contains("1 groups");
  }

  @Test
  void aCustomFieldTakesItsValuesAlongAndAnUnusedThingGoes() {
    int field =
        ledger.id(
            "/api/v3/udf",
            "{\"udfType\": \"Vendor\", \"name\": \"f\", \"dataTypeId\": 3, \"displayOrder\": 1}",
            "udfId");
    int other = ledger.vendor("W");
    client
        .put(
            "/api/v3/vendor/%d/udf".formatted(other),
            "[{\"udfId\": %d, \"value\": \"x\"}]".formatted(field))
        .expect(200);
    client.delete("/api/v3/vendor/" + other).expect(204);
    assertThat(client.get("/api/v3/udf/" + field).expect(200).json().get("count").intValue())
        .isZero();
    client.delete("/api/v3/udf/" + field).expect(204);
  }

  @Test
  void aDefaultOfNewUsersWasRefusedInTheDatabasesWords() {
    int place = ledger.building("D", Ledger.ROOT);
    int center = ledger.costCenter("D", Ledger.ROOT);
    int role =
        ledger.id(
            "/api/v202206/userrole",
            "{\"systemUserRoleName\": \"D\", \"description\": \"D\", \"permissions\": {}}",
            "systemUserRoleId");
    client
        .put(
            "/api/v202405/admin/systemSettings",
            """
            {"organizationName": null, "displayOrganizationNameInHeader": false, "organizationLogo": null, "automaticLogoutMinutes": null,
             "defaultCountry": null, "defaultMeterTimeZoneId": 1, "defaultDateFormat": null, "defaultTopmostCostCenterId": %d,
             "defaultTopmostPlaceId": %d, "defaultUserRoleId": %d, "monthsToExcludeFromCharts": null, "defaultTopmostCollectionId": null,
             "defaultTopmostSpaceId": null, "billPayCutoverEndDate": null}\
            """
                .formatted(center, place, role))
        .expect(200);
    String named = "1 system setting that ";
    refuses("/api/v3/place/" + place, "placeId", named);
    refuses("/api/v3/costcenter/" + center, "costCenterId", named);
    refuses("/api/v3/userrole/" + role, "userRoleId", named);
  }
}
