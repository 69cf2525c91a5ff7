package org.meterbook.ledger.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.Statements;
import tools.jackson.databind.JsonNode;

/** What a few letters find, and what they do not. */
class SearchTest {
  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();
  private final int north = ledger.organization("NORTH", Ledger.ROOT);
  private final int south = ledger.organization("SOUTH", Ledger.ROOT);
  private final int hall = ledger.building("HALL", north);
  private final int gym = ledger.building("GYM", south);
  private final int finance = ledger.costCenter("FINANCE", Ledger.ROOT);
  private final int heating = ledger.costCenter("HEATING", finance);
  private final int vendor = ledger.vendor("POWERCO");
  private final int account = ledger.account("AC-77", heating, vendor);
  private final int meter = ledger.meter("M-77-HALL", hall);

  private JsonNode found(Client who, String query) {
    return who.get("/api/v3/search", "query", query).expect(200).json();
  }

  private JsonNode found(String query) {
    return found(client, query);
  }

  private static List<Integer> ids(JsonNode found, String kind, String id) {
    return StreamSupport.stream(found.get(kind).spliterator(), false)
        .map(hit -> hit.get("result").get(id).intValue())
        .toList();
  }

  private static List<String> path(JsonNode found, String kind, String code) {
    return StreamSupport.stream(
            found.get(kind).get(0).get("result").get("parentPath").spliterator(), false)
        .map(node -> node.get(code).stringValue())
        .toList();
  }

  @Test
  void aPartInAnyLetterCaseFindsEveryKind() {
    ledger.collection("Hall carbon", Ledger.ROOT);
    ledger.costCenter("HALLWAY", Ledger.ROOT);
    ledger.vendor("Halliday");
    JsonNode found = found("hALl");
    assertThat(ids(found, "places", "placeId")).containsExactly(hall);
    assertThat(ids(found, "meters", "meterId")).containsExactly(meter);
    assertThat(found.get("collections").size()).isEqualTo(1);
    assertThat(found.get("costCenters").size()).isEqualTo(1);
    assertThat(found.get("vendors").size()).isEqualTo(1);
    assertThat(found.get("accounts").size()).isZero();
    assertThat(found.get("emissionSources").size()).isZero();
    assertThat(ids(found("77"), "accounts", "accountId")).containsExactly(account);
    assertThat(found("no such thing").get("meters").size()).isZero();
    assertThat(found("").get("places").size()).as("nothing is looked for").isZero();
    assertThat(found("%").get("places").size()).as("no wildcard").isZero();
  }

  @Test
  void theParentPathIsTheChainUpToTheTop() {
    String top = client.get("/api/v3/place/1").expect(200).json().get("placeCode").stringValue();
    JsonNode found = found("hall");
    assertThat(path(found, "meters", "placeCode")).containsExactly("HALL", "NORTH", top);
    assertThat(path(found, "places", "placeCode")).containsExactly("NORTH", top);
    assertThat(path(found("heating"), "costCenters", "costCenterCode")).startsWith("FINANCE");
    assertThat(path(found("AC-77"), "accounts", "costCenterCode")).startsWith("HEATING", "FINANCE");
    int under = ledger.collection("C1", Ledger.ROOT);
    ledger.collection("C2", under);
    assertThat(path(found("C2"), "collections", "collectionCode")).startsWith("C1").hasSize(2);
    assertThat(path(found(ledger.bounded(north, Ledger.ROOT), "hall"), "meters", "placeCode"))
        .as("up to the caller's topmost")
        .containsExactly("HALL", "NORTH");
  }

