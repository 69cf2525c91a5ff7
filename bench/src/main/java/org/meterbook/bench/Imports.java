package org.meterbook.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.ledger.billimport.BillImporter;
import org.meterbook.ledger.billimport.Options;
import org.meterbook.ledger.billimport.Profile;
import org.meterbook.ledger.billimport.Progress;
import org.meterbook.ledger.billimport.Result;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;

/**
 * The import of real bills against a copy of the same rows into the same tables by one statement a
 * table.
 */
final class Imports {
  private static final Path BILLS = Path.of("../shared/data/houston-2012/bills.csv");

  /** What an import fills, each after what it refers to. */
  private static final List<String> TABLES =
      List.of(
          "place",
          "place_ancestor",
          "cost_center",
          "cost_center_ancestor",
          "vendor",
          "account",
          "meter",
          "account_meter",
          "form_template",
          "batch",
          "bill",
          "body_line",
          "change");

  private Imports() {}

  static void measure(Report report, Database database, Path checkout) {
    report.section(
        "Import of 57,430 real bills",
        "`./meterbook import bills` of the City of Houston's electricity bills of fiscal 2012 into empty books, against INSERT … SELECT of the same rows, change log and all, into the same tables");
    Path file = checkout.resolve(BILLS);
    if (!Files.exists(file)) {
      report.text("Not measured: the file is not here.");
      return;
    }
    long tenant =
        Datasources.create(database, "houston", "Houston", ZoneId.of("America/Chicago"), 7);
    int user = Users.createAdministrator(database, tenant, "bench", "Bench", "bench-bench-bench");
    Profile profile = Profile.read(checkout.resolve("docs/examples/houston-2012.profile.json"));
    Result result =
        BillImporter.run(
            database,
            tenant,
            user,
            file,
            profile,
            new Options(false, Optional.empty(), Progress.NONE));
    double copied = copy(database, tenant);
    double ratio = copied / result.seconds();
    report.columns("rows", "import, s", "rows /s", "copy, s", "ratio", "goal");
    report.row(
        Reads.whole(result.rows()),
        Reads.tenth(result.seconds()),
        Reads.whole(result.rows() / result.seconds()),
        Reads.tenth(copied),
        String.format(Locale.ROOT, "%.2f", ratio),
        "≥ 0.25" + (ratio >= 0.25 ? " reached" : " **missed**"));
  }

  /**
   * Seconds to copy everything of a tenant to a new one; the catalogue rows that it needs are
   * there.
   */
  private static double copy(Database database, long source) {
    long target = Datasources.create(database, "copy", "Copy", ZoneId.of("America/Chicago"), 7);
    Users.createAdministrator(database, target, "bench", "Bench", "bench-bench-bench");
    return database.write(target, Scope.UNBOUNDED, null, sql -> copy(sql, source));
  }

  private static double copy(Sql sql, long source) {
    long before = System.nanoTime();
    for (String table : TABLES) {
      String columns =
          sql.first(
                  "SELECT string_agg(a.attname::text, ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = to_regclass(:table)"
                      + " AND a.attnum > 1 AND NOT a.attisdropped",
                  Map.of("table", table),
                  row -> row.text(1))
              .orElseThrow();
      sql.execute(
          "INSERT INTO %1$s (tenant_id, %2$s) SELECT :tenant, %2$s FROM %1$s s WHERE s.tenant_id = :source ON CONFLICT DO NOTHING"
              .formatted(table, columns),
          Map.of("source", source));
    }
    return (System.nanoTime() - before) / 1e9;
  }
}
