package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.Operation;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** The laws of pages: they partition the list, and their headers add up. */
class PagingTest {
  private static final String PAGED = "org.meterbook.conventions.Registry#pagedLists";

  private final Client client = TestServer.demo().client();

  @ParameterizedTest
  @MethodSource(PAGED)
  void pagesPartitionTheList(Operation list) {
    Rows whole = Rows.of(list);
    int total = whole.rows().size();
    assertThat(whole.ids()).doesNotHaveDuplicates();
    // An odd size makes the last page a short one; a size that divides the whole makes it a full
    // one.
    for (int size : new int[] {Math.min(997, total / 3 + 1), Math.min(1000, Math.max(1, total))}) {
      List<JsonNode> seen = new ArrayList<>();
      int pages = Math.ceilDiv(total, size);
      for (int page = 1; page <= pages; page++) {
        Client.Response response =
            page(whole.path(), String.valueOf(page), String.valueOf(size)).expect(200);
        assertThat(headers(response)).containsExactly(page, size, total, pages);
        assertThat(response.json().size())
            .isEqualTo(page < pages ? size : total - size * (pages - 1));
        response.json().forEach(seen::add);
      }
      assertThat(seen).isEqualTo(whole.rows());
    }
  }

  @ParameterizedTest
  @MethodSource(PAGED)
  void aPageBeyondTheLastIsEmpty(Operation list) {
    int total = Rows.of(list).rows().size();
    for (String number : new String[] {"100000", String.valueOf(Integer.MAX_VALUE)}) {
      Client.Response response = page(Rows.of(list).path(), number, "10").expect(200);
      assertThat(response.text()).isEqualTo("[]");
      assertThat(headers(response))
          .containsExactly(Integer.valueOf(number), 10, total, Math.ceilDiv(total, 10));
    }
  }

  @ParameterizedTest
  @MethodSource(PAGED)
  void hasDefaultsAndALargestPage(Operation list) {
    String path = Rows.of(list).path();
    assertThat(headers(client.get(path).expect(200))).startsWith(1, 250);
    Client.Response largest = client.get(path + "?PAGESIZE=5000&PageNumber=1").expect(200);
    assertThat(headers(largest)).startsWith(1, 1000);
    assertThat(largest.json().size()).isEqualTo(Math.min(1000, Rows.of(list).rows().size()));
  }

  @ParameterizedTest
  @MethodSource(PAGED)
  void refusesWhatIsNoPage(Operation list) {
    for (String wrong : new String[] {"0", "-1", "x", "", "1.5"}) {
      assertThat(Refusals.fields(Refusals.check(page(Rows.of(list).path(), "1", wrong), 400)))
          .containsExactly("pageSize");
      assertThat(Refusals.fields(Refusals.check(page(Rows.of(list).path(), wrong, "1"), 400)))
          .containsExactly("pageNumber");
    }
  }

  @ParameterizedTest
  @MethodSource(PAGED)
  void showsItsHeadersToBrowsers(Operation list) {
    Client.Response response =
        client
            .with("Origin", "https://example.org")
            .get(Rows.of(list).path(), "pageSize", "1")
            .expect(200);
    assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(response.header("Access-Control-Expose-Headers").split(", ", -1))
        .contains("PageNumber", "PageSize", "TotalNumberOfRecords", "TotalPages");
  }

  private Client.Response page(String path, String number, String size) {
    return client.get(path, "pageNumber", number, "pageSize", size);
  }

  private static List<Integer> headers(Client.Response response) {
    return List.of("PageNumber", "PageSize", "TotalNumberOfRecords", "TotalPages").stream()
        .map(name -> Integer.valueOf(response.header(name)))
        .toList();
  }
}
