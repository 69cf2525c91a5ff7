package org.meterbook.collection.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.collection.Collected;
import org.meterbook.collection.Web;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.JsonNode;

/** The way from the link to the end, as a browser without scripts goes it. */
class ConsentPageTest {
  private final Customer customer = new Customer(Collected.make());
  private final Collected owner = customer.owner;

  @Test
  void saysWhoAsksForWhatUntilWhen() {
    String page = customer.open(customer.portal()).expect(200).text();

    assertThat(page)
        .contains("Acme Solar", "help@example.com", "Bills", "Interval data", "Account details")
        .contains(Customer.inThreeYears() + " (3 years)")
        .contains("<option value=\"DEMO\"");
  }

  @Test
  void aConsentLeadsBackToTheRequester() {
    Web.Answer end =
        customer.authorize(customer.portal() + "?state=a%26b%20c", "UAPI_TEST_commercial");

    String location = end.expect(303).header("Location");
    assertThat(location).startsWith("https://acme.example/back?referral=");
    Map<String, String> parameters = Customer.parameters(location);
    assertThat(parameters).containsEntry("state", "a&b c").doesNotContainKey("error");
    JsonNode authorization = authorization(parameters);
    assertThat(authorization.path("customer_email").asString()).isEqualTo("carla@example.com");
    assertThat(authorization.path("status").asString()).isEqualTo("updated");
    assertThat(authorization.path("form_uid").isNull()).isTrue();
    assertThat(authorization.path("meters").path("meters").size()).isEqualTo(4);
  }

  @Test
  void aFormFillsInAndTheLinkOverrides() {
    JsonNode form =
        owner.post(
            "/forms",
            "{\"customer_email\": \"preset@example.com\", \"utility\": \"PG&E\", \"scope\": {\"expires\": \"until_revoked\", \"ongoing_end\": \"2027-01-31T18:00:00Z\"}}");
    String url = form.path("url").asString();

    assertThat(customer.open(url).expect(200).text())
        .contains("value=\"preset@example.com\"", "value=\"PG&amp;E\" selected")
        .contains("until you revoke it", "No data of a time after 31 January 2027");
    String overridden = customer.open(url + "&email=other@example.com&utility=DEMO").text();
    assertThat(overridden)
        .contains("value=\"other@example.com\"", "value=\"DEMO\" selected")
        .doesNotContain("preset@example.com");

    Web.Answer end =
        customer.authorize(
            url + "&redirect_uri=https://acme.example/other?x%3D1", "UAPI_TEST_residential");
    String location = end.expect(303).header("Location");
    assertThat(location).startsWith("https://acme.example/other?x=1&referral=");
    JsonNode authorization = authorization(Customer.parameters(location));
    assertThat(authorization.path("form_uid").asString()).isEqualTo(form.path("uid").asString());
    assertThat(authorization.path("expires").asString()).isEqualTo("until_revoked");
  }

  @Test
  void mistakesStandBesideTheirFieldsAndThePasswordIsNotKept() {
    Map<String, String> typed = Customer.typed("someone <b>", "secret-1");
    typed.put("email", "carla@");
    typed.remove("confirm");

    Web.Answer answer = customer.send(customer.open(customer.portal()), typed).expect(400);

    assertThat(answer.text())
        .contains("id=\"email-error\"", "aria-describedby=\"email-error email-hint\"")
        .contains("id=\"confirm-error\"", "aria-invalid=\"true\"", "role=\"alert\"")
        .contains("value=\"carla@\"", "value=\"someone &lt;b")
        .doesNotContain("secret-1", "username-error", "someone <b>");
    assertThat(authorizations()).isZero();
  }

  @Test
  void everyFieldIsAskedFor() {
    Web.Answer answer =
        customer.send(customer.open(customer.portal()), Map.of("email", "", "utility", ""));
    assertThat(answer.expect(400).text())
        .contains("email-error", "utility-error", "username-error", "password-error")
        .contains("confirm-error");
    Map<String, String> unknown = Customer.typed("carla", "secret");
    unknown.put("utility", "PG&E");
    assertThat(customer.send(customer.open(customer.portal()), unknown).expect(400).text())
        .contains("This utility is not served yet");
  }

  @Test
  void aRefusalIsToldToo() {
    Web.Answer page = customer.open(customer.portal() + "?state=7");
    Web.Answer answer = customer.send(page, Map.of("decision", "decline")).expect(303);

    Map<String, String> parameters = Customer.parameters(answer.header("Location"));
    assertThat(parameters)
        .containsEntry("error", "access_denied")
        .containsEntry("error_description", "User declined authorization")
        .containsEntry("state", "7");
    assertThat(authorization(parameters).path("is_declined").asBoolean()).isTrue();
  }

  @Test
  void aForeignAddressToReturnToIsNeverGoneTo() {
    Web.Answer page = customer.open(customer.portal() + "?redirect_uri=https://evil.example/");
    for (String decision : new String[] {"authorize", "decline"}) {
      Map<String, String> typed = Customer.typed("UAPI_TEST_residential", "x");
      typed.put("decision", decision);
      Web.Answer answer = customer.send(page.expect(200), typed).expect(400);
      assertThat(answer.text()).contains("is not one that Acme Solar has registered");
      assertThat(answer.header("Location")).isEmpty();
    }
    assertThat(authorizations()).isZero();
  }

