package org.meterbook.collection.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.collection.Collected;
import org.meterbook.collection.Web;

/** What customers keep: their receipt, and the way to revoke. */
class ReceiptTest {
  private final Customer customer = new Customer(Collected.make());
  private final Collected owner = customer.owner;

  @Test
  void isShownWhereNobodyWantsTheBrowserBackAndIsMailed() {
    Web.Answer end =
        customer.authorize(customer.portal() + "?noredirect=1", "UAPI_TEST_residential");

    String receipt = end.expect(303).header("Location");
    assertThat(customer.mailedReceipt()).isEqualTo(Collected.server().url() + receipt);
    assertThat(customer.open(receipt).expect(200).text())
        .contains("You authorized this", Customer.inThreeYears(), "carla@example.com")
        .contains("Demo Utility", "Referral code");
  }

  @Test
  void revokesAfterASecondQuestion() {
    customer.authorize(customer.portal(), "UAPI_TEST_residential").expect(303);
    String receipt = customer.mailedReceipt();
    assertThat(customer.open(receipt).text()).contains(URI.create(receipt).getPath() + "/revoke");
    assertThat(credentials()).isOne();

    Web.Answer question = customer.open(receipt + "/revoke").expect(200);
    assertThat(question.text()).contains("Revoke this authorization?");
    assertThat(revoked()).isFalse();

    Web.Answer done = customer.send(question, Map.of()).expect(303);
    assertThat(customer.open(done.header("Location")).expect(200).text())
        .contains("You revoked this authorization", "On " + Customer.today())
        .doesNotContain("/revoke\"");
    assertThat(revoked()).isTrue();
    assertThat(credentials()).isZero();
    // Once more leads to the same end.
    customer.send(question, Map.of()).expect(303);
    customer.open(receipt + "/revoke").expect(303);
  }

  @Test
  void doesNotRevokeForAForeignForm() {
    customer.authorize(customer.portal(), "UAPI_TEST_residential").expect(303);
    String receipt = customer.mailedReceipt();
    assertThat(customer.web().post(receipt + "/revoke", "token=x.1.y").expect(200).text())
        .contains("Revoke this authorization?");
    assertThat(revoked()).isFalse();
  }

  @Test
  void worksAfterExpiry() {
    String form = owner.post("/forms", "{\"scope\": {\"expires\": \"7d\"}}").path("url").asString();
    customer.authorize(form, "UAPI_TEST_residential").expect(303);
    String receipt = customer.mailedReceipt();
    owner.later(Duration.ofDays(8));

    assertThat(customer.open(receipt).expect(200).text())
        .contains("This authorization has ended", "/revoke\"");
    assertThat(credentials()).isZero();
    customer.send(customer.open(receipt + "/revoke"), Map.of()).expect(303);
    assertThat(customer.open(receipt).text()).contains("You revoked this authorization");
  }

  @Test
  void saysWhatBecameOfABrokenOrDeclinedOne() {
    Web.Answer again =
        customer.authorize(customer.portal() + "?noredirect=1", "UAPI_TEST_badlogin").expect(200);
    String broken =
        customer.send(again, Map.of("decision", "decline")).expect(303).header("Location");
    assertThat(customer.open(broken).text()).contains("the utility gave no access");

    Web.Answer page = customer.open(customer.portal() + "?noredirect=1");
    String declined =
        customer.send(page, Map.of("decision", "decline")).expect(303).header("Location");
    assertThat(customer.open(declined).expect(200).text())
        .contains("You declined", "Nothing is collected")
        .doesNotContain("/revoke\"");
    customer.open(declined + "/revoke").expect(303);
  }

  private boolean revoked() {
    return owner
        .get("/authorizations")
        .path("authorizations")
        .get(0)
        .path("is_revoked")
        .asBoolean();
  }

  private int credentials() {
    return owner.read(sql ->
        sql.list(
                "SELECT 1 FROM collection_credential c WHERE c.tenant_id = :tenant",
                Map.of(),
                row -> row.integer(1))
            .size());
  }
}
