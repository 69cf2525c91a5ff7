package org.meterbook.bench;

import java.util.Locale;
import org.meterbook.api.CompiledSql;
import org.meterbook.api.Operations;
import org.meterbook.store.Dimension;

/** Lists and single rows over HTTP, against pgbench running the same SQL on the same server. */
final class Reads {
  private static final int CONNECTIONS = 8;

  /** Seconds in which the server's code is compiled before it is measured. */
  private static final int WARM_UP = 8;

  private final Report report;
  private final Operations operations;
  private final Load load;
  private final Pgbench pgbench;
  private final Books books;
  private final int seconds;

  Reads(
      Report report, Operations operations, Load load, Pgbench pgbench, Books books, int seconds) {
    this.report = report;
    this.operations = operations;
    this.load = load;
    this.pgbench = pgbench;
    this.books = books;
    this.seconds = seconds;
  }

  void againstPgbench() {
    report.section(
        "Reads over HTTP against pgbench with the same SQL",
        "8 connections; with key check, permission, rate limit and topmost on; %,d bills"
            .formatted(books.bills()));
    report.columns("what", "HTTP /s", "p50 ms", "p99 ms", "pgbench /s", "ratio", "goal");
    compare(
        "single bill",
        i -> "/api/v3/bill/" + (books.firstBill() + Math.floorMod(i * 31, books.bills())),
        CompiledSql.single(operations, "GetBillV3", books.scope()),
        0.4);
    compare(
        "page of 25",
        i -> page(i, 25),
        CompiledSql.page(operations, "GetBillsV3", books.scope(), 25, true),
        0.6);
    compare(
        "page of 250",
        i -> page(i, 250),
        CompiledSql.page(operations, "GetBillsV3", books.scope(), 250, true),
        0.8);
  }

  private static String page(int i, int size) {
    return "/api/v3/bill?pageSize=" + size + "&pageNumber=" + (2 + Math.floorMod(i, 10));
  }

  private void compare(
      String what, java.util.function.IntFunction<String> path, String sql, double goal) {
    int size = path.apply(0).contains("pageSize=250") ? 250 : 25;
    String script =
        "\\set id random(%d, %d)\n\\set offset random(1, 10) * %d\n%s;\n"
            .formatted(books.firstBill(), books.firstBill() + books.bills() - 1, size, bound(sql));
    // Once each to warm up, then side by side.
    load.run(CONNECTIONS, WARM_UP, path);
    Load.Result http = load.run(CONNECTIONS, seconds, path);
    double database = pgbench.run(CONNECTIONS, seconds, script);
    double ratio = http.rate() / database;
    report.row(
        what,
        whole(http.rate()),
        tenth(http.p50()),
        tenth(http.p99()),
        whole(database),
        String.format(Locale.ROOT, "%.2f", ratio),
        "≥ " + goal + (ratio >= goal ? " reached" : " **missed**"));
  }

  /** pgbench knows numbers only; lists are written out. */
  private String bound(String sql) {
    return sql.replace(":ids", "ARRAY[:id]::int[]")
        .replace(":tenant", String.valueOf(books.tenant()))
        .replace(":places", "ARRAY" + books.scope().topmost(Dimension.PLACE) + "::int[]")
        .replace(
            ":costCenters", "ARRAY" + books.scope().topmost(Dimension.COST_CENTER) + "::int[]");
  }

  void fieldReduction() {
    report.section("Field reduction", "pages of 250 bills, 8 connections");
    report.columns("fields", "HTTP /s", "p50 ms", "gain");
    Load.Result all = load.run(CONNECTIONS, seconds, i -> page(i, 250));
    report.row("all", whole(all.rate()), tenth(all.p50()), "1.0");
    for (String fields :
        new String[] {
          "billId,totalCost", "billId,totalCost,account.accountCode,account.vendor.vendorCode"
        }) {
      Load.Result some = load.run(CONNECTIONS, seconds, i -> page(i, 250) + "&field=" + fields);
      report.row(
          "`" + fields + "`",
          whole(some.rate()),
          tenth(some.p50()),
          String.format(Locale.ROOT, "%.1f", some.rate() / all.rate()));
    }
  }

  /** One line of pages at a size of the books. */
  void pages() {
    Load.Result first = load.run(1, seconds, _ -> "/api/v3/bill?pageSize=250");
    int middle = Math.max(1, books.bills() / 500);
    Load.Result half = load.run(1, seconds, _ -> "/api/v3/bill?pageSize=250&pageNumber=" + middle);
    report.row(
        String.format(Locale.ROOT, "%,d", books.bills()),
        tenth(first.p50()),
        tenth(first.p99()),
        tenth(half.p50()),
        tenth(half.p99()));
  }

  static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  static String tenth(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number);
  }
}
