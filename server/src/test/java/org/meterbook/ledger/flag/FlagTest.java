package org.meterbook.ledger.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.ledger.audit.AuditedBills;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people make of flags, by the table of what a flag in which state takes. */
class FlagTest {
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);
  private static final int REVIEW = 2;

  private final AuditedBills books = new AuditedBills();
  private final int plain = books.bill(SEPTEMBER, OCTOBER, 3000, "300.00");
  private final String path = "/api/v3/flag/Bill/" + plain;

  private static String edit(Map<String, ?> given) {
    ObjectNode body = Client.JSON.createObjectNode();
    for (String name :
        new String[] {
          "flagTypeId",
          "flagStatusId",
          "costRecovery",
          "comment",
          "assignees",
          "releaseExportHold",
          "holdFromExport"
        }) {
      body.putPOJO(name, given.get(name));
    }
    return body.toString();
  }

  private JsonNode put(Map<String, ?> given) {
    return books.client.put(path, edit(given)).expect(200).json();
  }

  private String refused(Map<String, ?> given, String property) {
    return Ledger.fault(books.client.put(path, edit(given)), property);
  }

  @Test
  void flagsABillThatHasNoFlagOnlyWithAType() {
    assertThat(books.client.get(path).status()).isEqualTo(204);
    assertThat(refused(Map.of("comment", "odd"), "flagTypeId")).contains("type");
    assertThat(refused(Map.of(), "flagTypeId")).contains("nothing");
    assertThat(refused(Map.of("holdFromExport", true), "holdFromExport")).contains("alone");
    assertThat(
            refused(
                Map.of("flagTypeId", REVIEW, "holdFromExport", true, "releaseExportHold", true),
                "holdFromExport"))
        .contains("at once");
    assertThat(refused(Map.of("flagTypeId", 1), "flagTypeId")).contains("audits");

    JsonNode flag =
        put(
            Map.of(
                "flagTypeId",
                REVIEW,
                "flagStatusId",
                2,
                "costRecovery",
                12.5,
                "comment",
                "odd",
                "assignees",
                java.util.List.of(books.ledger().userId())));

    assertThat(flag.at("/flagStatus/flagStatusId").intValue()).isEqualTo(1);
    assertThat(flag.get("costRecovery").decimalValue()).isEqualByComparingTo("12.50");
    assertThat(flag.at("/assignees/0/userId").intValue()).isEqualTo(books.ledger().userId());
    assertThat(flag.at("/flagEvents/0/comment").asString()).isEqualTo("odd");
    assertThat(flag.get("modifiedBy").isNull()).isTrue();
  }

  @Test
  void changesAnUnresolvedFlagBitByBit() {
    put(Map.of("flagTypeId", REVIEW));
    assertThat(put(Map.of("flagTypeId", 3)).at("/flagType/flagTypeId").intValue()).isEqualTo(3);
    assertThat(put(Map.of("costRecovery", 5)).get("costRecovery").intValue()).isEqualTo(5);
    JsonNode resolved = put(Map.of("flagStatusId", 2, "comment", "done"));
    assertThat(resolved.at("/flagStatus/flagStatusId").intValue()).isEqualTo(2);
    assertThat(resolved.get("costRecovery").intValue()).isEqualTo(5);
  }

  @Test
  void keepsAResolvedFlagClosedUnlessItIsFlaggedAnew() {
    put(Map.of("flagTypeId", REVIEW));
    put(Map.of("flagStatusId", 2));
    assertThat(refused(Map.of("flagStatusId", 1), "flagTypeId")).contains("resolved");
    assertThat(refused(Map.of("comment", "still odd"), "flagTypeId")).contains("resolved");
    assertThat(put(Map.of("flagTypeId", 3)).at("/flagStatus/flagStatusId").intValue()).isEqualTo(2);
    JsonNode again = put(Map.of("flagTypeId", 3, "flagStatusId", 1, "holdFromExport", true));
    assertThat(again.at("/flagStatus/flagStatusId").intValue()).isEqualTo(1);
  }

  @Test
  void holdsAndReleasesBillsOnlyForWhomThatIsAllowed() {
    Client clerk = books.ledger().granted("FlaggedItems.View", "FlaggedItems.Manage");
    for (String what : new String[] {"holdFromExport", "releaseExportHold"}) {
      String edit = edit(Map.of("flagTypeId", REVIEW, what, true));
      assertThat(clerk.put(path, edit).expect(401).text()).contains("ExportHold (Manage)");
      clerk
          .put(
              "/api/v3/flag/bill/flagAction",
              "{\"entityIds\": [%d], \"flagAction\": %s}".formatted(plain, edit))
          .expect(401);
    }
    clerk.put(path, edit(Map.of("flagTypeId", REVIEW, "holdFromExport", false))).expect(200);
    Client holder =
        books.ledger().granted("FlaggedItems.View", "FlaggedItems.Manage", "ExportHold.Manage");
    holder.put(path, edit(Map.of("flagTypeId", REVIEW, "holdFromExport", true))).expect(200);
  }

  @Test
  void namesTheFirstOfManyThatAreMissing() {
    String ids =
        java.util.stream.IntStream.range(900_000, 901_000)
            .mapToObj(String::valueOf)
            .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    String edit = edit(Map.of("flagTypeId", 3));
    JsonNode bills =
        books
            .client
            .put(
                "/api/v3/flag/bill/flagAction",
                "{\"entityIds\": %s, \"flagAction\": %s}".formatted(ids, edit))
            .expect(400)
            .json()
            .get("errors");
    assertThat(bills).hasSize(21);
    assertThat(bills.at("/entityIds/0").asString()).contains("980 more");
    JsonNode users =
        books
            .client
            .put(path, edit.replace("\"assignees\":null", "\"assignees\":" + ids))
            .expect(400)
            .json()
            .get("errors");
    assertThat(users).hasSize(21);
    assertThat(users.at("/assignees/0").asString()).contains("980 more");
  }

  @Test
  void flagsManyAndCountsThoseThatTookIt() {
    int other = books.bill(OCTOBER, OCTOBER.plusMonths(1), 3100, "310.00");
    put(Map.of("flagTypeId", REVIEW));
    put(Map.of("flagStatusId", 2));
    String comment = edit(Map.of("comment", "look"));
    JsonNode none =
        books
            .client
            .put(
                "/api/v3/flag/bill/flagAction",
                "{\"entityIds\": [%d, %d], \"flagAction\": %s}".formatted(plain, other, comment))
            .expect(200)
            .json();
    assertThat(none.get("selected").intValue()).isEqualTo(2);
    assertThat(none.get("updated").intValue()).isZero();
    String type = edit(Map.of("flagTypeId", 3));
    JsonNode both =
        books
            .client
            .put(
                "/api/v3/flag/bill/flagAction",
                "{\"entityIds\": [%d, %d], \"flagAction\": %s}".formatted(plain, other, type))
            .expect(200)
            .json();
    assertThat(both.get("updated").intValue()).isEqualTo(2);
    assertThat(
            Ledger.fault(
                books.client.put(
                    "/api/v3/flag/meter/flagAction",
                    "{\"entityIds\": [%d], \"flagAction\": %s}".formatted(plain, type)),
                "entityType"))
        .contains("Bill");
  }

  @Test
  void resolvesAFlagWithTheLastOfItsIssues() {
    int bill = books.bill(OCTOBER.plusDays(3), OCTOBER.plusMonths(1), -5, "310.00");
    JsonNode issues = books.flag(bill).orElseThrow().get("flagIssues");
    assertThat(issues).hasSize(2);
    String one = "/api/v202501/flag/Bill/%d/issue".formatted(bill);
    books.client.put(one, issue(issues.get(0), 2)).expect(200);
    assertThat(status(bill)).isEqualTo(1);
    JsonNode edited =
        books.client.put(one + "?flagResolveComment=all%20fine", issue(issues.get(1), 2)).json();
    assertThat(edited.get(0).at("/flagIssueEvents/0/comment").asString()).isEqualTo("seen");
    assertThat(status(bill)).isEqualTo(2);
    assertThat(
            books
                .flag(bill)
                .orElseThrow()
                .get("flagEvents")
                .valueStream()
                .map(event -> event.get("comment").asString("")))
        .contains("all fine");
    books.client.put(one, issue(issues.get(1), 1)).expect(200);
    assertThat(status(bill)).isEqualTo(1);
    books
        .client
        .put("/api/v202501/flag/Bill/%d/issue".formatted(plain), issue(issues.get(0), 2))
        .expect(400);
  }

  private int status(int bill) {
    return books.flag(bill).orElseThrow().at("/flagStatus/flagStatusId").intValue();
  }

  private static String issue(JsonNode issue, int status) {
    return "[{\"flagIssueId\": %d, \"flagIssueStatusId\": %d, \"assignees\": null, \"comment\": \"seen\"}]"
        .formatted(issue.get("flagIssueId").intValue(), status);
  }

  @Test
  void saysWhereFlagsAre() {
    assertThat(flagged("place/1")).isFalse();
    put(Map.of("flagTypeId", REVIEW, "costRecovery", 7));
    assertThat(flagged("place/1")).isTrue();
    assertThat(flagged("costCenter/1")).isTrue();
    assertThat(flagged("meter/" + books.meter)).isTrue();
    assertThat(flagged("account/" + books.account)).isTrue();
    JsonNode widget =
        books.client.get("/api/v3/flag/costcenter/1/billFlagSummary").expect(200).json();
    assertThat(widget.get("viewBy").asString()).isEqualTo("Account");
    assertThat(widget.get("totalCost").decimalValue()).isEqualByComparingTo("300");
    assertThat(widget.get("totalCostRecovery").intValue()).isEqualTo(7);
    assertThat(widget.at("/results/0/itemId").intValue()).isEqualTo(books.account);
    JsonNode meters = books.client.get("/api/v3/flag/place/1/billFlagSummary").expect(200).json();
    assertThat(meters.at("/results/0/itemId").intValue()).isEqualTo(books.meter);
    assertThat(meters.at("/results/0/parentItemType").asString()).isEqualTo("BUILDING");
    put(Map.of("flagStatusId", 2));
    assertThat(flagged("place/1")).isFalse();
  }

  private boolean flagged(String where) {
    return books
        .client
        .get("/api/v3/flag/" + where + "/hierarchy")
        .expect(200)
        .json()
        .get("value")
        .booleanValue();
  }

  @Test
  void keepsTypesThatAreBuiltInOrHaveFlags() {
    int type =
        books.ledger().id("/api/v3/flag/flagType", "{\"flagTypeInfo\": \"Rebate\"}", "flagTypeId");
    assertThat(
            Ledger.fault(
                books.client.post("/api/v3/flag/flagType", "{\"flagTypeInfo\": \"rebate\"}"),
                "flagTypeInfo"))
        .isNotEmpty();
    put(Map.of("flagTypeId", type));
    books.client.delete("/api/v3/flag/flagType/" + type).expect(400);
    put(Map.of("flagTypeId", REVIEW));
    books.client.delete("/api/v3/flag/flagType/" + type).expect(204);
    books.client.delete("/api/v3/flag/flagType/1").expect(400);
  }
}
