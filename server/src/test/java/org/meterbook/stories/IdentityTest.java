package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Keys, tokens, passwords, roles. */
class IdentityTest {
  private final TestServer.Datasource datasource = TestServer.datasource();
  private final Client admin = datasource.client();

  private JsonNode login(String user, String password, int status) {
    return new Client(Map.of())
        .post(
            "/api/v3/login",
            "{\"dataSource\": \"%s\", \"username\": \"%s\", \"password\": \"%s\"}"
                .formatted(datasource.code(), user, password))
        .expect(status)
        .json();
  }

  private String user(String code, int role) {
    return """
    {"userCode": "%s", "fullName": "Some One", "password": "secret-secret", "email": "a@example.org", "topmostPlaceIds": [1],
     "topmostCostCenterIds": [1], "topmostCollectionIds": [1], "passwordExpirationInterval": 30, "strongPassword": false,
     "forcePasswordChange": false, "userRoleId": %d}\
    """
        .formatted(code, role);
  }

  @Test
  void aKeyDeletedMidUseStopsAtOnce() {
    JsonNode made = admin.post("/api/v3/apiKey", "{\"apiKeyName\": \"script\"}").expect(200).json();
    Client script = new Client(made.get("apiKey").stringValue());
    script.get("/api/v3/meter").expect(200);
    JsonNode listed = admin.get("/api/v3/apiKey").expect(200).json();
    assertThat(listed.toString())
        .as("shown once only")
        .doesNotContain(made.get("apiKey").stringValue());
    admin.delete("/api/v3/apiKey/" + made.get("apiKeyId").intValue()).expect(204);
    script.get("/api/v3/meter").expect(401);
  }

  @Test
  void theKeyWinsOverTheToken() {
    String token = login("ADMIN", TestServer.PASSWORD, 200).get("token").stringValue();
    Client both = admin.with("Authorization", "Bearer " + token);
    both.get("/api/v3/me").expect(200);
    both.with("ECI-ApiKey", "nonsense").get("/api/v3/me").expect(401);
    Client bearer = new Client(Map.of("Authorization", "bearer " + token));
    assertThat(bearer.get("/api/v3/me").expect(200).json().get("systemUserCode").stringValue())
        .isEqualTo("admin");
    bearer.post("/api/v3/logout", "").expect(200);
  }

  @Test
  void wrongPasswordsAndDatasourcesAreRefusedAlike() {
    JsonNode wrong = login("admin", "wrong", 401);
    assertThat(login("nobody", "wrong", 401).get("detail")).isEqualTo(wrong.get("detail"));
  }

  @Test
  void aTokenEndsAfterTwelveHoursAndAPasswordWhenItExpires() {
    admin.post("/api/v202406/user", user("short", 1)).expect(200);
    String token = login("short", "secret-secret", 200).get("token").stringValue();
    Client bearer = new Client(Map.of("Authorization", "Bearer " + token));
    bearer.get("/api/v3/me").expect(200);
    try {
      TestServer.clock().advance(Duration.ofHours(12).plusSeconds(1));
      bearer.get("/api/v3/me").expect(401);
      TestServer.clock().advance(Duration.ofDays(30));
      login("short", "secret-secret", 403);
    } finally {
      TestServer.clock().set(TestServer.START);
    }
  }

