package org.meterbook.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeConfigurationTest {
  private static TimeConfiguration zone(int hours, DstRule start, DstRule end) {
    return new TimeConfiguration(
        Entry.NONE, hours * 3600, 3600, Optional.of(start), Optional.of(end));
  }

  private static DstRule rule(int month, int operator, int hour) {
    return new DstRule(month, operator, 0, DayOfWeek.SUNDAY.getValue(), hour, 0);
  }

  private static TimeConfiguration named(String zone) {
    return switch (zone) {
      case "America/New_York" -> zone(-5, rule(3, 3, 2), rule(11, 2, 2));
      case "Europe/Berlin" -> zone(1, rule(3, 7, 2), rule(10, 7, 3));
      case "Australia/Sydney" -> zone(10, rule(10, 2, 2), rule(4, 2, 3));
      default -> throw new IllegalArgumentException(zone);
    };
  }

  @ParameterizedTest
  @CsvSource({"America/New_York", "Europe/Berlin", "Australia/Sydney"})
  void offsetsAreThoseOfThePlatform(String name) {
    TimeConfiguration time = named(name);
    ZoneId zone = ZoneId.of(name);
    long seed = 20_261_121;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      // From 2008 on all three zones have the rules they have today.
      Instant instant = Instant.ofEpochSecond(random.nextLong(1_230_768_000L, 2_000_000_000L));
      assertThat(time.offsetAt(instant))
          .as("seed %d, %s", seed, instant)
          .isEqualTo(zone.getRules().getOffset(instant));
    }
    for (int year = 2009; year < 2040; year++) {
      Instant from = Instant.parse(year + "-01-01T00:00:00Z");
      for (int i = 0; i < 2; i++) {
        Instant change = zone.getRules().nextTransition(from).getInstant();
        for (int second = -1; second <= 0; second++) {
          Instant at = change.plusSeconds(second);
          assertThat(time.offsetAt(at)).isEqualTo(zone.getRules().getOffset(at));
        }
        from = change;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"America/New_York", "Europe/Berlin", "Australia/Sydney"})
  void localTimesAreThoseOfThePlatform(String name) {
    TimeConfiguration time = named(name);
    ZoneId zone = ZoneId.of(name);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      LocalDateTime local =
          LocalDateTime.ofEpochSecond(
              random.nextLong(1_230_768_000L, 2_000_000_000L), 0, ZoneOffset.UTC);
      assertThat(time.instantOf(local)).as("%s", local).isEqualTo(local.atZone(zone).toInstant());
    }
  }

  @Test
  void northAmericaAsItIsOnTheWire() {
    assertThat(rule(3, 3, 2).hexadecimal()).isEqualTo("360E2000");
    assertThat(rule(11, 2, 2).hexadecimal()).isEqualTo("B40E2000");
    assertThat(DstRule.parse("360E2000")).hasValue(rule(3, 3, 2));
    assertThat(DstRule.parse("b40e2000")).hasValue(rule(11, 2, 2));
  }

  @Test
  void noRuleIsStandardTimeAllYear() {
    assertThat(DstRule.parse("FFFFFFFF")).isEmpty();
    TimeConfiguration time =
        new TimeConfiguration(
            Entry.NONE, -25_200, 3600, DstRule.parse("FFFFFFFF"), DstRule.parse("FFFFFFFF"));
    assertThat(time.offsetAt(Instant.parse("2026-07-01T00:00:00Z"))).hasToString("-07:00");
  }

  @ParameterizedTest
  @CsvSource({
    // operator, day of month, weekday, expected day of March 2026, which begins on a Sunday
    "0, 15, 0, 15",
    "1, 8, 7, 8",
    "1, 9, 7, 15",
    "2, 0, 1, 2",
    "3, 0, 1, 9",
    "4, 0, 5, 20",
    "5, 0, 7, 22",
    "6, 0, 7, 29",
    "6, 0, 3, 25",
    "7, 0, 7, 29",
    "7, 0, 3, 25",
  })
  void operators(int operator, int day, int weekday, int expected) {
    DstRule rule = new DstRule(3, operator, day, weekday, 1, 2700);

    assertThat(rule.in(2026)).isEqualTo(LocalDateTime.of(2026, 3, expected, 1, 45));
    assertThat(DstRule.parse(rule.hexadecimal())).hasValue(rule);
  }

  @ParameterizedTest
  @CsvSource({"00000000", "DE0E2000", "360C0000000", "xyz", "36002000"})
  void nonsenseIsRefused(String hexadecimal) {
    assertThatThrownBy(() -> DstRule.parse(hexadecimal))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
