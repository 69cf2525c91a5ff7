package org.meterbook.ledger.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.app.demo.DemoData;
import org.meterbook.files.WorkbookFile;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Users;
import org.meterbook.store.Scope;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** Lists over HTTP: columns, filters, totals, files, and who sees them. */
class ListTest {
  /** Filled once: tests make lists of their own in it, and change nothing else. */
  private static final Datasource DATASOURCE = filled();

  private final Client client = DATASOURCE.client();
  private int list;

  private static Datasource filled() {
    Datasource datasource = TestServer.datasource();
    DemoData.fill(
        TestServer.server().database(),
        datasource.tenant(),
        datasource.userId(),
        TestServer.ZONE,
        1);
    return datasource;
  }

  @BeforeEach
  void make() {
    list = make("Large bills", 1);
  }

  private int make(String info, int kind) {
    return client
        .post("/api/v3/list", "{\"listTypeId\": %d, \"listInfo\": \"%s\"}".formatted(kind, info))
        .expect(200)
        .json()
        .get("listId")
        .intValue();
  }

  private String path(String rest) {
    return "/api/v3/list/" + list + "/" + rest;
  }

  private int field(String name) {
    return client
        .get(path("filter"))
        .expect(200)
        .json()
        .valueStream()
        .filter(each -> each.get("queryParameterName").stringValue().equals(name))
        .findFirst()
        .orElseThrow()
        .get("fieldId")
        .intValue();
  }

  private String column(String name, int order, int sort, String direction) {
    return "{\"fieldId\": %d, \"width\": 90, \"displayOrder\": %d, \"sortOrder\": %d, \"sortDirection\": \"%s\", \"visible\": true}"
        .formatted(field(name), order, sort, direction);
  }

  private String filter(String name, String operator, String value) {
    return "{\"fieldId\": %d, \"operator\": \"%s\", \"value\": %s}"
        .formatted(field(name), operator, value);
  }

  private void set(String what, String... items) {
    client.put(path(what), "[" + String.join(",", items) + "]").expect(200);
  }

  private JsonNode data(String query) {
    return client.get(path("data" + query)).expect(200).json();
  }

  private static List<String> names(JsonNode row) {
    return row.valueStream().map(item -> item.get("name").stringValue()).toList();
  }

