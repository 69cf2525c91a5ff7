package org.meterbook.collection.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterbook.collection.Notes;
import tools.jackson.databind.node.ObjectNode;

/** How long a consent lasts, as customers read it, and where their browsers go. */
class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "{}, until 21 November 2029 (3 years)",
    "{\"expires\": \"1y\"}, until 21 November 2027 (1 year)",
    "{\"expires\": \"7d\"}, until 28 November 2026 (7 days)",
    "{\"expires\": \"until_revoked\"}, until you revoke it",
    // Still the day before in Chicago.
    "{\"expires\": \"2028-02-29T05:00:00Z\"}, until 28 February 2028"
  })
  void untilWhen(String scope, String words) {
    assertThat(
            Words.until(
                (ObjectNode) Notes.JSON.readTree(scope),
                Instant.parse("2026-11-21T15:00:00Z"),
                ZoneId.of("America/Chicago")))
        .isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/back, https://a.example/back?state=1%202%26",
    "https://a.example/back?x=1, https://a.example/back?x=1&state=1%202%26",
    "https://a.example/#top, https://a.example/?state=1%202%26#top"
  })
  void whatIsAddedToAnAddress(String address, String whole) {
    assertThat(Way.with(address, "error", "", "state", "1 2&")).isEqualTo(whole);
  }
}
