package org.meterbook.bench;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;

/** Readings in and out, beside what PostgreSQL itself does with a row a reading. */
final class IntervalBench {
  private static final String PATH = "/api/v3/reading";
  private static final int CHANNELS = 100;
  private static final int READINGS = CHANNELS * Deliveries.A_YEAR;
  private static final int GOAL_MILLIONS = 100;

  private final Report report;
  private final Database database;
  private final String url;
  private final int seconds;

  private IntervalBench(Report report, Database database, String url, int seconds) {
    this.report = report;
    this.database = database;
    this.url = url;
    this.seconds = seconds;
  }

  static void measure(Report report, Database database, String url, int seconds) {
    IntervalBench bench = new IntervalBench(report, database, url, seconds);
    bench.warm();
    double first = bench.in();
    MeteredSite site = bench.late(first);
    bench.history(site);
    bench.out(site);
  }

  private void warm() {
    MeteredSite site = MeteredSite.make(database, "readings-warm", 20);
    List<byte[]> bodies = Deliveries.json(site.channels(), Deliveries::value);
    Load load = new Load(url, site.key());
    for (int i = 0; i < 3; i++) {
      load.post(2, PATH, "application/json", bodies);
    }
    load.run(4, 4, i -> path(site, "reading", i % site.channels().size()));
  }

  // In
  // -----------------------------------------------------------------------------------------------------------------------

  private double in() {
    report.section(
        "Readings in",
        "100 channels, a year of 15-minute readings (%,d), 2,880 a call, `POST /api/v3/reading`, into empty channels; each call is answered after its commit"
            .formatted(READINGS));
    report.columns("form", "clients", "readings /s", "goal");
    double json = 0;
    for (int clients : new int[] {1, 4}) {
      MeteredSite site = MeteredSite.make(database, "readings-json-" + clients, CHANNELS);
      List<byte[]> bodies = Deliveries.json(site.channels(), Deliveries::value);
      json = Math.max(json, in("JSON", clients, 620_000, "application/json", bodies, site));
    }
    for (int clients : new int[] {1, 4}) {
      MeteredSite site = MeteredSite.make(database, "readings-csv-" + clients, CHANNELS);
      List<byte[]> bodies = Deliveries.runs(site.channels(), Deliveries::value);
      in("text/csv", clients, 1_000_000, "text/csv", bodies, site);
    }
    double copy = copy();
    report.row("COPY, a row a reading", "1", whole(copy), "");
    double ratio = json / copy;
    report.text(
        "JSON is %.2f times COPY of the same readings as one row each with their key (goal ≥ 0.5 %s)."
            .formatted(ratio, reached(ratio >= 0.5)));
    return json;
  }

  private double in(
      String form, int clients, int goal, String media, List<byte[]> bodies, MeteredSite site) {
    System.gc();
    double rate = READINGS / new Load(url, site.key()).post(clients, PATH, media, bodies);
    report.row(
        form,
        String.valueOf(clients),
        whole(rate),
        "≥ %,d %s".formatted(goal, reached(rate >= goal)));
    return rate;
  }

  private double copy() {
    StringBuilder rows = new StringBuilder();
    long begin = 1_735_689_600L;
    for (int channel = 1; channel <= CHANNELS; channel++) {
      for (int i = 0; i < Deliveries.A_YEAR; i++) {
        rows.append("1\t").append(channel).append('\t').append(begin + 900L * i).append('\t');
        rows.append(Deliveries.value(channel, i)).append('\n');
      }
    }
    String text = rows.toString();
    return database.write(
        0,
        Scope.UNBOUNDED,
        null,
        sql -> {
          sql.execute(
              "CREATE TABLE bench_reading (tenant_id bigint, channel_id int, second bigint, value float8, PRIMARY KEY (tenant_id, channel_id, second))",
              Map.of());
          long before = System.nanoTime();
          sql.copy("bench_reading (tenant_id, channel_id, second, value)", new StringReader(text));
          double rate = READINGS / ((System.nanoTime() - before) / 1e9);
          sql.execute("DROP TABLE bench_reading", Map.of());
          return rate;
        });
  }

  /** Everything again, of which a tenth comes for the first time and a hundredth is corrected. */
  private MeteredSite late(double first) {
    MeteredSite site = MeteredSite.make(database, "readings-late", CHANNELS);
    Load load = new Load(url, site.key());
    load.post(
        4,
        PATH,
        "application/json",
        Deliveries.json(
            site.channels(),
            (channel, i) -> i % 10 == 3 ? Double.NaN : Deliveries.value(channel, i)));
    List<byte[]> again =
        Deliveries.json(
            site.channels(), (channel, i) -> Deliveries.value(channel, i) + (i % 100 == 7 ? 1 : 0));
    double rate = READINGS / load.post(4, PATH, "application/json", again);
    report.text(
        "All of it again, 10 %% of it late and 1 %% changed, 4 clients: %s readings /s, %.2f of the first rate (goal ≥ 0.5 %s)."
            .formatted(whole(rate), rate / first, reached(rate / first >= 0.5)));
    return site;
  }

