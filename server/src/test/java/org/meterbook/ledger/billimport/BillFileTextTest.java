package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Bills that go out as a file and come in again, and profiles of other layouts. */
@Timeout(120)
class BillFileTextTest {
  private final FileImport file = new FileImport();

  private String out(String vpr) {
    int first = file.bill(0).path("billId").asInt();
    int second = file.bill(1).path("billId").asInt();
    return file.client
        .post(
            "/api/v3/generatebillimport?exportFileName=october",
            "{\"ids\": [%d, %d], \"vpr\": \"%s\"}".formatted(first, second, vpr))
        .expect(200)
        .text();
  }

  @Test
  void whatGoesOutComesInAgainAsTheSame() {
    file.send(
        "bills.csv",
        FileImport.HEADINGS
            + ",INVOICE,NOTE,CREDIT:USDOLLARS:Rebate\n"
            + "A1,20260901,20261001,A,E1,,1200.5,150.25,I-1,\"of, sorts\",2.00\n"
            + "A1,20260901,20261001,A,,,,4.75,,,\n"
            + "A1,20261001,20261031,E,E1,,900,100,I-2,,\n",
        "");
    var before = file.bills();
    assertThat(before)
        .containsExactly(
            "A1 2026-09-01 2026-10-01 202609 153.00",
            "A1 2026-10-01 2026-10-31 202610 100.00 estimated");
    String text = out("");
    assertThat(text.lines().findFirst().orElseThrow())
        .startsWith("ACCOUNT,STARTDATE,ENDDATE,ACE,VPR,METERCODE,VENDORCODE,BILLINGPERIOD")
        .contains("TOTALUSE:KWH:Use")
        .contains("CREDIT:USDOLLARS:Rebate");
    int first = file.bill(0).path("billId").asInt();

    JsonNode task = file.send("october.csv", text.replace("150.25", "151.25"), "");

    assertThat(task.path("status").asString()).as("%s", task).isEqualTo("Completed");
    assertThat(file.bills()).hasSize(2);
    assertThat(file.bills().getFirst()).isEqualTo("A1 2026-09-01 2026-10-01 202609 154.00");
    assertThat(file.bills().getLast()).isEqualTo(before.getLast());
    assertThat(file.bill(0).path("billId").asInt()).isNotEqualTo(first);
    assertThat(file.bill(0).path("billNote").asString()).isEqualTo("of, sorts");
    assertThat(file.bill(0).path("invoiceNumber").asString()).isEqualTo("I-1");
  }

  @Test
  void theBillsOfAnAccountAMeterOrAListGoOut() {
    file.csv("A1,20260901,20261001,A,E1,,7,70", "A1,20261001,20261031,A,,,,5");
    assertThat(lines("/api/v3/account/" + file.account + "/list/bill/generateimport")).isEqualTo(3);
    assertThat(lines("/api/v3/meter/" + file.electric + "/list/bill/generateimport")).isEqualTo(2);
  }

  private long lines(String path) {
    return file.client.post(path, "").expect(200).text().lines().count();
  }

  @Test
  void aProfileSaysWhatTheColumnsAre() throws IOException {
    file.client
        .post(
            "/api/v3/import/bill/profile",
            """
            {"profileCode": "City", "columnMapping": {"dateFormat": "mm/dd/yyyy", "accountCodeColumnIndex": 2, "startDateColumnIndex": 3,
             "endDateColumnIndex": 4, "meterCodeColumnIndex": 1, "serviceChargeColumnIndex": 6, "observations": [
              {"columnIndex": 5, "observationTypeCode": "TOTALUSE", "caption": "Use", "unitCode": "KWH"},
              {"columnIndex": 7, "observationTypeCode": "COST", "caption": "Total", "unitCode": "USDOLLARS"}]}}
            """)
        .expect(200);

    JsonNode task =
        file.send(
            "city.csv",
            "Meter,Acct,From,To,kWh,Base,Amount\n"
                + "E1,A1,9/1/2026,10/1/2026,1200,4.75,\"$1,150.25\"\n"
                + "E1,A1,10/1/2026,31/10/2026,1200,4.75,150.25\n",
            "{\"profileCode\": \"city\"}");

    assertThat(file.bills()).containsExactly("A1 2026-09-01 2026-10-01 202609 1155.00");
    assertThat(file.kickouts(task)).singleElement().asString().startsWith("3|To|To: '31/10/2026'");
  }
}
