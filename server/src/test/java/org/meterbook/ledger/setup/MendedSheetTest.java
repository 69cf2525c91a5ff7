package org.meterbook.ledger.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.SetupClient;
import org.meterbook.testing.SetupClient.Table;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Faults that sheets once had, each by what broke. */
class MendedSheetTest {
  private static final String HEADINGS =
      "Account|Account name|Account type|Vendor|Cost center|Account country|Account postal code|Meter|Meter name|Meter type|Commodity|Place|Meter country|Meter postal code|Time zone|Unit of demand|Link from|Rate";
  private static final String NEW_METER = "|Em|STANDARD|ELECTRIC|B|US|62701|America/Chicago|KW|";

  private final TestServer.Datasource datasource = TestServer.datasource();
  private final Client client = datasource.client();
  private final SetupClient sheets = new SetupClient(datasource.key());

  private void books() {
    sheets.done(SetupClient.table("CREATE_CostCenters", "Code|Name|Parent", "C|Center|ROOT"));
    sheets.done(SetupClient.table("CREATE_Vendors", "Code|Name", "V|Vee"));
    sheets.done(
        SetupClient.table(
            "CREATE_BuildingsAndOrganizations",
            "Code|Name|Parent|Type|Primary use|Country|Postal code|Size from|Size|Size unit",
            "B|Bee|ROOT|BUILDING|K_12_SCHOOL|US|62701|2020-07-01|54000|SQFEET"));
    sheets.done(SetupClient.table("CREATE_RateSchedules", "Vendor|Rate|Commodity", "V|R|ELECTRIC"));
  }

  private int id(String path, String body, String key) {
    JsonNode made = client.post(path, body).expect(200).json();
    return (made.isArray() ? made.get(0) : made).get(key).intValue();
  }

  private Table refused(Table sheet, int success) {
    JsonNode setup = sheets.send(sheet).expect(200).json();
    assertThat(setup.get("success").intValue()).isEqualTo(success);
    return SetupClient.kickout(setup);
  }

  @Test
  void aLinkWithoutAMeterRefusesItsRowAndNotTheSheet() {
    books();
    Table created =
        refused(
            SetupClient.table(
                "CREATE_AccountsAndMeters",
                HEADINGS,
                "A|Name|STANDARD|V|C|US|62701|||||||||||V / R",
                "B|Name|STANDARD|V|C|US|62701|||||||||||"),
            1);
    assertThat(created.column("Column")).containsExactly("Meter");
    assertThat(created.column("Reason"))
        .containsExactly("is required in a row with cells of a link");
    for (String heading : List.of("Link from", "Link to")) {
      Table updated =
          refused(
              SetupClient.table(
                  "UPDATE_AccountsAndMeters",
                  "Account|Account name|" + heading,
                  "B|Named|2026-01-01",
                  "B|Renamed|"),
              1);
      assertThat(updated.column("Column")).containsExactly("Meter");
      sheets.done(
          SetupClient.table("UPDATE_AccountsAndMeters", "Account|Account name", "B|Before"));
    }
  }

  @Test
  void anAccountWithAMeterIsNotLeftWithoutItsLink() {
    books();
    String account = "A|Name|STANDARD|V|C|US|62701|M";
    Table kickout =
        refused(
            SetupClient.table("CREATE_AccountsAndMeters", HEADINGS, account + NEW_METER + "|"), 0);
    assertThat(kickout.column("Column")).containsExactly("Rate");
    assertThat(sheets.fetch("UPDATE_Accounts").body()).as("the row is undone whole").isEmpty();
    sheets.done(
        SetupClient.table("CREATE_AccountsAndMeters", HEADINGS, account + NEW_METER + "|V / R"));
    assertThat(sheets.fetch("UPDATE_AccountsAndMeters").column("Rate")).containsExactly("V / R");
  }

  @Test
  void aSheetDoesNotMakeAnAutomaticGroupManual() {
    int category =
        id(
            "/api/v3/meterGroup/category",
            "{\"meterGroupCategoryCode\": \"KINDS\", \"meterGroupCategoryInfo\": \"Kinds\"}",
            "meterGroupCategoryId");
    int field =
        client
            .get("/api/v3/meterGroup/filters")
            .expect(200)
            .json()
            .valueStream()
            .filter(each -> each.get("queryParameterName").stringValue().equals("active"))
            .findFirst()
            .orElseThrow()
            .get("fieldId")
            .intValue();
    int group =
        id(
            "/api/v3/meterGroup",
            """
            {"meterGroupInfo": "Found", "meterGroupCategoryId": %d, "limitMembersByTopmost": true,
             "automaticGroupFilters": [{"fieldId": %d, "operator": "equals", "value": "true"}]}
            """
                .formatted(category, field),
            "meterGroupId");
    Table kickout =
        refused(
            SetupClient.table(
                "UPDATE_MeterGroups",
                "Name|Category|Only below topmost places|Members",
                "Found|KINDS|no|",
                "By hand|KINDS|yes|"),
            1);
    assertThat(kickout.column("Column")).containsExactly("Name");
    assertThat(kickout.column("Reason").getFirst()).contains("automatic group");
    JsonNode there = client.get("/api/v3/meterGroup/" + group).expect(200).json();
    assertThat(there.get("autoGroup").booleanValue()).isTrue();
  }

  @Test
  void fieldsThatOnlyJavaTakesForOneHaveTwoColumns() {
    sheets.done(
        SetupClient.table(
            "CREATE_CustomFields",
            "Of|Name|Kind of value|Position",
            "Vendor|\u0391\u03a3|STRING|1",
            "Vendor|\u03b1\u03c2|STRING|2"));
    sheets.done(SetupClient.table("CREATE_Vendors", "Code|Name", "V|Vee"));
    Table sheet = sheets.fetch("UPDATE_Vendors");
    assertThat(sheet.headings()).contains("Custom: \u0391\u03a3", "Custom: \u03b1\u03c2 (2)");
    sheets.done(sheet.with("Custom: \u03b1\u03c2 (2)", "second"));
    Table after = sheets.fetch("UPDATE_Vendors");
    assertThat(after.column("Custom: \u0391\u03a3")).containsExactly("");
    assertThat(after.column("Custom: \u03b1\u03c2 (2)")).containsExactly("second");
  }

  @Test
  void theDatabaseSaysWhichCodesAreOne() {
    Table vendors =
        SetupClient.table("CREATE_Vendors", "Code|Name", "\u0391\u03a3|One", "\u03b1\u03c2|Two");
    assertThat(sheets.done(vendors).get("success").intValue()).isEqualTo(2);
    assertThat(sheets.done(vendors).get("skip").intValue()).isEqualTo(2);
  }

  @Test
  void aFractionOfASecondDoesNotComeBackAsAnotherSecond() {
    sheets.done(
        SetupClient.table(
            "CREATE_CustomFields", "Of|Name|Kind of value|Position", "Vendor|When|DATE|1"));
    sheets.done(
        SetupClient.table(
            "CREATE_Vendors", "Code|Name|Custom: When", "V|Vee|2020-01-01T10:30:00.5"));
    Table sheet = sheets.fetch("UPDATE_Vendors");
    assertThat(sheet.column("Custom: When")).containsExactly("2020-01-01T10:30:00");
    assertThat(sheets.done(sheet).get("skip").intValue()).isEqualTo(1);
  }
}
