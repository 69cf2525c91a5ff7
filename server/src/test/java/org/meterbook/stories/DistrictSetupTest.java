package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.SetupClient;
import org.meterbook.testing.SetupClient.Table;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/**
 * A school district arrives as setup sheets, is edited by API, leaves as setup sheets, and arrives
 * at another datasource, where it is the same.
 */
class DistrictSetupTest {
  private static final List<Table> DISTRICT =
      List.of(
          SetupClient.table(
              "CREATE_CustomFields",
              "Of|Name|Kind of value|Description|Position|Important|Options",
              "Vendor|Contract|STRING|number of the contract|1|yes|",
              "Meter|Panel|STRING|where it is fed from|1||",
              "Meter|Installed|DATE||2||",
              "Account|Tier|SELECT||1||Small; Large",
              "Place|Heated|BOOLEAN||1||"),
          SetupClient.table(
              "CREATE_CostCenters",
              "Code|Name|Parent",
              "SCHOOLS|Schools|ROOT",
              "ELEMENTARY|Elementary schools|SCHOOLS",
              "HIGH|High schools|SCHOOLS"),
          SetupClient.table(
              "CREATE_Vendors",
              "Code|Name|City|State|Country|Postal code|Remit to|Aliases|Custom: Contract",
              "POWERCO|Power Company|Springfield|IL|US|62701|Power Company, Box 7|PWR; Power Co|C-100",
              "GASCO|Gas Company|Springfield|IL|US|62702||Gas|"),
          SetupClient.table(
              "CREATE_GLCodesAndSubcodes",
              "Code|Sub code 01|Sub code 02|Sub code 20",
              "5000-10|5000|10|",
              "5000-20|5000|20|Z"),
          SetupClient.table(
              "CREATE_BuildingsAndOrganizations",
              "Code|Name|Parent|Type|Primary use|Line 1|City|State|Country|Postal code|Size from|Size|Size unit|Custom: Heated",
              "DISTRICT|The district|ROOT|ORGANIZATION||||||||||",
              "LINCOLN|Lincoln Elementary|DISTRICT|BUILDING|K_12_SCHOOL|1 Elm Street|Springfield|IL|US|62701|2020-07-01|54000|SQFEET|yes",
              "CENTRAL|Central High|DISTRICT|BUILDING|K_12_SCHOOL|9 Oak Street|Springfield|IL|US|62704|2019-07-01|120000|SQFEET|no"),
          SetupClient.table(
              "CREATE_RateSchedules",
              "Vendor|Rate|Commodity|Notes|From|Version notes|Price of use|Unit of use|Price of demand|Unit of demand",
              "POWERCO|GS-1|ELECTRIC|General service||before|0.08|KWH||",
              "POWERCO|GS-1|ELECTRIC||2026-01-01|raised|0.0925|KWH|11.5|KW",
              "GASCO|G-2|NATURALGAS||||||||"),
          SetupClient.table(
              "CREATE_AccountsAndMeters",
              """
              Account|Account name|Account type|Vendor|Cost center|Account country|Account postal code|Account aliases|Account: Tier\
              |Meter|Meter name|Meter type|Commodity|Place|Meter country|Meter postal code|Time zone|Unit of demand|Meter: Panel|Meter: Installed\
              |Link from|Rate|General ledger\
              """,
              """
              100-1|Lincoln power|STANDARD|POWERCO|ELEMENTARY|US|62701|L-POWER|Small\
              |E-1|Lincoln main|STANDARD|ELECTRIC|LINCOLN|US|62701|America/Chicago|KW|MDP-1|2019-08-15\
              |2020-07-01|POWERCO / GS-1|5000-10\
              """,
              """
              200-1|Central power|STANDARD|POWERCO|HIGH|US|62704||Large\
              |E-2|Central main|STANDARD|ELECTRIC|CENTRAL|US|62704|America/Chicago|KW|MDP-9|\
              |2020-07-01|POWERCO / GS-1|5000-20\
              """,
              """
              200-1||||||||\
              |E-3|Central gymnasium|STANDARD|ELECTRIC|CENTRAL|US|62704||||\
              ||POWERCO / GS-1|\
              """,
              """
              300-1|Central gas|STANDARD|GASCO|HIGH|US|62704||\
              |G-1|Central boiler|STANDARD|NATURALGAS|CENTRAL|US|62704||||\
              |2021-01-01|GASCO / G-2|5000-20\
              """),
          SetupClient.table(
              "UPDATE_MeterGroups",
              "Name|Category|Only below topmost places|Members",
              "Electric of the high school|KINDS|yes|E-3; E-2"),
          SetupClient.table(
              "UPDATE_BuildingGroups",
              "Name|Category|Only below topmost places|Members",
              "Schools|KINDS|yes|LINCOLN; CENTRAL"),
          SetupClient.table(
              "CREATE_Users",
              "Code|Name|Password|E-mail|Role|Topmost places|Topmost cost centers|Days until the password expires|Strong password|Must change the password",
              "clerk|Carla Clerk|Correct-Horse-8|clerk@example.org|Administrator: Full Access|CENTRAL; LINCOLN|SCHOOLS|0|yes|no"));

