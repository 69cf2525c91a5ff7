package org.meterbook.ledger.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;

/** Postal codes, bills that have changed, tags. */
class LookUpsTest {
  private final Client demo = TestServer.demo().client();

  @Test
  void aPostalCodeIsKnownFromThePlacesThatHaveIt() {
    assertThat(demo.get("/api/v3/postalcode/62561").expect(200).json().get("city").asString())
        .isEqualTo("Riverton");
    demo.get("/api/v3/postalcode/00000").expect(404);
    TestServer.datasource().client().get("/api/v3/postalcode/62561").expect(404);
  }

  @Test
  void billsAreListedSinceAMoment() {
    String path = "/api/v3/activity/bill";
    assertThat(demo.get(path).expect(200).json().get(0).get("reason").asString())
        .isEqualTo("Created");
    assertThat(demo.get(path, "date", "2030-01-01").expect(200).json()).isEmpty();
    demo.get(path, "date", "yesterday").expect(400);
  }

  @Test
  void tagsAreOfReports() {
    assertThat(demo.get("/api/v3/tag", "filter", "tagCategory equals 'report'").json()).hasSize(1);
    assertThat(demo.get("/api/v3/tag", "filter", "tagCategory equals 'bill'").json()).isEmpty();
  }
}
