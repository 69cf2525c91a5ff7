package org.meterbook.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The seven steps from a form to bills and intervals, as existing clients go them. */
class QuickstartTest {
  private final Collected owner = Collected.make();

  @Test
  void residential() {
    JsonNode authorization = owner.submit("DEMO", "residential");

    assertThat(authorization.path("status").asString())
        .as(authorization.toString())
        .isEqualTo("updated");
    assertThat(authorization.path("is_test").asBoolean()).isTrue();
    String meter = Collected.firstMeter(authorization);
    JsonNode found = owner.get("/meters/" + meter);
    assertThat(found.path("status_message").asString())
        .isEqualTo("Service exists, but no logs yet.");
    assertThat(found.path("is_activated").asBoolean()).isFalse();

    JsonNode collected = owner.collect(meter);
    assertThat(collected.path("status").asString()).as(collected.toString()).isEqualTo("updated");
    assertThat(collected.path("status_message").asString()).isEqualTo("Data refreshed");
    assertThat(collected.path("bill_count").asInt()).isEqualTo(36);

    JsonNode bills = owner.get("/bills?meters=" + meter).path("bills");
    assertThat(bills.size()).isEqualTo(36);
    JsonNode example =
        bills
            .valueStream()
            .filter(bill -> bill.path("base").path("bill_total_kwh").asDouble() == 837.0)
            .findFirst()
            .orElseThrow();
    assertThat(example.path("base").path("bill_total_cost").asDouble()).isEqualTo(194.78);
    assertThat(example.path("tiers").valueStream().map(tier -> tier.path("cost").asDouble()))
        .containsExactly(52.88, 18.14, 62.54, 60.98);
    assertThat(example.path("base").path("bill_start_date").asString())
        .endsWith("-01-07T00:00:00.000000-08:00");

    JsonNode intervals = owner.get("/intervals?meters=" + meter + "&limit=2").path("intervals");
    assertThat(intervals.size()).isEqualTo(2);
    assertThat(intervals.get(0).path("readings").size()).isEqualTo(96);
  }

  @Test
  void commercialHasFourMeters() {
    JsonNode authorization = owner.submit("PG&E", "commercial");
    List<String> meters =
        authorization
            .path("meters")
            .path("meters")
            .valueStream()
            .map(meter -> meter.path("uid").asString())
            .toList();
    assertThat(meters).hasSize(4);
    meters.forEach(
        meter -> assertThat(owner.collect(meter).path("status").asString()).isEqualTo("updated"));
  }
}