  @Test
  void formerNumbersAreFoundAndShown() {
    client
        .put(
            "/api/v3/account/%d/codeversion".formatted(account),
            "{\"newAccountCode\": \"NEW-1\", \"newAccountInfo\": \"New\", \"codeChangeDate\": null}")
        .expect(200);
    JsonNode result = found("ac-77").get("accounts").get(0).get("result");
    assertThat(result.get("accountId").intValue()).isEqualTo(account);
    assertThat(result.get("previousAccountCode").stringValue()).isEqualTo("AC-77");
    for (String serial : new String[] {"SER-OLD", "SER-NEW"}) {
      client
          .put(
              "/api/v3/meter/%d/serialnumberversion".formatted(meter),
              "{\"newSerialNumber\": \"%s\", \"serialNumberChangeDate\": null}".formatted(serial))
          .expect(200);
    }
    JsonNode old = found("ser-old").get("meters").get(0).get("result");
    assertThat(old.get("previousSerialNumber").stringValue()).isEqualTo("SER-OLD");
    assertThat(ids(found("ser-new"), "meters", "meterId")).containsExactly(meter);
  }

  @Test
  void anIdentifierFindsOneThingOfItsKind() {
    JsonNode found = found("accountid: " + account);
    assertThat(ids(found, "accounts", "accountId")).containsExactly(account);
    for (String other : new String[] {"meters", "places", "costCenters", "vendors", "bills"}) {
      assertThat(found.get(other).size()).as(other).isZero();
    }
    assertThat(ids(found("meterId:" + meter), "meters", "meterId")).containsExactly(meter);
    assertThat(found("meterId:99999").get("meters").size()).isZero();
    int bill =
        ledger.id(
            "/api/v3/bill",
            """
            {"accountId": %d, "beginDate": "2026-09-12", "endDate": "2026-10-14", "manualEntry": false, "accountBodyLines": [
              {"observationTypeId": 40, "cost": 5, "costUnitId": 58, "caption": "Cost"}]}\
            """
                .formatted(account),
            "billId");
    assertThat(ids(found("billId:" + bill), "bills", "billId")).containsExactly(bill);
    assertThat(ids(found(String.valueOf(bill)), "bills", "billId")).containsExactly(bill);
  }

  @Test
  void boundsAndPermissionsHold() {
    ledger.meter("M-78", gym);
    Client bounded = ledger.bounded(north, Ledger.ROOT);
    assertThat(ids(found(bounded, "m-7"), "meters", "meterId")).containsExactly(meter);
    assertThat(found(bounded, "placeId:" + gym).get("places").size()).isZero();
    assertThat(ids(found(bounded, "gym"), "places", "placeId")).isEmpty();
    Client meters = ledger.granted("Meters.View");
    JsonNode found = found(meters, "hall");
    assertThat(found.get("meters").size()).isEqualTo(1);
    assertThat(found.get("places").size()).as("not without the right to see places").isZero();
  }

  @Test
  void theLimitHoldsForEachKindAndTheExactCodeComesFirst() {
    for (int n = 0; n < 12; n++) {
      ledger.meter("A%02d-X1".formatted(n), hall);
    }
    int exact = ledger.meter("X1", hall);
    assertThat(ids(found("x1"), "meters", "meterId")).hasSize(10).startsWith(exact);
    assertThat(limited("0")).isEqualTo(10);
    assertThat(limited("3")).isEqualTo(3);
    assertThat(limited("100")).isEqualTo(13);
    for (String wrong : new String[] {"-1", "101", "ten"}) {
      client.get("/api/v3/search", "query", "x1", "limit", wrong).expect(400);
    }
  }

  private int limited(String limit) {
    return client
        .get("/api/v3/search", "query", "x1", "limit", limit)
        .expect(200)
        .json()
        .get("meters")
        .size();
  }

  @Test
  void thePathsOfAllHitsAreOneStatement() {
    try (Statements statements = new Statements(ledger.tenant())) {
      found("m-77");
      int one = statements.of(() -> found("m-77")).size();
      for (int n = 0; n < 9; n++) {
        ledger.meter("M-77-" + n, n % 2 == 0 ? hall : gym);
      }
      assertThat(statements.of(() -> assertThat(found("m-77").get("meters").size()).isEqualTo(10)))
          .hasSize(one);
    }
  }
}
