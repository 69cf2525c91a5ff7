package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Calculated channels that are made and changed while their inputs are sent. */
@Timeout(120)
class CalculatedConcurrencyTest {
  private static final int CALLS = 24;

  private final SiteWithDataPoint at = new SiteWithDataPoint();
  private final int one = at.channel(at.point, 60);
  private final int other = at.channel(at.point("P2"), 60);

  @Test
  void theyAreWhatTheirFormulasSay() throws Exception {
    int sum = at.calculated(at.point("SUM"), "channel(%d) + channel(%d)".formatted(one, other));
    int ofSum = at.calculated(at.point("TWICE"), "channel(%d) + channel(%d)".formatted(sum, one));
    List<Callable<Integer>> all = new ArrayList<>();
    all.add(() -> send(one, 1));
    all.add(() -> send(other, 10));
    all.add(() -> send(one, 1));
    List<Integer> made = java.util.Collections.synchronizedList(new ArrayList<>());
    all.add(() -> {
      for (int i = 0; i < 6; i++) {
        made.add(at.calculated(at.point("M" + i), "channel(%d) * 10".formatted(one)));
      }
      return 0;
    });
    try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
      for (Future<Integer> done : threads.invokeAll(all)) {
        done.get();
      }
    }
    check(sum, 11);
    check(ofSum, 12);
    made.forEach(channel -> check(channel, 10));
  }

  private int send(int channel, double value) {
    for (int i = 0; i < CALLS; i++) {
      at.post(
          channel,
          SiteWithDataPoint.reading(
              java.time.LocalDateTime.of(2026, 5, 4, 0, 0).plusHours(i + 1) + ":00", value));
    }
    return CALLS;
  }

  private void check(int channel, double value) {
    JsonNode readings = at.site.readings(channel);
    assertThat(readings.size()).as("channel " + channel).isEqualTo(CALLS);
    readings.forEach(each -> assertThat(each.get("value").doubleValue()).isEqualTo(value));
    long id = readings.get(0).get("observationId").longValue();
    at.client.delete("/api/v3/reading/" + id).expect(400);
  }
}
