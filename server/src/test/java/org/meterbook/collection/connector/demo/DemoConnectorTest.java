package org.meterbook.collection.connector.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterbook.collection.connector.Connector;
import org.meterbook.collection.connector.Found;
import org.meterbook.collection.connector.Interruption;
import org.meterbook.collection.connector.Interruption.Kind;
import org.meterbook.collection.connector.Login;
import org.meterbook.collection.connector.Session;
import org.meterbook.collection.connector.file.BillText;
import org.meterbook.testing.SettableClock;

/** Every scenario, over HTTP. */
class DemoConnectorTest {
  private static final Instant NOW = Instant.parse("2026-02-20T20:00:00Z");
  private static final LocalDate LONG_AGO = LocalDate.of(2000, 1, 1);

  private final SettableClock clock = new SettableClock(NOW);
  private final DemoSite site = new DemoSite(clock);
  private final Connector connector = new DemoConnector(site::uri);

  @AfterEach
  void stop() {
    site.close();
  }

  private Login login(String username, String password, Optional<String> code, String state) {
    return new Login(1, 1, username, password, code, state, clock.instant());
  }

  private Session session(String scenario) {
    return connector.logIn(login("UAPI_TEST_" + scenario, "secret", Optional.empty(), ""));
  }

  private static Interruption interruption(Runnable step) {
    return catchThrowableOfType(Interruption.class, step::run);
  }

  @Test
  void theDocumentedBillComesWithItsPdf() {
    try (Session session = session("residential")) {
      Found.Meter meter = session.meters().getFirst();
      assertThat(session.meters()).hasSize(1);
      assertThat(meter.service()).isEqualTo(DemoMeter.HOME.service());
      assertThat(meter.latestBill()).contains(LocalDate.of(2026, 2, 5));

      Found.BillEntry entry = session.bills(meter.key(), LONG_AGO).getLast();
      Found.Bill bill = session.bill(meter.key(), entry.key());

      assertThat(entry.start()).isEqualTo("2026-01-07");
      assertThat(entry.end()).isEqualTo("2026-02-05");
      assertThat(bill.totalCost()).isEqualTo("194.78");
      assertThat(bill.totalVolume()).isEqualTo(837.0);
      assertThat(bill.service().serviceTariff()).isEqualTo("E1 XB Residential Service");
      Found.Document pdf = bill.document().orElseThrow();
      assertThat(pdf.name()).isEqualTo("demo_bill_E1_2026-01-07.pdf");
      assertThat(BillText.read(pdf)).isInstanceOf(BillText.Result.Read.class);
    }
  }

  @Test
  void whatIsFetchedIsWhatTheUtilityKnows() {
    try (Session session = session("commercial")) {
      assertThat(session.meters()).hasSize(4);
      LocalDate today = LocalDate.ofInstant(NOW, DemoMeter.ZONE);
      for (DemoMeter meter : DemoMeter.COMMERCIAL) {
        List<Found.BillEntry> entries = session.bills(meter.key(), LONG_AGO);
        assertThat(entries).hasSize(47).isEqualTo(DemoBills.entries(meter, LONG_AGO, today));
        for (Found.BillEntry entry : entries) {
          assertThat(session.bill(meter.key(), entry.key()))
              .usingRecursiveComparison()
              .ignoringFields("document")
              .isEqualTo(DemoBills.bill(meter, entry.key(), today).orElseThrow());
        }
      }
      assertThat(session.accounts()).isEqualTo(DemoAccounts.of(DemoMeter.COMMERCIAL, today));
      assertThat(session.meters().get(1).suppliers()).isEqualTo(DemoMeter.STORE.suppliers());
    }
  }

  @Test
  void onlyTheBillsAskedForAreFetched() {
    try (Session session = session("residential")) {
      List<Found.BillEntry> entries = session.bills("1001", LocalDate.of(2025, 12, 1));
      assertThat(entries)
          .extracting(Found.BillEntry::key)
          .containsExactly("1001-2025-12", "1001-2026-01");
      assertThat(session.bill("1001", "1001-2025-12").document()).isPresent();
    }
  }

  @Test
  void aBillCanBeFetchedByASessionThatListedNone() {
    try (Session session = session("residential")) {
      assertThat(session.bill("1001", "1001-2024-03").totalCost()).isPositive();
      assertThat(interruption(() -> session.bill("1001", "1001-1999-01")).kind())
          .isEqualTo(Kind.UTILITY_ERROR);
      assertThat(interruption(() -> session.bills("2001", LONG_AGO)).kind())
          .isEqualTo(Kind.UTILITY_ERROR);
    }
  }

