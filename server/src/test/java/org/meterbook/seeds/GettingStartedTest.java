package org.meterbook.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** The guide "Getting started". */
class GettingStartedTest {
  private final Client client = TestServer.demo().client().with("Content-Type", "application/json");

  @Test
  void getMeter() {
    Client.Response response = client.get("/api/v3/meter").expect(200);
    JsonNode meters = response.json();
    assertThat(meters.isArray()).isTrue();
    assertThat(meters.size()).isEqualTo(60);
    JsonNode meter = meters.get(0);
    assertThat(meter.get("meterId").isInt()).isTrue();
    assertThat(meter.get("meterCode").isString()).isTrue();
    assertThat(meter.get("meterInfo").isString()).isTrue();
    assertThat(meter.get("commodity").get("commodityId").intValue()).isEqualTo(1);
    assertThat(meter.get("commodity").get("commodityCode").stringValue()).isEqualTo("ELECTRIC");
    assertThat(meter.get("commodity").get("commodityInfo").stringValue()).isEqualTo("Electric");
    JsonNode account = meter.get("accounts").get(0);
    assertThat(account.get("accountId").isInt()).isTrue();
    assertThat(account.get("accountCode").isString()).isTrue();
    assertThat(account.get("accountInfo").isString()).isTrue();
    assertThat(meter.has("primaryUse")).isTrue();
  }

  @Test
  void theNestedObjectOfTheGuideCanBeMade() {
    TestServer.Datasource datasource = TestServer.datasource();
    Client admin = datasource.client();
    int use =
        admin
            .post(
                "/api/v3/primaryuse",
                """
                {"primaryUseCode": "METERUSE1", "primaryUseInfo": "Meter Use 1", "primaryUseType": "meter"}\
                """)
            .expect(200)
            .json()
            .get("primaryUseId")
            .intValue();
    JsonNode meter =
        admin
            .post(
                "/api/v3/meter",
                """
                {"meterCode": "METER1234", "meterInfo": "Meter 1234", "commodityId": 1, "placeId": 1, "meterTypeId": 1,
                 "primaryUseId": %d, "address": {"country": "US", "postalCode": "16801"}}\
                """
                    .formatted(use))
            .expect(200)
            .json();
    assertThat(meter.get("primaryUse").toString())
        .isEqualTo(
            "{\"primaryUseId\":%d,\"primaryUseCode\":\"METERUSE1\",\"primaryUseInfo\":\"Meter Use 1\"}"
                .formatted(use));
    assertThat(meter.get("accounts").size()).isZero();
  }

  @Test
  void withoutContentTypeGetWorksToo() {
    TestServer.demo().client().get("/api/v3/meter").expect(200);
  }

  @Test
  void statusCodes() {
    assertThat(client.with("ECI-ApiKey", "YOUR_API_KEY").get("/api/v3/meter").status())
        .isEqualTo(401);
    assertThat(client.get("/api/v3/meter/999999").status()).isEqualTo(404);
    assertThat(client.put("/api/v3/meter", "{}").status()).isEqualTo(405);
    assertThat(client.with("Accept", "text/html").get("/api/v3/meter").status()).isEqualTo(406);
    assertThat(client.get("/api/v3/meter?pageSize=0").status()).isEqualTo(400);
  }
}
