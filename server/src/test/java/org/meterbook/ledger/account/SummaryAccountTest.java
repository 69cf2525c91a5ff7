package org.meterbook.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** One bill for many addresses. */
class SummaryAccountTest {
  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();
  private final int vendor = ledger.vendor("CITY");
  private final int summary = account("SUM", vendor);
  private final int one = account("SUB-1", vendor);
  private final int other = account("SUB-2", vendor);

  private int account(String code, int of) {
    return ledger.account(code, Ledger.ROOT, of);
  }

  private Client.Response put(int account, String subs) {
    return client.put("/api/v202611/summaryAccount/%d/account".formatted(account), subs);
  }

  private JsonNode read(int account) {
    return client.get("/api/v3/account/" + account).expect(200).json();
  }

  @Test
  void theFlagsAndFiltersOfAccountsFollow() {
    put(summary, "[%d, %d]".formatted(one, other)).expect(200);
    assertThat(read(summary).get("hasSubAccount").booleanValue()).isTrue();
    assertThat(read(one).get("isSubAccount").booleanValue()).isTrue();
    assertThat(
            client
                .get("/api/v3/account", "filter", "isSummaryAccount equals 'true'")
                .expect(200)
                .json())
        .hasSize(1);
    put(summary, "[%d]".formatted(other)).expect(200);
    assertThat(read(one).get("isSubAccount").booleanValue()).isFalse();
    client.delete("/api/v3/account/" + other).expect(204);
    assertThat(read(summary).get("hasSubAccount").booleanValue())
        .as("the last sub-account is gone")
        .isFalse();
  }

  @Test
  void refusesWhatWouldBeNoSummary() {
    int foreign = account("ELSEWHERE", ledger.vendor("TOWN"));
    assertThat(put(summary, "[%d]".formatted(foreign)).expect(400).text())
        .contains("account ELSEWHERE has another vendor");
    assertThat(put(summary, "[%d]".formatted(summary)).expect(400).text())
        .contains("is the summary account itself");
    put(summary, "[%d]".formatted(one)).expect(200);
    assertThat(put(one, "[%d]".formatted(other)).expect(400).text())
        .contains("cannot be below one that is a sub-account");
    assertThat(put(other, "[%d]".formatted(summary)).expect(400).text())
        .contains("account SUM is a summary account itself");
    assertThat(put(other, "[%d]".formatted(one)).expect(400).text())
        .contains("belongs to another summary account");
    assertThat(client.delete("/api/v3/account/" + summary).expect(400).text())
        .contains("1 sub-accounts");
  }

  @Test
  void aSubAccountDoesNotGoToAnotherVendorByItself() {
    put(summary, "[%d]".formatted(one)).expect(200);
    int town = ledger.vendor("TOWN");
    assertThat(
            client
                .put("/api/v3/vendor/%d/account".formatted(town), "[%d]".formatted(one))
                .expect(400)
                .text())
        .contains("account SUB-1 is a summary account or belongs to one");
  }
}
