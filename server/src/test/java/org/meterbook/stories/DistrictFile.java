package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.meterbook.stories.BookedBill.Kind;
import org.meterbook.stories.BookedBill.Line;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Bills as a file in the Advanced format. */
final class DistrictFile {
  private static final String HEADINGS =
      "ACCOUNT,STARTDATE,ENDDATE,ACE,METERCODE,VENDORCODE,DUEDATE,INVOICENUMBER,TOTALUSE:THERM:USE,TOTALUSE:KGAL:USE,"
          + "USECHARGE:USDOLLARS:ENERGY,CUSTOMERCHARGE:USDOLLARS:CUSTOMER,STATETAX:USDOLLARS:TAX,CREDIT:USDOLLARS:CREDIT,"
          + "PRIORBALANCE:USDOLLARS:PRIOR_BALANCE\n";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final int FIRST_COST = 2;

  private DistrictFile() {}

  /** Sends it; answers what the task says when it has ended. */
  static JsonNode send(Client clerk, SchoolDistrict district, List<BookedBill> bills, int batch) {
    StringBuilder file = new StringBuilder(HEADINGS);
    bills.forEach(bill -> bill.lines.forEach(line -> file.append(row(district, bill, line))));
    String guid =
        clerk
            .post(
                "/api/v3/import/bill",
                """
                {"fileName": "bills.csv", "data": "%s",
                 "batchSettings": {"batchMode": "use existing batch", "existingOpenBatchId": %d}}\
                """
                    .formatted(
                        Base64.getEncoder()
                            .encodeToString(file.toString().getBytes(StandardCharsets.UTF_8)),
                        batch))
            .expect(200)
            .json()
            .get("taskGUId")
            .stringValue();
    JsonNode task = clerk.get("/api/v3/task/" + guid).expect(200).json();
    while (task.get("status").stringValue().equals("Running")) {
      Thread.onSpinWait();
      task = clerk.get("/api/v3/task/" + guid).expect(200).json();
    }
    assertThat(task.get("status").stringValue()).as(task.toString()).isEqualTo("Completed");
    return task.get("output");
  }

  private static String row(SchoolDistrict district, BookedBill bill, Line line) {
    String[] cells = new String[FIRST_COST + Kind.values().length - 1];
    Arrays.fill(cells, "");
    if (line.kind() == Kind.USE) {
      cells[district.service(bill.account).name().equals("GA") ? 0 : 1] =
          String.valueOf(line.use());
    } else {
      cells[FIRST_COST + line.kind().ordinal() - 1] = DistrictDesk.dollars(line.cents());
    }
    return String.join(
            ",",
            bill.account,
            bill.begin.format(DAY),
            bill.end.format(DAY),
            "A",
            line.meter().orElse(""),
            district.reference.vendor(bill.account),
            bill.end.plusDays(25).format(DAY),
            bill.invoice(),
            String.join(",", cells))
        + "\n";
  }
}
