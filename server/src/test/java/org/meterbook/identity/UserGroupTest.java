package org.meterbook.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** Groups of users over HTTP. */
class UserGroupTest {
  private static final String GROUPS = "/api/v3/userGroup";

  private final Datasource datasource = TestServer.datasource();
  private final Client client = datasource.client();

  private JsonNode group(String body) {
    return client.post(GROUPS, body).expect(200).json();
  }

  private List<Integer> members(int group) {
    return client
        .get(GROUPS + "/" + group + "/member")
        .expect(200)
        .json()
        .valueStream()
        .map(user -> user.get("userId").intValue())
        .toList();
  }

  @Test
  void membersStayUnlessTheyAreSent() {
    JsonNode made =
        group(
            "{\"userGroupName\": \"A\", \"members\": [%1$d, %1$d]}".formatted(datasource.userId()));
    int id = made.get("userGroupId").intValue();
    assertThat(made.get("memberCount").intValue()).isEqualTo(1);
    client.put(GROUPS + "/" + id, "{\"userGroupName\": \"B\"}").expect(200);
    assertThat(members(id)).containsExactly(datasource.userId());
    client.put(GROUPS + "/" + id, "{\"userGroupName\": \"B\", \"members\": []}").expect(200);
    assertThat(members(id)).isEmpty();
    client.post(GROUPS, "{\"userGroupName\": \"b\"}").expect(400);
    client.delete(GROUPS + "/" + id).expect(204);
    client.get(GROUPS + "/" + id).expect(404);
  }

  @Test
  void anAddressBecomesAContactWhoCannotSignIn() {
    JsonNode made =
        group("{\"userGroupName\": \"Readers\", \"newUserEmail\": [\"rita@example.org\"]}");
    int user = members(made.get("userGroupId").intValue()).getFirst();
    JsonNode rita = client.get("/api/v3/user/" + user).expect(200).json();
    assertThat(rita.get("userRole").get("userRoleInfo").asString()).isEqualTo("Contact");
    assertThat(rita.get("userGroups").get(0).get("userGroupName").asString()).isEqualTo("Readers");
    String again = "{\"userGroupName\": \"X\", \"newUserEmail\": [\"%s\"]}";
    assertThat(
            client
                .post(GROUPS, again.formatted("RITA@example.org"))
                .expect(400)
                .json()
                .get("errors")
                .propertyNames())
        .containsExactly("newUserEmail[0]");
    client.post(GROUPS, again.formatted("no address")).expect(400);
    client
        .post(
            "/api/v3/login",
            "{\"dataSource\": \"%s\", \"username\": \"rita@example.org\", \"password\": \"argon2id\"}"
                .formatted(datasource.code()))
        .expect(401);
  }

  @Test
  void aUserIsPutIntoGroupsAndTakenOutOfThem() {
    int group = group("{\"userGroupName\": \"A\"}").get("userGroupId").intValue();
    String user =
        """
        {"userCode": "u", "fullName": "U", "password": "Correct-Horse-7", "email": "u@example.org", "topmostCostCenterIds": [1],
         "topmostPlaceIds": [1], "topmostCollectionIds": [1], "activeDirectory": false, "active": true, "passwordExpirationInterval": 0,
         "strongPassword": false, "forcePasswordChange": false, "userRoleId": 1, "maxApprovalAmount": null%s}\
        """;
    String in = user.formatted(", \"userGroups\": [" + group + "]");
    int id = client.post("/api/v202406/user", in).expect(200).json().get("userId").intValue();
    assertThat(members(group)).containsExactly(id);
    client.put("/api/v202306/user/" + id, user.formatted("")).expect(200);
    assertThat(members(group)).containsExactly(id);
    client.put("/api/v202306/user/" + id, user.formatted(", \"userGroups\": []")).expect(200);
    assertThat(members(group)).isEmpty();
    client.put("/api/v202306/user/" + id, user.formatted(", \"userGroups\": [99999]")).expect(400);
  }

  @Test
  void aLongAddressBecameASignInNameThatIsTooLong() {
    String long66 = "a".repeat(54) + "@example.org";
    String group = "{\"userGroupName\": \"L\", \"newUserEmail\": [\"%s\"]}";
    assertThat(Ledger.fault(client.post(GROUPS, group.formatted(long66)), "newUserEmail[0]"))
        .contains("at most 65 characters");
    client.post(GROUPS, group.formatted(long66.substring(1))).expect(200);
  }
}
