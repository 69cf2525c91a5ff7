package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wall clocks of any zone, through the days on which they are changed. */
class StampsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "America/Chicago",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Europe/Berlin",
        "America/Havana",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "Pacific/Apia",
        "UTC",
      })
  void aClockThatRunsIsReadBackAsItRan(String name) {
    ZoneId zone = ZoneId.of(name);
    Stamps stamps = new Stamps(zone);
    long second = 1_700_000_100L;
    for (int i = 0; i < 80_000; i++, second += 900) {
      long local =
          second
              + zone.getRules()
                  .getOffset(java.time.Instant.ofEpochSecond(second))
                  .getTotalSeconds();
      assertThat(stamps.local(local)).as(name + " " + second).isEqualTo(second);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/Chicago", "Australia/Lord_Howe", "America/Havana"})
  void aTimeByItselfIsWhatJavaSays(String name) {
    ZoneId zone = ZoneId.of(name);
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      long local = random.nextLong(0, 3_000_000_000L);
      assertThat(new Stamps(zone).local(local))
          .isEqualTo(
              LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC).atZone(zone).toEpochSecond());
    }
  }
}