  @Test
  void aRoleSaysWhatItsUsersMayDo() {
    JsonNode role =
        admin
            .post(
                "/api/v202206/userrole",
                """
                {"systemUserRoleName": "Reader", "description": "Reads meters", "permissions": {"meters": {"view": true}}}\
                """)
            .expect(200)
            .json();
    int id = role.get("systemUserRoleId").intValue();
    assertThat(role.get("permissions").get("meters").get("view").booleanValue()).isTrue();
    assertThat(role.get("permissions").get("meters").get("edit").booleanValue()).isFalse();
    admin.post("/api/v202406/user", user("reader", id)).expect(200);
    Client reader =
        new Client(
            Map.of(
                "Authorization",
                "Bearer " + login("reader", "secret-secret", 200).get("token").stringValue()));
    reader.get("/api/v3/meter").expect(200);
    assertThat(reader.get("/api/v3/account").expect(401).json().get("detail").stringValue())
        .contains("Accounts (View)");
    JsonNode reduced = reader.get("/api/v3/user").expect(200).json().get(0);
    assertThat(reduced.propertyNames()).containsExactly("userId", "userCode", "fullName", "active");
    admin.delete("/api/v3/userrole/" + id).expect(400);
    admin
        .put("/api/v202206/userrole/1", "{\"systemUserRoleName\": \"x\", \"description\": \"y\"}")
        .expect(403);
  }

  @Test
  void nobodyGivesMoreThanTheyHave() {
    int role =
        admin
            .post(
                "/api/v202206/userrole",
                """
                {"systemUserRoleName": "Clerk", "description": "Makes users", "permissions": {"usersAndUserGroups": {"view": true, "manage": true}}}\
                """)
            .expect(200)
            .json()
            .get("systemUserRoleId")
            .intValue();
    admin.post("/api/v202406/user", user("clerk", role)).expect(200);
    Client clerk =
        new Client(
            Map.of(
                "Authorization",
                "Bearer " + login("clerk", "secret-secret", 200).get("token").stringValue()));
    clerk.post("/api/v202406/user", user("second", role)).expect(200);
    assertThat(
            clerk
                .post("/api/v202406/user", user("boss", 1))
                .expect(400)
                .json()
                .get("errors")
                .propertyNames())
        .containsExactly("userRoleId");
  }

  @Test
  void noSecretIsInTheChangeLog() {
    admin.post("/api/v202406/user", user("logged", 1)).expect(200);
    String log =
        TestServer.server()
            .database()
            .read(
                datasource.tenant(),
                org.meterbook.store.Scope.UNBOUNDED,
                sql ->
                    sql.list(
                            "SELECT coalesce(before::text, '') || coalesce(after::text, '') FROM change WHERE tenant_id = :tenant",
                            Map.of(),
                            row -> row.text(1))
                        .toString());
    assertThat(log)
        .contains("logged")
        .doesNotContain("argon2id")
        .doesNotContain("key_hash")
        .doesNotContain("secret-secret");
  }

  @Test
  void twoDatasourcesWithEqualCodesNeverMeet() {
    TestServer.Datasource other = TestServer.datasource();
    String place =
        "{\"placeCode\": \"SAME\", \"placeInfo\": \"%s\", \"parentPlaceId\": 1, \"placeTypeId\": 2}";
    int mine =
        admin
            .post("/api/v3/place", place.formatted("mine"))
            .expect(200)
            .json()
            .get("placeId")
            .intValue();
    other.client().post("/api/v3/place", place.formatted("theirs")).expect(200);
    other
        .client()
        .post("/api/v3/place", place.formatted("again").replace("SAME", "same"))
        .expect(400);
    JsonNode found =
        admin.get("/api/v3/place", "filter", "placeCode equals 'same'").expect(200).json();
    assertThat(found.size()).isEqualTo(1);
    assertThat(found.get(0).get("placeInfo").stringValue()).isEqualTo("mine");
    admin
        .put(
            "/api/v3/place/" + mine,
            """
            {"placeCode": "SAME", "placeInfo": "moved", "parentPlaceId": 1, "placeTypeId": 2, "primaryUseId": null, "buildDate": null,
             "weatherStationCode": null, "placeDescription": null}\
            """)
        .expect(200);
    assertThat(
            other
                .client()
                .get("/api/v3/place", "filter", "placeCode equals 'SAME'")
                .json()
                .get(0)
                .get("placeInfo")
                .stringValue())
        .isEqualTo("theirs");
  }
}
