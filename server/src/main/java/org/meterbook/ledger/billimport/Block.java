package org.meterbook.ledger.billimport;

import java.util.ArrayList;
import java.util.Collection;
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

  private final Profile profile;
  private final Intake intake;
  private final String fileName;
  private final List<List<Integer>> accounts;

  /**
   * @param accounts the rows of each account
   */
  Block(Profile profile, Intake intake, String fileName, List<List<Integer>> accounts) {
    this.profile = profile;
    this.intake = intake;
    this.fileName = fileName;
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
      int id = batch.orElseGet(() -> batch(sql));
      outcome.batch = Optional.of(id);
      new BillWriter(sql, intake, directory, ids).write(outcome.bills, id);
    }
    return outcome;
  }

  private Directory plan(Sql sql, Outcome outcome) {
    Directory directory = Directory.look(sql, accountSeeds(), meterSeeds());
    Collection<Integer> known =
        directory.accounts.values().stream().map(Directory.Account::id).collect(Collectors.toSet());
    Planner planner = new Planner(profile, intake, directory, Books.read(sql, known), outcome);
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
            .with("batch_code", "Import of " + fileName)
            .with("batch_status", "closed")
            .with("start_date", sql.now())
            .with("end_date", sql.now())
            .with("created_by", sql.author().userId())
            .with("has_imported_bills", true)
            .with("note", "By the profile " + profile.name()));
  }
}
