package org.meterbook.ledger.billimport;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.meterbook.energy.BillingPeriod;
import org.meterbook.ledger.billimport.Parties.AccountSeed;

/**
 * Turns the rows of an account, oldest first, into bills; sees to it that no bill is made of half
 * of its rows.
 */
final class Planner {
  private final Intake intake;
  private final Profile profile;
  private final Rows rows;
  private final Measures measures;
  private final Directory directory;
  private final Grouping grouping;
  private final Books books;
  private final Outcome outcome;

  /** The n-th of equal bills is told from the others by its number. */
  private final Map<String, Integer> equalBills = new HashMap<>();

  Planner(Profile profile, Intake intake, Directory directory, Books books, Outcome outcome) {
    this.profile = profile;
    this.intake = intake;
    this.rows = intake.rows();
    this.measures = intake.measures();
    this.directory = directory;
    this.books = books;
    this.outcome = outcome;
    this.grouping =
        new Grouping(
            profile, intake, new Doubts(profile, intake.catalogue(), directory), this::refuse);
  }

  /** Plans the bills of one account. */
  void plan(List<Integer> ofAccount) {
    int account = rows.account(ofAccount.getFirst());
    AccountSeed seed = intake.parties().account(account);
    Books.Ledger ledger =
        directory.account(seed).map(found -> books.of(found.id())).orElseGet(Books.Ledger::new);
    TreeSet<Integer> ends = new TreeSet<>(ledger.ends());
    List<Integer> ordered = new ArrayList<>(ofAccount);
    ordered.sort(
        Comparator.<Integer>comparingInt(rows::end)
            .thenComparingInt(rows::begin)
            .thenComparingLong(rows::line));
    ordered.forEach(row -> ends.add(rows.end(row)));
    for (int from = 0; from < ordered.size(); ) {
      int to = from + 1;
      while (to < ordered.size() && sameSpan(ordered.get(from), ordered.get(to))) {
        to++;
      }
      for (int[] bill : grouping.bills(seed, ordered.subList(from, to))) {
        decide(account, seed, ledger, ends, bill);
      }
      from = to;
    }
  }

  private boolean sameSpan(int one, int other) {
    return rows.end(one) == rows.end(other) && rows.begin(one) == rows.begin(other);
  }

  private void decide(
      int account, AccountSeed seed, Books.Ledger ledger, TreeSet<Integer> ends, int[] bill) {
    int end = rows.end(bill[0]);
    String span = ImportKey.span(rows.begin(bill[0]), end);
    String content = ImportKey.content(rows, intake.parties(), measures, bill);
    Set<String> imported = ledger.imported(span);
    String own = unplanned(account, span, content);
    if (imported.contains(own)) {
      for (int row : bill) {
        outcome.alreadyBooked.add(measures.total(rows, row), measures.use(rows, row));
      }
      planned(account, span, content);
      return;
    }
    if (contradicts(imported, bill.length)) {
      refuse(
          bill,
          "a bill of this account and date is already booked from other rows; to book it anew,"
              + " delete that bill first");
      return;
    }
    int begin = rows.begin(bill[0]);
    if (begin == Rows.NO_DAY) {
      Integer before = ends.lower(end);
      begin = before != null ? before : firstBegin(end);
    }
    Optional<String> refusal =
        untimely(seed, bill, begin, end)
            .or(() -> directory.account(seed).flatMap(known -> directory.alert(known.id(), end)));
    if (refusal.isPresent()) {
      refuse(bill, refusal.get());
      return;
    }
    int period =
        BillingPeriod.of(
            LocalDate.ofEpochDay(begin), LocalDate.ofEpochDay(end), ledger.periods()::contains);
    ledger.add(period, span, own);
    planned(account, span, content);
    for (int row : bill) {
      outcome.booked.add(measures.total(rows, row), measures.use(rows, row));
    }
    outcome.bills.add(new PlannedBill(account, begin, end, period, bill, new ImportKey(span, own)));
  }

  private int firstBegin(int end) {
    Period length = profile.firstBill().orElseThrow();
    return (int) LocalDate.ofEpochDay(end).minus(length).toEpochDay();
  }

  private String unplanned(int account, String span, String content) {
    int before = equalBills.getOrDefault(account + "|" + span + "|" + content, 0);
    return before == 0 ? content : content + "#" + (before + 1);
  }

  private void planned(int account, String span, String content) {
    equalBills.merge(account + "|" + span + "|" + content, 1, Integer::sum);
  }

  /**
   * Where rows make bills of their own, another one of the same day is no contradiction, but one of
   * several rows is.
   */
  private boolean contradicts(Set<String> imported, int rowCount) {
    return profile.repeats() == Profile.Repeats.SEPARATE
        ? imported.stream().anyMatch(content -> ImportKey.rows(content) > rowCount)
        : !imported.isEmpty();
  }

  /**
   * A meter that is linked to the account, but at other times, is not linked anew: somebody ended
   * that link.
   */
  private Optional<String> untimely(AccountSeed seed, int[] bill, int begin, int end) {
    for (int row : bill) {
      if (rows.meter(row) != Texts.NONE) {
        Optional<Directory.Account> account = directory.account(seed);
        Optional<Directory.Meter> meter = directory.meter(intake.parties().meter(rows.meter(row)));
        if (account.isPresent()
            && meter.isPresent()
            && directory.isLinked(account.get(), meter.get())
            && !directory.isLinked(account.get(), meter.get(), begin, end)) {
          return Optional.of("the meter is linked to the account at other times only");
        }
      }
    }
    return Optional.empty();
  }

  private void refuse(int[] bill, String reason) {
    for (int row : bill) {
      refuse(row, reason);
    }
  }

  private void refuse(int row, String reason) {
    outcome.refused.add(measures.total(rows, row), measures.use(rows, row));
    outcome.refusals.add(new Outcome.Refused(row, reason));
  }
}
