package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.testing.Ledger.each;
import static org.meterbook.testing.Ledger.fault;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** Vendors with their accounts, aliases and usual lines; their rates through time. */
class VendorTest {
  private static final int COST = 40;
  private static final int USE = 1;

  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();
  private final int vendor = ledger.vendor("V");

  private static String template(int vendor) {
    return "/api/v202206/vendor/%d/template".formatted(vendor);
  }

  private static String line(int type, String caption) {
    return "{\"observationTypeId\": %d, \"caption\": \"%s\"}".formatted(type, caption);
  }

  private List<String> captions(int vendor) {
    return each(client.get(template(vendor)).expect(200).json().get("templateLines"), "caption")
        .stream()
        .map(JsonNode::stringValue)
        .toList();
  }

  @Test
  void theUsualLinesAreReplacedAndCopied() {
    int other = ledger.vendor("W");
    client.get(template(vendor)).expect(204);
    client
        .put(template(vendor), "[%s, %s]".formatted(line(COST, "Fee"), line(COST, "Tax")))
        .expect(200);
    client.put(template(vendor), "[%s]".formatted(line(COST, "Basic charge"))).expect(200);
    assertThat(captions(vendor)).containsExactly("Basic charge");
    assertThat(
            fault(
                client.put(
                    template(vendor), "[%s, %s]".formatted(line(COST, "x"), line(USE, "Use"))),
                "[1].observationTypeId"))
        .contains("cost");
    client.post(template(vendor) + "/copy", "[%d, %1$d]".formatted(other)).expect(204);
    assertThat(captions(other)).containsExactly("Basic charge");
    client.post(template(vendor) + "/copy", "[%d, 99999]".formatted(other)).expect(400);
    client.delete("/api/v3/vendor/" + other).expect(204);
    assertThat(captions(vendor)).containsExactly("Basic charge");
  }

  @Test
  void accountsAreGivenToAVendorAllOrNone() {
    int other = ledger.vendor("W");
    int a = ledger.account("A", Ledger.ROOT, vendor);
    int b = ledger.account("B", Ledger.ROOT, vendor);
    String path = "/api/v3/vendor/%d/account".formatted(other);
    client.put(path, "[%d, 99999]".formatted(a)).expect(400);
    assertThat(of(other)).isZero();
    client.put(path, "[%d, %d]".formatted(a, b)).expect(204);
    assertThat(of(other)).isEqualTo(2);
  }

  private int of(int vendor) {
    return client
        .get("/api/v3/account", "filter", "vendorId equals '%d'".formatted(vendor))
        .expect(200)
        .json()
        .size();
  }

  @Test
  void aVendorHasAtMostFiveOtherNames() {
    String path = "/api/v3/vendor/" + vendor;
    String body =
        Ledger.vendorBody("V").replace("\"website\"", "\"vendorAliases\": [%s], \"website\"");
    client.put(path, body.formatted("\"Power Co\", \"PC\"")).expect(200);
    client.put(path, Ledger.vendorBody("V")).expect(200);
    assertThat(client.get(path).json().get("vendorAliases").size())
        .as("not sent, they stay")
        .isEqualTo(2);
    assertThat(
            fault(
                client.put(path, body.formatted("\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"")),
                "vendorAliases"))
        .contains("at most 5");
    client.put(path, body.formatted("\" \"")).expect(400);
    client.put(path, body.formatted("")).expect(200);
    assertThat(client.get(path).json().get("vendorAliases").size()).isZero();
  }

  @Test
  void theVersionsOfARateHaveNoGapsAndADeletedOneHandsOver() {
    int rate = ledger.rate("R", vendor);
    String path = "/api/v3/rate/%d/version".formatted(rate);
    assertThat(spans(path)).containsExactly("1899..3000");
    int late = ledger.id(path, version("2026-01-01"), "versionId");
    int early = ledger.id(path, version("2024-01-01"), "versionId");
    assertThat(spans(path)).containsExactly("1899..2024", "2024..2026", "2026..3000");
    assertThat(fault(client.post(path, version("2024-01-01")), "effectiveDate"))
        .contains("another version");
    client.put(path + "/" + early, version("2028-01-01")).expect(200);
    assertThat(spans(path)).containsExactly("1899..2026", "2026..2028", "2028..3000");
    client.delete(path + "/" + late).expect(204);
    assertThat(spans(path)).containsExactly("1899..2028", "2028..3000");
    int first = client.get(path).json().get(0).get("versionId").intValue();
    client.delete(path + "/" + first).expect(204);
    assertThat(spans(path)).as("the next one begins when it began").containsExactly("1899..3000");
    assertThat(fault(client.delete(path + "/" + early), "versionId")).contains("at least one");
    int foreign = ledger.rate("S", vendor);
    client.get("/api/v3/rate/%d/version/%d".formatted(foreign, early)).expect(404);
    client.delete("/api/v3/rate/%d/version/%d".formatted(foreign, early)).expect(404);
  }

  private static String version(String date) {
    return """
    {"effectiveDate": "%s", "note": null, "useUnitCost": 0.125, "useUnitId": 2, "demandUnitCost": null, "demandUnitId": null,
     "accountLineItems": null, "meterLineItems": null, "udfs": null}\
    """
        .formatted(date);
  }

  private List<String> spans(String path) {
    return client
        .get(path)
        .expect(200)
        .json()
        .valueStream()
        .map(version ->
            "%.4s..%.4s"
                .formatted(
                    version.get("beginDate").stringValue(), version.get("endDate").stringValue()))
        .toList();
  }

  @Test
  void aGeneralLedgerHasEachSubCodeOnce() {
    String path = "/api/v3/generalledger";
    int ledgerId =
        ledger.id(
            path,
            "{\"generalLedgerCode\": \"GL\", \"subCodes\": [{\"subCodeIndex\": 2, \"value\": \"FUND\"}]}",
            "generalLedgerId");
    JsonNode codes = client.get(path + "/" + ledgerId).expect(200).json().get("subCodes");
    assertThat(codes.size()).isEqualTo(20);
    assertThat(codes.get(1).get("value").stringValue()).isEqualTo("FUND");
    String twice =
        "{\"generalLedgerCode\": \"X\", \"subCodes\": [{\"subCodeIndex\": 2, \"value\": \"a\"}, {\"subCodeIndex\": 2, \"value\": \"b\"}]}";
    assertThat(fault(client.post(path, twice), "subCodes[1].subCodeIndex")).contains("twice");
    client
        .post(
            "/api/v3/glsubcode",
            "[{\"subCodeIndex\": 2, \"subCodeName\": \"Fund\", \"subCodeType\": \"list\", \"subCodeValues\": [\"FUND\", \"TRUST\"]}]")
        .expect(200);
    JsonNode fund = client.get("/api/v3/glsubcode/02").expect(200).json();
    assertThat(fund.get("subCodeName").stringValue()).isEqualTo("Fund");
    assertThat(fund.get("subCodeValues").size()).isEqualTo(2);
    assertThat(client.get("/api/v3/glsubcode/02/savedValues").expect(200).text())
        .isEqualTo("[\"FUND\"]");
    client.get("/api/v3/glsubcode/21").expect(404);
    assertThat(client.get("/api/v3/glsubcode").json().size()).isEqualTo(20);
  }
}
