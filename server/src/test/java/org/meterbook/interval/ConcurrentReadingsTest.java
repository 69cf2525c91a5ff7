package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several senders at once, into the same days of the same channels. */
class ConcurrentReadingsTest {
  private static final int SENDERS = 6;
  private static final int ROUNDS = 12;

  private final Site site = new Site();
  private final int one = site.channel(15, "Trip", 1, 0);
  private final int other = site.channel(15, "Odometer", 1, 0);

  @Test
  void nothingIsLostAndSumsHold() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      List<Callable<Integer>> senders =
          IntStream.range(0, SENDERS).<Callable<Integer>>mapToObj(n -> () -> send(n)).toList();
      for (Future<Integer> sent : threads.invokeAll(senders)) {
        assertThat(sent.get()).isEqualTo(ROUNDS);
      }
    }
    int readings = SENDERS * ROUNDS;
    assertThat(site.readings(one).size()).isEqualTo(readings);
    JsonNode day =
        site.client
            .get("/api/v202611/channel/%d/summary".formatted(one))
            .json()
            .get("summaries")
            .get(0);
    assertThat(day.get("total").doubleValue()).isEqualTo(readings * (readings + 1) / 2.0);
    JsonNode register = site.readings(other);
    assertThat(register.get(0).get("value").isNull()).isTrue();
    for (int i = 1; i < readings; i++) {
      assertThat(register.get(i).get("value").doubleValue()).isEqualTo(10);
    }
  }

  /** Every sixth quarter of an hour is this sender's. */
  private int send(int sender) {
    int done = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int slot = round * SENDERS + sender;
      String time =
          java.time.LocalDateTime.of(2026, 3, 30, 0, 0).plusMinutes(15L * (slot + 1)) + ":00";
      // Both in one call, in either order: locks are taken in the order of ids.
      String first = set(one, time, slot + 1);
      String second = set(other, time, 1000 + slot * 10);
      String body = sender % 2 == 0 ? first + "," + second : second + "," + first;
      site.client.post("/api/v3/reading", "[" + body + "]").expect(200);
      done++;
    }
    return done;
  }

  private static String set(int channel, String time, double value) {
    return "{\"channelId\": %d, \"readings\": [%s]}".formatted(channel, Site.reading(time, value));
  }
}
