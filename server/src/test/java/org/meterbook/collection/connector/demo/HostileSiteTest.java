package org.meterbook.collection.connector.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterbook.collection.connector.Interruption;
import org.meterbook.collection.connector.Interruption.Kind;
import org.meterbook.collection.connector.Login;
import org.meterbook.collection.connector.Session;
import org.meterbook.http.Exchange;
import org.meterbook.http.HttpServer;

/** A website that does not keep to what it should be: every answer is a mistake of the utility. */
class HostileSiteTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final Login LOGIN =
      new Login(1, 1, "somebody", "secret", Optional.empty(), "", Instant.EPOCH);

  private final Map<String, Answer> pages =
      new HashMap<>(
          Map.of(
              "/login", Answer.seeOther("/meters").with("Set-Cookie", "session=1"),
              "/meters", Answer.html(200, Pages.meters(DemoMeter.RESIDENTIAL, DAY)),
              "/meters/1001/bills", page("hello"),
              "/meters/1001/bills.csv", page("hello"),
              "/bills/1001.zip", page("hello"),
              "/greenbutton/1001.xml", page("hello"),
              "/accounts.csv", page("hello")));
  private final HttpServer server = HttpServer.start("127.0.0.1", 0, this::answer);

  private void answer(Exchange exchange) {
    pages.getOrDefault(exchange.path(), Answer.html(404, "")).to(exchange);
  }

  private static Answer page(String text) {
    return Answer.file("text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Session session() {
    URI site = URI.create("http://127.0.0.1:" + server.port());
    return new DemoConnector(() -> site).logIn(LOGIN);
  }

  private static void isUtilityError(Runnable step) {
    Interruption interruption = catchThrowableOfType(Interruption.class, step::run);
    assertThat(interruption.kind()).isEqualTo(Kind.UTILITY_ERROR);
    assertThat(interruption).hasMessageNotContaining("hello").hasMessageNotContaining("secret");
  }

  @Test
  void garbageIsTold() {
    try (Session session = session()) {
      isUtilityError(() -> session.bills("1001", DAY));
      isUtilityError(() -> session.bill("1001", "1"));
      isUtilityError(() -> session.intervals("1001", DAY, DAY.plusDays(1)).forEach(_ -> {}));
      isUtilityError(session::accounts);
    }
    pages.put("/meters", page("hello"));
    try (Session session = session()) {
      isUtilityError(session::meters);
    }
  }

  @Test
  void aBillWithoutItsDocumentIsNotTaken() {
    String csv = BillHistory.write(DemoBills.bills(DemoMeter.HOME, DAY.minusYears(1), DAY));
    pages.put("/meters/1001/bills.csv", page(csv));
    try (Session session = session()) {
      isUtilityError(() -> session.bill("1001", "1001-2025-06"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<table id=\"bills\"><tr><td>1</td></tr></table>",
        "<table id=\"bills\"><tr><td>1</td><td>x</td><td>x</td><td>x</td><td>1</td></tr></table>",
        "<table id=\"bills\"><tr><td>1"
      })
  void tablesThatAreNoneAreTold(String text) {
    pages.put("/meters/1001/bills", page(text));
    try (Session session = session()) {
      isUtilityError(() -> session.bills("1001", DAY));
    }
  }

  @Test
  void noRedirectIsFollowed() {
    pages.put(
        "/login", Answer.seeOther("http://127.0.0.1:9/meters").with("Set-Cookie", "session=1"));
    isUtilityError(this::session);
    pages.put("/login", Answer.seeOther("/meters"));
    isUtilityError(this::session);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "Wed, 99 Foo 2026 00:00:00 GMT"})
  void aWaitWithoutAnEndIsAMistake(String when) {
    pages.put("/login", Answer.of(Problem.WAIT).with("Retry-After", when));
    isUtilityError(this::session);
  }
}
