package org.meterbook.ledger.audit;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterbook.energy.audit.Audit;
import org.meterbook.energy.audit.Status;
import org.meterbook.ledger.audit.Injection.Injected;
import org.meterbook.ledger.billimport.BillImporter;
import org.meterbook.ledger.billimport.Options;
import org.meterbook.ledger.billimport.Profile;
import org.meterbook.ledger.billimport.Progress;
import org.meterbook.ledger.billimport.Result;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;

/**
 * Measures what audits find: a real year of bills with known faults in it, taken in as any file is,
 * beside the same year as it came and beside naive checks. {@code ./dev accuracy} writes {@code
 * docs/accuracy.md}.
 */
public final class Accuracy {
  private static final long SEED = 20120701;
  private static final int EACH = 200;
  private static final int AMOUNTS = 2;
  private static final double PERCENT = 100;

  /** A bill by its account and last day. */
  private record Key(String account, LocalDate end) {}

  /** A flagged bill's audit. */
  private record Issue(Key bill, Audit audit) {}

  /**
   * What came of taking in a file.
   *
   * @param naive bills that a check against the bill before names, by its percentage
   */
  private record Run(Result result, Set<Issue> issues, Map<Integer, Set<Key>> naive) {
    Set<Key> flagged() {
      return issues.stream().map(Issue::bill).collect(Collectors.toSet());
    }
  }

  /**
   * What was found of a kind of fault.
   *
   * @param found of {@code injected}
   * @param telling bills that the audits meant for it flagged, of which {@code right} have a fault
   */
  record Finding(int injected, int found, int telling, int right, Map<Integer, Integer> naive) {
    double recall() {
      return PERCENT * found / injected;
    }

    double precision() {
      return telling == 0 ? PERCENT : PERCENT * right / telling;
    }
  }

  /** All of the measurement. */
  record Report(
      Map<Fault, Finding> faults,
      int bills,
      int flaggedAsIs,
      int flagged,
      int flaggedRight,
      Map<Integer, Integer> naiveFlagged,
      Map<Integer, Integer> naiveRight,
      int repeatedRows,
      int repeatedFound,
      Map<Audit, Integer> asIs,
      double seconds,
      double secondsWithout) {}

  private Accuracy() {}

  public static void main(String[] arguments) throws IOException {
    Path checkout = Path.of("").toAbsolutePath();
    Path bills = checkout.resolve("../shared/data/houston-2012/bills.csv").normalize();
    if (arguments.length > 0) {
      bills = Path.of(arguments[0]);
    }
    if (!Files.exists(bills)) {
      System.err.println("The year's bills are not beside the checkout: nothing was measured.");
      System.exit(1);
    }
    Report report = measure(bills, checkout.resolve("docs/examples/houston-2012.profile.json"));
    Path page = checkout.resolve("docs/accuracy.md");
    Files.writeString(page, AccuracyPage.of(report, SEED));
    System.out.println("Wrote " + checkout.relativize(page));
    System.exit(0);
  }

  /** Measures. */
  static Report measure(Path bills, Path profilePath) throws IOException {
    Profile profile = Profile.read(profilePath);
    List<String> heads = new ArrayList<>();
    List<Injection.Row> rows = read(bills, heads);
    // In turn, the better of two: the first run of all warms up the others.
    double audited = run(rows, heads, profile, true).result().seconds();
    double unaudited = run(rows, heads, profile, false).result().seconds();
    Run asIs = run(rows, heads, profile, true);
    audited = Math.min(audited, asIs.result().seconds());
    unaudited = Math.min(unaudited, run(rows, heads, profile, false).result().seconds());
    Injection injection = Injection.of(rows, SEED, EACH);
    Run faulty = run(injection.rows(), heads, profile, true);
    return report(rows, asIs, injection.faults(), faulty, audited, unaudited);
  }

  // Files
  // ---------------------------------------------------------------------------------------------------------------------

