package org.meterbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.meterbook.api.Operations;
import org.meterbook.app.Api;
import org.meterbook.store.Database;
import org.meterbook.store.postgres.EmbeddedPostgres;
import org.meterbook.store.postgres.PostgresConnection;

/** Measures everything side by side in one run and writes {@code docs/performance.md}. */
public final class Bench {
  private Bench() {}

  /** Takes the seconds of each measurement; default 8. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("collection")) {
      // One part alone, to look at; the page is written only by all of them.
      collection(new Report());
      return;
    }
    if (arguments.length > 0 && arguments[0].equals("master")) {
      master(new Report(), 8);
      return;
    }
    if (arguments.length > 0 && arguments[0].equals("bills")) {
      bills(new Report(), 8);
      return;
    }
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
    if (!Pgbench.installed()) {
      System.err.println(
          "pgbench is missing; it comes with PostgreSQL's client packages (on Debian: postgresql-contrib)");
      System.exit(1);
    }
    Path checkout = Path.of("").toAbsolutePath();
    Path data = Files.createTempDirectory("meterbook-bench");
    Report report = new Report();
    try {
      measure(report, checkout, data, seconds);
    } finally {
      delete(data);
    }
    Path intervals = Files.createTempDirectory("meterbook-bench");
    try {
      intervals(report, checkout, intervals, seconds);
    } finally {
      delete(intervals);
    }
    collection(report);
    master(report, seconds);
    bills(report, seconds);
    report.write(checkout.resolve("docs/performance.md"), Pages.BEFORE, Pages.AFTER);
  }

  private static void measure(Report report, Path checkout, Path data, int seconds) {
    Operations operations = Api.describe();
    try (Machine machine = Machine.start(checkout, data)) {
      PostgresConnection connection = EmbeddedPostgres.running(data).orElseThrow();
      try (Database database =
          Database.open(
              new Database.Settings(
                  connection.jdbcUrl(), connection.user(), connection.password(), 2),
              Clock.systemUTC())) {
        Pgbench pgbench = new Pgbench(connection);
        Books small = Books.make(database, "small", 10_000);
        Books middle = Books.make(database, "middle", 100_000);
        Books large = Books.make(database, "large", 1_000_000);
        analyze(database);
        Reads reads =
            new Reads(
                report,
                operations,
                new Load(machine.url(), middle.key()),
                pgbench,
                middle,
                seconds);
        reads.againstPgbench();
        reads.fieldReduction();
        report.section(
            "Pages of a growing list",
            "pages of 250 bills, all fields, one connection; milliseconds");
        report.columns(
            "bills", "page 1, p50", "page 1, p99", "middle page, p50", "middle page, p99");
        for (Books books : new Books[] {small, middle, large}) {
          new Reads(
                  report,
                  operations,
                  new Load(machine.url(), books.key()),
                  pgbench,
                  books,
                  Math.max(2, seconds / 2))
              .pages();
        }
        Imports.measure(report, database, checkout);
      }
    }
    start(report, checkout, data);
  }

  /** On a database of its own: what was measured before leaves work behind it. */
  private static void intervals(Report report, Path checkout, Path data, int seconds) {
    try (Machine machine = Machine.start(checkout, data)) {
      PostgresConnection connection = EmbeddedPostgres.running(data).orElseThrow();
      try (Database database =
          Database.open(
              new Database.Settings(
                  connection.jdbcUrl(), connection.user(), connection.password(), 2),
              Clock.systemUTC())) {
        IntervalBench.measure(report, database, machine.url(), seconds);
      }
    }
  }

  /** Without a server beside, which would do the jobs itself; but for what is asked of one. */
  private static void collection(Report report) throws IOException {
    Path data = Files.createTempDirectory("meterbook-bench");
    try {
      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
          Database database = open(postgres.connection(), 8)) {
        new CollectionBench(report, database, data).withoutServer();
      }
      try (Machine machine = Machine.start(Path.of("").toAbsolutePath(), data);
          Database database = open(EmbeddedPostgres.running(data).orElseThrow(), 2)) {
        new CollectionBench(report, database, data).limit(machine.url());
      }
    } finally {
      delete(data);
    }
  }

  private static void bills(Report report, int seconds) throws IOException {
    Path data = Files.createTempDirectory("meterbook-bench");
    Path checkout = Path.of("").toAbsolutePath();
    try (Machine machine = Machine.start(checkout, data)) {
      PostgresConnection connection = EmbeddedPostgres.running(data).orElseThrow();
      try (Database database = open(connection, 2)) {
        new BillBench(report, database, data, seconds)
            .measure(checkout, machine.url(), new Pgbench(connection));
      }
    } finally {
      delete(data);
    }
  }

  private static void master(Report report, int seconds) throws IOException {
    Path data = Files.createTempDirectory("meterbook-bench");
    try (Machine machine = Machine.start(Path.of("").toAbsolutePath(), data)) {
      PostgresConnection connection = EmbeddedPostgres.running(data).orElseThrow();
      try (Database database = open(connection, 2)) {
        new MasterBench(
                report, database, new Pgbench(connection), Api.describe(), machine.url(), seconds)
            .measure();
      }
    } finally {
      delete(data);
    }
  }

  private static Database open(PostgresConnection connection, int pool) {
    return Database.open(
        new Database.Settings(connection.jdbcUrl(), connection.user(), connection.password(), pool),
        Clock.systemUTC());
  }

  private static void start(Report report, Path checkout, Path data) {
    report.section(
        "Start and memory",
        "the command `./meterbook serve` on a data directory that is there, to the first answer; median of five; memory after it, in MB");
    report.columns("seconds to the first answer", "goal", "server", "database");
    double[] seconds = new double[5];
    long[] memory = {};
    for (int i = 0; i < seconds.length; i++) {
      try (Machine machine = Machine.start(checkout, data)) {
        seconds[i] = machine.secondsToReady();
        memory = machine.megabytes();
      }
    }
    java.util.Arrays.sort(seconds);
    report.row(
        String.format(Locale.ROOT, "%.2f", seconds[2]),
        "< 2" + (seconds[2] < 2 ? " reached" : " **missed**"),
        String.valueOf(memory[0]),
        String.valueOf(memory[1]));
  }

  private static void analyze(Database database) {
    database.read(
        0, org.meterbook.store.Scope.UNBOUNDED, sql -> sql.execute("ANALYZE", java.util.Map.of()));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
