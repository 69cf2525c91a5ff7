package org.meterbook.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meterbook.api.CompiledSql;
import org.meterbook.api.Operations;
import org.meterbook.files.WorkbookWriter;
import org.meterbook.store.Database;
import org.meterbook.store.Dimension;
import org.meterbook.store.Scope;

/** Master data: created one by one over the API, then listed with everything nested in it. */
final class MasterBench {
  private static final int METERS = 10_000;
  private static final int ACCOUNTS = 2_000;
  private static final int LINKS_OF_A_CALL = 500;
  private static final int CONNECTIONS = 8;
  private static final List<String> SHEET =
      List.of(
          "Account",
          "Account name",
          "Account type",
          "Vendor",
          "Cost center",
          "Account country",
          "Meter",
          "Meter name",
          "Meter type",
          "Commodity",
          "Place",
          "Meter country",
          "Meter postal code",
          "Rate");
  private static final Pattern TEXT = Pattern.compile("'[^']*'");

  private final Report report;
  private final Database database;
  private final Pgbench pgbench;
  private final Operations operations;
  private final Books books;
  private final Load load;
  private final int seconds;

  MasterBench(
      Report report,
      Database database,
      Pgbench pgbench,
      Operations operations,
      String url,
      int seconds) {
    this.report = report;
    this.database = database;
    this.pgbench = pgbench;
    this.operations = operations;
    // One account with one meter: the user, the place and the cost center that bound him.
    this.books = Books.make(database, "master", 1);
    this.load = new Load(url, books.key());
    this.seconds = seconds;
  }

  void measure() {
    report.section(
        "Master data created singly",
        "a call for each, by a user with bounds; half of them by one client, half by four at the same time");
    report.columns("what", "clients", "seconds", "/s");
    for (int clients : new int[] {1, 4}) {
      int half = clients == 1 ? 0 : 1;
      created("accounts", clients, ACCOUNTS / 2, half * ACCOUNTS / 2, "account", this::account);
      created("meters", clients, METERS / 2, half * METERS / 2, "meter", this::meter);
    }
    link();
    sheet();
    database.read(0, Scope.UNBOUNDED, sql -> sql.execute("ANALYZE", Map.of()));
    report.section(
        "Lists of master data against pgbench with the same SQL",
        "%d connections; %,d meters on %,d accounts, all fields and children, with bounds; pgbench runs the statement of the page and those of its children"
            .formatted(CONNECTIONS, METERS, ACCOUNTS));
    report.columns("what", "HTTP /s", "rows /s", "p50 ms", "p99 ms", "pgbench /s", "ratio");
    pages(25);
    pages(250);
    search();
  }

  private String account(int n) {
    return """
    {"accountCode": "N%d", "accountInfo": "Account %1$d", "accountTypeId": 1, "costCenterId": %d, "vendorId": 1,
     "country": "United States", "postalCode": "16801"}\
    """
        .formatted(n, top(Dimension.COST_CENTER));
  }

  private String meter(int n) {
    return """
    {"meterCode": "N%d", "meterInfo": "Meter %1$d", "commodityId": 1, "placeId": %d, "meterTypeId": 1,
     "address": {"country": "United States", "postalCode": "16801", "city": "State College", "line1": "%1$d Main Street"}}\
    """
        .formatted(n, top(Dimension.PLACE));
  }

  private int top(Dimension dimension) {
    return books.scope().topmost(dimension).getFirst();
  }

  private void created(
      String what, int clients, int count, int from, String path, IntFunction<String> body) {
    double took = post(clients, path, IntStream.range(from, from + count).mapToObj(body).toList());
    row(what, String.valueOf(clients), took, count);
  }

  private void row(String what, String clients, double took, int count) {
    report.row(
        "%,d %s".formatted(count, what),
        clients,
        String.format(Locale.ROOT, "%.1f", took),
        String.format(Locale.ROOT, "%,.0f", count / took));
  }