  private static List<Injection.Row> read(Path file, List<String> heads) throws IOException {
    List<Injection.Row> rows = new ArrayList<>();
    try (var records = CsvReader.builder().ofCsvRecord(file)) {
      for (var line : records) {
        List<String> cells = line.getFields();
        if (heads.isEmpty()) {
          heads.addAll(cells);
        } else {
          int amounts = cells.size() - AMOUNTS;
          rows.add(
              new Injection.Row(
                  cells.subList(0, amounts - 1),
                  LocalDate.parse(cells.get(amounts - 1)),
                  new BigDecimal(cells.get(amounts)),
                  new BigDecimal(cells.get(amounts + 1))));
        }
      }
    }
    return rows;
  }

  private static void write(List<Injection.Row> rows, List<String> heads, Path file)
      throws IOException {
    try (CsvWriter writer = CsvWriter.builder().build(file)) {
      writer.writeRecord(heads);
      for (Injection.Row row : rows) {
        List<String> cells = new ArrayList<>(row.cells());
        cells.add(row.date().toString());
        cells.add(row.cost().toPlainString());
        cells.add(row.use().toPlainString());
        writer.writeRecord(cells);
      }
    }
  }

  // Runs
  // ----------------------------------------------------------------------------------------------------------------------

  private static Run run(
      List<Injection.Row> rows, List<String> heads, Profile profile, boolean audited)
      throws IOException {
    Path file = Files.createTempFile("meterbook-accuracy", ".csv");
    try {
      write(rows, heads, file);
      Datasource books = TestServer.datasource();
      if (!audited) {
        turnOff(books);
      }
      Result result =
          BillImporter.run(
              TestServer.server().database(),
              books.tenant(),
              books.userId(),
              file,
              profile,
              new Options(false, Optional.empty(), Progress.NONE));
      return TestServer.server()
          .database()
          .read(books.tenant(), Scope.UNBOUNDED, sql -> new Run(result, issues(sql), naive(sql)));
    } finally {
      Files.delete(file);
    }
  }

  private static void turnOff(Datasource books) {
    TestServer.server()
        .database()
        .write(
            books.tenant(),
            sql -> {
              Map<Audit, AuditRun> runs = AuditStore.read(sql);
              runs.replaceAll(
                  (_, run) -> new AuditRun(run.setting().with(Status.SKIP), run.assignees()));
              AuditStore.write(sql, runs);
            });
  }

  private static Set<Issue> issues(Sql sql) {
    return new HashSet<>(
        sql.list(
            """
            SELECT a.account_code, b.end_date, i.flag_issue_type_id FROM flag_issue i
            JOIN flag f ON f.tenant_id = i.tenant_id AND f.flag_id = i.flag_id
            JOIN bill b ON b.tenant_id = f.tenant_id AND b.bill_id = f.bill_id
            JOIN account a ON a.tenant_id = b.tenant_id AND a.account_id = b.account_id WHERE i.tenant_id = :tenant
            """,
            Map.of(),
            row ->
                new Issue(
                    new Key(row.text(1), row.local(2).toLocalDate()),
                    Audit.of(row.integer(3)).orElseThrow())));
  }

  /** Use a day against the bill before. */
  private static Map<Integer, Set<Key>> naive(Sql sql) {
    Map<Integer, Set<Key>> named = Map.of(20, new HashSet<>(), 50, new HashSet<>());
    Map<String, Double> before = new HashMap<>();
    sql.list(
        """
        SELECT a.account_code, b.begin_date, b.end_date, m.native_use FROM bill_account_meter m
        JOIN bill b ON b.tenant_id = m.tenant_id AND b.bill_id = m.bill_id
        JOIN account a ON a.tenant_id = b.tenant_id AND a.account_id = b.account_id
        WHERE m.tenant_id = :tenant ORDER BY b.end_date, b.bill_id
        """,
        Map.of(),
        row -> {
          Key bill = new Key(row.text(1), row.local(3).toLocalDate());
          double days =
              java.time.temporal.ChronoUnit.DAYS.between(
                  row.local(2).toLocalDate(), row.local(3).toLocalDate());
          double use = row.numberOrNaN(4) / days;
          double last = before.getOrDefault(bill.account(), Double.NaN);
          named.forEach((percent, bills) -> {
            if (last != 0 && PERCENT * Math.abs(use - last) / Math.abs(last) > percent) {
              bills.add(bill);
            }
          });
          return before.put(bill.account(), use);
        });
    return named;
  }

