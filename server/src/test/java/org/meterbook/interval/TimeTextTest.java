package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are read as java.time reads them. */
class TimeTextTest {
  private final TimeText time = new TimeText();

  @Test
  void readsWhatJavaReads() {
    Random random = new Random(20261121);
    for (int i = 0; i < 20_000; i++) {
      LocalDateTime local =
          LocalDateTime.ofEpochSecond(
              random.nextLong(-62_000_000_000L, 250_000_000_000L), 0, ZoneOffset.UTC);
      if (local.getYear() > 9999 || local.getYear() < 1) {
        continue;
      }
      String text =
          "%04d-%02d-%02dT%02d:%02d:%02d"
              .formatted(
                  local.getYear(),
                  local.getMonthValue(),
                  local.getDayOfMonth(),
                  local.getHour(),
                  local.getMinute(),
                  local.getSecond());
      assertThat(time.read(text)).as(text).isTrue();
      assertThat(time.absolute).isFalse();
      assertThat(time.seconds).as(text).isEqualTo(local.toEpochSecond(ZoneOffset.UTC));
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-64, 65) * 900);
      String zoned = text + (random.nextBoolean() ? ".123" : "") + offset.getId();
      assertThat(time.read(zoned)).as(zoned).isTrue();
      assertThat(time.absolute).isTrue();
      assertThat(time.seconds)
          .as(zoned)
          .isEqualTo(OffsetDateTime.of(local, offset).toEpochSecond());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2026",
        "2026-3-1",
        "2026-13-01",
        "2026-02-29",
        "2026-04-31",
        "2026-03-30T",
        "2026-03-30T1:00",
        "2026-03-30T24:01",
        "2026-03-30T23:60",
        "2026-03-30T23:59:60",
        "2026-03-30T23:59:59.",
        "2026-03-30T10:00:00+19:00",
        "2026-03-30T10:00:00+1",
        "2026-03-30T10:00:00Zx",
        "2026-03-30x10:00:00",
        "+2026-03-30",
        "２０２６-03-30",
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(time.read(text)).isFalse();
  }

  @Test
  void readsTheShortForms() {
    assertThat(time.read("2026-03-30")).isTrue();
    long midnight = time.seconds;
    assertThat(time.read("2026-03-30 00:15")).isTrue();
    assertThat(time.seconds).isEqualTo(midnight + 900);
    assertThat(time.read("2026-03-29T24:00")).as("the end of a day").isTrue();
    assertThat(time.seconds).isEqualTo(midnight);
    assertThat(time.read("2026-03-30T01:00:00+0130")).isTrue();
    assertThat(time.seconds).isEqualTo(midnight - 1800);
    assertThat(time.toString()).isEqualTo("2026-03-29T23:30:00Z");
  }
}