  @Test
  void aCorrectedBillIsAnotherRevision() {
    clock.set(Instant.parse("2026-11-20T20:00:00Z"));
    String key = "2003-2026-10";
    Found.BillEntry before;
    BigDecimal cost =
        Charges.of(DemoMeter.OFFICE, Period.of(DemoMeter.OFFICE, YearMonth.of(2026, 10))).total();
    try (Session session = session("commercial")) {
      before = session.bills("2003", LocalDate.of(2026, 10, 1)).getFirst();
      assertThat(session.bill("2003", key).totalCost()).isEqualTo(cost);
    }
    clock.advance(Duration.ofDays(2));
    try (Session session = session("commercial")) {
      Found.BillEntry after = session.bills("2003", LocalDate.of(2026, 10, 1)).getFirst();
      assertThat(after.key()).isEqualTo(before.key()).isEqualTo(key);
      assertThat(after.revision()).isNotEqualTo(before.revision());
      Found.Bill bill = session.bill("2003", key);
      assertThat(bill.totalCost()).isEqualTo(cost.add(Charges.CORRECTION));
      assertThat(BillText.read(bill.document().orElseThrow()))
          .isInstanceOfSatisfying(
              BillText.Result.Read.class,
              read -> assertThat(read.bill().totalCost()).isEqualTo(bill.totalCost()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "badlogin, BAD_LOGIN",
    "no_such_scenario, BAD_LOGIN",
    "websitedown, SITE_DOWN",
    "utilityerror, UTILITY_ERROR"
  })
  void theSignInFails(String scenario, Kind kind) {
    assertThat(interruption(() -> session(scenario)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "badlogin_after, BAD_LOGIN",
    "websitedown_after, SITE_DOWN",
    "utilityerror_after, UTILITY_ERROR",
    "pending_manual_after, MANUAL",
    "revoked, REVOKED",
    "wait_to_login_after, WAITING"
  })
  void theCollectionFailsAfterTheMetersWereFound(String scenario, Kind kind) {
    try (Session session = session(scenario)) {
      assertThat(session.meters()).hasSize(1);
      assertThat(interruption(() -> session.bills("1001", LONG_AGO)).kind()).isEqualTo(kind);
      assertThat(interruption(() -> session.bill("1001", "1001-2026-01")).kind()).isEqualTo(kind);
      LocalDate day = LocalDate.of(2026, 2, 1);
      assertThat(
              interruption(() -> session.intervals("1001", day, day.plusDays(1)).forEach(_ -> {}))
                  .kind())
          .isEqualTo(kind);
    }
  }

  @Test
  void whoeverWaitedIsLetIn() {
    try (Session session = session("wait_to_login_after")) {
      Interruption first = interruption(() -> session.bills("1001", LONG_AGO));
      assertThat(first.until()).contains(NOW.plus(Duration.ofHours(1)));
      clock.advance(Duration.ofMinutes(59));
      Interruption second = interruption(() -> session.bills("1001", LONG_AGO));
      assertThat(second.until()).isEqualTo(first.until());
      clock.set(first.until().orElseThrow());
      assertThat(session.bills("1001", LONG_AGO)).isNotEmpty();
    }
  }

  @Test
  void thereMayBeNoMeters() {
    try (Session session = session("empty")) {
      assertThat(session.meters()).isEmpty();
      assertThat(session.accounts()).isEmpty();
    }
  }

  @Test
  void demoIsAUserToo() {
    try (Session session = connector.logIn(login("demo", "demo", Optional.empty(), ""))) {
      assertThat(session.meters()).hasSize(1);
    }
    assertThatThrownBy(() -> connector.logIn(login("demo", "wrong", Optional.empty(), "")))
        .isInstanceOf(Interruption.class)
        .hasMessageNotContaining("wrong password");
    assertThat(
            interruption(
                    () -> connector.logIn(login("UAPI_TEST_residential", "", Optional.empty(), "")))
                .kind())
        .isEqualTo(Kind.BAD_LOGIN);
  }

  @Test
  void aCodeIsAskedForUntilItIsRight() {
    Interruption asked = interruption(() -> session("code"));
    assertThat(asked.kind()).isEqualTo(Kind.CODE_NEEDED);
    assertThat(asked.state()).startsWith("session=");

    Interruption again =
        interruption(() ->
            connector.logIn(
                login("UAPI_TEST_code", "secret", Optional.of("111111"), asked.state())));
    assertThat(again.kind()).isEqualTo(Kind.CODE_NEEDED);
    assertThat(again.state()).isEqualTo(asked.state());

    Login right = login("UAPI_TEST_code", "secret", Optional.of(" 246810 "), again.state());
    try (Session session = connector.logIn(right)) {
      assertThat(session.bills("1001", LONG_AGO)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "session=forgotten"})
  void aCodeServesALaterSignInWhenTheWebsiteHasForgottenTheFirst(String state) {
    Login later = login("UAPI_TEST_code", "secret", Optional.of("246810"), state);
    try (Session session = connector.logIn(later)) {
      assertThat(session.meters()).hasSize(1);
    }
  }

  @Test
  void nobodyGetsInBeforeTheCode() {
    Interruption asked = interruption(() -> session("code"));
    Website website = new Website(site.uri(), asked.state());
    assertThat(interruption(() -> website.get("/meters")).kind()).isEqualTo(Kind.UTILITY_ERROR);
  }

  @Test
  void aWebsiteThatIsNotThereIsDown() {
    URI gone = site.uri();
    site.close();
    Connector other = new DemoConnector("PG&E", "Pacific Gas & Electric", () -> gone);
    assertThat(other.utility()).isEqualTo("PG&E");
    Login login = login("demo", "demo", Optional.empty(), "");
    assertThat(interruption(() -> other.logIn(login)).kind()).isEqualTo(Kind.SITE_DOWN);
  }
}