  // What came of it
  // -----------------------------------------------------------------------------------------------------------

  private static Report report(
      List<Injection.Row> rows,
      Run asIs,
      List<Injected> faults,
      Run faulty,
      double audited,
      double without) {
    Set<Issue> news = new HashSet<>(faulty.issues());
    news.removeAll(asIs.issues());
    Set<Key> newlyFlagged = news.stream().map(Issue::bill).collect(Collectors.toSet());
    Set<Key> wrong = new HashSet<>();
    faults.forEach(fault -> keys(fault).forEach(wrong::add));
    Map<Fault, Finding> findings = new EnumMap<>(Fault.class);
    for (Fault kind : Fault.values()) {
      List<Injected> ofKind = faults.stream().filter(each -> each.fault() == kind).toList();
      Set<Key> telling =
          faulty.issues().stream()
              .filter(issue -> kind.telling.contains(issue.audit()))
              .map(Issue::bill)
              .collect(Collectors.toSet());
      findings.put(
          kind,
          new Finding(
              ofKind.size(),
              found(ofKind, newlyFlagged),
              telling.size(),
              (int) telling.stream().filter(wrong::contains).count(),
              newlyNamed(asIs, faulty, ofKind)));
    }
    Set<Key> flagged = faulty.flagged();
    return new Report(
        findings,
        (int) faulty.result().bills(),
        asIs.flagged().size(),
        flagged.size(),
        (int) flagged.stream().filter(wrong::contains).count(),
        sizes(faulty.naive(), Set.of()),
        sizes(faulty.naive(), wrong),
        repeated(rows).size(),
        (int)
            repeated(rows).stream()
                .filter(bill ->
                    asIs.issues().contains(new Issue(bill, Audit.LINE_ITEM_IS_REPEATED_ON_BILL)))
                .count(),
        asIs.issues().stream()
            .collect(Collectors.groupingBy(Issue::audit, Collectors.summingInt(_ -> 1))),
        audited,
        without);
  }

  private static Map<Integer, Integer> newlyNamed(Run asIs, Run faulty, List<Injected> faults) {
    Map<Integer, Integer> named = new HashMap<>();
    faulty
        .naive()
        .forEach((percent, bills) -> {
          Set<Key> news = new HashSet<>(bills);
          news.removeAll(asIs.naive().getOrDefault(percent, Set.of()));
          named.put(percent, found(faults, news));
        });
    return named;
  }

  private static Map<Integer, Integer> sizes(Map<Integer, Set<Key>> naive, Set<Key> only) {
    Map<Integer, Integer> sizes = new HashMap<>();
    naive.forEach((percent, bills) ->
        sizes.put(
            percent,
            (int) bills.stream().filter(bill -> only.isEmpty() || only.contains(bill)).count()));
    return sizes;
  }

  private static int found(List<Injected> faults, Set<Key> flagged) {
    return (int)
        faults.stream().filter(fault -> keys(fault).stream().anyMatch(flagged::contains)).count();
  }

  private static List<Key> keys(Injected fault) {
    return fault.ends().stream().map(end -> new Key(fault.account(), end)).toList();
  }

  /** The bills of rows that stand in the file more than once. */
  private static Set<Key> repeated(List<Injection.Row> rows) {
    Set<Injection.Row> seen = new HashSet<>();
    return rows.stream()
        .filter(row -> !seen.add(row))
        .map(row -> new Key(row.account(), row.date()))
        .collect(Collectors.toSet());
  }

  static String share(double part, double whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", PERCENT * part / whole);
  }
}
