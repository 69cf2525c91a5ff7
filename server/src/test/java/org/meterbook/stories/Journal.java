package org.meterbook.stories;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A double-entry journal in whole cents: every entry adds up to zero. */
final class Journal {
  /** Where money stands: spent, or on its way from the books to the vendor. */
  enum Place {
    EXPENSE,
    OWED,
    SENT,
    PAID,
    /** Was sent to accounting, but the books count it no more. */
    RECOVERABLE
  }

  /**
   * One side of an entry; {@code ledger} is the general ledger's code, empty where none matters.
   */
  record Posting(
      Place place, String account, String vendor, int period, String ledger, long cents) {}

  private final List<Posting> postings = new ArrayList<>();

  void enter(List<Posting> entry) {
    if (entry.stream().mapToLong(Posting::cents).sum() != 0) {
      throw new IllegalStateException("debits and credits differ: " + entry);
    }
    postings.addAll(entry);
  }

  long balance(Place place, Predicate<Posting> of) {
    return postings.stream()
        .filter(posting -> posting.place() == place && of.test(posting))
        .mapToLong(Posting::cents)
        .sum();
  }

  long balance(Place place) {
    return balance(place, _ -> true);
  }
}
