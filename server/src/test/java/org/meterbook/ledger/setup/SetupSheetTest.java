package org.meterbook.ledger.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.SetupClient;
import org.meterbook.testing.SetupClient.Table;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** What a sheet may say, and what is answered to one that says it wrongly. */
class SetupSheetTest {
  private final TestServer.Datasource datasource = TestServer.datasource();
  private final Client client = datasource.client();
  private final SetupClient sheets = new SetupClient(datasource.key());

  @Test
  void aBadRowIsPutAsideAndTheOthersGoIn() {
    JsonNode setup =
        sheets
            .send(
                SetupClient.table(
                    "CREATE_CostCenters",
                    "Code|Name|Parent",
                    "NORTH|North|ROOT",
                    "N-1|First of the north|NORTH",
                    "X|Lost|NOWHERE",
                    "|Nameless|ROOT",
                    "north|Again|ROOT"))
            .expect(200)
            .json();
    assertThat(setup.get("success").intValue()).isEqualTo(2);
    assertThat(setup.get("failure").intValue()).isEqualTo(3);
    assertThat(setup.get("action").stringValue()).isEqualTo("create");
    assertThat(setup.get("sheetType").stringValue()).isEqualTo("CostCenters");
    Table kickout = SetupClient.kickout(setup);
    assertThat(kickout.headings())
        .containsExactly("Row", "Column", "Reason", "Code", "Name", "Parent");
    assertThat(kickout.body())
        .containsExactly(
            List.of("5", "Parent", "there is no cost center 'NOWHERE'", "X", "Lost", "NOWHERE"),
            List.of("6", "Code", "is required and must not be null", "", "Nameless", "ROOT"),
            List.of(
                "7",
                "Name",
                "the cost center is there already, with 'North'; an UPDATE sheet changes it",
                "north",
                "Again",
                "ROOT"));
    JsonNode task =
        client.get("/api/v3/task", "taskTypeCode", "SetupSheet").expect(200).json().get(0);
    assertThat(task.get("taskId").intValue()).isEqualTo(setup.get("taskId").intValue());
    assertThat(task.get("status").stringValue()).isEqualTo("Completed");
    client.get("/api/v3/task/" + task.get("taskGUId").stringValue() + "/errorOutput").expect(200);

    Table mended = kickout.with("Parent", "NORTH").with("Code", "MENDED").with("Name", "Mended");
    assertThat(sheets.send(mended).expect(200).json().get("success").intValue())
        .as("what was put aside can be mended and sent again: one is new, two are the same")
        .isEqualTo(1);
  }

  @Test
  void aSecondImportHasNothingToChange() {
    Table vendors =
        SetupClient.table(
            "CREATE_Vendors",
            "Code|Name|City|Aliases|Latitude|Notes|Longitude",
            "POWERCO|Power Company|Springfield|PWR; Power Co|40.10|=1+1|-80",
            "GASCO|Gas Company|||||");
    assertThat(sheets.done(vendors).get("success").intValue()).isEqualTo(2);
    JsonNode again = sheets.done(vendors);
    assertThat(again.get("skip").intValue()).isEqualTo(2);
    assertThat(again.get("success").intValue()).isZero();
    assertThat(again.get("kickout").isNull()).isTrue();
    Table filled = sheets.fetch("UPDATE_Vendors");
    assertThat(filled.column("Code")).containsExactly("POWERCO", "GASCO");
    assertThat(filled.column("Notes")).as("a text, not a formula").containsExactly("=1+1", "");
    assertThat(sheets.done(filled).get("skip").intValue()).isEqualTo(2);

    JsonNode changed = sheets.done(filled.with("City", "Shelbyville"));
    assertThat(changed.get("success").intValue()).isEqualTo(2);
    assertThat(changed.get("action").stringValue()).isEqualTo("update");
    JsonNode vendor =
        client.get("/api/v3/vendor", "filter", "vendorCode equals 'POWERCO'").json().get(0);
    assertThat(vendor.get("address").get("city").stringValue()).isEqualTo("Shelbyville");
    assertThat(vendor.get("vendorAliases")).as("the rest is as it was").hasSize(2);
  }

  @Test
  void aFilterNarrowsASheetAndAnIdLetsACodeChange() {
    sheets.done(SetupClient.table("CREATE_Vendors", "Code|Name", "A|Aa", "B|Bb"));
    Table one = sheets.fetch("UPDATE_Vendors", "vendorCode equals 'B'");
    assertThat(one.column("Name")).containsExactly("Bb");
    sheets.done(one.with("Code", "C"));
    assertThat(sheets.fetch("UPDATE_Vendors").column("Code")).containsExactly("A", "C");
    JsonNode refused =
        sheets
            .send(SetupClient.table("UPDATE_Vendors", "Id|Code|Name", "999|C|Cc", "|D|Dd"))
            .expect(200)
            .json();
    assertThat(SetupClient.kickout(refused).column("Reason"))
        .containsExactly("there is no vendor 999 that you may use", "there is no vendor 'D'");
    assertThat(
            client
                .get("/api/v3/setup/filter?type=UPDATE_Vendors")
                .expect(200)
                .json()
                .valueStream()
                .map(filter -> filter.get("queryParameterName").stringValue()))
        .contains("vendorCode", "city");
  }

  @Test
  void whatIsNoSheetIsRefusedWhole() {
    assertThat(refusal("no workbook".getBytes(StandardCharsets.UTF_8))).contains("no workbook");
    assertThat(refusal(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}))
        .contains(".xls");
    assertThat(refusal(SetupClient.workbook(SetupClient.table("CREATE_Nothing", "Code"))))
        .contains("CREATE_Vendors");
    assertThat(refusal(SetupClient.workbook(SetupClient.table("CREATE_Vendors", "Code|Colour"))))
        .contains("'Colour' is no column");
    client.get("/api/v3/setup?type=CREATE_Nothing").expect(400);
    byte[] base64 =
        ('"'
                + Base64.getEncoder()
                    .encodeToString(
                        SetupClient.workbook(
                            SetupClient.table("CREATE_Vendors", "Code|Name", "J|Json")))
                + '"')
            .getBytes(StandardCharsets.UTF_8);
    assertThat(sheets.send(base64, "application/json").expect(200).json().get("success").intValue())
        .isEqualTo(1);
  }

  private String refusal(byte[] body) {
    return sheets
        .send(body, "application/octet-stream")
        .expect(400)
        .json()
        .get("errors")
        .toString();
  }
}
