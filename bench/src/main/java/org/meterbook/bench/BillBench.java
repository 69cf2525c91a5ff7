package org.meterbook.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.meterbook.api.CompiledSql;
import org.meterbook.api.Operations;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.ledger.billimport.BillImporter;
import org.meterbook.ledger.billimport.Options;
import org.meterbook.ledger.billimport.Profile;
import org.meterbook.ledger.billimport.Progress;
import org.meterbook.ledger.billimport.Result;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;

/**
 * Bills with all audits on: a file of a million, then one by one over the API, then found by cost.
 */
final class BillBench {
  private static final int ACCOUNTS = 10_000;
  private static final int MONTHS = 100;
  private static final LocalDate FIRST = LocalDate.of(2018, 1, 1);
  private static final int ENTERED = 2_000;
  private static final int GOAL = 10_000;

  private final Report report;
  private final Database database;
  private final Path data;
  private final int seconds;
  private final long tenant;
  private final int user;

  BillBench(Report report, Database database, Path data, int seconds) {
    this.report = report;
    this.database = database;
    this.data = data;
    this.seconds = seconds;
    this.tenant = Datasources.create(database, "bills", "Bills", ZoneId.of("America/Chicago"), 7);
    this.user = Users.createAdministrator(database, tenant, "bench", "Bench", "bench-bench-bench");
  }

  void measure(Path checkout, String url, Pgbench pgbench) throws IOException {
    report.section(
        "Bills from files, with all usual audits",
        "into empty books; peak heap of the importing process, whose own limit is a quarter of the machine's memory");
    report.columns("rows", "import, s", "rows /s", "goal", "flagged", "peak heap, MB");
    Path profile = checkout.resolve("docs/examples/houston-2012.profile.json");
    Path houston = checkout.resolve("../shared/data/houston-2012/bills.csv");
    if (Files.exists(houston)) {
      long other = Datasources.create(database, "real", "Real", ZoneId.of("America/Chicago"), 7);
      int author =
          Users.createAdministrator(database, other, "bench", "Bench", "bench-bench-bench");
      imported(other, author, houston, Profile.read(profile));
    }
    Path file = data.resolve("million.csv");
    write(file);
    imported(tenant, user, file, Profile.read(profile));
    database.read(0, Scope.UNBOUNDED, sql -> sql.execute("ANALYZE", Map.of()));
    String key =
        database.write(tenant, Scope.UNBOUNDED, user, sql -> ApiKeys.make(sql, user, "bench"));
    entered(new Load(url, key));
    between(new Load(url, key), pgbench);
  }

  private void imported(long into, int author, Path file, Profile profile) {
    System.gc();
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    Result result =
        BillImporter.run(
            database,
            into,
            author,
            file,
            profile,
            new Options(false, Optional.empty(), Progress.NONE));
    long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    double rate = result.rows() / result.seconds();
    long flagged =
        database.read(
            into,
            Scope.UNBOUNDED,
            sql ->
                sql.first(
                        "SELECT count(*) FROM flag WHERE tenant_id = :tenant",
                        Map.of(),
                        row -> row.number(1))
                    .orElse(0L));
    report.row(
        Reads.whole(result.rows()),
        Reads.tenth(result.seconds()),
        Reads.whole(rate),
        String.format(Locale.ROOT, "≥ %,d", GOAL) + (rate >= GOAL ? " reached" : " **missed**"),
        Reads.whole(flagged),
        Reads.whole(peak / 1e6));
  }

