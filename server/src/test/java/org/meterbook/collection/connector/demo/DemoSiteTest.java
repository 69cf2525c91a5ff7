package org.meterbook.collection.connector.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterbook.collection.connector.Found;
import org.meterbook.collection.connector.file.BillText;
import org.meterbook.testing.SettableClock;

/** The website as a browser sees it. */
class DemoSiteTest {
  private static final Instant NOW = Instant.parse("2026-02-20T20:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 20);

  private final DemoSite site = new DemoSite(new SettableClock(NOW));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    site.close();
  }

  private HttpResponse<byte[]> send(String method, String path, String cookie, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(site.uri() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Cookie", cookie)
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<byte[]> get(String path, String cookie) {
    return send("GET", path, cookie, "");
  }

  private String signIn(String scenario) {
    HttpResponse<byte[]> answer =
        send("POST", "/login", "", "username=UAPI_TEST_" + scenario + "&password=x");
    assertThat(answer.statusCode()).isEqualTo(303);
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly");
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void everybodySeesTheSignInAndNothingElse() {
    assertThat(text(get("/login", ""))).contains("type=\"password\"");
    for (String path : List.of("/meters", "/meters/1001/bills", "/accounts.csv", "/nowhere")) {
      HttpResponse<byte[]> answer = get(path, "session=invented");
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).contains("/login");
    }
  }

  @Test
  void pagesLeadToEachOther() {
    String cookie = signIn("residential");
    assertThat(text(get("/meters", cookie))).contains("href=\"/meters/1001/bills\"");
    String bills = text(get("/meters/1001/bills", cookie));
    assertThat(bills).contains("href=\"/bill/1001/1001-2026-01.pdf\"");
    HttpResponse<byte[]> pdf = get("/bill/1001/1001-2026-01.pdf", cookie);
    assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/meters/2001/bills",
        "/bills/2001.zip",
        "/bill/1001/1001-1999-01.pdf",
        "/bill/1001.zip",
        "/greenbutton/../1001.xml",
        "/nowhere"
      })
  void whatIsNotTheUsersIsNotThere(String path) {
    assertThat(get(path, signIn("residential")).statusCode()).isEqualTo(404);
  }

  @Test
  void nonsenseIsRefused() {
    String cookie = signIn("residential");
    assertThat(get("/meters/1001/bills?from=yesterday", cookie).statusCode()).isEqualTo(400);
    assertThat(send("POST", "/login", "", "username=%zz").statusCode()).isEqualTo(400);
    assertThat(send("DELETE", "/meters", cookie, "").statusCode()).isEqualTo(405);
  }

  static List<DemoMeter> meters() {
    return DemoMeter.all().toList();
  }

  @ParameterizedTest
  @MethodSource("meters")
  void everyPdfCanBeReadBack(DemoMeter meter) {
    for (Found.Bill bill : DemoBills.bills(meter, LocalDate.of(2025, 1, 1), TODAY)) {
      Found.Document pdf = new Found.Document("bill.pdf", "application/pdf", BillPdf.print(bill));
      assertThat(BillText.read(pdf))
          .isInstanceOfSatisfying(
              BillText.Result.Read.class,
              result -> {
                Found.Bill read = result.bill();
                assertThat(read.start()).isEqualTo(bill.start());
                assertThat(read.end()).isEqualTo(bill.end());
                assertThat(read.statement()).isEqualTo(bill.statement());
                assertThat(read.totalCost()).isEqualTo(bill.totalCost());
                assertThat(read.totalVolume()).isEqualTo(bill.totalVolume());
                assertThat(read.totalUnit()).isEqualTo(bill.totalUnit());
                assertThat(read.service())
                    .usingRecursiveComparison()
                    .ignoringFields("serviceClass")
                    .isEqualTo(bill.service());
                assertThat(read.lineItems())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("kind")
                    .containsAll(bill.lineItems());
              });
    }
  }
}
