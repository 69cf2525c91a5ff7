package org.meterbook.ledger.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.SetupClient;
import org.meterbook.testing.SetupClient.Table;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Ten thousand meters of two thousand accounts. */
@Tag("slow")
class LargeSheetTest {
  private static final int ROWS = 10_000;
  private static final int METERS_OF_AN_ACCOUNT = 5;

  @Test
  void aLargeSheetGoesInAndOut() {
    TestServer.Datasource datasource = TestServer.datasource();
    SetupClient sheets = new SetupClient(datasource.key());
    sheets.done(SetupClient.table("CREATE_Vendors", "Code|Name", "POWERCO|Power Company"));
    sheets.done(
        SetupClient.table(
            "CREATE_RateSchedules", "Vendor|Rate|Commodity", "POWERCO|GS-1|ELECTRIC"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("CREATE_AccountsAndMeters"));
    rows.add(
        List.of(
            "Account",
            "Account name",
            "Account type",
            "Vendor",
            "Cost center",
            "Account country",
            "Meter",
            "Meter name",
            "Meter type",
            "Commodity",
            "Place",
            "Meter country",
            "Meter postal code",
            "Rate"));
    for (int n = 0; n < ROWS; n++) {
      String account = "A-" + n / METERS_OF_AN_ACCOUNT;
      rows.add(
          List.of(
              account,
              account,
              "STANDARD",
              "POWERCO",
              "ROOT",
              "DE",
              "M-" + n,
              "Meter " + n,
              "STANDARD",
              "ELECTRIC",
              "ROOT",
              "US",
              "16801",
              "POWERCO / GS-1"));
    }
    JsonNode setup = sheets.done(new Table(rows));
    assertThat(setup.get("success").intValue()).isEqualTo(ROWS);

    Table filled = sheets.fetch("UPDATE_AccountsAndMeters");
    assertThat(filled.body()).hasSize(ROWS);
    assertThat(sheets.done(filled).get("skip").intValue()).isEqualTo(ROWS);
  }
}