  /** A bill a month of each account, in the layout of the real file. */
  private static void write(Path file) throws IOException {
    Random random = new Random(7);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "ESID,Business Area,Service Address ,Bill Type,Bill Date,Total Due ($),kWh Usage\n");
      for (int account = 0; account < ACCOUNTS; account++) {
        double base = 200 + random.nextInt(20_000);
        for (int month = MONTHS; month > 0; month--) {
          double season = 1 + 0.4 * Math.sin(month * Math.PI / 6);
          long use = Math.round(base * season * (0.95 + random.nextDouble() / 10));
          out.write(
              "%d,%d,%d MAIN,T,%s,%.2f,%d\n"
                  .formatted(
                      1_000_000_000L + account,
                      account % 50,
                      account,
                      FIRST.plusMonths(month).plusDays(14),
                      use * 0.11,
                      use));
        }
      }
    }
  }

  private record Pair(int account, int meter, LocalDate end) {}

  private void entered(Load load) {
    report.section(
        "Bills entered singly",
        "`POST /api/v3/bill`, each the next month of an account with %d bills; all usual audits on; one million bills are there"
            .formatted(MONTHS));
    report.columns("clients", "bills /s", "p50 ms", "p99 ms");
    List<Pair> pairs =
        database.read(
            tenant,
            Scope.UNBOUNDED,
            sql ->
                sql.list(
                    """
                    SELECT DISTINCT ON (s.account_id) s.account_id, s.meter_id, s.end_date FROM bill_account_meter s
                    WHERE s.tenant_id = :tenant ORDER BY s.account_id, s.end_date DESC LIMIT %d
                    """
                        .formatted(2 * ENTERED),
                    Map.of(),
                    row -> new Pair(row.integer(1), row.integer(2), row.local(3).toLocalDate())));
    load.post(
        1,
        "/api/v3/batch",
        "application/json",
        List.of("{\"batchCode\": \"Entered\"}".getBytes(StandardCharsets.UTF_8)));
    for (int clients : new int[] {1, 8}) {
      int from = clients == 1 ? 0 : ENTERED;
      List<byte[]> bodies =
          IntStream.range(from, from + ENTERED).mapToObj(i -> bill(pairs.get(i))).toList();
      Load.Result result = load.timed(clients, "/api/v3/bill", "application/json", bodies);
      report.row(
          String.valueOf(clients),
          Reads.whole(result.rate()),
          Reads.tenth(result.p50()),
          Reads.tenth(result.p99()));
    }
  }

  private static byte[] bill(Pair pair) {
    return """
    {"accountId": %d, "beginDate": "%s", "endDate": "%s", "manualEntry": true, "meters": [{"meterId": %d, "bodyLines": [
      {"observationTypeId": 1, "caption": "Use", "value": 5000, "valueUnitId": 2, "cost": 550.00, "costUnitId": 58}]}]}\
    """
        .formatted(pair.account(), pair.end(), pair.end().plusMonths(1), pair.meter())
        .getBytes(StandardCharsets.UTF_8);
  }

  private void between(Load load, Pgbench pgbench) {
    report.section(
        "Bills between two totals",
        "`filter=totalCost between`, 25 of one million bills, 8 connections, against pgbench with the same SQL");
    report.columns("width of the span", "HTTP /s", "p50 ms", "p99 ms", "pgbench /s", "ratio");
    Operations operations = org.meterbook.app.Api.describe();
    String sql = CompiledSql.between(operations, "GetBillsV3", Scope.UNBOUNDED, 25, "totalCost");
    for (int width : new int[] {1, 100}) {
      Load.Result http =
          load.run(
              8,
              seconds,
              i -> {
                int from = 100 + Math.floorMod(i * 31, 2_000);
                return "/api/v3/bill?pageSize=25&filter=totalCost%20between%20%27"
                    + from
                    + "%27%7C%27"
                    + (from + width)
                    + "%27";
              });
      String script =
          "\\set low random(100, 2099)\n\\set high :low + "
              + width
              + "\n"
              + sql.replace(":tenant", String.valueOf(tenant))
                  .replaceAll(":f0b\\b", ":high")
                  .replaceAll(":f0\\b", ":low")
              + ";\n";
      double limit = pgbench.run(8, seconds, script);
      report.row(
          String.valueOf(width),
          Reads.whole(http.rate()),
          Reads.tenth(http.p50()),
          Reads.tenth(http.p99()),
          Reads.whole(limit),
          String.format(Locale.ROOT, "%.2f", http.rate() / limit));
    }
  }
}
