package org.meterbook.ledger.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** Who follows the changes misses nothing and hears nothing that is not for him. */
class ChangesTest {
  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();

  private List<JsonNode> changes(Client of, long since, String resource) {
    List<JsonNode> changes = new ArrayList<>();
    of.get("/api/changes", "since", String.valueOf(since), "resource", resource)
        .expect(200)
        .json()
        .forEach(changes::add);
    return changes;
  }

  private long last() {
    List<JsonNode> all = changes(client, 0, "place");
    return all.isEmpty() ? 0 : all.getLast().get("changeNumber").longValue();
  }

  private static String told(JsonNode change) {
    return change.get("kind").stringValue()
        + " "
        + change.get("resource").stringValue()
        + " "
        + change.get("id").intValue();
  }

  @Test
  void everyCreationEditAndDeletionInOrder() {
    long before = last();
    int hall = ledger.organization("HALL", 1);
    client.put("/api/v3/place/%d/udf".formatted(hall), "[]").expect(200);
    client
        .post(
            "/api/v3/place/%d/size".formatted(hall),
            "{\"beginDate\": \"2020-01-01\", \"value\": 900, \"unitCode\": null}")
        .expect(200);
    client.delete("/api/v3/place/" + hall).expect(204);
    assertThat(changes(client, before, "place,placeSize").stream().map(ChangesTest::told))
        .containsExactly(
            "create place " + hall,
            "edit place " + hall,
            "edit place " + hall,
            "create placeSize 1",
            "delete placeSize 1",
            "delete place " + hall);
  }

  @Test
  void whoSendsTheLastNumberMissesNothingAndHearsNothingTwice() throws Exception {
    long since = last();
    List<Integer> made = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> work =
          IntStream.range(0, 24)
              .<Callable<Integer>>mapToObj(i -> () -> ledger.organization("P" + i, 1))
              .toList();
      for (Future<Integer> place : threads.invokeAll(work)) {
        made.add(place.get());
      }
    }
    List<Integer> heard = new ArrayList<>();
    while (true) {
      JsonNode page =
          client
              .get(
                  "/api/changes", "since", String.valueOf(since), "resource", "place", "limit", "5")
              .expect(200)
              .json();
      if (page.isEmpty()) {
        break;
      }
      for (JsonNode change : page) {
        assertThat(change.get("changeNumber").longValue()).isGreaterThan(since);
        since = change.get("changeNumber").longValue();
        heard.add(change.get("id").intValue());
      }
    }
    assertThat(heard).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void aBoundedUserHearsOfWhatIsWithinAndOfDeletionsByNumber() {
    int north = ledger.organization("NORTH", 1);
    int south = ledger.organization("SOUTH", 1);
    int gone = ledger.organization("GONE", south);
    int hall = ledger.organization("HALL", north);
    client.delete("/api/v3/place/" + gone).expect(204);
    assertThat(
            changes(ledger.bounded(north, Ledger.ROOT), 0, "place").stream().map(ChangesTest::told))
        .contains("create place " + north, "create place " + hall, "delete place " + gone)
        .doesNotContain("create place " + south, "create place " + gone);
  }

  @Test
  void whatBelongsToAPlaceIsBoundedLikeIt() {
    int north = ledger.organization("NORTH", 1);
    int south = ledger.organization("SOUTH", 1);
    for (int place : List.of(north, south)) {
      client
          .post(
              "/api/v3/place/%d/size".formatted(place),
              "{\"beginDate\": \"2020-01-01\", \"value\": 900, \"unitCode\": null}")
          .expect(200);
    }
    assertThat(changes(client, 0, "placeSize")).hasSize(2);
    assertThat(changes(ledger.bounded(north, Ledger.ROOT), 0, "placeSize")).hasSize(1);
  }

  @Test
  void theAuditLogHasTheRowsBeforeAndAfterForWhoIsNotBounded() {
    int hall = ledger.organization("HALL", 1);
    client
        .put(
            "/api/v3/place/" + hall,
            """
            {"placeCode": "HALL", "placeInfo": "Great Hall", "parentPlaceId": 1, "placeTypeId": 1, "primaryUseId": null,
             "buildDate": null, "weatherStationCode": null, "placeDescription": null}\
            """)
        .expect(200);
    JsonNode log =
        client
            .get("/api/v202611/auditLog", "resource", "place", "id", String.valueOf(hall))
            .expect(200)
            .json();
    assertThat(log).hasSize(2);
    assertThat(log.at("/0/before").isNull()).isTrue();
    assertThat(log.at("/1/before/place_info").asString()).isEqualTo("HALL");
    assertThat(log.at("/1/after/place_info").asString()).isEqualTo("Great Hall");
    assertThat(log.at("/1/userId").intValue()).isEqualTo(ledger.userId());
    assertThat(ledger.bounded(hall, Ledger.ROOT).get("/api/v202611/auditLog").expect(200).json())
        .isEmpty();
  }

  @Test
  void tellsWhatThereIsToFollow() {
    assertThat(client.get("/api/changes", "resource", "place,wish").expect(400).text())
        .contains("'wish' is none that you may look at")
        .contains("accountMeter");
    assertThat(client.get("/api/changes", "since", "-1").expect(400).text()).contains("since");
    assertThat(client.get("/api/changes", "limit", "many").expect(400).text()).contains("limit");
  }
}