  @Test
  void badCredentialsAreAskedForAgainAndRenewTheSameAuthorization() {
    Web.Answer again = customer.authorize(customer.portal() + "?state=s", "UAPI_TEST_badlogin");
    assertThat(again.expect(200).text())
        .contains("Please sign in once more", "role=\"alert\"", "value=\"carla@example.com\"");

    Web.Answer end =
        customer.settled(
            customer.send(again, Customer.typed("UAPI_TEST_residential", "x")).expect(303));
    Map<String, String> parameters = Customer.parameters(end.expect(303).header("Location"));
    assertThat(parameters).containsEntry("state", "s").doesNotContainKey("error");
    assertThat(authorization(parameters).path("referrals").size()).isEqualTo(2);
    assertThat(authorizations()).isOne();
  }

  @Test
  void whoStopsAfterBadCredentialsIsSentBackWithTheReason() {
    Web.Answer again = customer.authorize(customer.portal(), "UAPI_TEST_badlogin");
    Web.Answer end = customer.send(again, Map.of("decision", "decline")).expect(303);
    assertThat(Customer.parameters(end.header("Location")))
        .containsEntry("error", "access_invalid");
  }

  @Test
  void aCodeIsAskedForUntilItIsRight() {
    Web.Answer asked = customer.authorize(customer.portal(), "UAPI_TEST_code").expect(200);
    assertThat(asked.text()).contains("Code request", "one-time-code").doesNotContain("code-error");

    assertThat(customer.send(asked, Map.of("code", " ")).expect(400).text()).contains("code-error");
    Web.Answer wrong = customer.settled(customer.send(asked, Map.of("code", "111111")).expect(303));
    assertThat(wrong.expect(200).text()).contains("code-error", "did not take the code");
    Web.Answer right = customer.settled(customer.send(wrong, Map.of("code", "246810")).expect(303));
    assertThat(right.expect(303).header("Location")).doesNotContain("error");
    // The same page sent once more does no harm.
    Web.Answer late = customer.send(wrong, Map.of("code", "246810")).expect(303);
    assertThat(customer.settled(late).expect(303).header("Location")).contains("referral=");
  }

  @Test
  void aSiteThatIsDownIsSaid() {
    Web.Answer failed = customer.authorize(customer.portal(), "UAPI_TEST_websitedown").expect(200);
    assertThat(failed.text()).contains("Demo Utility did not let us in", "Try again", "Stop here");
    Web.Answer end = customer.open(link(failed, "/finish")).expect(303);
    assertThat(Customer.parameters(end.header("Location"))).containsEntry("error", "utility_down");
    assertThat(customer.open(link(failed, "/again")).expect(200).text())
        .contains("Please sign in once more");
  }

  @Test
  void nobodyWaitsLongerThanHalfAMinute() {
    Web.Answer submitted =
        customer.send(
            customer.open(customer.portal()), Customer.typed("UAPI_TEST_residential", "x"));
    owner.settle();
    owner.write(sql ->
        sql.execute(
            "UPDATE collection_authorization SET status = 'pending', status_message = 'Still at it' WHERE tenant_id = :tenant",
            Map.of()));

    String wait = submitted.expect(303).header("Location");
    assertThat(customer.open(wait).expect(200).text())
        .contains("http-equiv=\"refresh\" content=\"2\"", "We are signing in at Demo Utility");
    Collected.clock().advance(Duration.ofSeconds(31));
    assertThat(customer.open(wait).expect(303).header("Location"))
        .startsWith("https://acme.example/back?referral=")
        .doesNotContain("error");
  }

  @Test
  void whatIsClosedOrUnknownIsAFriendlyPage() {
    assertThat(customer.open("/authorize/nobody").expect(404).text()).contains("does not exist");
    customer.open("/authorize").expect(404);
    customer.open("/authorize/").expect(404);
    customer.open(customer.portal() + "/elsewhere").expect(404);
    customer.open(customer.portal() + "/code").expect(404);
    customer.open(customer.portal() + "?f=nothing").expect(404);
    customer.open(customer.portal() + "?f=%00").expect(400);
    customer.open(customer.portal() + "/receipt/unknown").expect(404);
    customer.open(customer.portal() + "/wait?t=a.b.c").expect(403);
    JsonNode form = owner.post("/forms", "{\"disabled\": true}");
    assertThat(customer.open(form.path("url").asString()).expect(403).text()).contains("closed");
    owner.write(sql -> {
      sql.update(
          Tables.COLLECTION_TEMPLATE,
          Integer.parseInt(form.path("template_uid").asString()),
          Values.none().with("disabled", true));
      return true;
    });
    customer.open(customer.portal()).expect(403);
  }

  @Test
  void aTimeThatHasPassedCannotBeConsentedTo() {
    JsonNode form =
        owner.post(
            "/forms",
            "{\"scope\": {\"expires\": \"%s\"}}"
                .formatted(Collected.clock().instant().plusSeconds(60)));
    Collected.clock().advance(Duration.ofMinutes(2));
    assertThat(customer.open(form.path("url").asString()).expect(403).text())
        .contains("The time of this request is over");
  }

  private String link(Web.Answer page, String part) {
    return java.util.regex.Pattern.compile("href=\"([^\"]*" + part + "\\?[^\"]*)\"")
        .matcher(page.text())
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  private JsonNode authorization(Map<String, String> parameters) {
    return owner
        .get("/authorizations?include=meters&referrals=" + parameters.get("referral"))
        .path("authorizations")
        .get(0);
  }

  private int authorizations() {
    return owner.get("/authorizations").path("authorizations").size();
  }
}
