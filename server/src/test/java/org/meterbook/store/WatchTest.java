package org.meterbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meterbook.testing.TestServer;

/** Who hears of a commit, and what becomes of it. */
@Timeout(30)
class WatchTest {
  private final Database database = TestServer.server().database();

  private static boolean touch(Sql sql) {
    sql.touched(Tables.BRIDGE_SETTING);
    return true;
  }

  @Test
  void aTouchedTableIsHeardOfWithoutALineInTheChangeLog() throws Exception {
    long tenant = TestServer.datasource().tenant();
    BlockingQueue<Boolean> heard = new LinkedBlockingQueue<>();
    database.onCommit((from, tables) -> {
      if (from == tenant) {
        heard.add(tables.contains("bridge_setting"));
      }
    });
    long before = changes(tenant);
    boolean _ = database.write(tenant, Scope.UNBOUNDED, null, WatchTest::touch);
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isTrue();
    assertThat(changes(tenant)).isEqualTo(before);
    int _ = database.write(tenant, Scope.UNBOUNDED, null, _ -> 1);
    assertThat(heard).as("a transaction that wrote nothing").isEmpty();
  }

  @Test
  void aRoundThatFailedIsFollowedByOthers() throws Exception {
    BlockingQueue<Integer> rounds = new LinkedBlockingQueue<>();
    AtomicInteger count = new AtomicInteger();
    try (Watch watch =
        new Watch(
            database,
            Tables.BRIDGE_SETTING,
            () -> {
              rounds.add(count.incrementAndGet());
              throw new IllegalStateException("a round that is to fail");
            })) {
      watch.start();
      assertThat(rounds.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
      boolean _ =
          database.write(TestServer.datasource().tenant(), Scope.UNBOUNDED, null, WatchTest::touch);
      assertThat(rounds.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
    }
    rounds.clear();
    boolean _ =
        database.write(TestServer.datasource().tenant(), Scope.UNBOUNDED, null, WatchTest::touch);
    assertThat(rounds).as("rounds after the end").isEmpty();
  }

  private long changes(long tenant) {
    return database.read(
        tenant,
        Scope.UNBOUNDED,
        sql ->
            sql.first(
                    "SELECT count(*) FROM change WHERE tenant_id = :tenant",
                    Map.of(),
                    row -> row.number(1))
                .orElseThrow());
  }
}
