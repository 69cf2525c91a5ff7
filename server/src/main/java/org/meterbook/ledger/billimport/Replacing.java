package org.meterbook.ledger.billimport;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes room for bills of a file, by what its columns A/C/E and V/P/R say. */
final class Replacing {
  private final Actor actor;
  private final Outcome outcome;

  Replacing(Actor actor, Outcome outcome) {
    this.actor = actor;
    this.outcome = outcome;
  }

  /**
   * Says what becomes of the bills of the account and dates of one that comes; answers why it
   * cannot come, empty where it can.
   *
   * @param row the first of the bill that comes
   * @param begin its first day
   * @param written its first day as the file has it
   */
  Optional<String> replace(Books.Ledger ledger, Rows rows, int row, int begin, int written) {
    int end = rows.end(row);
    List<Existing> there =
        Stream.concat(
                ledger.at(begin, end).stream(),
                begin == written ? Stream.of() : ledger.at(written, end).stream())
            .toList();
    if (there.isEmpty()) {
      return Optional.empty();
    }
    boolean correction = rows.isCorrection(row);
    Optional<Existing.Fate> fate = Existing.fate(rows.existing(row), correction);
    if (fate.isEmpty()) {
      return Optional.of("a bill of the same account and dates is there, and V/P/R says R: reject");
    }
    if (fate.get() != Existing.Fate.KEPT && there.stream().anyMatch(Existing::own)) {
      return Optional.of(
          "the file has another bill of the same account and dates: put the rows of a bill next to"
              + " each other, or mark a further bill as C");
    }
    Optional<String> protection =
        there.stream().flatMap(bill -> bill.protection(fate.get(), actor).stream()).findFirst();
    if (protection.isEmpty() && fate.get() != Existing.Fate.KEPT) {
      for (Existing bill : there) {
        if (bill.approved() || bill.exported()) {
          outcome.unprotected.add(bill.id());
        }
        (fate.get() == Existing.Fate.DELETED ? outcome.deleted : outcome.voided).add(bill.id());
        ledger.remove(bill, end);
      }
    }
    return protection;
  }
}
