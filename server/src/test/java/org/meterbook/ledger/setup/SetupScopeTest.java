package org.meterbook.ledger.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Users;
import org.meterbook.store.Scope;
import org.meterbook.testing.Client;
import org.meterbook.testing.SetupClient;
import org.meterbook.testing.SetupClient.Table;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Who may send and fetch what. */
class SetupScopeTest {
  private static final int FACILITIES = 4;
  private static final int READER = 5;

  private final TestServer.Datasource datasource = TestServer.datasource();
  private final SetupClient owner = new SetupClient(datasource.key());

  @Test
  void aSheetNeedsThePermissionOfWhatItWrites() {
    SetupClient reader = new SetupClient(key("reader", READER, List.of()));
    Table vendors = SetupClient.table("CREATE_Vendors", "Code|Name", "A|Aa");
    assertThat(reader.send(vendors).expect(401).text()).contains("Vendors (Create)");
    new Client(reader.key()).get("/api/v3/setup?type=CREATE_Vendors").expect(401);
    assertThat(reader.fetch("UPDATE_Vendors").body()).isEmpty();
    new Client(reader.key()).get("/api/v3/setup?type=UPDATE_Users").expect(401);
    SetupClient facilities = new SetupClient(key("facilities", FACILITIES, List.of()));
    facilities.send(vendors).expect(401);
    facilities.done(
        SetupClient.table(
            "CREATE_BuildingsAndOrganizations", "Code|Name|Parent|Type", "B|B|ROOT|BUILDING"));
    assertThat(owner.fetch("UPDATE_Vendors").body()).isEmpty();
  }

  @Test
  void topmostPlacesBoundSheetsBothWays() {
    owner.done(
        SetupClient.table(
            "CREATE_BuildingsAndOrganizations",
            "Code|Name|Parent|Type",
            "NORTH|North|ROOT|ORGANIZATION",
            "SOUTH|South|ROOT|ORGANIZATION",
            "S-1|South one|SOUTH|BUILDING"));
    int north =
        datasource
            .client()
            .get("/api/v3/place", "filter", "placeCode equals 'NORTH'")
            .json()
            .get(0)
            .get("placeId")
            .intValue();
    SetupClient bounded = new SetupClient(key("bounded", 1, List.of(north)));
    assertThat(bounded.fetch("UPDATE_BuildingsAndOrganizations").column("Code"))
        .containsExactly("NORTH");
    JsonNode setup =
        bounded
            .send(
                SetupClient.table(
                    "CREATE_BuildingsAndOrganizations",
                    "Code|Name|Parent|Type",
                    "N-1|North one|NORTH|BUILDING",
                    "S-2|South two|SOUTH|BUILDING",
                    "S-1|Taken|NORTH|BUILDING"))
            .expect(200)
            .json();
    assertThat(setup.get("success").intValue()).isEqualTo(1);
    assertThat(SetupClient.kickout(setup).column("Reason"))
        .containsExactly("there is no place 'SOUTH'", "is already in use; it must be unique");
    assertThat(
            SetupClient.kickout(
                    bounded
                        .send(
                            SetupClient.table(
                                "UPDATE_BuildingsAndOrganizations", "Code|Name", "S-1|Mine"))
                        .expect(200)
                        .json())
                .column("Reason"))
        .containsExactly("there is no place 'S-1'");
  }

  @Test
  void aPasswordIsNeverHandedOut() {
    JsonNode setup =
        owner
            .send(
                SetupClient.table(
                    "CREATE_Users",
                    "Code|Name|Password|E-mail|Role",
                    "a|A|Correct-Horse-8|a@example.org|No such role"))
            .expect(200)
            .json();
    assertThat(SetupClient.kickout(setup).column("Password")).containsExactly("");
    assertThat(owner.fetch("UPDATE_Users").column("Password")).containsExactly("");
  }

  @Test
  void aRowIsDoneWholeOrNotAtAll() {
    owner.done(SetupClient.table("CREATE_Vendors", "Code|Name", "V|Vendor"));
    JsonNode setup =
        owner
            .send(
                SetupClient.table(
                    "CREATE_AccountsAndMeters",
                    "Account|Account name|Account type|Vendor|Cost center|Account country|Meter|Meter name|Meter type|Commodity|Place|Meter country|Meter postal code|Rate",
                    "A-1|A|STANDARD|V|ROOT|DE|M-1|M|STANDARD|ELECTRIC|ROOT|US|16801|V / none",
                    "A-1|A|STANDARD|V|ROOT|DE|||||||"))
            .expect(200)
            .json();
    assertThat(SetupClient.kickout(setup).body()).hasSize(1);
    assertThat(SetupClient.kickout(setup).column("Column")).containsExactly("Rate");
    assertThat(owner.fetch("UPDATE_Accounts").column("Account")).containsExactly("A-1");
    assertThat(owner.fetch("UPDATE_Meters").body()).as("undone with its row").isEmpty();
    assertThat(datasource.client().get("/api/changes?since=0&resource=meter").expect(200).json())
        .as("and nobody hears of it")
        .isEmpty();
  }

  private String key(String code, int role, List<Integer> places) {
    var database = TestServer.server().database();
    int user = Users.create(database, datasource.tenant(), code, code, TestServer.PASSWORD, role);
    return database.write(
        datasource.tenant(),
        Scope.UNBOUNDED,
        user,
        sql -> {
          for (int place : places) {
            sql.execute(
                "UPDATE user_topmost_place SET place_id = :place WHERE tenant_id = :tenant AND user_id = :user",
                Map.of("place", place, "user", user));
          }
          return ApiKeys.make(sql, user, "test");
        });
  }
}
