package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.testing.Ledger.each;
import static org.meterbook.testing.Ledger.fault;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** The trees of places, cost centers and collections: opened, moved, bounded. */
class HierarchyTest {
  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();
  private final int district = ledger.organization("DISTRICT", Ledger.ROOT);
  private final int north = ledger.organization("NORTH", district);
  private final int south = ledger.organization("SOUTH", district);
  private final int hall = ledger.building("HALL", north);
  private final int gym = ledger.building("GYM", south);
  private final int meter = ledger.meter("M1", hall);

  private JsonNode open(Client who, String path) {
    return who.get("/api/v3/hierarchy/" + path).expect(200).json();
  }

  private static List<Integer> below(JsonNode node) {
    return each(node.get("placeChildren"), "placeId").stream().map(JsonNode::intValue).toList();
  }

  @Test
  void aNodeIsOpenedByOneLevel() {
    JsonNode opened = open(client, "place/" + district);
    assertThat(below(opened)).containsExactly(north, south);
    JsonNode child = opened.get("placeChildren").get(0);
    assertThat(child.get("hasPlaceChildren").booleanValue()).isTrue();
    assertThat(child.get("placeChildren").size()).as("not open").isZero();
    JsonNode building = open(client, "place/" + hall);
    assertThat(each(building.get("meterChildren"), "meterId").getFirst().intValue())
        .isEqualTo(meter);
    assertThat(building.get("hasActiveMeterChildren").booleanValue()).isTrue();
  }

  @Test
  void theAncestryIsOpenFromTheTopDown() {
    JsonNode top = open(client, "ancestry/meter/" + meter);
    assertThat(top.get("placeId").intValue()).isEqualTo(Ledger.ROOT);
    assertThat(top.get("parentId").isNull()).isTrue();
    JsonNode opened = top.get("placeChildren").get(0);
    assertThat(below(opened)).as("its brothers are shown").containsExactly(north, south);
    JsonNode last = opened.get("placeChildren").get(0).get("placeChildren").get(0);
    assertThat(last.get("meterChildren").size()).isEqualTo(1);
    assertThat(opened.get("placeChildren").get(1).get("placeChildren").size()).isZero();
  }

  @Test
  void aBoundedUsersTreeBeginsWithTheTopmostNode() {
    Client bounded = ledger.bounded(north, Ledger.ROOT);
    JsonNode top = open(bounded, "ancestry/meter/" + meter);
    assertThat(top.get("placeId").intValue()).isEqualTo(north);
    assertThat(below(top)).containsExactly(hall);
    for (int outside : new int[] {Ledger.ROOT, district, south, gym}) {
      bounded.get("/api/v3/hierarchy/place/" + outside).expect(404);
    }
    bounded
        .put("/api/v3/parentPlace/%d/place".formatted(south), "[%d]".formatted(hall))
        .expect(404);
    bounded.put("/api/v3/parentPlace/%d/place".formatted(hall), "[%d]".formatted(gym)).expect(400);
    bounded.put("/api/v3/parentPlace/%d/meter".formatted(gym), "[%d]".formatted(meter)).expect(404);
    bounded.delete("/api/v3/place/" + north).expect(403);
  }

  @Test
  void nothingMovesUnderItself() {
    String path = "/api/v3/parentPlace/%d/place";
    assertThat(fault(client.put(path.formatted(hall), "[%d]".formatted(district)), "[0]"))
        .contains("under it");
    client.put(path.formatted(north), "[%d]".formatted(north)).expect(400);
    client.put("/api/v3/place/" + district, Ledger.place("DISTRICT", hall, 6)).expect(400);
    client.put(path.formatted(north), "[1]").expect(403);
    int a = ledger.costCenter("A", Ledger.ROOT);
    int b = ledger.costCenter("B", a);
    client
        .put("/api/v3/parentCostCenter/%d/costCenter".formatted(b), "[%d]".formatted(a))
        .expect(400);
    client.put("/api/v3/costcenter/" + a, Ledger.costCenterBody("A", b)).expect(400);
    int c = ledger.collection("C", Ledger.ROOT);
    int d = ledger.collection("D", c);
    client
        .put("/api/v202309/parentCollection/%d/collection".formatted(d), "[%d]".formatted(c))
        .expect(400);
    client.put("/api/v202306/collection/" + c, Ledger.collectionBody("C", d)).expect(400);
  }

