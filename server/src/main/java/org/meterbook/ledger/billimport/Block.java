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

  /** What is to be done, by what the books have. */
  private record Plan(Directory directory, Outcome outcome) {}

  /** Says what would come of it. */
  Outcome check(Sql sql) {
    return plan(sql).outcome();
  }

  /** Books it, into the batch or, where there is none yet, a new one. */
  Outcome book(Sql sql, Optional<Integer> batch, IdStock ids) {
    sql.exists("SELECT pg_advisory_xact_lock(:key)", Map.of("key", LOCK + sql.tenant()));
    Plan plan = plan(sql);
    Outcome outcome = plan.outcome();
    if (!outcome.bills.isEmpty()) {
      new Creation(sql, intake, plan.directory(), ids, outcome).make(outcome.bills);
      Into into =
          run.batch()
              .map(id -> Into.locked(sql, id))
              .orElseGet(() -> Into.plain(batch.orElseGet(() -> batch(sql))));
      outcome.batch = Optional.of(into.batchId());
      new Room(sql, outcome).make();
      new BillWriter(sql, run, intake, plan.directory(), ids).write(outcome.bills, into);
    }
    return outcome;
  }

  /**
   * Plans until no bill of the plan is there already. A bill that was moved to another account is
   * found by its key only, and the key is known when the bill is planned.
   */
  private Plan plan(Sql sql) {
    Directory directory =
        Directory.look(sql, run.actor(), accountSeeds(), meterSeeds(), profile.standard());
    Set<String> moved = new HashSet<>();
    while (true) {
      Outcome outcome = new Outcome();
      Books books = Books.read(sql, directory.known(), moved, run.task());
      Planner planner = new Planner(profile, intake, run.actor(), directory, books, outcome);
      accounts.forEach(planner::plan);
      List<String> taken = Books.taken(sql, keys(outcome, directory));
      if (!moved.addAll(taken)) {
        return new Plan(directory, outcome);
      }
    }
  }

  private Set<String> keys(Outcome outcome, Directory directory) {
    Set<String> keys = new HashSet<>();
    for (PlannedBill bill : outcome.bills) {
      directory
          .account(intake.parties().account(bill.account()))
          .ifPresent(account -> keys.add(bill.key().of(account.id())));
    }
    keys.removeAll(outcome.freedKeys);
    return keys;
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
