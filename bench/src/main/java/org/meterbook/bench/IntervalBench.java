package org.meterbook.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;

/** Readings in and out. */
final class IntervalBench {
  private static final String PATH = "/api/v3/reading";

  private final Report report;
  private final Database database;
  private final String url;

  IntervalBench(Report report, Database database, String url) {
    this.report = report;
    this.database = database;
    this.url = url;
  }

  void measure(int seconds) {
    MeteredSite warm = MeteredSite.make(database, "readings-warm", 20);
    List<byte[]> warming = Deliveries.json(warm.channels(), Deliveries::value);
    new Load(url, warm.key()).post(2, PATH, "application/json", warming);
    report.section(
        "Readings in",
        "100 channels, a year of 15-minute readings, 2,880 a call, into empty channels");
    report.columns("form", "clients", "readings /s", "goal");
    double copy = 0;
    MeteredSite last = warm;
    for (int clients : new int[] {1, 4}) {
      last = MeteredSite.make(database, "readings-json-" + clients, 100);
      ingest(
          "JSON",
          clients,
          620_000,
          "application/json",
          Deliveries.json(last.channels(), Deliveries::value),
          last,
          100 * Deliveries.A_YEAR);
    }
    for (int clients : new int[] {1, 4}) {
      MeteredSite site = MeteredSite.make(database, "readings-csv-" + clients, 100);
      ingest(
          "text/csv",
          clients,
          1_000_000,
          "text/csv",
          Deliveries.runs(site.channels(), Deliveries::value),
          site,
          100 * Deliveries.A_YEAR);
    }
    MeteredSite read = last;
    Load load = new Load(url, read.key());
    var month =
        load.run(
            4,
            seconds,
            i ->
                "/api/v3/channel/%d/reading?beginDate=2025-%02d-01T00:15:00&endDate=2025-%02d-01T00:00:00"
                    .formatted(read.channels().get(i % 100), i % 11 + 1, i % 11 + 2));
    System.out.printf(
        "month json %.0f/s p50 %.2f p99 %.2f%n", month.rate(), month.p50(), month.p99());
    System.out.println(copy);
    database
        .read(
            read.tenant(),
            Scope.UNBOUNDED,
            sql ->
                sql.list(
                    "SELECT pg_total_relation_size('interval_day'::regclass)",
                    Map.of(),
                    row -> row.number(1)))
        .forEach(System.out::println);
  }

  private double ingest(
      String form,
      int clients,
      int goal,
      String media,
      List<byte[]> bodies,
      MeteredSite site,
      int readings) {
    System.gc();
    double seconds = new Load(url, site.key()).post(clients, PATH, media, bodies);
    double rate = readings / seconds;
    report.row(
        form,
        String.valueOf(clients),
        String.format(Locale.ROOT, "%,.0f", rate),
        "≥ %,d %s".formatted(goal, rate >= goal ? "reached" : "**missed**"));
    return rate;
  }
}
