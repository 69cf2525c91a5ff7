package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.Statements;

/** However many rows a page has, it takes as many statements. */
class PageStatementsTest {
  private static final int ROWS = 250;
  private static final List<String> LISTS = List.of("meter", "account", "place", "vendor", "rate");

  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();

  @Test
  void aPageOf250TakesTheStatementsOfAPageOf25() {
    int costCenter = ledger.costCenter("C", Ledger.ROOT);
    for (int n = 0; n < ROWS; n++) {
      int vendor = ledger.vendor("V" + n);
      int rate = ledger.rate("R" + n, vendor);
      int place = ledger.building("P" + n, Ledger.ROOT);
      int meter = ledger.meter("M" + n, place);
      ledger.link(ledger.account("A" + n, costCenter, vendor), meter, rate);
    }
    try (Statements statements = new Statements(ledger.tenant())) {
      for (String list : LISTS) {
        page(list, ROWS);
        List<String> few = statements.of(() -> page(list, 25));
        List<String> many = statements.of(() -> page(list, ROWS));
        assertThat(many).as(list).isNotEmpty().hasSameSizeAs(few);
      }
    }
  }

  private void page(String list, int size) {
    var rows =
        client.get("/api/v3/%s?pageSize=%d&pageNumber=1".formatted(list, size)).expect(200).json();
    assertThat(rows.size()).isEqualTo(size);
  }
}
