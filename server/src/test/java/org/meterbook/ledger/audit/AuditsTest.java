package org.meterbook.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.store.Scope;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bills are audited when they come in, as the datasource and the account wish. */
class AuditsTest {
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

  @Test
  void flagsWhatIsWrongInWordsAndNumbers() {
    AuditedBills books = new AuditedBills();
    int first = books.bill(SEPTEMBER, OCTOBER, 3000, "300.00");
    assertThat(books.flag(first)).isEmpty();
    int second = books.bill(OCTOBER.plusDays(4), NOVEMBER, -5, "310.00");

    JsonNode flag = books.flag(second).orElseThrow();

    assertThat(flag.at("/flagType/flagTypeInfo").asString()).isEqualTo("Audit Exception");
    assertThat(flag.at("/flagStatus/flagStatusInfo").asString()).isEqualTo("Unresolved");
    assertThat(flag.get("modifiedDate").isNull()).isTrue();
    assertThat(flag.get("flagIssues").valueStream().map(i -> i.get("description").asString()))
        .containsExactly(
            "4 days without a bill, from 2026-10-01 to 2026-10-05", "the use \"Use\" is -5");
    assertThat(books.client.get("/api/v3/bill/" + second).json().get("exportHold").asBoolean())
        .isFalse();
    assertThat(
            books
                .client
                .get("/api/v3/batch")
                .json()
                .valueStream()
                .mapToInt(batch -> batch.get("flagCount").intValue())
                .sum())
        .isEqualTo(1);
  }

  @Test
  void resolvesAtOnceWhereThatIsAskedFor() {
    AuditedBills books = new AuditedBills();
    int bill =
        books.bill(SEPTEMBER, OCTOBER, -5, "300.00", "?saveAsResolved=true&comment=a%20credit");
    JsonNode flag = books.flag(bill).orElseThrow();
    assertThat(flag.at("/flagStatus/flagStatusId").intValue()).isEqualTo(2);
    assertThat(flag.get("flagEvents").valueStream().map(e -> e.get("comment").asString("")))
        .contains("a credit");
    assertThat(books.issues(bill)).isEmpty();
  }

  @Test
  void holdsTellsAndSkipsAsItIsSet() {
    AuditedBills books = new AuditedBills();
    int user = books.ledger().userId();
    books.set("useIsNegative", "settingStatus", "Hold");
    books.set("useIsNegative", "assignees", List.of(user));
    int held = books.bill(SEPTEMBER, OCTOBER, -5, "300.00");
    JsonNode bill = books.client.get("/api/v3/bill/" + held).expect(200).json();
    assertThat(bill.at("/assignedTo/userId").intValue()).isEqualTo(user);
    assertThat(bill.get("assignedDate").isNull()).isFalse();
    assertThat(held(books, held)).isTrue();

    books.set("useIsNegative", "minimumCost", 400);
    assertThat(books.flag(books.bill(OCTOBER, NOVEMBER, -5, "310.00"))).isEmpty();
    books.set("useIsNegative", "minimumCost", 0);
    books.set("useIsNegative", "settingStatus", "Skip");
    LocalDate middle = NOVEMBER.plusDays(30);
    books.set("billEndsInFuture", "settingStatus", "Skip");
    assertThat(books.flag(books.bill(NOVEMBER, middle, -5, "320.00"))).isEmpty();
  }

  private static boolean held(AuditedBills books, int bill) {
    return TestServer.server()
        .database()
        .read(
            books.ledger().tenant(),
            Scope.UNBOUNDED,
            sql ->
                sql.exists(
                    "SELECT 1 FROM bill WHERE tenant_id = :tenant AND bill_id = :bill AND export_hold",
                    Map.of("bill", bill)));
  }

  @Test
  void listensToTheAccountBeforeTheDatasource() {
    AuditedBills books = new AuditedBills();
    String path = "/api/v202506/account/%d/auditSetting".formatted(books.account);
    JsonNode set =
        books
            .client
            .put(
                path,
                "{\"settings\": [{\"settingCode\": \"useIsNegative\", \"settingStatus\": \"Skip\"}]}")
            .expect(200)
            .json();
    assertThat(set.at("/account/accountId").intValue()).isEqualTo(books.account);
    assertThat(set.get("settings")).hasSize(1);
    assertThat(books.flag(books.bill(SEPTEMBER, OCTOBER, -5, "300.00"))).isEmpty();

    books.client.put(path, "{\"settings\": []}").expect(200);
    assertThat(books.flag(books.bill(OCTOBER, NOVEMBER, -5, "301.00"))).isPresent();
    books.client.put(path, "{\"auditEnabled\": false, \"settings\": null}").expect(200);
    assertThat(books.flag(books.bill(NOVEMBER, NOVEMBER.plusDays(15), -5, "302.00"))).isEmpty();
    assertThat(
            Ledger.fault(
                books.client.put(
                    path,
                    "{\"settings\": [{\"settingCode\": \"x\", \"settingStatus\": \"Skip\"}]}"),
                "settings[0].settingCode"))
        .contains("'x'");
  }

  @Test
  void takesOnlySettingsThatMakeSense() {
    AuditedBills books = new AuditedBills();
    ObjectNode settings = books.settings();
    ((ObjectNode) settings.get("billContainsLineItemTypes"))
        .put("settingStatus", "Check")
        .putArray("lineItemTypes")
        .add("NOSUCH");
    assertThat(
            Ledger.fault(
                books.client.put("/api/v202104/audit", settings.toString()),
                "billContainsLineItemTypes.lineItemTypes"))
        .contains("NOSUCH");
    ObjectNode missing = books.settings();
    missing.remove("useIsNegative");
    books.client.put("/api/v202104/audit", missing.toString()).expect(200);
    missing.remove("billEndsInFuture");
    books.client.put("/api/v202104/audit", missing.toString()).expect(400);
  }

