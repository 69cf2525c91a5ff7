package org.meterbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.meterbook.store.Scope;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.TestServer;

/** Writes that are named by a key, and writes that must not be stale. */
class IdempotencyTest {
  private static final String PATH = "/api/v3/costcenter";

  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();

  private static String center(String code) {
    return Ledger.costCenterBody(code, 1);
  }

  private Client keyed(String key) {
    return client.with("Idempotency-Key", key);
  }

  private int count(String code) {
    return client.get(PATH, "filter", "costCenterCode equals '" + code + "'").json().size();
  }

  private void execute(String text) {
    TestServer.server()
        .database()
        .write(
            ledger.tenant(),
            sql -> {
              int _ = sql.execute(text + " WHERE tenant_id = :tenant", Map.of());
            });
  }

  private static List<Integer> atOnce(int times, Callable<Integer> work) throws Exception {
    List<Future<Integer>> futures = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < times; i++) {
        futures.add(pool.submit(work));
      }
    }
    List<Integer> results = new ArrayList<>();
    for (Future<Integer> each : futures) {
      results.add(each.get());
    }
    return results;
  }

  @Test
  void theSameKeyAnswersTheSameAndDoesNothingTwice() {
    Client.Response first = keyed("order-1").post(PATH, center("A")).expect(200);
    Client.Response again = keyed("order-1").post(PATH, center("A")).expect(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.header("Content-Type")).isEqualTo("application/json");
    assertThat(again.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
    assertThat(count("A")).isEqualTo(1);
    assertThat(keyed("order-1").post(PATH, center("B")).expect(409).text())
        .contains("was used for another request");
    assertThat(count("B")).isZero();
    ledger.bounded(1, 1).with("Idempotency-Key", "order-1").post(PATH, center("C")).expect(200);
    assertThat(count("C")).as("another user's key is another key").isEqualTo(1);
  }

  @Test
  void aRefusedRequestIsNotRemembered() {
    keyed("order-2").post(PATH, "{}").expect(400);
    keyed("order-2").post(PATH, center("D")).expect(200);
    keyed(" ").post(PATH, center("E")).expect(400);
    keyed("x".repeat(256)).post(PATH, center("E")).expect(400);
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    keyed("order-3").post(PATH, center("F")).expect(200);
    execute("UPDATE named_write SET created = created - interval '25 hours'");
    keyed("order-3").post(PATH, center("G")).expect(200);
    assertThat(count("G")).isEqualTo(1);
  }

  @Test
  void whatWasDoneButNotAnsweredIsNotDoneAgain() {
    keyed("order-4").post(PATH, center("H")).expect(200);
    execute("UPDATE named_write SET status = NULL, answer = NULL");
    assertThat(keyed("order-4").post(PATH, center("H")).expect(409).text())
        .contains("its answer was lost");
  }

  @Test
  void answersAreNotKeptInClear() {
    keyed("order-5").post(PATH, center("SECRETCENTER")).expect(200);
    String clear =
        "SELECT 1 FROM named_write WHERE tenant_id = :tenant AND position('SECRETCENTER'::bytea IN answer) > 0";
    boolean found =
        TestServer.server()
            .database()
            .read(ledger.tenant(), Scope.UNBOUNDED, sql -> sql.exists(clear, Map.of()));
    assertThat(found).isFalse();
  }

  @Test
  void manyAtOnceAreDoneOnce() throws Exception {
    String batch = "{\"batchCode\": \"ONCE\"}";
    assertThat(atOnce(12, () -> keyed("order-6").post("/api/v3/batch", batch).status()))
        .isSubsetOf(200, 409)
        .contains(200);
    assertThat(client.get("/api/v3/batch").expect(200).json()).hasSize(1);
  }

  @Test
  void aStaleWriteIsRefusedAndChangesNothing() {
    String path = PATH + "/" + ledger.costCenter("ONE", 1);
    String read = client.get(path).expect(200).header("ETag");
    assertThat(read).matches("\"\\d+-[0-9a-f]{16}\"");
    client.with("If-Match", read).put(path, center("TWO")).expect(200);
    client.with("If-Match", read).put(path, center("THREE")).expect(412);
    assertThat(client.get(path).json().get("costCenterCode").stringValue()).isEqualTo("TWO");
    client.with("If-Match", "*").put(path, center("FOUR")).expect(200);
    client.with("If-Match", read).delete(path).expect(412);
    client.with("If-Match", client.get(path).header("ETag")).delete(path).expect(204);
    assertThat(client.with("If-Match", read).post(PATH, center("X")).expect(400).text())
        .contains("names no row");
  }

  @Test
  void ofWritesOverOneReadingOneWins() throws Exception {
    String path = PATH + "/" + ledger.costCenter("START", 1);
    String read = client.get(path).header("ETag");
    List<Integer> answers =
        atOnce(5, () -> client.with("If-Match", read).put(path, center("RACE")).status());
    assertThat(answers).isSubsetOf(200, 412).containsOnlyOnce(200);
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    int id = ledger.costCenter("KNOWN", 1);
    for (String path : List.of(PATH + "/" + id, PATH, "/api/v3/workflow")) {
      String tag = client.get(path).expect(200).header("ETag");
      assertThat(client.with("If-None-Match", tag).get(path).expect(304).text()).isEmpty();
    }
    String before = client.get(PATH).header("ETag");
    ledger.costCenter("MORE", 1);
    client.with("If-None-Match", before).get(PATH).expect(200);
  }
}
