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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private final Replacing replacing;

  /** The n-th of equal bills is told from the others by its number. */
  private final Map<String, Integer> equalBills = new HashMap<>();

  Planner(
      Profile profile,
      Intake intake,
      Actor actor,
      Directory directory,
      Books books,
      Outcome outcome) {
    this.profile = profile;
    this.intake = intake;
    this.replacing = new Replacing(actor, outcome);
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
    if (!profile.standard()) {
      ordered.forEach(row -> ends.add(rows.end(row)));
    }
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
    Optional<Directory.Account> known = directory.account(seed);
    Optional<String> key = known.map(found -> new ImportKey(span, own).of(found.id()));
    boolean freed = profile.standard() && key.filter(ledger::isVoid).isPresent();
    if (imported.contains(own) && !freed) {
      for (int row : bill) {
        outcome.alreadyBooked.add(measures.total(rows, row), measures.use(rows, row));
      }
      planned(account, span, content);
      return;
    }
    if (!profile.standard() && contradicts(imported, bill.length)) {
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
    int first = begin;
    Optional<String> refusal =
        untimely(seed, bill, begin, end)
            .or(() -> known.flatMap(found -> directory.alert(found.id(), end)));
    if (profile.standard()) {
      Integer before = ends.floor(begin);
      // Some say the day after the last one, where the next bill begins on the last one itself.
      begin = before != null && before == begin - 1 ? before : begin;
      int adjusted = begin;
      refusal =
          refusal
              .or(() -> known.flatMap(found -> outOfService(found, first, end)))
              .or(() -> replacing.replace(ledger, rows, bill[0], adjusted, first));
    }
    if (refusal.isPresent()) {
      refuse(bill, refusal.get());
      return;
    }
    if (freed) {
      outcome.freedKeys.add(key.orElseThrow());
    }
    PlannedBill planned =
        new PlannedBill(
            account,
            begin,
            end,
            period(ledger, bill, begin, end),
            bill,
            new ImportKey(span, own),
            notes(known, bill, begin, first),
            begin != first);
    ledger.add(planned);
    ends.add(end);
    planned(account, span, content);
    for (int row : bill) {
      outcome.booked.add(measures.total(rows, row), measures.use(rows, row));
    }
    outcome.bills.add(planned);
  }

  /** What the rows say, else what follows from the dates and the account's other bills. */
  private int period(Books.Ledger ledger, int[] bill, int begin, int end) {
    for (int row : bill) {
      if (rows.period(row) != 0) {
        return rows.period(row);
      }
    }
    return BillingPeriod.of(
        LocalDate.ofEpochDay(begin), LocalDate.ofEpochDay(end), ledger.periods()::contains);
  }

  private List<String> notes(
      Optional<Directory.Account> account, int[] bill, int begin, int first) {
    if (!profile.standard()) {
      return bill.length == 1 ? List.of() : List.of(lines(bill));
    }
    List<String> notes = new ArrayList<>();
    if (begin != first) {
      notes.add(
          "The begin date %s of the file was brought to the end of the bill before"
              .formatted(LocalDate.ofEpochDay(first)));
    }
    account.ifPresent(found -> notes.addAll(directory.warnings(found.id(), rows.end(bill[0]))));
    return notes;
  }

  /** Where the rows stand of which a bill is made. */
  private String lines(int[] bill) {
    return "Lines "
        + IntStream.of(bill)
            .mapToObj(row -> String.valueOf(rows.line(row)))
            .collect(Collectors.joining(", "))
        + " of the file";
  }

  private static Optional<String> outOfService(Directory.Account account, int begin, int end) {
    return begin < account.serviceBegin() || end > account.serviceEnd()
        ? Optional.of("the dates are outside of the account's service dates")
        : Optional.empty();
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
      if (rows.meter(row) != Texts.NONE && rows.found(row) == 0) {
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