  @Test
  void runsAgainWithoutSayingAnythingTwice() {
    AuditedBills books = new AuditedBills();
    books.bill(SEPTEMBER, OCTOBER, 3000, "300.00");
    int late = books.bill(OCTOBER.plusDays(4), NOVEMBER, 3000, "310.00");
    assertThat(books.issues(late)).containsExactly("Gap between bill and previous bill on account");
    JsonNode before = books.flag(late).orElseThrow();
    rerun(books, late);
    assertThat(books.flag(late).orElseThrow()).isEqualTo(before);

    books.client.put("/api/v3/flag/bill/" + late, flagEdit("\"flagStatusId\": 2")).expect(200);
    assertThat(books.issues(late)).isEmpty();
    rerun(books, late);
    assertThat(books.issues(late)).hasSize(1);

    books.bill(OCTOBER, OCTOBER.plusDays(4), 400, "40.00");
    rerun(books, late);
    assertThat(books.issues(late)).doesNotContain("Gap between bill and previous bill on account");
  }

  @Test
  void givesABillOneFlagWhoeverAuditsItAtOnce() throws Exception {
    AuditedBills books = new AuditedBills();
    books.set("gapBetweenBillAndPreviousBillOnAccount", "settingStatus", "Skip");
    books.bill(SEPTEMBER, OCTOBER, 3000, "300.00");
    int late = books.bill(OCTOBER.plusDays(4), NOVEMBER, 3000, "310.00");
    assertThat(books.flag(late)).isEmpty();
    books.set("gapBetweenBillAndPreviousBillOnAccount", "settingStatus", "Check");
    try (var threads = java.util.concurrent.Executors.newFixedThreadPool(8)) {
      var runs =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(_ -> threads.submit(() -> rerun(books, late)))
              .toList();
      for (var run : runs) {
        run.get();
      }
    }
    assertThat(books.issues(late)).hasSize(1);
  }

  @Test
  void comparesNothingWithABillThatWasTakenBack() {
    AuditedBills books = new AuditedBills();
    int wrong = books.bill(SEPTEMBER, OCTOBER, 3000, "300.00");
    JsonNode reversed =
        books
            .client
            .put("/api/v3/bill/reverse", "{\"billIds\": [" + wrong + "]}")
            .expect(200)
            .json();
    assertThat(reversed.get("updated").intValue()).isOne();
    int reversal =
        books
            .client
            .get("/api/v3/bill", "orderBy", "billId desc")
            .expect(200)
            .json()
            .get(0)
            .get("billId")
            .intValue();
    assertThat(reversal).isNotEqualTo(wrong);

    int right = books.bill(SEPTEMBER, OCTOBER, 3000, "300.00");

    assertThat(books.issues(right)).isEmpty();
    rerun(books, reversal);
    assertThat(books.flag(reversal)).isEmpty();
    JsonNode own =
        books
            .client
            .get("/api/v3/bill/%d/billaccountmeter/statistics".formatted(wrong))
            .expect(200)
            .json();
    assertThat(own.at("/0/usePerDay/value").doubleValue()).isEqualTo(100);
    assertThat(books.issues(books.bill(SEPTEMBER, OCTOBER, 3000, "300.00"))).isNotEmpty();
  }

  private static void rerun(AuditedBills books, int bill) {
    books.client.put("/api/v202508/audit/rerun", "[" + bill + "]").expect(204);
  }

  static String flagEdit(String given) {
    StringBuilder body = new StringBuilder("{" + given);
    for (String name :
        List.of(
            "flagTypeId",
            "flagStatusId",
            "costRecovery",
            "comment",
            "assignees",
            "releaseExportHold",
            "holdFromExport")) {
      if (!given.contains('"' + name + '"')) {
        body.append(given.isEmpty() && body.length() == 1 ? "" : ", ")
            .append("\"%s\": null".formatted(name));
      }
    }
    return body.append('}').toString();
  }

  @Test
  void answersWhatEarlierBillsLetExpect() {
    AuditedBills books = new AuditedBills();
    int bill = books.bill(SEPTEMBER, OCTOBER, 3000, "300.00");
    JsonNode row =
        books
            .client
            .get("/api/v3/bill/%d/billaccountmeter/statistics".formatted(bill))
            .expect(200)
            .json()
            .get(0);
    assertThat(row.at("/usePerDay/value").doubleValue()).isEqualTo(100);
    assertThat(row.at("/usePerDay/model").isNull()).isTrue();
    assertThat(row.at("/usePerDay/severity/outlierSeverity").intValue()).isEqualTo(4);
    assertThat(row.at("/usePerDay/unit/unitCode").asString()).isEqualTo("KWH");
    assertThat(row.get("days").intValue()).isEqualTo(30);
    assertThat(
            books
                .client
                .get(
                    "/api/v3/bill/billaccountmeter/statistics?filter=billId%20equals%20%27"
                        + bill
                        + "%27")
                .expect(200)
                .json())
        .hasSize(1);
    assertThat(
            books
                .client
                .get("/api/v3/bill/billaccountmeter/statistics?filter=billId%20equals%20%270%27")
                .expect(200)
                .json())
        .isEmpty();
  }
}