  @Test
  void aMoveTakesAlongAllBelow() {
    JsonNode result =
        client
            .put("/api/v3/parentPlace/%d/place".formatted(south), "[%d, %1$d]".formatted(north))
            .expect(200)
            .json();
    assertThat(result.get("selected").intValue()).isEqualTo(1);
    assertThat(result.get("updated").intValue()).isEqualTo(1);
    assertThat(under("meter", "topmostPlaceId", south)).isEqualTo(1);
    assertThat(
            client
                .put("/api/v3/parentPlace/%d/place".formatted(south), "[%d]".formatted(north))
                .json()
                .get("updated")
                .intValue())
        .as("it is there already")
        .isZero();
    client.put("/api/v3/parentPlace/%d/meter".formatted(gym), "[%d]".formatted(meter)).expect(200);
    assertThat(under("meter", "topmostPlaceId", north)).isZero();
    client
        .put("/api/v3/parentPlace/%d/meter".formatted(gym), "[%d, 99999]".formatted(meter))
        .expect(400);
  }

  @Test
  void accountsAndCostCentersMove() {
    int a = ledger.costCenter("A", Ledger.ROOT);
    int b = ledger.costCenter("B", Ledger.ROOT);
    int account = ledger.account("1", a, ledger.vendor("V"));
    client
        .put("/api/v3/parentCostCenter/%d/account".formatted(b), "[%d]".formatted(account))
        .expect(200);
    assertThat(
            client
                .get("/api/v3/account/" + account)
                .json()
                .get("costCenter")
                .get("costCenterId")
                .intValue())
        .isEqualTo(b);
    client
        .put("/api/v3/parentCostCenter/%d/costCenter".formatted(a), "[%d]".formatted(b))
        .expect(200);
    JsonNode top = open(client, "ancestry/account/" + account);
    assertThat(top.get("costCenterChildren").get(0).get("costCenterId").intValue()).isEqualTo(a);
    Client bounded = ledger.bounded(Ledger.ROOT, a);
    assertThat(open(bounded, "ancestry/account/" + account).get("costCenterId").intValue())
        .isEqualTo(a);
  }

  private int under(String list, String filter, int id) {
    return client
        .get("/api/v3/" + list, "filter", "%s equals '%d'".formatted(filter, id))
        .expect(200)
        .json()
        .size();
  }

  @Test
  void sumsOfSizesFollowAMove() {
    size(hall, "2020-01-01", 100);
    String sizes = "/api/v202406/esaplace/%d/placeSize";
    for (int sum : new int[] {north, south}) {
      client
          .put(sizes.formatted(sum), "{\"calculateArea\": true, \"placeSizes\": null}")
          .expect(200);
    }
    assertThat(area(north)).isEqualTo(100);
    client.put("/api/v3/parentPlace/%d/place".formatted(south), "[%d]".formatted(hall)).expect(200);
    assertThat(area(south)).isEqualTo(100);
    assertThat(client.get("/api/v3/place/%d/size".formatted(north)).expect(200).json().size())
        .isZero();
    client.put("/api/v3/place/" + hall, Ledger.place("HALL", north, 2)).expect(200);
    assertThat(area(north)).as("an edit moves too").isEqualTo(100);
    client.delete("/api/v3/place/" + meterless()).expect(204);
  }

  private int meterless() {
    int place = ledger.building("X", north);
    size(place, "2020-01-01", 1);
    return place;
  }

  private int area(int place) {
    return client
        .get("/api/v3/place/" + place)
        .expect(200)
        .json()
        .get("size")
        .get("value")
        .intValue();
  }

  private int size(int place, String begin, int value) {
    return ledger.id(
        "/api/v3/place/%d/size".formatted(place),
        "{\"beginDate\": \"%s\", \"value\": %d, \"unitCode\": null}".formatted(begin, value),
        "placeSizeId");
  }

  @Test
  void theSizesOfAPlaceFollowEachOtherWithoutGaps() {
    int first = size(hall, "2020-01-01", 100);
    size(hall, "2024-01-01", 300);
    int second = size(hall, "2022-01-01", 200);
    assertThat(spans()).containsExactly("2020..2022 100", "2022..2024 200", "2024..3000 300");
    client.delete("/api/v3/place/%d/size/%d".formatted(hall, second)).expect(204);
    assertThat(spans()).containsExactly("2020..2024 100", "2024..3000 300");
    assertThat(size(hall, "2020-01-01", 150)).as("the same day replaces").isEqualTo(first);
    assertThat(spans()).containsExactly("2020..2024 150", "2024..3000 300");
    client.delete("/api/v3/place/%d/size/%d".formatted(gym, first)).expect(404);
    client
        .post(
            "/api/v3/place/%d/size".formatted(hall),
            "{\"beginDate\": \"2021-01-01\", \"value\": -1, \"unitCode\": null}")
        .expect(400);
  }

  private List<String> spans() {
    return client
        .get("/api/v3/place/%d/size".formatted(hall))
        .expect(200)
        .json()
        .valueStream()
        .map(size ->
            "%.4s..%.4s %d"
                .formatted(
                    size.get("beginDate").stringValue(),
                    size.get("endDate").stringValue(),
                    size.get("value").intValue()))
        .toList();
  }
}