  @Test
  void aListShowsItsColumnsOrderedAndFilteredWithTotals() {
    set("column", column("totalCost", 1, 1, "desc"), column("vendorCode", 2, 0, "asc"));
    set(
        "filter",
        filter("vendorCode", "one of", "\"%s\"".formatted(vendors())),
        filter("beginDate", "prior year", "null"));
    Client.Response first = client.get(path("data?pageSize=7")).expect(200);
    JsonNode meta = first.json().get("meta");
    String same =
        "vendorCode one of '%s' and beginDate prior year".formatted(vendors().replace("|", "'|'"));
    Client.Response bills =
        client.get("/api/v3/bill", "filter", same, "pageSize", "1000").expect(200);
    assertThat(first.header("TotalNumberOfRecords"))
        .isEqualTo(bills.header("TotalNumberOfRecords"))
        .isEqualTo(meta.get("TotalCount").asString())
        .isNotEqualTo("0");
    BigDecimal cost =
        bills
            .json()
            .valueStream()
            .map(bill -> bill.get("totalCost").decimalValue())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(meta.get("TotalCost").decimalValue()).isEqualByComparingTo(cost);
    assertThat(meta.get("costUnitInfo").stringValue()).isEqualTo("$");

    List<Integer> ids = new ArrayList<>();
    List<BigDecimal> costs = new ArrayList<>();
    for (int page = 1; page <= Integer.parseInt(first.header("TotalPages")); page++) {
      for (JsonNode row : data("?pageSize=7&pageNumber=" + page).get("data")) {
        assertThat(names(row)).containsExactly("totalCost", "vendorCode", "billId");
        costs.add(row.get(0).get("value").decimalValue());
        ids.add(row.get(2).get("value").intValue());
      }
    }
    assertThat(ids).hasSize(bills.json().size()).doesNotHaveDuplicates();
    assertThat(costs).isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  private String vendors() {
    JsonNode vendors = client.get("/api/v3/vendor").expect(200).json();
    return vendors.get(0).get("vendorCode").stringValue()
        + "|"
        + vendors.get(1).get("vendorCode").stringValue();
  }

  @Test
  void columnsAndFiltersAreReplacedCopiedAndReset() {
    set("column", column("totalCost", 1, 0, "asc"));
    set(
        "filter",
        filter("estimated", "equals", "\"true\""),
        filter("totalCost", "between", "\"1|2\""));
    set("filter", filter("totalCost", "less than", "\"0\""));
    assertThat(data("").at("/meta/TotalCount").intValue()).isZero();
    assertThat(data("").at("/meta/TotalCost").intValue()).isZero();
    int original = list;
    list =
        client
            .post("/api/v3/list/" + list, "{\"listInfo\": \"Copy\"}")
            .expect(200)
            .json()
            .get("listId")
            .intValue();
    assertThat(data("").at("/meta/TotalCount").intValue()).isZero();
    client.post(path("reset"), "").expect(204);
    assertThat(data("").at("/meta/TotalCount").intValue()).isPositive();
    assertThat(names(data("").at("/data/0"))).contains("accountCode", "beginDate");
    list = original;
    assertThat(data("").at("/meta/TotalCount").intValue()).isZero();
    client.delete("/api/v3/list/" + list).expect(204);
    client.get(path("data")).expect(404);
  }

  @Test
  void whatMakesNoListIsRefused() {
    client.put(path("column"), "[" + column("meterCode", 1, 0, "asc") + "]").expect(400);
    String cost = column("totalCost", 1, 0, "asc");
    client.put(path("column"), "[" + cost + "," + cost + "]").expect(400);
    client.put(path("column"), "[" + column("totalCost", 1, 0, "up") + "]").expect(400);
    client.put(path("filter"), "[" + filter("totalCost", "like", "\"1\"") + "]").expect(400);
    client.put(path("filter"), "[" + filter("totalCost", "equals", "null") + "]").expect(400);
    client.post("/api/v3/list", "{\"listTypeId\": 99, \"listInfo\": \"X\"}").expect(400);
    client.get("/api/v3/list?listTypeId=x").expect(400);
    client.get(path("data?pageSize=0")).expect(400);
  }

  @Test
  void aRowWithManyValuesShowsThemAll() {
    list = make("Accounts", 2);
    set("column", column("accountCode", 1, 1, "asc"), column("meterCode", 2, 0, "asc"));
    client.put(path("column"), "[" + column("meterCode", 1, 1, "asc") + "]").expect(400);
    JsonNode account = client.get("/api/v3/account?orderBy=accountCode").expect(200).json().get(0);
    List<String> meters =
        account
            .get("meters")
            .valueStream()
            .map(meter -> meter.get("meterCode").stringValue())
            .toList();
    JsonNode shown = data("");
    assertThat(shown.at("/data/0/1/value").stringValue().split(", "))
        .containsExactlyInAnyOrderElementsOf(meters);
    assertThat(shown.at("/meta/TotalCost").isNull()).isTrue();
  }

  @Test
  void filtersOfTheMomentNeedNoStoredList() {
    String path = "/api/v3/dynamiclist/3";
    String body =
        "{\"filters\": [{\"caption\": \"commodity CODE\", \"operator\": \"equals\", \"value\": \"%s\"}]}";
    String code =
        client.get("/api/v3/meter").json().get(0).at("/commodity/commodityCode").stringValue();
    JsonNode shown = client.post(path + "?pageSize=3", body.formatted(code)).expect(200).json();
    assertThat(shown.at("/meta/TotalCount").asString())
        .isEqualTo(
            client
                .get("/api/v3/meter", "filter", "commodityCode equals '" + code + "'")
                .header("TotalNumberOfRecords"));
    assertThat(shown.get("data")).hasSize(3);
    list = shown.get("listId").intValue();
    set("column", column("meterCode", 1, 0, "asc"));
    JsonNode narrow = client.post(path, body.formatted("none")).expect(200).json();
    assertThat(narrow.get("listId").intValue()).isEqualTo(list);
    assertThat(narrow.get("data")).isEmpty();
    assertThat(client.post(path, body.formatted(code)).json().at("/data/0")).hasSize(2);
    String again = "{\"resetColumns\": true}";
    assertThat(client.post(path, again).expect(200).json().at("/data/0").size()).isGreaterThan(4);
    assertThat(client.get("/api/v3/list").json().findValuesAsString("listId"))
        .doesNotContain(String.valueOf(list));
    client.post(path, body.formatted("x").replace("CODE", "COLOUR")).expect(400);
  }

  @Test
  void billsOfAnAccountAndOfAMeterAreLists(@TempDir Path folder) throws Exception {
    int account = client.get("/api/v3/account").json().get(0).get("accountId").intValue();
    int meter = client.get("/api/v3/meter").json().get(0).get("meterId").intValue();
    for (String of : List.of("account/" + account, "meter/" + meter)) {
      String path = "/api/v3/" + of + "/list/bill";
      String filter = of.replaceFirst("/(.*)", "Id equals '$1'");
      Client.Response bills = client.get("/api/v3/bill", "filter", filter).expect(200);
      JsonNode shown = client.get(path).expect(200).json();
      assertThat(shown.at("/meta/TotalCount").asString())
          .isEqualTo(bills.header("TotalNumberOfRecords"))
          .isNotEqualTo("0");
      Path file = download(path + "/excelexport", folder);
      try (WorkbookFile workbook = WorkbookFile.open(file)) {
        assertThat(workbook.next().orElseThrow().cells()).contains("Account code", "Total cost");
        int rows = 0;
        for (var row = workbook.next(); row.isPresent(); row = workbook.next()) {
          assertThat(row.get().cells().getFirst()).isNotBlank();
          rows++;
        }
        assertThat(rows).isEqualTo(shown.at("/meta/TotalCount").intValue());
      }
    }
  }

  private static Path download(String path, Path folder) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(TestServer.server().url() + path))
            .header("ECI-ApiKey", DATASOURCE.key())
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return Files.write(folder.resolve("list.xlsx"), answer.body());
    }
  }

  @Test
  void aListIsSeenByWhomItIsSharedWith() {
    Client reader = reader("reader", List.of("BillsAndBatches.View", "SharedBillLists.View"));
    Client editor =
        reader(
            "editor",
            List.of("BillsAndBatches.View", "SharedBillLists.View", "SharedBillLists.Edit"));
    reader.get(path("data")).expect(404);
    String share =
        "{\"sharedWithEveryone\": %s, \"sharedUserIds\": [%s], \"sharedUserGroupIds\": []}";
    int readerId = userId("reader");
    client.put(path("share"), share.formatted(false, readerId)).expect(200);
    assertThat(reader.get(path("data")).expect(200).json().get("data")).isNotEmpty();
    assertThat(client.get(path("share")).json().at("/sharedUsers/0/userCode").stringValue())
        .isEqualTo("reader");
    editor.get(path("data")).expect(404);
    reader.put(path("filter"), "[]").expect(403);
    reader.put(path("share"), share.formatted(true, "")).expect(403);
    client.put(path("share"), share.formatted(true, "")).expect(200);
    assertThat(client.get(path("share")).json().get("sharedUsers")).isEmpty();
    editor.put(path("filter"), "[]").expect(200);
    editor.delete("/api/v3/list/" + list).expect(403);
    JsonNode hidden = reader.put(path("visible"), "{\"visible\": false}").expect(200).json();
    assertThat(hidden.get("visible").booleanValue()).isFalse();
    assertThat(hidden.get("sharedList").booleanValue()).isTrue();
    assertThat(
            editor
                .get("/api/v3/list")
                .json()
                .valueStream()
                .filter(each -> each.get("listId").intValue() == list)
                .findFirst()
                .orElseThrow()
                .get("visible")
                .booleanValue())
        .isTrue();
    // Bills are there to be seen; meters are not.
    reader.post("/api/v3/dynamiclist/3", "{}").expect(401);
    reader.post("/api/v3/list", "{\"listTypeId\": 3, \"listInfo\": \"M\"}").expect(401);
    reader.get("/api/v3/filterData/3005").expect(401);
  }

  private int userId(String code) {
    return client
        .get("/api/v3/user", "filter", "systemUserCode equals '" + code + "'")
        .expect(200)
        .json()
        .get(0)
        .get("userId")
        .intValue();
  }

  private static Client reader(String name, List<String> permissions) {
    var database = TestServer.server().database();
    int role =
        database.write(
            DATASOURCE.tenant(),
            Scope.UNBOUNDED,
            DATASOURCE.userId(),
            sql ->
                sql.insert(
                    Tables.USER_ROLE,
                    Values.none()
                        .with("system_user_role_name", name)
                        .with("description", name)
                        .with("permissions", permissions)
                        .with("read_only", false)
                        .with("hidden", false)));
    int user = Users.create(database, DATASOURCE.tenant(), name, name, TestServer.PASSWORD, role);
    String key =
        database.write(
            DATASOURCE.tenant(), Scope.UNBOUNDED, user, sql -> ApiKeys.make(sql, user, "test"));
    return new Client(key);
  }

  @Test
  void aBoundedReaderSeesOnlyHisPartAndItsTotals() {
    int north =
        client
            .get("/api/v3/place", "filter", "placeCode equals 'NORTH'")
            .json()
            .get(0)
            .get("placeId")
            .intValue();
    Client reader = reader("bounded", List.of("BillsAndBatches.View", "SharedBillLists.View"));
    int user = userId("bounded");
    client
        .put(
            path("share"),
            "{\"sharedWithEveryone\": true, \"sharedUserIds\": [], \"sharedUserGroupIds\": []}")
        .expect(200);
    int all = reader.get(path("data")).json().at("/meta/TotalCount").intValue();
    TestServer.server()
        .database()
        .write(
            DATASOURCE.tenant(),
            Scope.UNBOUNDED,
            user,
            sql -> {
              sql.execute(
                  "UPDATE user_topmost_place SET place_id = :place WHERE tenant_id = :tenant AND user_id = :user",
                  Map.of("place", north, "user", user));
              sql.touched(Tables.APP_USER);
              return true;
            });
    JsonNode part = reader.get(path("data?pageSize=1000")).expect(200).json();
    assertThat(part.at("/meta/TotalCount").asString())
        .isEqualTo(reader.get("/api/v3/bill").header("TotalNumberOfRecords"));
    assertThat(part.at("/meta/TotalCount").intValue()).isBetween(1, all - 1);
  }

  @Test
  void aFilterThatLostItsMeaningIsTold() {
    TestServer.server()
        .database()
        .write(
            DATASOURCE.tenant(),
            Scope.UNBOUNDED,
            DATASOURCE.userId(),
            sql ->
                sql.execute(
                    "UPDATE data_list SET filters = filters || :filter::jsonb WHERE tenant_id = :tenant AND list_id = :list",
                    Map.of(
                        "list",
                        list,
                        "filter",
                        client
                            .get(path("filter"))
                            .json()
                            .get(0)
                            .toString()
                            .replace("\"operator\":null", "\"operator\":\"resembles\""))));
    JsonNode told = data("");
    assertThat(told.at("/meta/ErrorMessage").stringValue()).contains("must be one of");
    assertThat(told.get("data")).isEmpty();
  }
}
