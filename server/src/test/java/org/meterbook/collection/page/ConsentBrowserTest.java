package org.meterbook.collection.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.collection.Collected;
import org.meterbook.http.Exchange;
import org.meterbook.http.HttpServer;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import tools.jackson.databind.JsonNode;

/** The consent page in a real browser, and the requester's own site around it. */
@Tag("slow")
class ConsentBrowserTest {
  private static final String RESIDENTIAL = "UAPI_TEST_residential";

  private final Customer customer = new Customer(Collected.make());
  private final HttpServer requester = HttpServer.start("127.0.0.1", 0, this::answer);
  private final String page = Collected.server().url() + customer.portal();

  /** Another site than the server's, as browsers count. */
  private final String site = "http://localhost:" + requester.port();

  @BeforeEach
  void register() {
    customer.owner.write(sql ->
        sql.execute(
            "UPDATE collection_template SET redirect_uris = :uris WHERE tenant_id = :tenant",
            Map.of("uris", List.of(site + "/back"))));
  }

  @AfterEach
  void close() {
    requester.close();
  }

  private void answer(Exchange exchange) {
    String body =
        exchange.path().equals("/back")
            ? "<h1>Welcome back</h1>"
            : "<h1>Requester</h1><iframe src='%s?state=framed' style='height:800px;width:800px'></iframe>"
                .formatted(page);
    exchange.respond(
        200,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        ("<!DOCTYPE html><title>Requester</title>" + body).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void byKeyboardOnly() {
    try (Browser browser = Browser.desktop()) {
      browser.open(page + "?state=keys");
      assertThat(browser.heading()).isEqualTo("Acme Solar asks for your utility data");
      browser.picture("form");
      Actions keys = new Actions(browser.driver);
      // The requester's address, then the fields in the order in which they are read.
      keys.sendKeys(
          Keys.TAB, Keys.TAB, "carla@example.com", Keys.TAB, "Demo", Keys.TAB, RESIDENTIAL);
      keys.sendKeys(Keys.TAB, "pass-word-7", Keys.TAB, Keys.SPACE, Keys.TAB, Keys.ENTER).perform();
      browser.awaitAddress("/back");
      assertThat(browser.driver.getCurrentUrl()).contains("referral=", "state=keys");
    }
  }

  @Test
  void enterInAFieldAuthorizesAndMistakesTakeTheFocus() {
    try (Browser browser = Browser.desktop()) {
      browser.open(page);
      browser.field("username").sendKeys("UAPI_TEST_residential", Keys.ENTER);
      browser.awaitHeading("Acme Solar asks for your utility data");
      assertThat(browser.driver.findElement(By.className("alert")).getText()).contains("e-mail");
      browser.picture("mistakes");
      assertThat(browser.driver.switchTo().activeElement().getAttribute("id")).isEqualTo("email");
    }
  }

  @Test
  void withoutScripts() {
    try (Browser browser = Browser.withoutScripts()) {
      browser.open(page);
      browser.authorize(RESIDENTIAL);
      browser.awaitAddress("/back?referral=");
    }
  }

  @Test
  void inAFrameOfAnotherSite() {
    try (Browser browser = Browser.desktop()) {
      browser.open(site + "/");
      browser.driver.switchTo().frame(0);
      browser.authorize(RESIDENTIAL);
      browser.awaitHeading("Welcome back");
      browser.driver.switchTo().defaultContent();
      assertThat(browser.heading()).isEqualTo("Requester");
    }
  }

  @Test
  void onAPhone() {
    try (Browser browser = Browser.phone()) {
      browser.open(page + "?noredirect=1");
      assertThat(browser.isTooWide()).isFalse();
      browser.picture("phone");
      browser.press("Authorize");
      browser.awaitHeading("Acme Solar asks for your utility data");
      assertThat(browser.isTooWide()).isFalse();
      browser.authorize("UAPI_TEST_code");
      browser.awaitHeading("Code request");
      assertThat(browser.isTooWide()).isFalse();
      browser.type("code", "246810");
      browser.press("Go on");
      browser.awaitHeading("You authorized this");
      assertThat(browser.isTooWide()).isFalse();
      browser.picture("phone-receipt");
    }
  }

  @Test
  void withACodeOfTheUtility() {
    try (Browser browser = Browser.desktop()) {
      browser.open(page);
      browser.authorize("UAPI_TEST_code");
      browser.awaitHeading("Code request");
      browser.picture("code");
      browser.field("code").sendKeys("111111", Keys.ENTER);
      browser.awaitHeading("Code request");
      browser.driver.findElement(By.id("code-error"));
      browser.field("code").sendKeys("246810", Keys.ENTER);
      browser.awaitAddress("/back?referral=");
    }
  }

  @Test
  void badCredentialsAndThenGoodOnes() {
    try (Browser browser = Browser.dark()) {
      browser.open(page);
      browser.authorize("UAPI_TEST_badlogin");
      browser.awaitHeading("Please sign in once more");
      browser.picture("once-more");
      browser.authorize(RESIDENTIAL);
      browser.awaitAddress("/back?referral=");
      assertThat(browser.driver.getCurrentUrl()).doesNotContain("error");
    }
  }

  @Test
  void declined() {
    try (Browser browser = Browser.desktop()) {
      browser.open(page);
      browser.press("Decline");
      browser.awaitAddress("/back?referral=");
      assertThat(browser.driver.getCurrentUrl()).contains("error=access_denied");
    }
  }

  @Test
  void revokedFromTheReceipt() {
    try (Browser browser = Browser.desktop()) {
      browser.open(page + "?noredirect=1");
      browser.authorize(RESIDENTIAL);
      browser.awaitHeading("You authorized this");
      browser.picture("receipt");
      browser.open(customer.mailedReceipt());
      browser.press("Revoke ...");
      browser.awaitHeading("Revoke this authorization?");
      browser.picture("revoke");
      browser.press("Revoke for good");
      browser.awaitHeading("You revoked this authorization");
    }
  }

  @Test
  void billsAreHandedOver(@TempDir Path folder) throws IOException {
    Path bill = Files.write(folder.resolve("June.pdf"), HandingOverTest.demoBill());
    Path scan = Files.writeString(folder.resolve("Scan.pdf"), "%PDF-1.7 nothing to be read");
    try (Browser browser = Browser.withoutScripts()) {
      browser.open(page + "?state=handed");
      browser.field("utility").sendKeys("Upload");
      assertThat(browser.field("password").isDisplayed()).isFalse();
      browser.picture("upload-form");
      browser.authorizeUploads();
      browser.awaitHeading("Hand over your bills");
      browser.field("files").sendKeys(bill + "\n" + scan);
      browser.press("Upload");
      browser.awaitText("Scan.pdf");
      customer.owner.settle();
      browser.press("Look again now");
      browser.awaitText("Waiting for a person");
      assertThat(browser.text()).contains("June.pdf Read.");
      browser.picture("uploaded");
      JsonNode meters = customer.owner.get("/meters").path("meters");
      assertThat(meters.size()).isOne();
      assertThat(meters.get(0).path("bill_count").asInt()).isOne();
      browser.press("Done");
      browser.awaitAddress("/back?referral=");
      assertThat(browser.driver.getCurrentUrl()).contains("state=handed").doesNotContain("error");
    }
  }
}
