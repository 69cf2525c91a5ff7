package org.meterbook.stories;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.meterbook.stories.Journal.Place;
import org.meterbook.stories.Journal.Posting;

/**
 * The books as a careful person would keep them on paper: bills with their states, and a journal
 * into which every change is written by taking back what stood there and writing what stands now.
 */
final class ReferenceBooks {
  /** Whose account it is, and the general ledger of what is charged to the account itself. */
  record Account(String vendor, String ledger) {}

  final Map<Integer, BookedBill> bills = new TreeMap<>();
  final Journal journal = new Journal();
  private final Map<String, Account> accounts = new TreeMap<>();
  private final Map<String, String> ledgers = new TreeMap<>();
  private final Set<Integer> closed = new HashSet<>();

  void account(String code, String vendor, String ledger) {
    accounts.put(code, new Account(vendor, ledger));
  }

  /** A meter's costs on an account go to a general ledger of their own. */
  void link(String account, String meter, String ledger) {
    ledgers.put(account + " " + meter, ledger);
  }

  String vendor(String account) {
    return of(account).vendor();
  }

  private Account of(String account) {
    return Objects.requireNonNull(accounts.get(account), account);
  }

  void enter(BookedBill bill) {
    bills.put(bill.id, bill);
    post(bill, 1);
  }

  void change(BookedBill bill, Consumer<BookedBill> change) {
    post(bill, -1);
    change.accept(bill);
    post(bill, 1);
  }

  void delete(BookedBill bill) {
    post(bill, -1);
    bills.remove(bill.id);
  }

  void close(int batch) {
    closed.add(batch);
  }

  List<BookedBill> which(Predicate<BookedBill> condition) {
    return bills.values().stream().filter(condition).toList();
  }

  List<BookedBill> inBatch(int batch) {
    return which(bill -> bill.batch == batch);
  }

  /** What the next export for payment, or to the general ledger, must have. */
  List<BookedBill> exportable(boolean generalLedger) {
    return which(bill ->
        !bill.isVoid
            && !bill.held
            && bill.approved
            && closed.contains(bill.batch)
            && (generalLedger ? !bill.generalLedger : bill.run.isEmpty()));
  }

  /** What a bill costs by general ledger. */
  Map<String, Long> byLedger(BookedBill bill) {
    Map<String, Long> sums = new TreeMap<>();
    for (BookedBill.Line line : bill.lines) {
      if (line.kind().sign != 0) {
        String ledger =
            line.meter()
                .flatMap(meter -> Optional.ofNullable(ledgers.get(bill.account + " " + meter)))
                .orElse(of(bill.account).ledger());
        sums.merge(ledger, line.counted(), Long::sum);
      }
    }
    return sums;
  }

  static long total(Collection<BookedBill> bills) {
    return bills.stream().mapToLong(BookedBill::total).sum();
  }

  private void post(BookedBill bill, int sign) {
    if (bill.isVoid && bill.run.isEmpty()) {
      return;
    }
    String vendor = vendor(bill.account);
    List<Posting> entry = new ArrayList<>();
    byLedger(bill)
        .forEach((ledger, cents) ->
            entry.add(
                new Posting(
                    bill.isVoid ? Place.RECOVERABLE : Place.EXPENSE,
                    bill.account,
                    vendor,
                    bill.period,
                    ledger,
                    sign * cents)));
    Place against = bill.paid ? Place.PAID : bill.run.isPresent() ? Place.SENT : Place.OWED;
    entry.add(new Posting(against, bill.account, vendor, bill.period, "", -sign * bill.total()));
    journal.enter(entry);
  }
}