  private double post(int clients, String path, List<String> bodies) {
    return load.post(
        clients,
        "/api/v3/" + path,
        "application/json",
        bodies.stream().map(body -> body.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private void link() {
    post(1, "rate", List.of("{\"name\": \"R\", \"vendorId\": 1, \"commodityId\": 1}"));
    int rate = ids("rate", "true").getFirst();
    List<Integer> accounts = ids("account", "t.account_code LIKE 'N%'");
    List<Integer> meters = ids("meter", "t.meter_code LIKE 'N%'");
    List<String> calls =
        IntStream.range(0, METERS / LINKS_OF_A_CALL)
            .mapToObj(call ->
                IntStream.range(call * LINKS_OF_A_CALL, (call + 1) * LINKS_OF_A_CALL)
                    .mapToObj(n ->
                        "{\"accountId\": %d, \"meterId\": %d, \"rateId\": %d, \"beginDate\": \"2020-01-01\"}"
                            .formatted(accounts.get(n % ACCOUNTS), meters.get(n), rate))
                    .toList()
                    .toString())
            .toList();
    double took = post(1, "accountmeter", calls);
    row("links, %d a call".formatted(LINKS_OF_A_CALL), "1", took, METERS);
  }

  /** The same again by one setup sheet, which makes accounts, meters and links. */
  private void sheet() {
    String vendor = code("vendor", 1);
    String place = code("place", top(Dimension.PLACE));
    String costCenter = code("cost_center", top(Dimension.COST_CENTER));
    byte[] workbook =
        WorkbookWriter.table(
            "Sheet",
            List.of("CREATE_AccountsAndMeters"),
            Stream.concat(
                Stream.of(SHEET),
                IntStream.range(0, METERS)
                    .mapToObj(n ->
                        List.of(
                            "S" + n % ACCOUNTS,
                            "Account",
                            "STANDARD",
                            vendor,
                            costCenter,
                            "DE",
                            "S" + n,
                            "Meter " + n,
                            "STANDARD",
                            "ELECTRIC",
                            place,
                            "US",
                            "16801",
                            vendor + " / R"))));
    double took = load.post(1, "/api/v3/setup", "application/octet-stream", List.of(workbook));
    if (ids("meter", "t.meter_code LIKE 'S%'").size() != METERS) {
      throw new IllegalStateException("the sheet did not go in");
    }
    row("meters, accounts and links by a sheet", "1", took, METERS);
  }

  private String code(String noun, int id) {
    return database.read(
        books.tenant(),
        Scope.UNBOUNDED,
        sql ->
            sql.first(
                    "SELECT t.%1$s_code FROM %1$s t WHERE t.tenant_id = :tenant AND t.%1$s_id = :id"
                        .formatted(noun),
                    Map.of("id", id),
                    row -> row.text(1))
                .orElseThrow());
  }

  private List<Integer> ids(String noun, String where) {
    return database.read(
        books.tenant(),
        Scope.UNBOUNDED,
        sql ->
            sql.list(
                "SELECT t.%1$s_id FROM %1$s t WHERE t.tenant_id = :tenant AND %2$s ORDER BY t.%1$s_id"
                    .formatted(noun, where),
                Map.of(),
                row -> row.integer(1)));
  }

  private void pages(int size) {
    IntFunction<String> path =
        i -> "/api/v3/meter?pageSize=%d&pageNumber=%d".formatted(size, 2 + Math.floorMod(i, 10));
    StringBuilder script =
        new StringBuilder(
            "\\set offset random(1, 10) * %d\n\\set lo %d + :offset\n\\set hi :lo + %d\n"
                .formatted(size, ids("meter", "true").getFirst(), size - 1));
    script
        .append(CompiledSql.page(operations, "GetMetersV3", books.scope(), size, true))
        .append(";\n");
    CompiledSql.children(operations, "GetMetersV3", books.scope())
        .forEach(child -> script.append(child).append(";\n"));
    load.run(CONNECTIONS, seconds, path);
    Load.Result http = load.run(CONNECTIONS, seconds, path);
    double limit = pgbench.run(CONNECTIONS, seconds, bound(script.toString()));
    report.row(
        "page of " + size,
        String.format(Locale.ROOT, "%,.0f", http.rate()),
        String.format(Locale.ROOT, "%,.0f", http.rate() * size),
        millis(http.p50()),
        millis(http.p99()),
        String.format(Locale.ROOT, "%,.0f", limit),
        String.format(Locale.ROOT, "%.2f", http.rate() / limit));
  }

  /** Within a text too pgbench takes a colon for the beginning of a name. */
  private String bound(String sql) {
    return TEXT.matcher(sql)
        .replaceAll(text -> text.group().replace(":", "' || chr(58) || '"))
        .replace(":keys", "ARRAY(SELECT generate_series(:lo::int, :hi::int))")
        .replace(":tenant", String.valueOf(books.tenant()))
        .replace(":places", "ARRAY" + books.scope().topmost(Dimension.PLACE) + "::int[]")
        .replace(
            ":costCenters", "ARRAY" + books.scope().topmost(Dimension.COST_CENTER) + "::int[]");
  }

  private void search() {
    report.section(
        "Search", "one connection, over the same; every kind of thing, at most 10 hits of each");
    report.columns("looked for", "/s", "p50 ms", "p99 ms");
    for (String query : new String[] {"meterId:5000", "N4711", "4711%20main", "no-such-thing"}) {
      Load.Result found = load.run(1, seconds, _ -> "/api/v3/search?query=" + query);
      report.row(
          "`" + query.replace("%20", " ") + "`",
          String.format(Locale.ROOT, "%,.0f", found.rate()),
          millis(found.p50()),
          millis(found.p99()));
    }
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }
}
