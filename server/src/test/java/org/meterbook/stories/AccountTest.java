package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.testing.Ledger.fault;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** What happens to an account and its meter: alerts, new numbers, and being found by old ones. */
class AccountTest {
  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();
  private final int vendor = ledger.vendor("V");
  private final int account = ledger.account("100", Ledger.ROOT, vendor);
  private final int other = ledger.account("200", Ledger.ROOT, vendor);
  private final int meter = ledger.meter("M", ledger.building("B", Ledger.ROOT));
  private final String alerts = "/api/v3/account/%d/alert".formatted(account);

  private static String alert(String begin, String end, boolean allow) {
    return "{\"beginDate\": \"%s\", \"endDate\": \"%s\", \"message\": \"ask Finance\", \"allowBillProcessing\": %s}"
        .formatted(begin, end, allow);
  }

  private Client.Response bill(String end) {
    return client.post(
        "/api/v3/bill",
        """
        {"accountId": %d, "beginDate": "2026-09-12", "endDate": "%s", "manualEntry": false, "accountBodyLines": [
          {"observationTypeId": 40, "cost": 5, "costUnitId": 58, "caption": "Cost"}]}\
        """
            .formatted(account, end));
  }

  @Test
  void anAlertWarnsOrKeepsOutBillsThatEndInIt() {
    ledger.id(alerts, alert("2026-10-01", "2026-10-31", true), "alertId");
    bill("2026-10-14").expect(200);
    int blocking = ledger.id(alerts, alert("2026-11-01", "2026-11-30", false), "alertId");
    assertThat(fault(bill("2026-11-12"), "endDate")).contains("ask Finance");
    client.put(alerts + "/" + blocking, alert("2026-11-01", "2026-11-30", true)).expect(200);
    bill("2026-11-12").expect(200);
    assertThat(fault(client.post(alerts, alert("2026-10-02", "2026-10-01", true)), "endDate"))
        .contains("beginDate");
    String elsewhere = "/api/v3/account/%d/alert/%d".formatted(other, blocking);
    client.get(elsewhere).expect(404);
    client.put(elsewhere, alert("2026-11-01", "2026-11-30", true)).expect(404);
    client.delete(elsewhere).expect(404);
    client.delete(alerts + "/" + blocking).expect(204);
    assertThat(client.get(alerts).expect(200).json().size()).isEqualTo(1);
  }

  private Client.Response code(String code) {
    return client.put(
        "/api/v3/account/%d/codeversion".formatted(account),
        "{\"newAccountCode\": \"%s\", \"newAccountInfo\": null, \"codeChangeDate\": \"2026-05-01\"}"
            .formatted(code));
  }

  @Test
  void aNewNumberKeepsTheOldOneOnceAndIsNobodyElses() {
    code("100").expect(200);
    assertThat(history().isNull()).as("the same number is no change").isTrue();
    code("101").expect(200);
    assertThat(history().get("previousAccountCode").stringValue()).isEqualTo("100");
    code("102").expect(200);
    assertThat(history().get("previousAccountCode").stringValue()).isEqualTo("101");
    client
        .put(
            "/api/v3/account/%d/codeversion".formatted(other),
            "{\"newAccountCode\": \"102\", \"newAccountInfo\": null, \"codeChangeDate\": null}")
        .expect(400);
    code(" ").expect(400);
  }

  private JsonNode history() {
    return client.get("/api/v3/account/" + account).expect(200).json().get("accountCodeHistory");
  }

  @Test
  void aMeterIsFoundByTheSerialNumberItHas() {
    String path = "/api/v3/meter/%d/serialnumberversion".formatted(meter);
    for (String number : new String[] {"S-1", "S-2"}) {
      client
          .put(
              path,
              "{\"newSerialNumber\": \"%s\", \"serialNumberChangeDate\": null}".formatted(number))
          .expect(200);
    }
    JsonNode shown = client.get("/api/v3/meter/" + meter).expect(200).json();
    assertThat(shown.get("serialNumber").stringValue()).isEqualTo("S-2");
    JsonNode before = shown.get("serialNumberHistory");
    assertThat(before.get("previousSerialNumber").stringValue()).isEqualTo("S-1");
    assertThat(before.get("serialNumberChangeDate").stringValue()).isEqualTo("2026-11-21T00:00:00");
    ledger.link(account, meter, ledger.rate("R", vendor));
    assertThat(match("s-2")).isEqualTo("Meter");
  }

  @Test
  void aSearchSaysWhatItFound() {
    ledger.link(account, meter, ledger.rate("R", vendor));
    code("A-9").expect(200);
    assertThat(match("100")).as("a former number").isEqualTo("Account");
    assertThat(match("a-9")).isEqualTo("Account");
    assertThat(match("m")).isEqualTo("Meter");
    assertThat(search("none of these", true).size()).isZero();
    int inactive =
        ledger.id(
            "/api/v3/account",
            Ledger.accountBody("OLD-1", Ledger.ROOT, vendor)
                .replaceFirst("\\{", "{\"active\": false, "),
            "accountId");
    assertThat(search("old-1", false).size()).isZero();
    assertThat(search("old-1", true).get(0).get("accountId").intValue()).isEqualTo(inactive);
  }

  private JsonNode search(String query, boolean inactive) {
    return client
        .get(
            "/api/v3/account/search",
            "query",
            query,
            "includeInactiveAccounts",
            String.valueOf(inactive))
        .expect(200)
        .json();
  }

  private String match(String query) {
    JsonNode found = search(query, false);
    assertThat(found.size()).as(query).isEqualTo(1);
    assertThat(found.get(0).get("accountId").intValue()).isEqualTo(account);
    return found.get(0).get("matchType").stringValue();
  }
}
