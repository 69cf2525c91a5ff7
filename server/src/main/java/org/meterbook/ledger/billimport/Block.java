package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterbook.ledger.billimport.Parties.AccountSeed;
import org.meterbook.ledger.billimport.Parties.MeterSeed;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Some accounts' rows, planned and written in one transaction: each of its bills is in the books
 * with all that belongs to it, or not at all.
 */
final class Block {
  /**
   * Two imports at once would make the same accounts twice: one waits for the other, block by
   * block.
   */
  private static final long LOCK = 0x6D65746572L << 24;

  private final Run run;
  private final Profile profile;
  private final Intake intake;
  private final List<List<Integer>> accounts;

  /**
   * @param accounts the rows of each account
   */
  Block(Run run, Profile profile, Intake intake, List<List<Integer>> accounts) {
    this.run = run;
    this.profile = profile;
    this.intake = intake;
    this.accounts = accounts;
  }

  /** Says what would come of it. */
  Outcome check(Sql sql) {
    Outcome outcome = new Outcome();
    plan(sql, outcome);
    return outcome;
  }

  /** Books it, into the batch or, where there is none yet, a new one. */
  Outcome book(Sql sql, Optional<Integer> batch, IdStock ids) {
    sql.exists("SELECT pg_advisory_xact_lock(:key)", Map.of("key", LOCK + sql.tenant()));
    Outcome outcome = new Outcome();
    Directory directory = plan(sql, outcome);
    if (!outcome.bills.isEmpty()) {
      new Creation(sql, intake, directory, ids, outcome).make(outcome.bills);
      Into into =
          run.batch()
              .map(id -> Into.locked(sql, id))
              .orElseGet(() -> Into.plain(batch.orElseGet(() -> batch(sql))));
      outcome.batch = Optional.of(into.batchId());
      makeRoom(sql, outcome);
      new BillWriter(sql, run, intake, directory, ids).write(outcome.bills, into);
    }
    return outcome;
  }

  private static void makeRoom(Sql sql, Outcome outcome) {
    if (!outcome.freedKeys.isEmpty()) {
      sql.execute(
          "UPDATE bill SET import_key = NULL WHERE tenant_id = :tenant AND import_key = ANY(:keys) AND void",
          Map.of("keys", outcome.freedKeys));
    }
    requireUnchanged(sql, outcome);
    for (int bill : outcome.voided) {
      sql.update(Tables.BILL, bill, Values.none().with("void", true).with("import_key", null));
    }
    if (!outcome.deleted.isEmpty()) {
      List<Integer> lines =
          sql.list(
              "SELECT body_line_id FROM body_line WHERE tenant_id = :tenant AND bill_id = ANY(:bills)",
              Map.of("bills", outcome.deleted),
              row -> row.integer(1));
      sql.delete(Tables.BODY_LINE, lines);
      sql.delete(Tables.BILL, outcome.deleted);
    }
  }

  /** Somebody approved or exported a bill since it was looked at. */
  static final class Changed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static void requireUnchanged(Sql sql, Outcome outcome) {
    Set<Integer> ids = new HashSet<>(outcome.deleted);
    ids.addAll(outcome.voided);
    ids.removeAll(outcome.unprotected);
    boolean changed =
        !ids.isEmpty()
            && sql.list(
                    """
                    SELECT b.approved OR coalesce(b.ap_export_id, b.gl_export_id) IS NOT NULL FROM bill b
                    WHERE b.tenant_id = :tenant AND b.bill_id = ANY(:bills) FOR UPDATE
                    """,
                    Map.of("bills", ids),
                    row -> row.bool(1))
                .contains(true);
    if (changed) {
      throw new Changed();
    }
  }

  private Directory plan(Sql sql, Outcome outcome) {
    Directory directory =
        Directory.look(sql, run.actor(), accountSeeds(), meterSeeds(), profile.standard());
    Books books = Books.read(sql, directory.known(), run.task());
    Planner planner = new Planner(profile, intake, run.actor(), directory, books, outcome);
    accounts.forEach(planner::plan);
    return directory;
  }

  private Collection<AccountSeed> accountSeeds() {
    return accounts.stream()
        .map(rows -> intake.parties().account(intake.rows().account(rows.getFirst())))
        .toList();
  }

  private Collection<MeterSeed> meterSeeds() {
    Set<Integer> meters =
        accounts.stream()
            .flatMap(List::stream)
            .map(intake.rows()::meter)
            .filter(meter -> meter != Texts.NONE)
            .collect(Collectors.toSet());
    List<MeterSeed> seeds = new ArrayList<>();
    meters.forEach(meter -> seeds.add(intake.parties().meter(meter)));
    return seeds;
  }

  /**
   * Closed from the start: nobody's bill typed meanwhile may land in it, not even after a crash.
   */
  private int batch(Sql sql) {
    return sql.insert(
        Tables.BATCH,
        Values.none()
            .with("batch_code", "Import of " + run.fileName())
            .with("batch_status", "closed")
            .with("start_date", sql.now())
            .with("end_date", sql.now())
            .with("created_by", sql.author().userId())
            .with("has_imported_bills", true)
            .with("note", "By the profile " + profile.name()));
  }
}
