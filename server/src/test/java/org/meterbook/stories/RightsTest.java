package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.testing.Ledger.ROOT;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** Who has less does not change who has more. */
class RightsTest {
  private final Ledger ledger = new Ledger();
  private final Client admin = ledger.client();
  private final int place = ledger.building("B", ROOT);

  private int user(String code) {
    JsonNode found =
        admin.get("/api/v3/user", "filter", "systemUserCode equals '%s'".formatted(code)).json();
    return found.get(0).get("userId").intValue();
  }

  private static String body(String code, int place, int role) {
    return """
    {"userCode": "%s", "fullName": "Some One", "password": "Correct-Horse-7", "email": "a@example.org", "topmostPlaceIds": [%d],
     "topmostCostCenterIds": [1], "topmostCollectionIds": [1], "activeDirectory": false, "active": true,
     "passwordExpirationInterval": 0, "strongPassword": false, "forcePasswordChange": false, "userRoleId": %d,
     "maxApprovalAmount": null}\
    """
        .formatted(code, place, role);
  }

  private static Client.Response edit(Client by, int user, String body) {
    return by.put("/api/v202306/user/" + user, body);
  }

  private static Client.Response changeRole(Client by, int user, int role) {
    return by.put(
        "/api/v202206/systemUser/%d/role".formatted(user), "{\"userRoleId\": %d}".formatted(role));
  }

  @Test
  void aBoundedAdministratorChangedTheUnboundedOne() {
    Client bounded = ledger.bounded(place, ROOT);
    int whole = user("admin");
    edit(bounded, whole, body("admin", place, 1)).expect(403);
    changeRole(bounded, whole, 6).expect(403);
    JsonNode shown = admin.get("/api/v3/user/" + whole).expect(200).json();
    assertThat(shown.get("place").get("placeId").intValue()).isEqualTo(ROOT);
    assertThat(shown.get("userRole").get("userRoleId").intValue()).isEqualTo(1);
    ledger.bounded(place, ledger.costCenter("C", ROOT));
    int smaller = user("bounded2");
    changeRole(bounded, smaller, 5).expect(200);
    edit(bounded, user("bounded1"), body("bounded1", place, 1)).expect(200);
  }

  @Test
  void aClerkChangedWhoMayDoMore() {
    Client clerk = ledger.granted("UsersAndUserGroups.View", "UsersAndUserGroups.Manage");
    int role =
        admin
            .get("/api/v3/user/" + user("granted1"))
            .json()
            .get("userRole")
            .get("userRoleId")
            .intValue();
    changeRole(clerk, user("admin"), role).expect(403);
    edit(clerk, user("admin"), body("admin", ROOT, role)).expect(403);
    int equal = ledger.id("/api/v202406/user", body("equal", ROOT, role), "userId");
    edit(clerk, equal, body("other", ROOT, role)).expect(200);
  }

  @Test
  void aManagerOfRolesWidenedTheirOwn() {
    Client manager = ledger.granted("Roles.Manage");
    int own =
        admin
            .get("/api/v3/user/" + user("granted1"))
            .json()
            .get("userRole")
            .get("userRoleId")
            .intValue();
    String wide =
        """
        {"systemUserRoleName": "%s", "description": "x", "permissions": {"roles": {"manage": true}, "accounts": {"delete": true}}}\
        """;
    manager.put("/api/v3/userrole/" + own, wide.formatted("Wide")).expect(403);
    manager.post("/api/v3/userrole", wide.formatted("New")).expect(403);
    manager
        .post(
            "/api/v3/userrole",
            wide.formatted("Own").replace("\"delete\": true", "\"delete\": false"))
        .expect(200);
  }
}
