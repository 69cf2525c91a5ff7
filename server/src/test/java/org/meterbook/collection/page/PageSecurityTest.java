package org.meterbook.collection.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.meterbook.api.RateClass;
import org.meterbook.api.RateLimits;
import org.meterbook.collection.Collected;
import org.meterbook.collection.Consent;
import org.meterbook.collection.CredentialStore;
import org.meterbook.collection.Site;
import org.meterbook.collection.Web;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.collection.connector.demo.DemoConnector;
import org.meterbook.http.HttpServer;
import org.meterbook.identity.Vault;
import org.meterbook.store.Sql;

/** What pages of this kind are attacked with. */
class PageSecurityTest {
  private final Customer customer = new Customer(Collected.make());
  private final Collected owner = customer.owner;

  @Test
  void everyAnswerSaysWhatABrowserMayDo() {
    for (String path : new String[] {customer.portal(), customer.portal() + "?f=none"}) {
      Web.Answer page = customer.open(path);
      assertThat(page.header("Content-Security-Policy"))
          .isEqualTo(
              "default-src 'none'; style-src 'self'; img-src 'self' https: data:; form-action 'self' https://acme.example; base-uri 'none'; frame-ancestors *");
      assertThat(page.header("X-Frame-Options")).isEmpty();
      assertThat(page.header("Set-Cookie")).isEmpty();
      assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(page.header("Cache-Control")).isEqualTo("no-store");
      assertThat(page.text()).doesNotContain("<script", "style=\"");
    }
    Web.Answer style = customer.open("/authorize/style.css").expect(200);
    assertThat(style.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
  }

  @Test
  void whatIsInALinkIsTextInThePage() {
    String attack = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    String page =
        customer
            .open(
                "%s?email=%2$s&state=%2$s&redirect_uri=%2$s&utility=%2$s"
                    .formatted(customer.portal(), attack))
            .expect(200)
            .text();
    assertThat(page).doesNotContain("<script").contains("&#34;>&lt;script>");
    owner.write(sql -> rename(sql, "<i>Acme</i> & \"Sons\""));
    assertThat(customer.open(customer.portal()).text())
        .doesNotContain("<i>")
        .contains("&lt;i&gt;Acme&lt;/i&gt; &amp; \"Sons\" asks for your utility data");
  }

  private static boolean rename(Sql sql, String company) {
    return sql.execute(
            "UPDATE collection_template SET company_name = :company WHERE tenant_id = :tenant",
            Map.of("company", company))
        > 0;
  }

  @Test
  void aFormOfAnotherPageOrFromYesterdayIsNotTaken() {
    Map<String, String> typed = Customer.typed("UAPI_TEST_residential", "secret-2");
    Web.Answer page = customer.open(customer.portal());
    String form = owner.post("/forms", "").path("url").asString();
    Map<String, String> stolen = new HashMap<>(typed);
    stolen.put("token", token(page));
    assertThat(customer.send(customer.open(form), stolen).expect(403).text())
        .contains("open for too long", "value=\"UAPI_TEST_residential\"")
        .doesNotContain("secret-2");

    Collected.clock().advance(Duration.ofHours(2).plusSeconds(1));
    Web.Answer late = customer.send(page, typed).expect(403);
    assertThat(authorizations()).isZero();
    customer.send(late, typed).expect(303);
    assertThat(authorizations()).isOne();
  }

  private static String token(Web.Answer page) {
    String text = page.text();
    int begin = text.indexOf("name=\"token\" value=\"") + 20;
    return text.substring(begin, text.indexOf('"', begin));
  }

  @Test
  void aFormOnAnotherSiteIsNotTaken() {
    Web.Answer page = customer.open(customer.portal());
    Map<String, String> typed = Customer.typed("UAPI_TEST_residential", "x");
    typed.put("token", token(page));
    Map<String, String> headers =
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site");
    customer.web().with(headers).post(customer.portal(), Customer.encode(typed)).expect(403);
    assertThat(authorizations()).isZero();
  }

  @Test
  void onlyFormsOfModestSizeAreRead() {
    Web json = customer.web().with(Map.of("Content-Type", "application/json"));
    json.post(customer.portal(), "{}").expect(415);
    customer.web().post(customer.portal(), "email=" + "a".repeat(64 * 1024)).expect(413);
    customer.web().post(customer.portal(), "email=%zz").expect(400);
    customer.web().post(customer.portal(), "email=a%00b").expect(400);
    Web.Answer wrong = customer.web().send("DELETE", customer.portal(), "").expect(405);
    assertThat(wrong.header("Allow")).isEqualTo("GET, HEAD, POST");
    customer.web().send("HEAD", customer.portal(), "").expect(200);
    customer.open(customer.portal() + "?state=" + "a".repeat(1501)).expect(400);
  }

  @Test
  void anAddressSendsOnlySoMuch() {
    RateLimits limits = new RateLimits(Map.of(RateClass.CONSENT, 3), Collected.clock());
    Supplier<Connectors> none =
        () ->
            new Connectors(
                java.util.List.of(),
                _ ->
                    new DemoConnector(() -> {
                      throw new IllegalStateException("nobody signs in here");
                    }));
    Consent consent =
        new Consent(new CredentialStore(Vault.open(Collected.data().resolve("vault.key"))));
    Site site = new Site(() -> Collected.server().url());
    ConsentPages pages =
        new ConsentPages(
            Collected.server().database(), none.get(), consent, site, limits, new byte[32]);
    try (HttpServer server = HttpServer.start("127.0.0.1", 0, pages::serve)) {
      Web web =
          new Web(
              "http://127.0.0.1:" + server.port(),
              Map.of("Content-Type", "application/x-www-form-urlencoded"));
      for (int i = 0; i < 3; i++) {
        web.post(customer.portal(), "a=b").expect(403);
      }
      Web.Answer refused = web.post(customer.portal(), "a=b").expect(429);
      assertThat(Optional.of(refused.header("Retry-After"))).contains("5");
      assertThat(refused.text()).contains("Please wait a moment");
      web.get(customer.portal()).expect(200);
    }
  }

  private int authorizations() {
    return owner.get("/authorizations").path("authorizations").size();
  }
}
