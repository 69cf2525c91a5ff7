package org.meterbook.collection.connector.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterbook.collection.connector.Found;
import org.meterbook.collection.connector.Login;
import org.meterbook.collection.connector.Session;
import org.meterbook.testing.SettableClock;

/** Readings, as they come through a Green Button download. */
class DemoReadingsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private final DemoSite site = new DemoSite(new SettableClock(NOW));

  @AfterEach
  void stop() {
    site.close();
  }

  private List<Found.Day> days(String scenario, String meter, LocalDate from, LocalDate to) {
    Login login = new Login(1, 1, "UAPI_TEST_" + scenario, "secret", Optional.empty(), "", NOW);
    try (Session session = new DemoConnector(site::uri).logIn(login)) {
      return session.intervals(meter, from, to).toList();
    }
  }

  private static double sum(List<Found.Day> days, String kind) {
    return days.stream()
        .mapToDouble(day -> Arrays.stream(day.values().getOrDefault(kind, new double[0])).sum())
        .sum();
  }

  @Test
  void thoseOfAPeriodAddUpToItsBill() {
    Found.Bill home = DemoBills.bill(DemoMeter.HOME, "1001-2026-01", TODAY).orElseThrow();
    assertThat(sum(days("residential", "1001", home.start(), home.end()), "fwd"))
        .isCloseTo(837.0, within(1e-6));
    Found.Bill shop = DemoBills.bill(DemoMeter.WORKSHOP, "2001-2026-03", TODAY).orElseThrow();
    assertThat(sum(days("commercial", "2001", shop.start(), shop.end()), "fwd"))
        .isCloseTo(1330.286, within(1e-6));
  }

  @Test
  void daysOfTheChangeOfClocksAreShorterAndLonger() {
    List<Found.Day> spring =
        days("residential", "1001", LocalDate.of(2026, 3, 7), LocalDate.of(2026, 3, 10));
    assertThat(spring).extracting(DemoReadingsTest::count).containsExactly(96L, 92L, 96L);
    List<Found.Day> autumn =
        days("residential", "1001", LocalDate.of(2026, 10, 31), LocalDate.of(2026, 11, 3));
    assertThat(autumn).extracting(DemoReadingsTest::count).containsExactly(96L, 100L, 96L);
    assertThat(autumn.get(1).begin()).isEqualTo("2026-11-01T07:00:00Z");
    assertThat(autumn.get(1).end()).isEqualTo("2026-11-02T08:00:00Z");
  }

  /** The readings of a day that are there. */
  private static long count(Found.Day day) {
    return Arrays.stream(day.values().getOrDefault("fwd", new double[0]))
        .filter(value -> !Double.isNaN(value))
        .count();
  }

  @Test
  void everyDayOfThreeYearsUpToYesterdayIsThere() {
    List<Found.Day> days = days("residential", "1001", LocalDate.of(2020, 1, 1), TODAY.plusDays(9));
    assertThat(days)
        .extracting(Found.Day::day)
        .containsExactlyElementsOf(TODAY.minusMonths(36).datesUntil(TODAY).toList());
    assertThat(days)
        .allSatisfy(day -> {
          assertThat(day.seconds()).isEqualTo(900);
          assertThat(day.unit()).isEqualTo("kwh");
          assertThat(day.values().keySet()).containsExactly("fwd");
          assertThat(count(day)).isBetween(92L, 100L);
        });
  }

  @Test
  void panelsGiveBackByDay() {
    LocalDate june = LocalDate.of(2026, 6, 1);
    Found.Day day = days("commercial", "2003", june, june.plusDays(1)).getFirst();
    assertThat(day.values().keySet()).containsExactlyInAnyOrder("fwd", "rev");
    double[] received = day.values().getOrDefault("rev", new double[0]);
    assertThat(received[0]).isZero();
    assertThat(received[50]).isPositive();
  }

  @Test
  void aGasMeterHasNone() {
    assertThat(days("commercial", "2004", TODAY.minusDays(9), TODAY)).isEmpty();
  }

  @Test
  void thereMayBeNoneAtAll() {
    assertThat(days("nointervals", "1001", TODAY.minusDays(9), TODAY)).isEmpty();
  }

  @Test
  void thereMayBeGaps() {
    List<Found.Day> days = days("partialintervals", "1001", TODAY.minusDays(200), TODAY);
    assertThat(days).hasSize(90);
    double[] values = days.getLast().values().getOrDefault("fwd", new double[0]);
    assertThat(IntStream.range(0, values.length).filter(i -> Double.isNaN(values[i])))
        .containsExactly(40, 41, 42, 43, 44, 45, 46, 47);
  }
}
