package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterbook.api.RateClass;
import org.meterbook.testing.Client;
import org.meterbook.testing.SettableClock;
import org.meterbook.testing.TestServer;

/** Who calls too often is told to wait, and has to. */
class RateLimitTest {
  private static final String READ = "/api/v3/place?pageSize=1";
  private static final String LOGIN = "/api/v3/login";

  private final SettableClock clock = new SettableClock(TestServer.START);
  private final OwnServer server =
      new OwnServer(
          OwnServer.operations(),
          Map.of(RateClass.READ, 3, RateClass.WRITE, 1, RateClass.LOGIN, 2),
          clock);
  private final String key = Filled.one().key();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void refusesTheCallThatIsTooMany() {
    use(3);
    Client.Response refused = server.send("GET", READ, key);
    Refusals.check(refused, 429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
  }

  @Test
  void tryingAgainAtOnceKeepsTheLimitActive() {
    use(3);
    int wait = Integer.parseInt(server.send("GET", READ, key).header("Retry-After"));
    for (int i = 0; i < 30; i++) {
      clock.advance(Duration.ofSeconds(wait - 1));
      assertThat(server.send("GET", READ, key).status()).isEqualTo(429);
    }
    clock.advance(Duration.ofSeconds(wait));
    server.send("GET", READ, key).expect(200);
  }

  @Test
  void afterTheWaitItWorks() {
    use(3);
    int wait = Integer.parseInt(server.send("GET", READ, key).header("Retry-After"));
    clock.advance(Duration.ofSeconds(wait));
    // A third of the minute's calls take a third of a minute to come back.
    assertThat(server.send("GET", READ, key).status()).isIn(200, 429);
    clock.advance(Duration.ofMinutes(1));
    use(3);
    assertThat(server.send("GET", READ, key).status()).isEqualTo(429);
  }

  @Test
  void countsEachKeyAndEachKindOfCallByItself() {
    use(3);
    assertThat(server.send("GET", READ, key).status()).isEqualTo(429);
    assertThat(server.send("DELETE", "/api/v3/place/" + Paths.UNKNOWN_ID, key).status())
        .isEqualTo(404);
    assertThat(server.send("DELETE", "/api/v3/place/" + Paths.UNKNOWN_ID, key).status())
        .isEqualTo(429);
    server.send("GET", READ, Filled.far().key()).expect(200);
  }

  @Test
  void slowsDownWhoGuessesPasswords() {
    assertThat(server.send("POST", LOGIN, key).status()).isEqualTo(400);
    assertThat(server.send("POST", LOGIN, "another").status()).isEqualTo(400);
    Refusals.check(server.send("POST", LOGIN, "and another"), 429);
  }

  @Test
  void theDefaultsLetAClientListEverythingInALoop() {
    for (RateClass rate : List.of(RateClass.READ, RateClass.WRITE)) {
      assertThat(rate.calls()).as(rate.name()).isGreaterThan(100_000);
    }
    assertThat(RateClass.LOGIN.calls()).isGreaterThan(10);
  }

  private void use(int calls) {
    for (int i = 0; i < calls; i++) {
      server.send("GET", READ, key).expect(200);
    }
  }
}