  /** A utility's file, each time for another meter. */
  private void history(MeteredSite site) {
    double[] milliseconds = new double[11];
    int bytes = 0;
    for (int i = 0; i < milliseconds.length; i++) {
      byte[] file = HistoryFile.of(i);
      bytes = file.length;
      String path = "/api/v202611/import/greenbutton?meterCode=M" + i;
      milliseconds[i] =
          new Load(url, site.key()).post(1, path, "application/xml", List.of(file)) * 1000;
    }
    java.util.Arrays.sort(milliseconds);
    double median = milliseconds[milliseconds.length / 2];
    report.text(
        "A Green Button history file of %.1f MB (%,d readings with cost and quality) over HTTP, median of eleven: %.0f ms (goal < 300 %s)."
            .formatted(bytes / 1e6, HistoryFile.READINGS, median, reached(median < 300)));
  }

  // Out
  // ----------------------------------------------------------------------------------------------------------------------

  private void out(MeteredSite site) {
    database.read(0, Scope.UNBOUNDED, sql -> sql.execute("ANALYZE interval_day", Map.of()));
    report.section(
        "Readings out",
        "one month of one channel (2,880 readings and more) at 4 connections, chosen from 100 channels and 11 months");
    report.columns("what", "readings kept", "answers /s", "p50 ms", "p99 ms", "goal");
    month(site, "`GetReadingsV3`, JSON", "reading", 1_800);
    month(site, "`GetSeriesV202611`, JSON", "series", 1_800);
    sums(site);
    disk();
    grow(site);
    month(site, "`GetReadingsV3`, JSON", "reading", 1_800);
    month(site, "`GetSeriesV202611`, JSON", "series", 1_800);
  }

  private void month(MeteredSite site, String what, String path, int goal) {
    Load load = new Load(url, site.key());
    load.run(4, 2, i -> path(site, path, i));
    Load.Result result = load.run(4, seconds, i -> path(site, path, i));
    report.row(
        what,
        whole(readings()),
        whole(result.rate()),
        String.format(Locale.ROOT, "%.2f", result.p50()),
        String.format(Locale.ROOT, "%.2f", result.p99()),
        "≥ %,d, p99 ≤ 10 ms %s"
            .formatted(goal, reached(result.rate() >= goal && result.p99() <= 10)));
  }

  private static String path(MeteredSite site, String what, int i) {
    String version = what.equals("series") ? "v202611" : "v3";
    return "/api/%s/channel/%d/%s?beginDate=2025-%02d-01T00:15:00&endDate=2025-%02d-01T00:00:00"
        .formatted(version, site.channels().get(i % CHANNELS), what, i % 11 + 1, i % 11 + 2);
  }

  private void sums(MeteredSite site) {
    Load load = new Load(url, site.key());
    Load.Result result =
        load.run(
            1, seconds, i -> "/api/v202611/channelMonth?pageSize=1000&pageNumber=" + (i % 2 + 1));
    double both = result.p50() * 2;
    report.text(
        "Twelve monthly sums of 100 channels, in two pages, one connection: %.1f ms (goal < 30 %s).\n"
            .formatted(both, reached(both < 30)));
    report.columns("what", "readings kept", "answers /s", "p50 ms", "p99 ms", "goal");
  }

  private void disk() {
    double bytes = size() / readings();
    report.row(
        "disk, bytes a reading, indexes and all",
        whole(readings()),
        String.format(Locale.ROOT, "%.1f", bytes),
        "",
        "",
        "≤ 12 " + reached(bytes <= 12));
  }

  private double size() {
    return number(
        "SELECT pg_total_relation_size('interval_day'::regclass) + pg_total_relation_size('interval_month'::regclass)");
  }

  private double readings() {
    return number(
        "SELECT sum(d.reading_count)::bigint FROM interval_day d WHERE d.tenant_id = d.tenant_id");
  }

  private double number(String query) {
    return database.read(
        0, Scope.UNBOUNDED, sql -> sql.first(query, Map.of(), row -> row.number(1)).orElseThrow());
  }

  /** Copies the site's days to other channels until there are a hundred million readings. */
  private void grow(MeteredSite site) {
    int copies = (int) ((GOAL_MILLIONS * 1e6 - readings()) / READINGS) + 1;
    database.write(site.tenant(), Scope.UNBOUNDED, null, sql -> grow(sql, Math.max(0, copies)));
    database.read(0, Scope.UNBOUNDED, sql -> sql.execute("ANALYZE interval_day", Map.of()));
  }

  private static int grow(Sql sql, int copies) {
    String columns =
        "day, version, step, reading_source_id, reading_count, value_count, first_second, last_second, maximum_second,"
            + " total, minimum, maximum, readings, computed, seconds, qualities, sources, notes";
    return sql.execute(
        "INSERT INTO interval_day (tenant_id, channel_id, %s) SELECT :tenant, d.channel_id + g.n * 100000, %1$s FROM interval_day d, generate_series(1, :copies) AS g(n) WHERE d.tenant_id = :tenant"
            .formatted(columns),
        Map.of("copies", copies));
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  private static String reached(boolean reached) {
    return reached ? "reached" : "**missed**";
  }
}