  @Test
  void aDistrictMovesFromOneDatasourceToAnother() {
    TestServer.Datasource first = TestServer.datasource();
    categories(first.client());
    SetupClient sheets = new SetupClient(first.key());
    for (Table sheet : DISTRICT) {
      JsonNode done = sheets.done(sheet);
      assertThat(done.get("success").intValue()).as(sheet.type()).isEqualTo(sheet.body().size());
      assertThat(sheets.done(sheet).get("skip").intValue())
          .as("again " + sheet.type())
          .isEqualTo(sheet.body().size());
    }
    edit(first.client());

    TestServer.Datasource second = TestServer.datasource();
    categories(second.client());
    SetupClient there = new SetupClient(second.key());
    for (Table sheet : DISTRICT) {
      String filled = sheet.type().replace("CREATE", "UPDATE");
      Table left = sheets.fetch(filled);
      Table sent = left.without("Id").as(sheet.type());
      there.done(sheet.type().endsWith("Users") ? sent.with("Password", "Correct-Horse-9") : sent);
      assertThat(there.fetch(filled).without("Id").rows())
          .as(filled)
          .isEqualTo(left.without("Id").rows());
      assertThat(there.done(there.fetch(filled)).get("skip").intValue())
          .as("nothing to change in " + filled)
          .isEqualTo(left.body().size());
    }
    JsonNode meters =
        second.client().get("/api/v3/meter", "filter", "meterCode equals 'E-1'").expect(200).json();
    assertThat(meters.get(0).get("accounts").get(0).get("accountCode").stringValue())
        .isEqualTo("100-1");
    assertThat(meters.get(0).get("meterInfo").stringValue()).isEqualTo("Lincoln service");
  }

  private static void categories(Client client) {
    for (String what : List.of("meter", "place")) {
      client
          .post(
              "/api/v3/%sGroup/category".formatted(what),
              "{\"%1$sGroupCategoryCode\": \"KINDS\", \"%1$sGroupCategoryInfo\": \"Kinds\"}"
                  .formatted(what))
          .expect(200);
    }
  }

  /** As people do afterwards: a name, a price, another meter in a sheet of meters. */
  private static void edit(Client client) {
    JsonNode center =
        client.get("/api/v3/costcenter", "filter", "costCenterCode equals 'HIGH'").json().get(0);
    client
        .put(
            "/api/v3/costcenter/" + center.get("costCenterId").intValue(),
            "{\"costCenterCode\": \"HIGH\", \"costCenterInfo\": \"High school\", \"parentCostCenterId\": %d}"
                .formatted(center.get("parent").get("costCenterId").intValue()))
        .expect(200);
    JsonNode meter = client.get("/api/v3/meter", "filter", "meterCode equals 'E-1'").json().get(0);
    client
        .put(
            "/api/v202307/meter/" + meter.get("meterId").intValue(),
            """
            {"meterCode": "E-1", "meterInfo": "Lincoln service", "placeId": %d, "commodityId": 1, "billEntryNote": "dial on the left",
             "includeInEnergyStar": false, "primaryUseId": null, "meterTimeZoneId": 2, "active": true, "properties": null,
             "meterDescription": null, "useUnitId": 2, "demandUnitId": 22}\
            """
                .formatted(meter.get("place").get("placeId").intValue()))
        .expect(200);
  }
}
