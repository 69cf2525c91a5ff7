package org.meterbook.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What strict clients demand of the answers, to the letter. */
class WireFormatTest {
  private static final String MOMENT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00";

  private final Collected owner = Collected.make();

  private static List<String> keys(JsonNode object) {
    return List.copyOf(object.propertyNames());
  }

  @Test
  void anAuthorizationHasItsKeysInTheDocumentedOrder() {
    owner.submit("DEMO", "residential");
    JsonNode authorization = owner.get("/authorizations").path("authorizations").get(0);
    List<String> keys = new java.util.ArrayList<>(keys(authorization));
    keys.removeAll(List.of("exports_list", "referrals"));
    assertThat(keys)
        .containsExactlyInAnyOrder(
            "uid",
            "created",
            "customer_signature",
            "customer_email",
            "declined",
            "is_declined",
            "expires",
            "is_expired",
            "exports",
            "template_uid",
            "form_uid",
            "is_archived",
            "is_test",
            "scope",
            "nickname",
            "notes",
            "revoked",
            "is_revoked",
            "status",
            "status_message",
            "status_ts",
            "user_uid",
            "user_email",
            "user_status",
            "utility")
        .startsWith(
            "uid", "created", "customer_signature", "customer_email", "declined", "is_declined")
        .endsWith("user_status", "utility");
    assertThat(authorization.path("created").asString()).matches(MOMENT);
    assertThat(authorization.path("uid").isString()).isTrue();
  }

  @Test
  void aMeterHasWhatAStrictReaderDemandsAndNoOtherScalar() {
    String uid = Collected.firstMeter(owner.submit("DEMO", "residential"));
    JsonNode meter = owner.collect(uid);
    assertThat(keys(meter))
        .containsExactlyInAnyOrder(
            "uid",
            "authorization_uid",
            "created",
            "user_email",
            "user_uid",
            "is_archived",
            "is_activated",
            "is_expanded",
            "notes",
            "status",
            "status_message",
            "status_ts",
            "ongoing_monitoring",
            "utility",
            "bill_count",
            "bill_coverage",
            "bill_sources",
            "interval_count",
            "interval_coverage",
            "interval_sources",
            "exports",
            "exports_list",
            "blocks",
            "base");
    assertThat(keys(meter.path("ongoing_monitoring")))
        .containsExactly("frequency", "prepay", "next_prepay", "next_refresh", "fixed_refresh_day");
    assertThat(meter.path("exports").propertyNames())
        .isSubsetOf("bills_csv", "bills_zip", "latest_pdf", "intervals_csv", "intervals_xml");
    meter
        .path("exports_list")
        .forEach(each -> assertThat(each.path("link").asString()).startsWith("http"));
  }

  @Test
  void acceptAndContentTypeDecideNothing() {
    Web odd =
        owner.web.with(
            Map.of(
                "Authorization",
                "Bearer " + owner.token,
                "Accept",
                "application/atom+xml",
                "Content-Type",
                "text/plain"));
    odd.post("/api/v2/forms", "{\"customer_email\": \"a@example.com\"}").expect(200);
    odd.post("/api/v2/forms/", "").expect(200);
    odd.get("/api/v2/forms/?is_archived=false").expect(200);
  }

  @Test
  void theTokenMayStandInTheQueryAndThenNextCarriesIt() {
    assertThat(owner.web.without().get("/api/v2/forms?access_token=" + owner.token).status())
        .isEqualTo(200);
    for (int i = 0; i < 1001; i++) {
      owner.write(sql ->
          sql.insert(
              org.meterbook.store.Tables.COLLECTION_FORM,
              org.meterbook.store.Values.none()
                  .with("created", sql.now())
                  .with("updated", sql.now())
                  .with("user_id", owner.user)
                  .with("collection_template_id", 1)
                  .with("code", Consent.random())));
    }
    JsonNode first = owner.web.without().get("/api/v2/forms?access_token=" + owner.token).json();
    assertThat(first.path("forms")).hasSize(1000);
    String next = first.path("next").asString();
    assertThat(next).startsWith("http").contains("after=").contains("access_token=");
    JsonNode second = owner.web.without().get(next).expect(200).json();
    assertThat(second.path("forms")).hasSize(1);
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void listsMayBeRepeatedParametersAndMetersBareNumbers() {
    JsonNode commercial = owner.submit("DEMO", "commercial").path("meters").path("meters");
    String first = commercial.get(0).path("uid").asString();
    String second = commercial.get(1).path("uid").asString();
    assertThat(owner.get("/meters?uids=" + first + "&uids=" + second).path("meters")).hasSize(2);
    assertThat(owner.get("/meters?uids=" + first + "%2C" + second).path("meters")).hasSize(2);
    assertThat(
            owner
                .post("/meters/historical-collection", "{\"meters\": [" + first + "]}")
                .path("meters")
                .get(0)
                .asString())
        .isEqualTo(first);
    owner.settle();
  }

  @Test
  void billsAreBoundedOrderedAndLimited() {
    String meter = Collected.firstMeter(owner.submit("DEMO", "residential"));
    owner.collect(meter);
    String bills = "/bills?meters=" + meter;
    JsonNode latest = owner.get(bills + "&limit=2").path("bills");
    JsonNode earliest = owner.get(bills + "&limit=2&order=earliest_first").path("bills");
    assertThat(start(latest.get(0))).isGreaterThan(start(latest.get(1)));
    assertThat(start(earliest.get(0))).isLessThan(start(earliest.get(1)));
    String day = start(latest.get(1)).substring(0, 10);
    assertThat(owner.get(bills + "&start=" + day + "&end=").path("bills")).hasSize(2);
    JsonNode walked = owner.get(bills + "&limit=20");
    assertThat(owner.web.get(walked.path("next").asString()).expect(200).json().path("bills"))
        .hasSize(16);
    owner.web.get("/api/v2" + bills + "&start=2026-01-01%2000:00:00").expect(400);
  }

  private static String start(JsonNode bill) {
    return bill.path("base").path("bill_start_date").asString();
  }

  @Test
  void onlyTestsCanBeDeleted() {
    String real = owner.consent("3y");
    assertThat(owner.web.send("DELETE", "/api/v2/authorizations/" + real, "").status())
        .isEqualTo(403);
    String test = owner.submit("DEMO", "residential").path("uid").asString();
    assertThat(
            owner
                .web
                .send("DELETE", "/api/v2/authorizations/" + test, "")
                .expect(200)
                .json()
                .path("success")
                .asBoolean())
        .isTrue();
    owner.web.get("/api/v2/authorizations/" + test).expect(404);
  }

  @Test
  void aPatchChangesOnlyWhatItNames() {
    String uid = owner.submit("DEMO", "residential").path("uid").asString();
    String path = "/api/v2/authorizations/" + uid;
    owner.web.send("PATCH", path, "{\"nickname\": \"Home\"}").expect(200);
    JsonNode archived = owner.web.send("PATCH", path, "{\"is_archived\": true}").expect(200).json();
    assertThat(archived.path("nickname").asString()).isEqualTo("Home");
    JsonNode cleared = owner.web.send("PATCH", path, "{\"nickname\": null}").expect(200).json();
    assertThat(cleared.path("nickname").isNull()).isTrue();
    assertThat(cleared.path("is_archived").asBoolean()).isTrue();
    assertThat(owner.get("/authorizations?is_archived=true&uids=" + uid).path("authorizations"))
        .hasSize(1);
    assertThat(owner.get("/authorizations?is_archived=false").path("authorizations")).isEmpty();
  }
}
